//! Controls made from the rows of a lab's table of keys: what they are called and what they take stands there.

use leptos::prelude::*;

use super::fields::{Choice, NumberField, Switch};
use super::live::derived;
use super::session::Session;
use super::slider::Slider;
use crate::data::number_format::full;
use crate::state::key::Key;
use crate::state::limits::Limits;
use crate::state::link::LinkState;

/// The value in effect, and what may stand there.
fn number_of<S: LinkState>(
    session: Session<S>,
    key: &'static Key<S>,
) -> (Signal<f64>, Signal<Limits>) {
    let value = session.part(move |s| key.number(s).unwrap_or_default());
    (value.into(), session.part(move |s| key.limits(s)).into())
}

fn set_number<S: LinkState>(session: Session<S>, key: &'static Key<S>) -> Callback<f64> {
    Callback::new(move |number: f64| session.update(key.name, |s| key.set_number(s, number)))
}

/// A slider with a field for the exact value.
#[component]
pub fn KeySlider<S: LinkState>(
    session: Session<S>,
    key: &'static Key<S>,
    /// Drawn in place of the key's label, which is then only spoken.
    #[prop(optional)]
    label: Option<AnyView>,
    /// What is in effect, where more than the state decides that.
    #[prop(optional, into)]
    value: Option<Signal<f64>>,
    /// The slider's ends, where it does not reach as far as the range; a value beyond them widens it.
    #[prop(optional, into)]
    from: Option<Signal<f64>>,
    #[prop(optional, into)] to: Option<Signal<f64>>,
    #[prop(into, default = Signal::stored(1.0))] step: Signal<f64>,
    #[prop(optional)] main: bool,
    #[prop(optional)] role: &'static str,
    #[prop(optional, into)] value_text: Option<Signal<String>>,
) -> impl IntoView {
    let (in_state, limits) = number_of(session, key);
    view! {
        <Slider
            id=key.name
            label=label.unwrap_or_else(|| key.label.into_any())
            name=key.label
            value=value.unwrap_or(in_state)
            limits
            from
            to
            step
            on_input=set_number(session, key)
            main
            role
            value_text
        />
    }
}

/// A field for a number.
#[component]
pub fn KeyNumber<S: LinkState>(
    session: Session<S>,
    key: &'static Key<S>,
    /// What stands there, where more than the state decides that.
    #[prop(optional, into)]
    value: Option<Signal<String>>,
) -> impl IntoView {
    let (in_state, limits) = number_of(session, key);
    let value = value.unwrap_or_else(|| derived(move || full(in_state.get())));
    view! { <NumberField label=key.label value limits on_input=set_number(session, key) /> }
}

/// A seed, with a button for the next one.
#[component]
pub fn Seed<S: LinkState>(session: Session<S>, key: &'static Key<S>) -> impl IntoView {
    let next = move |_| {
        session.update("seed-next", |s| {
            let limits = key.limits(s);
            let seed = key.number(s).filter(|seed| *seed < limits.most);
            key.set_number(s, seed.map_or(limits.least, |seed| seed + 1.0));
        });
    };
    view! {
        <KeyNumber session key />
        <button type="button" class="button" on:click=next>"Next seed"</button>
    }
}

/// A choice from a list, with a name for the reader for each of the key's names.
#[component]
pub fn KeyChoice<S: LinkState>(
    session: Session<S>,
    key: &'static Key<S>,
    options: Vec<String>,
) -> impl IntoView {
    let choose = move |index: usize| session.update(key.name, |s| key.choose(s, index));
    view! {
        <Choice
            label=key.label
            options
            selected=session.part(move |s| key.chosen(s))
            on_choose=Callback::new(choose)
        />
    }
}

/// A box to tick: the second of two choices, or on.
#[component]
pub fn KeySwitch<S: LinkState>(
    session: Session<S>,
    key: &'static Key<S>,
    #[prop(optional)] class: &'static str,
    #[prop(optional, into)] disabled: Option<Signal<bool>>,
) -> impl IntoView {
    let on = session.part(move |s| key.chosen(s) == Some(1));
    let change = move |on: bool| session.update(key.name, |s| key.choose(s, on.into()));
    let disabled = disabled.unwrap_or_else(|| Signal::stored(false));
    view! { <Switch label=key.label on class disabled on_change=Callback::new(change) /> }
}
