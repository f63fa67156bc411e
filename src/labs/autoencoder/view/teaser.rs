//! The lab in small, for the contents page: points, PCA's line, and a line on its way to it.

use leptos::prelude::*;

use crate::ui::part::{Teaser, teaser};

/// Hand-made, so that the contents page needs nothing of the lab's figures.
const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 150 110' width='100%'>\
<g fill='var(--c-frozen)'><circle cx='28' cy='82' r='3'/><circle cx='41' cy='69' r='3'/><circle cx='47' cy='84' r='3'/>\
<circle cx='58' cy='60' r='3'/><circle cx='66' cy='70' r='3'/><circle cx='76' cy='52' r='3'/><circle cx='84' cy='62' r='3'/>\
<circle cx='93' cy='41' r='3'/><circle cx='104' cy='50' r='3'/><circle cx='112' cy='30' r='3'/><circle cx='124' cy='35' r='3'/></g>\
<path d='M12 93 L138 19' stroke='var(--ink-2)' stroke-width='2' stroke-dasharray='5 4' fill='none'/>\
<path d='M9 66 L141 46' stroke='var(--c-left)' stroke-width='3' fill='none'/>\
<path d='M128 44 A60 60 0 0 0 124 31' stroke='var(--c-sigma)' stroke-width='2' fill='none'/>\
<path d='M121 33 L123 27 L128 32 Z' fill='var(--c-sigma)'/></svg>";

pub const TEASER: Teaser = teaser!(draw);

fn draw() -> AnyView {
    view! { <div class="teaser" aria-hidden="true" inner_html=PICTURE></div> }.into_any()
}
