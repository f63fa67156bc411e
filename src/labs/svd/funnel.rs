//! The figure n → r → m: how many numbers pass through each place when A_r x is computed.

use crate::plot::Table;

/// Height of the wider end of the funnel, in the units of the drawing.
const TALL: f64 = 150.0;

/// How many numbers pass through each place of A_r x: n in, r in the middle, m out. An SVG document.
pub fn funnel_svg([n, r, m]: [usize; 3]) -> String {
    let widest = n.max(m).max(1) as f64;
    let half = |of: usize| TALL * of as f64 / widest / 2.0;
    let bar = |x: u32, of: usize, color: &str| {
        let (y, height) = (90.0 - half(of), (2.0 * half(of)).max(1.0));
        format!("<rect x='{x}' y='{y}' width='14' height='{height}' rx='2' fill='{color}'/>")
    };
    let side = |x: u32, left: usize, right: usize, color: &str| {
        let (a, b, far) = (half(left), half(right), x + 93);
        let (top, low, right_top, right_low) = (90.0 - a, 90.0 + a, 90.0 - b, 90.0 + b);
        format!(
            "<path d='M{x} {top} L{far} {right_top} L{far} {right_low} L{x} {low} Z' fill='{color}' opacity='0.22'/>"
        )
    };
    let number = |x: u32, of: usize, name: &str| {
        format!("<text x='{x}' y='186'>{of}</text><text x='{x}' y='203'>{name}</text>")
    };
    [
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 240 208'>".to_owned(),
        side(20, n, r, "var(--c-right, #0b6e6e)"),
        side(127, r, m, "var(--c-left, #b4540a)"),
        bar(6, n, "var(--c-right, #0b6e6e)"),
        bar(113, r, "var(--c-sigma, #7a3e9d)"),
        bar(220, m, "var(--c-left, #b4540a)"),
        "<g text-anchor='middle' font-family='sans-serif' font-size='15' fill='var(--ink, #1d2530)'>".to_owned(),
        number(18, n, "n in"),
        number(120, r, "r"),
        number(214, m, "m out"),
        "</g></svg>".to_owned(),
    ]
    .concat()
}

/// The three places of [`funnel_svg`] as a table.
pub fn funnel_table([n, r, m]: [usize; 3]) -> Table {
    let row = |place: &str, count: usize| vec![place.to_owned(), count.to_string()];
    Table {
        header: vec!["place".to_owned(), "numbers".to_owned()],
        rows: vec![row("n in", n), row("r in the middle", r), row("m out", m)],
    }
}
