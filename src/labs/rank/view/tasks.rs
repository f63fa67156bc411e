//! A prediction and the challenges.

use leptos::prelude::*;

use super::super::challenges::MET;
use super::super::presets::NEARLY_FIRST;
use super::super::state::RankState;
use super::super::text::{self, TASKS};
use super::Lab;
use crate::state::link::LinkState;
use crate::ui::challenge::{Challenge, Challenges};
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
    let items = TASKS
        .iter()
        .zip(MET)
        .map(|(task, met)| Challenge {
            id: task.id,
            task: task.task,
            hint: task.hint,
            solution: task.solution,
            met: lab.read_with(met).into(),
        })
        .collect::<Vec<_>>();
    view! { <Challenges lab=RankState::LAB items /> }
}
