//! Sliders and fields for single numbers of the state.

use leptos::prelude::*;

use crate::labs::choose_r::state::{MAX_SEED, State};
use crate::state::link::read_whole;
use crate::ui::fields::NumberField;
use crate::ui::live::derived;
use crate::ui::slider::Slider;

use super::compute::Lab;

/// A slider for one number of the state.
#[component]
pub fn Setting(
    lab: Lab,
    id: &'static str,
    label: &'static str,
    value: fn(&State) -> f64,
    set: fn(&mut State, f64),
    min: f64,
    max: f64,
    #[prop(optional)] limit: Option<f64>,
    step: f64,
    #[prop(optional)] role: &'static str,
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
            role
            on_input=Callback::new(move |number: f64| lab.change(id, |s| set(s, number)))
        />
    }
}

/// A field for one whole number of the state.
#[component]
pub fn WholeField(
    lab: Lab,
    id: &'static str,
    label: &'static str,
    needed: &'static str,
    value: fn(&State) -> usize,
    set: fn(&mut State, usize),
    range: (usize, usize),
) -> impl IntoView {
    let shown = lab.session.part(move |s| value(s).to_string());
    let take = move |typed: String| match read_whole(&typed, range.0, range.1) {
        Ok(number) => {
            lab.change(id, |s| set(s, number));
            true
        }
        Err(_) => false,
    };
    view! { <NumberField label value=shown needed take=Callback::new(take) /> }
}

/// The seed, with a button for the next one.
#[component]
pub fn SeedField(lab: Lab, label: &'static str) -> impl IntoView {
    let seed = lab.session.part(|s| s.seed.to_string());
    let take = move |typed: String| match read_whole(&typed, 0, MAX_SEED) {
        Ok(seed) => {
            lab.change("seed", |s| s.seed = seed);
            true
        }
        Err(_) => false,
    };
    let next = move |_| lab.change("seed-next", |s| s.seed = (s.seed + 1) % (MAX_SEED + 1));
    view! {
        <div class="seed-row">
            <NumberField label value=seed needed="a whole number from 0 to 2⁵³ − 1" take=Callback::new(take) />
            <button type="button" class="button" on:click=next>"Next seed"</button>
        </div>
    }
}
