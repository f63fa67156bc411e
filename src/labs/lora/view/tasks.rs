//! Challenges and predictions.

use leptos::prelude::*;

use crate::labs::lora::state::State;
use crate::labs::lora::text::{self, challenges::CHALLENGES};
use crate::state::link::LinkState;
use crate::ui::challenge::challenges;
use crate::ui::prediction::Prediction;

use super::compute::Lab;

#[component]
pub fn Try(lab: Lab) -> impl IntoView {
    let state = lab.session.state();
    challenges(State::LAB, CHALLENGES, move |met| {
        lab.results()
            .is_some_and(|(known, trained)| state.with(|s| met(s, &known, &trained)))
    })
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
