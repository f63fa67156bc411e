//! The bridge: PCA, truncated SVD, linear autoencoder and LoRA as one picture, n → r → m.

use crate::plot::Table;

/// One of the four.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    pub name: &'static str,
    /// What is written, and as what.
    pub product: String,
    /// The thin factor and the wide one, with their shapes.
    pub factors: [String; 2],
    /// Numbers that go in, pass, and come out.
    pub sizes: [usize; 3],
    /// What is minimised over all matrices of rank at most r.
    pub minimum: &'static str,
}

/// The four, for N points of n numbers and a bottleneck of r.
pub fn ways(n: usize, count: usize, r: usize) -> [Way; 4] {
    let shaped = |name: &str, rows: usize, cols: usize| format!("{name} {rows}×{cols}");
    [
        Way {
            name: "PCA",
            product: "x ≈ U_r U_rᵀ x".to_owned(),
            factors: [shaped("U_r", n, r), shaped("U_rᵀ", r, n)],
            sizes: [n, r, n],
            minimum: "‖X − MX‖², M a projector of rank r",
        },
        Way {
            name: "Truncated SVD",
            product: "X ≈ (U_rΣ_r) V_rᵀ".to_owned(),
            factors: [shaped("U_rΣ_r", n, r), shaped("V_rᵀ", r, count)],
            sizes: [count, r, n],
            minimum: "‖X − M‖², rank M ≤ r",
        },
        Way {
            name: "Linear autoencoder",
            product: "x ≈ W_d W_e x".to_owned(),
            factors: [shaped("W_d", n, r), shaped("W_e", r, n)],
            sizes: [n, r, n],
            minimum: "‖X − MX‖², rank M ≤ r",
        },
        Way {
            name: "LoRA",
            product: "ΔW x ≈ s·B A x".to_owned(),
            factors: [shaped("B", n, r), shaped("A", r, n)],
            sizes: [n, r, n],
            minimum: "‖Y − MX‖², rank M ≤ r",
        },
    ]
}

/// Height of the widest end of a funnel, in the units of the drawing.
const TALL: f64 = 76.0;

/// One funnel as an SVG document.
pub fn funnel(way: &Way) -> String {
    let [n, r, m] = way.sizes;
    // Ends of very different sizes: the roots keep the small one in sight.
    let size = |of: usize| (of as f64).sqrt();
    let widest = size(n.max(m).max(1));
    let half = |of: usize| TALL * size(of) / widest / 2.0;
    let bar = |x: u32, of: usize, color: &str| {
        let (y, height) = (44.0 - half(of), (2.0 * half(of)).max(2.0));
        format!("<rect x='{x}' y='{y:.1}' width='12' height='{height:.1}' rx='2' fill='{color}'/>")
    };
    let side = |x: u32, left: usize, right: usize, color: &str| {
        let (a, b, far) = (half(left), half(right), x + 82);
        format!(
            "<path d='M{x} {:.1} L{far} {:.1} L{far} {:.1} L{x} {:.1} Z' fill='{color}' opacity='0.22'/>",
            44.0 - a,
            44.0 - b,
            44.0 + b,
            44.0 + a
        )
    };
    let number = |x: u32, of: usize| format!("<text x='{x}' y='104'>{of}</text>");
    [
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 210 110'>".to_owned(),
        side(17, n, r, "var(--c-right, #0b6e6e)"),
        side(111, r, m, "var(--c-left, #b4540a)"),
        bar(5, n, "var(--c-right, #0b6e6e)"),
        bar(99, r, "var(--c-sigma, #7a3e9d)"),
        bar(193, m, "var(--c-left, #b4540a)"),
        "<g text-anchor='middle' font-family='sans-serif' font-size='15' fill='var(--ink, #1d2530)'>".to_owned(),
        number(16, n),
        number(105, r),
        number(194, m),
        "</g></svg>".to_owned(),
    ]
    .concat()
}

/// All four below each other as one SVG document, for a file.
pub fn sheet(ways: &[Way; 4]) -> String {
    let mut out = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 460 480'>".to_owned();
    for (k, way) in ways.iter().enumerate() {
        let inside = funnel(way);
        let inside = inside
            .trim_start_matches("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 210 110'>")
            .trim_end_matches("</svg>");
        out.push_str(&format!(
            "<g transform='translate(240 {})'>{inside}</g>",
            120 * k
        ));
        out.push_str(&format!(
            "<g font-family='sans-serif' font-size='15' fill='var(--ink, #1d2530)'><text x='0' y='{}' font-weight='bold'>{}</text><text x='0' y='{}'>{}</text></g>",
            120 * k + 40,
            way.name,
            120 * k + 62,
            way.product
        ));
    }
    out.push_str("</svg>");
    out
}

/// The four as a table.
pub fn table(ways: &[Way; 4]) -> Table {
    let header = [
        "method",
        "product",
        "thin factor",
        "wide factor",
        "in",
        "r",
        "out",
        "minimised",
    ];
    let row = |way: &Way| {
        let mut row = vec![way.name.to_owned(), way.product.clone()];
        row.extend(way.factors.iter().cloned());
        row.extend(way.sizes.iter().map(ToString::to_string));
        row.push(way.minimum.to_owned());
        row
    };
    Table {
        header: header.map(String::from).to_vec(),
        rows: ways.iter().map(row).collect(),
    }
}

/// In words, for a screen reader.
pub fn words(ways: &[Way; 4]) -> String {
    let sentence = |way: &Way| {
        let [n, r, m] = way.sizes;
        format!(
            "{}: {}, with {} and {}; {n} numbers in, {r} pass, {m} come out; minimises {}.",
            way.name, way.product, way.factors[0], way.factors[1], way.minimum
        )
    };
    ways.iter().map(sentence).collect::<Vec<_>>().join(" ")
}
