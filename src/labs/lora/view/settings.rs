//! What is to be learned, and how.

use leptos::prelude::*;

use crate::data::number_format::{full, short};
use crate::labs::lora::state::{
    Inputs, MAX_CORR, MAX_DECAY, MAX_FLOOR, MAX_LR, MAX_NOISE, MAX_SAMPLES, MAX_SEED, MAX_SIDE,
    Optimizer, SPEEDS, Scaling, Start, State, Update,
};
use crate::labs::lora::text;
use crate::state::link::{read_number, read_whole};
use crate::ui::live::{derived, live};
use crate::ui::slider::Slider;

use super::compute::Lab;
use crate::ui::fields::{Choice, NumberField};

/// A slider for one number of the state.
#[component]
fn Setting(
    lab: Lab,
    id: &'static str,
    label: &'static str,
    value: fn(&State) -> f64,
    set: fn(&mut State, f64),
    min: f64,
    max: f64,
    #[prop(optional)] limit: Option<f64>,
    step: f64,
) -> impl IntoView {
    let value = lab.session.part(value);
    view! {
        <Slider
            id
            label=label.into_any()
            name=label
            value
            min
            max=derived(move || f64::max(max, value.get()))
            limit=limit.unwrap_or(max)
            step=Signal::stored(step)
            whole=step.fract() == 0.0
            on_input=Callback::new(move |number: f64| lab.change(id, |s| set(s, number)))
        />
    }
}

#[component]
pub fn TaskSettings(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let synthetic = session.part(|s| s.update == Update::Synthetic);
    let correlated = session.part(|s| s.inputs == Inputs::Correlated);
    let samples = session.part(|s| s.samples().to_string());
    let seed = session.part(|s| s.seed.to_string());
    let k = session.part(|s| s.shape().1);
    let take_samples = move |typed: String| {
        let least = k.get_untracked();
        match read_whole(&typed, least, MAX_SAMPLES) {
            Ok(samples) => {
                lab.change("samples", |s| s.samples = Some(samples));
                true
            }
            Err(_) => false,
        }
    };
    let take_seed = move |typed: String| match read_whole(&typed, 0, MAX_SEED) {
        Ok(seed) => {
            lab.change("seed", |s| s.seed = seed);
            true
        }
        Err(_) => false,
    };
    view! {
        <section class="card settings">
            <h2>{text::TASK_CARD}</h2>
            <p>{text::TASK_WHY}</p>
            {live(move || {
                synthetic
                    .get()
                    .then(|| {
                        view! {
                            <div class="pair">
                                <Setting lab id="d" label="Outputs d" value=|s| s.d as f64 set=|s, d| s.d = d as usize min=1.0 max=128.0 limit=MAX_SIDE as f64 step=1.0 />
                                <Setting lab id="k" label="Inputs k" value=|s| s.k as f64 set=|s, k| s.k = k as usize min=1.0 max=128.0 limit=MAX_SIDE as f64 step=1.0 />
                                <Setting lab id="decay" label="Decay p of the spectrum" value=|s| s.decay set=|s, p| s.decay = p min=0.0 max=3.0 limit=MAX_DECAY step=0.1 />
                                <Setting lab id="floor" label=text::NOISE_FLOOR value=|s| s.floor set=|s, floor| s.floor = floor min=0.0 max=MAX_FLOOR step=0.05 />
                            </div>
                        }
                    })
            })}
            <div class="pair">
                <Choice
                    label="Inputs x"
                    options=vec!["isotropic: C = I".to_owned(), "correlated: Cᵢⱼ = corr^|i−j|".to_owned()]
                    selected=session.part(|s| Some(s.inputs as usize))
                    on_choose=Callback::new(move |i: usize| {
                        lab.change("inputs", |s| s.inputs = if i == 0 { Inputs::Isotropic } else { Inputs::Correlated });
                    })
                />
                <NumberField label="Samples N" value=samples needed="a whole number from k to 4096" take=Callback::new(take_samples) />
                {live(move || {
                    correlated
                        .get()
                        .then(|| view! { <Setting lab id="corr" label="Correlation of neighbours" value=|s| s.corr set=|s, corr| s.corr = corr min=0.0 max=MAX_CORR step=0.01 /> })
                })}
                <Setting lab id="target-noise" label="Noise on the targets" value=|s| s.target_noise set=|s, noise| s.target_noise = noise min=0.0 max=1.0 limit=MAX_NOISE step=0.05 />
            </div>
            <div class="buttons">
                <NumberField label="Seed" value=seed needed="a whole number from 0 to 2⁵³ − 1" take=Callback::new(take_seed) />
                <button type="button" class="button" on:click=move |_| lab.change("seed-next", |s| s.seed = (s.seed + 1) % (MAX_SEED + 1))>"Next seed"</button>
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
    let take_rate = move |typed: String| match read_number(&typed, 0.0, MAX_LR) {
        Ok(rate) if rate > 0.0 => {
            lab.change("lr", |s| s.learning_rate = Some(rate));
            true
        }
        _ => false,
    };
    let speeds = SPEEDS.iter();
    let speeds = speeds.map(|n| format!("{n} {} a frame", if *n == 1 { "step" } else { "steps" }));
    view! {
        <section class="card settings">
            <h2>{text::TRAINING_CARD}</h2>
            <p>{text::TRAINING_WHY}</p>
            <div class="pair">
                <Choice
                    label="Optimiser"
                    options=vec!["plain gradient descent".to_owned(), "Adam".to_owned()]
                    selected=session.part(|s| Some(s.optimizer as usize))
                    on_choose=Callback::new(move |i: usize| {
                        lab.change("opt", |s| s.optimizer = if i == 0 { Optimizer::Gd } else { Optimizer::Adam });
                    })
                />
                <NumberField label="Learning rate" value=rate needed="a number above 0, at most 1000000," take=Callback::new(take_rate) />
                <Choice
                    label="Scale s"
                    options=vec!["α/r (LoRA)".to_owned(), "α/√r (rsLoRA)".to_owned()]
                    selected=session.part(|s| Some(s.scaling as usize))
                    on_choose=Callback::new(move |i: usize| {
                        lab.change("scaling", |s| s.scaling = if i == 0 { Scaling::Lora } else { Scaling::Rslora });
                    })
                />
                <Choice
                    label="Start of A and B"
                    options=vec!["the paper’s: B = 0".to_owned(), "PiSSA: from the SVD of W".to_owned()]
                    selected=session.part(|s| Some(s.start as usize))
                    on_choose=Callback::new(move |i: usize| {
                        lab.change("init", |s| s.start = if i == 0 { Start::Paper } else { Start::Pissa });
                    })
                />
                <Choice
                    label="Speed"
                    options=speeds.collect()
                    selected=session.part(|s| Some(s.speed))
                    on_choose=Callback::new(move |i: usize| lab.change("speed", |s| s.speed = i))
                />
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
