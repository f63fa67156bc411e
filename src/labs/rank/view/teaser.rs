//! The figure on the contents page: three columns, one direction.

use leptos::prelude::*;

use super::super::figures;
use super::super::text;
use crate::plot::{Camera, svg::scene_svg};
use crate::ui::part::{Teaser, teaser};
use crate::ui::theme::use_theme;

pub const TEASER: Teaser = teaser!(draw);

fn draw() -> AnyView {
    let theme = use_theme();
    let picture = move || {
        let scene = figures::teaser();
        scene_svg(
            &scene,
            &Camera::default(),
            &theme.get(),
            text::TEASER,
            (220, 170),
        )
        .unwrap_or_default()
    };
    // The markup is made here, never from what a reader types.
    view! { <div class="teaser" inner_html=picture></div> }.into_any()
}
