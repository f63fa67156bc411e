//! What is to be learned, and how.

use leptos::prelude::*;

use crate::data::number_format::{full, short};
use crate::labs::lora::state::{Inputs, SPEEDS, State, Update};
use crate::labs::lora::text;
use crate::state::link::row;
use crate::ui::keys::{KeyChoice, KeyNumber, KeySlider, Seed};
use crate::ui::live::{derived, live};
use crate::ui::transport::{OPTIMISERS, speeds};

use super::compute::Lab;

#[component]
pub fn TaskSettings(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let synthetic = session.part(|s| s.update == Update::Synthetic);
    let correlated = session.part(|s| s.inputs == Inputs::Correlated);
    let of_synthetic = move || {
        view! {
            <div class="pair">
                <KeySlider session key=row!(State, "d") to=128.0 />
                <KeySlider session key=row!(State, "k") to=128.0 />
                <KeySlider session key=row!(State, "decay") to=3.0 step=0.1 />
                <KeySlider session key=row!(State, "floor") step=0.05 />
            </div>
        }
    };
    view! {
        <section class="card settings">
            <h2>{text::TASK_CARD}</h2>
            <p>{text::TASK_WHY}</p>
            {live(move || synthetic.get().then(of_synthetic))}
            <div class="pair">
                <KeyChoice session key=row!(State, "inputs") options=text::INPUTS.map(str::to_owned).to_vec() />
                <KeyNumber session key=row!(State, "samples") />
                {live(move || correlated.get().then(|| view! { <KeySlider session key=row!(State, "corr") step=0.01 /> }))}
                <KeySlider session key=row!(State, "target-noise") to=1.0 step=0.05 />
            </div>
            <div class="buttons">
                <Seed session key=row!(State, "seed") />
            </div>
            <details class="why">
                <summary>"More"</summary>
                <p>{text::DECAY_WHY}</p>
                <p>{text::FLOOR_WHY}</p>
            </details>
        </section>
    }
}

#[component]
pub fn TrainingSettings(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let own_rate = session.part(|s| s.learning_rate);
    // The default depends on the task; the worker tells it.
    let rate = derived(move || match own_rate.get() {
        Some(rate) => full(rate),
        None => lab
            .last_trained()
            .map_or_else(|| "…".to_owned(), |trained| short(trained.learning_rate, 4)),
    });
    view! {
        <section class="card settings">
            <h2>{text::TRAINING_CARD}</h2>
            <p>{text::TRAINING_WHY}</p>
            <div class="pair">
                <KeyChoice session key=row!(State, "opt") options=OPTIMISERS.map(str::to_owned).to_vec() />
                <KeyNumber session key=row!(State, "lr") value=rate />
                <KeyChoice session key=row!(State, "scaling") options=text::SCALINGS.map(str::to_owned).to_vec() />
                <KeyChoice session key=row!(State, "init") options=text::STARTS.map(str::to_owned).to_vec() />
                <KeyChoice session key=row!(State, "speed") options=speeds(&SPEEDS) />
                <button type="button" class="button" disabled=move || own_rate.get().is_none() on:click=move |_| lab.change("lr", |s| s.learning_rate = None)>
                    "Default learning rate"
                </button>
            </div>
            <details class="why" open=true>
                <summary>{text::STARTS_CARD}</summary>
                <p>{text::START_PAPER}</p>
                <p>{text::START_PISSA}</p>
            </details>
        </section>
    }
}
