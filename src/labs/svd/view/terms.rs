//! The first rank-1 terms, each in its place: what is added as r grows.

use leptos::prelude::*;

use crate::data::number_format::{short, subscript};
use crate::labs::svd::figures::{self, blank};
use crate::labs::svd::state::State;
use crate::labs::svd::text;
use crate::plot::Role;
use crate::ui::heatmap::Heatmap;
use crate::ui::live::{derived, live, memo};
use crate::ui::session::Session;

use super::compute::Computation;

/// As many as stand side by side.
const IDS: [&str; 8] = [
    "term-1", "term-2", "term-3", "term-4", "term-5", "term-6", "term-7", "term-8",
];

/// The strip of terms; those within r are lit.
#[component]
pub fn Terms(session: Session<State>, computation: Computation) -> impl IntoView {
    let count = session.part(|s| s.full_rank().min(IDS.len()));
    let rank = session.part(State::rank);
    let strip = move || {
        let terms = IDS.into_iter().take(count.get()).enumerate();
        terms
            .map(|(index, id)| view! { <Term id index rank computation /> })
            .collect_view()
    };
    view! {
        <section class="card">
            <h2>"The terms, one by one"</h2>
            <div class="terms">{live(strip)}</div>
            <p>{text::TERMS}</p>
        </section>
    }
}

#[component]
fn Term(
    id: &'static str,
    index: usize,
    rank: Memo<usize>,
    computation: Computation,
) -> impl IntoView {
    let data = memo(move |_| {
        computation.shown.with(|shown| {
            shown
                .as_ref()
                .map_or_else(blank, |shown| figures::term(&shown.d, index))
        })
    });
    let sigma = derived(move || {
        let sigma = computation.shown.with(|shown| {
            let values = &shown.as_ref()?.d.svd.singular_values;
            values.get(index).copied()
        });
        let kept = if index < rank.get() {
            "added"
        } else {
            "not yet"
        };
        sigma.map_or_else(String::new, |sigma| {
            format!("σ = {}, {kept}", short(sigma, 4))
        })
    });
    let i = subscript(index + 1);
    view! {
        <div class="term" class:waiting=move || { index >= rank.get() }>
            <Heatmap id caption=format!("σ{i}u{i}v{i}ᵀ") shape=sigma data role=Role::Sigma size=118.0 />
        </div>
    }
}
