//! Challenges and predictions.

use leptos::prelude::*;

use crate::labs::lora::challenges::MET;
use crate::labs::lora::state::State;
use crate::labs::lora::text::{self, TASKS};
use crate::state::link::LinkState;
use crate::ui::challenge::{Challenge, Challenges};
use crate::ui::live::derived;
use crate::ui::prediction::Prediction;

use super::compute::Lab;

#[component]
pub fn Try(lab: Lab) -> impl IntoView {
    let state = lab.session.state();
    let items = TASKS
        .iter()
        .zip(MET)
        .map(|(task, met)| Challenge {
            id: task.id,
            task: task.task,
            hint: task.hint,
            solution: task.solution,
            met: derived(move || {
                lab.results()
                    .is_some_and(|(known, trained)| state.with(|s| met(s, &known, &trained)))
            }),
        })
        .collect();
    view! { <Challenges lab=State::LAB items /> }
}

#[component]
pub fn Predict() -> impl IntoView {
    view! {
        <Prediction id="share" question=text::SHARE_QUESTION options=text::SHARE_OPTIONS right=Signal::stored(text::SHARE_RIGHT)>
            <p>{text::SHARE_ANSWER}</p>
        </Prediction>
        <Prediction id="first-step" question=text::FIRST_STEP_QUESTION options=text::FIRST_STEP_OPTIONS right=Signal::stored(text::FIRST_STEP_RIGHT)>
            <p>{text::FIRST_STEP_ANSWER}</p>
        </Prediction>
    }
}
