//! A, A_r, what is missing, and the term that came last.

use std::sync::Arc;

use leptos::prelude::*;

use crate::data::number_format::{percent, subscript};
use crate::labs::svd::figures::{self, blank};
use crate::labs::svd::model::SMALL;
use crate::labs::svd::state::State;
use crate::plot::Role;
use crate::ui::heatmap::{Heatmap, HeatmapData};
use crate::ui::live::{derived, live, memo};
use crate::ui::session::Session;

use super::compute::{Computation, Shown};

/// A_r and A − A_r.
fn truncated(
    computation: Computation,
    shown: &Shown,
    rank: usize,
) -> Option<(HeatmapData, HeatmapData)> {
    let d = &shown.d;
    let shape = d.shape();
    if d.shown.len() <= SMALL {
        let a_r = d.svd.truncate(rank);
        let missing = &d.shown - &a_r;
        return Some((
            figures::small_like(&a_r, d.mean, shown.look, shown.a_max),
            figures::small_residual(&missing, shown.look, shown.a_max),
        ));
    }
    computation.slide.try_update_value(|slide| {
        let slide = slide.as_mut().filter(|slide| Arc::ptr_eq(&slide.d, d))?;
        let a_r = slide.truncation.move_to(rank);
        Some((
            figures::like_a(shape, a_r, d.mean, shown.look, shown.a_max)?,
            figures::residual(shape, &slide.a, a_r, shown.look, shown.a_max)?,
        ))
    })?
}

/// The row of pictures that moves with r.
#[component]
pub fn Pictures(session: Session<State>, computation: Computation) -> impl IntoView {
    let rank = session.part(State::rank);
    let shown = computation.shown;
    let whole = memo(move |_| {
        shown.with(|s| {
            s.as_ref().map_or_else(blank, |s| {
                figures::small_like(&s.d.shown, s.d.mean, s.look, s.a_max)
            })
        })
    });
    let moving = memo(move |_| {
        let rank = rank.get();
        shown
            .with(|s| truncated(computation, s.as_ref()?, rank))
            .unwrap_or_else(|| (blank(), blank()))
    });
    let last = memo(move |_| {
        let rank = rank.get();
        shown.with(|s| {
            s.as_ref()
                .filter(|_| rank > 0)
                .map_or_else(blank, |s| figures::term(&s.d, rank - 1))
        })
    });
    let shape = derived(move || {
        shown.with(|s| {
            s.as_ref().map_or_else(String::new, |s| {
                let (m, n) = s.d.shape();
                format!("{m} × {n}")
            })
        })
    });
    let error = derived(move || {
        computation.at.with(|at| {
            at.as_ref()
                .map_or_else(|| "…".to_owned(), |at| percent(at.error_rel))
        })
    });
    let words = computation.waiting();
    let waiting = move || {
        computation.problem.get().or_else(|| {
            shown
                .with(|s| s.as_ref().is_none_or(|s| s.preview))
                .then(|| words.get())
        })
    };
    let values = derived(move || shown.with(|s| s.as_ref().is_some_and(|s| s.d.shown.len() <= 36)));
    view! {
        <section class="card pictures" aria-label="A, its truncation, the error and the last term">
            <div class="matrix-row" class:small-matrix=values>
                <Heatmap id="a" caption="A" shape data=whole role=Role::Frozen size=250.0 values=true />
                <span class="op" aria-hidden="true">"="</span>
                <Heatmap
                    id="a-r"
                    caption=derived(move || format!("A{}", subscript(rank.get())))
                    shape=derived(move || format!("rank {} or less", rank.get()))
                    data=derived(move || moving.get().0)
                    role=Role::Delta
                    size=250.0
                    values=true
                />
                <span class="op" aria-hidden="true">"+"</span>
                <Heatmap
                    id="residual"
                    caption=derived(move || format!("A − A{}", subscript(rank.get())))
                    shape=derived(move || format!("error {}", error.get()))
                    data=derived(move || moving.get().1)
                    role=Role::Error
                    size=250.0
                    values=true
                />
                <span class="op-gap" aria-hidden="true"></span>
                <Heatmap
                    id="term"
                    caption=derived(move || term_name(rank.get()))
                    shape="the term that came last, own scale"
                    data=last
                    role=Role::Sigma
                    size=170.0
                />
            </div>
            <p class="preview-note" role="status">{live(waiting)}</p>
        </section>
    }
}

fn term_name(rank: usize) -> String {
    if rank == 0 {
        return "no term yet".to_owned();
    }
    let i = subscript(rank);
    format!("σ{i} u{i} v{i}ᵀ")
}
