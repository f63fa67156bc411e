//! The lab in small, for the contents page: a column times a row.

use leptos::prelude::*;

use crate::labs::lora::figures::factor;
use crate::labs::lora::geometry::wave;
use crate::plot::Role;
use crate::ui::heatmap::Heatmap;
use crate::ui::part::{Teaser, teaser};

pub const TEASER: Teaser = teaser!(draw);

fn draw() -> AnyView {
    let (b, a) = wave();
    let product = &b * &a;
    view! {
        <div class="teaser matrix-row">
            <Heatmap id="teaser-b" caption="B" data=Signal::stored(factor(&b)) role=Role::Left size=90.0 />
            <Heatmap id="teaser-a" caption="A" data=Signal::stored(factor(&a)) role=Role::Right size=90.0 />
            <Heatmap id="teaser-ba" caption="BA" data=Signal::stored(factor(&product)) role=Role::Delta size=90.0 />
        </div>
    }
    .into_any()
}
