//! Challenges and predictions.

use leptos::prelude::*;

use crate::labs::choose_r::state::State;
use crate::labs::choose_r::text;
use crate::labs::choose_r::text::challenges::{CHALLENGES, OnScreen};
use crate::state::link::LinkState;
use crate::ui::challenge::challenges;
use crate::ui::prediction::Prediction;

use super::compute::Lab;

#[component]
pub fn Try(lab: Lab) -> impl IntoView {
    let state = lab.session.state();
    challenges(State::LAB, CHALLENGES, move |met| {
        let (spectrum, tried, frame) = (lab.spectrum(), lab.trial_over(), lab.frame());
        let real = lab.real.get().and_then(Result::ok);
        let on = OnScreen {
            spectrum: spectrum.as_deref(),
            real: real.as_ref().map(|real| real.as_slice()),
            tried: tried.as_deref(),
            trained: frame
                .as_ref()
                .map(|(trained, frame)| (trained.as_ref(), frame)),
        };
        state.with(|s| met(s, &on))
    })
}

#[component]
pub fn PredictSpread() -> impl IntoView {
    view! {
        <Prediction id="spread" question=text::SPREAD_QUESTION options=text::SPREAD_OPTIONS right=Signal::stored(text::SPREAD_RIGHT)>
            <p>{text::SPREAD_ANSWER}</p>
        </Prediction>
    }
}

#[component]
pub fn PredictTrial() -> impl IntoView {
    view! {
        <Prediction id="trial" question=text::TRIAL_QUESTION options=text::TRIAL_OPTIONS right=Signal::stored(text::TRIAL_RIGHT)>
            <p>{text::TRIAL_ANSWER}</p>
        </Prediction>
    }
}
