//! A prediction and the challenges.

use leptos::prelude::*;

use super::super::presets::NEARLY_FIRST;
use super::super::state::RankState;
use super::super::text::{self, challenges::CHALLENGES};
use super::Lab;
use crate::state::link::LinkState;
use crate::ui::challenge::challenges;
use crate::ui::prediction::Prediction;

#[component]
pub fn Predict(lab: Lab) -> impl IntoView {
    let show = move |_| {
        lab.session.update("m", |s| {
            s.matrix = NEARLY_FIRST.matrix();
            s.tol = None;
        });
    };
    view! {
        <Prediction
            id="tiny-change"
            question=text::PREDICTION
            options=text::PREDICTION_OPTIONS
            right=Signal::stored(text::PREDICTION_RIGHT)
        >
            <p>{text::PREDICTION_ANSWER}</p>
            <button type="button" class="button" on:click=show>{text::PREDICTION_SHOW}</button>
        </Prediction>
    }
}

#[component]
pub fn TryIt(lab: Lab) -> impl IntoView {
    let (state, results) = (lab.session.state(), lab.results);
    challenges(RankState::LAB, CHALLENGES, move |met| {
        state.with(|s| results.with(|r| r.as_ref().is_some_and(|r| met(s, r))))
    })
}
