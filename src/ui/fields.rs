//! A choice from a list, a switch, and a field for one exact number.

use leptos::prelude::*;

use super::live::live;
use crate::state::limits::Limits;

/// A labelled list to choose from.
#[component]
pub fn Choice(
    label: &'static str,
    options: Vec<String>,
    #[prop(into)] selected: Signal<Option<usize>>,
    /// What stands there when nothing of the list is in effect.
    #[prop(optional)]
    otherwise: Option<&'static str>,
    on_choose: Callback<usize>,
) -> impl IntoView {
    let choose = move |ev| {
        if let Ok(index) = event_target_value(&ev).parse() {
            on_choose.run(index);
        }
    };
    let otherwise = otherwise.map(|words| {
        view! { <option value="" disabled=true prop:selected=move || selected.get().is_none()>{words}</option> }
    });
    let rows = options
        .into_iter()
        .enumerate()
        .map(|(i, name)| {
            view! { <option value=i.to_string() prop:selected=move || selected.get() == Some(i)>{name}</option> }
        })
        .collect_view();
    view! {
        <label class="choice">
            <span>{label}</span>
            <select class="button" on:change=choose>{otherwise}{rows}</select>
        </label>
    }
}

/// A box to tick.
#[component]
pub fn Switch(
    label: &'static str,
    #[prop(into)] on: Signal<bool>,
    /// More classes.
    #[prop(optional)]
    class: &'static str,
    #[prop(optional, into)] disabled: Option<Signal<bool>>,
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class=format!("check {class}")>
            <input
                type="checkbox"
                prop:checked=on
                disabled=move || disabled.is_some_and(|disabled| disabled.get())
                on:change=move |ev| on_change.run(event_target_checked(&ev))
            />
            {label}
        </label>
    }
}

/// What a reader types for a number, as programs write it: a decimal comma and a true minus sign are meant well.
pub fn as_number(typed: &str) -> String {
    typed.trim().replace(',', ".").replace('−', "-")
}

/// A field for one number; what cannot be used is marked, explained and kept.
#[component]
pub fn NumberField(
    label: &'static str,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] limits: Signal<Limits>,
    on_input: Callback<f64>,
) -> impl IntoView {
    // What was typed, and the value it could not replace: once that changes, the draft is over.
    let rejected = RwSignal::new(None::<(String, String)>);
    let draft = move || {
        let current = value.get();
        rejected
            .get()
            .filter(|(_, at)| *at == current)
            .map(|(text, _)| text)
    };
    let typed = move |text: String| match limits.get_untracked().read(&as_number(&text)) {
        Ok(number) => {
            rejected.set(None);
            on_input.run(number);
        }
        Err(_) => rejected.set(Some((text, value.get_untracked()))),
    };
    let problem = move || {
        draft().map(|_| {
            let (needed, value) = (limits.get().words(), value.get());
            format!("{label}: {needed} is needed. {value} is still in effect.")
        })
    };
    view! {
        <div class="number-field">
            <label class="choice">
                <span>{label}</span>
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    size="8"
                    prop:value=move || draft().unwrap_or_else(|| value.get())
                    aria-invalid=move || draft().is_some().then_some("true")
                    on:input=move |ev| typed(event_target_value(&ev))
                    on:keydown=move |ev| {
                        if ev.key() == "Escape" {
                            rejected.set(None);
                        }
                    }
                />
            </label>
            <p class="problem" role="status">{live(problem)}</p>
        </div>
    }
}
