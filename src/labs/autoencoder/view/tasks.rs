//! Challenges and predictions.

use leptos::prelude::*;

use crate::labs::autoencoder::state::State;
use crate::labs::autoencoder::text::{self, challenges::CHALLENGES};
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
        <Prediction id="columns" question=text::COLUMNS_QUESTION options=text::COLUMNS_OPTIONS right=Signal::stored(text::COLUMNS_RIGHT)>
            <p>{text::COLUMNS_ANSWER}</p>
        </Prediction>
        <Prediction id="line" question=text::LINE_QUESTION options=text::LINE_OPTIONS right=Signal::stored(text::LINE_RIGHT)>
            <p>{text::LINE_ANSWER}</p>
        </Prediction>
    }
}
