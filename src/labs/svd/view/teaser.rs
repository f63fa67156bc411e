//! The lab in small, for the contents page: a pattern and its first term.

use leptos::prelude::*;

use crate::data::patterns::Pattern;
use crate::labs::svd::figures::{Look, small_like};
use crate::labs::svd::model::MOST;
use crate::linalg::svd;
use crate::plot::Role;
use crate::ui::heatmap::Heatmap;
use crate::ui::part::{Teaser, teaser};

pub const TEASER: Teaser = teaser!(draw);

/// The word picture with so many terms that 95 % of its energy is kept.
fn draw() -> AnyView {
    let picture = Pattern::Text.draw(|| 0.0).to_matrix();
    let most = 255.0;
    let Ok(parts) = svd(&picture) else {
        return ().into_any();
    };
    let rank = parts.smallest_rank_for_energy(MOST);
    let first = parts.truncate(rank);
    view! {
        <div class="teaser">
            <Heatmap
                id="teaser-svd"
                caption=format!("A with {rank} of 64 terms")
                data=Signal::stored(small_like(&first, 0.0, Look::Picture, most))
                role=Role::Delta
                size=150.0
            />
        </div>
    }
    .into_any()
}
