//! The prediction and the challenges, checked against the state and its results.

use leptos::prelude::*;

use crate::labs::svd::model::{AtRank, Decomposition, MOST};
use crate::labs::svd::state::{Image, State};
use crate::labs::svd::text::{self, prediction};
use crate::ui::challenge::{Challenge, Challenges};
use crate::ui::live::{derived, live, memo};
use crate::ui::prediction::Prediction;
use crate::ui::session::Session;

use super::compute::Computation;

#[component]
pub fn Predict(computation: Computation) -> impl IntoView {
    // The first good look at the plain photograph answers the question for the rest of the visit.
    let seen = memo(move |before: Option<&Option<(usize, f64)>>| {
        let now = computation.shown.with(|shown| {
            let shown = shown.as_ref().filter(|s| !s.preview)?;
            let plain =
                shown.inputs.noise == 0.0 && !shown.inputs.centre && shown.inputs.matrix.is_none();
            let camera = matches!(shown.inputs.image, Image::Shipped(info) if info.id == "camera");
            (plain && camera).then(|| (shown.d.rank_for_most(), shown.d.svd.energy(1)))
        });
        now.or_else(|| before.copied().flatten())
    });
    let answer = move || match seen.get() {
        Some((rank, first)) => prediction::answer(rank, first),
        None => prediction::ANSWER_LATER.to_owned(),
    };
    let right = derived(move || match seen.get().map_or(0, |(rank, _)| rank) {
        0..10 => 0,
        10..90 => 1,
        90..=200 => 2,
        _ => 3,
    });
    view! {
        <Prediction id=prediction::ID question=prediction::QUESTION options=prediction::OPTIONS right>
            <p>{live(answer)}</p>
        </Prediction>
    }
}

/// Whether challenge `index` of the list in `text` is met.
fn is_met(index: usize, state: &State, d: &Decomposition, at: &AtRank) -> bool {
    let picture = state.matrix.is_none() && d.full_rank() >= 64;
    let sigma = &d.svd.singular_values;
    let two_by_two =
        state.matrix.is_some() && d.shape() == (2, 2) && state.noise == 0.0 && !state.centre;
    match index {
        0 => {
            picture
                && state.centre
                && at.rank > 0
                && at.rank == d.rank_for_most()
                && at.energy >= MOST - 1e-12
        }
        1 => at.stored > at.stored_full,
        2 => picture && at.rank == 2 && d.svd.numerical_rank() == 2,
        3 => picture && state.noise >= 20.0 && d.best_rank_for_clean() == Some(at.rank),
        4 => two_by_two && d.svd.numerical_rank() == 1,
        5 => {
            let equal = sigma
                .first()
                .zip(sigma.get(1))
                .is_some_and(|(a, b)| *b > 0.0 && a - b <= 1e-9 * a);
            two_by_two && equal && (d.shown[(0, 1)] != 0.0 || d.shown[(1, 0)] != 0.0)
        }
        6 => picture && state.centre && at.rank >= 10 && at.energy < 0.5,
        _ => false,
    }
}

#[component]
pub fn Try(session: Session<State>, computation: Computation) -> impl IntoView {
    let state = session.state();
    let items = text::CHALLENGES
        .iter()
        .enumerate()
        .map(|(index, (id, task, hint, solution))| Challenge {
            id,
            task,
            hint,
            solution,
            met: derived(move || {
                computation.shown.with(|shown| {
                    computation.at.with(|at| match (shown, at) {
                        (Some(shown), Some(at)) => state.with(|s| is_met(index, s, &shown.d, at)),
                        _ => false,
                    })
                })
            }),
        })
        .collect();
    view! { <Challenges lab="svd" items /> }
}
