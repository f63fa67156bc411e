//! The lab in small, for the contents page: a spectrum, the directions that hold 95 % of it lit.

use leptos::prelude::*;

use crate::ui::part::{Teaser, teaser};

pub const TEASER: Teaser = teaser!(draw);

/// σᵢ = 1/i: ten of the bars are lit.
fn draw() -> AnyView {
    let bar = |i: usize| {
        let (height, lit) = (100.0 / i as f64, i <= 10);
        format!(
            "<rect x=\"{}\" y=\"{:.1}\" width=\"7\" height=\"{height:.1}\" fill=\"var(--c-{})\"{}/>",
            4 + 9 * i,
            110.0 - height,
            if lit { "sigma" } else { "frozen" },
            if lit { "" } else { " opacity=\"0.45\"" },
        )
    };
    let bars: String = (1..=22).map(bar).collect();
    let picture = format!(
        "<svg viewBox=\"0 0 220 130\" role=\"img\" aria-label=\"A spectrum of which the first ten values are lit\">{bars}<path d=\"M102.5 8V116\" stroke=\"var(--c-sigma)\" stroke-width=\"1.6\" stroke-dasharray=\"5 4\"/><text x=\"110\" y=\"24\" font-size=\"14\" fill=\"var(--c-sigma)\">r = 10: 95 %</text></svg>"
    );
    // The markup is made here, never from what a reader types.
    view! { <div class="teaser" inner_html=picture></div> }.into_any()
}
