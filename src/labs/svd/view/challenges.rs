//! The prediction and the challenges, checked against the state and its results.

use leptos::prelude::*;

use crate::labs::svd::state::{Image, State};
use crate::labs::svd::text::{challenges::CHALLENGES, prediction};
use crate::state::link::LinkState;
use crate::ui::challenge::challenges;
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

#[component]
pub fn Try(session: Session<State>, computation: Computation) -> impl IntoView {
    let state = session.state();
    challenges(State::LAB, CHALLENGES, move |met| {
        computation.shown.with(|shown| {
            computation.at.with(|at| match (shown, at) {
                (Some(shown), Some(at)) => state.with(|s| met(s, &shown.d, at)),
                _ => false,
            })
        })
    })
}
