//! A slider with a number field beside it.

use leptos::prelude::*;

use super::fields::as_number;
use super::live::live;
use crate::data::number_format::full;
use crate::state::limits::Limits;

/// A slider; the field beside it takes exact values. Nonsense typed there is marked, explained and kept;
/// the last good value stays in effect.
#[component]
pub fn Slider(
    id: &'static str,
    label: AnyView,
    /// Spoken name of both controls.
    name: &'static str,
    #[prop(into)] value: Signal<f64>,
    /// What may stand there.
    #[prop(into)]
    limits: Signal<Limits>,
    /// The slider's ends, where it does not reach as far; a value beyond them widens it.
    #[prop(optional_no_strip)]
    from: Option<Signal<f64>>,
    #[prop(optional_no_strip)] to: Option<Signal<f64>>,
    #[prop(into, default = Signal::stored(1.0))] step: Signal<f64>,
    on_input: Callback<f64>,
    /// The lab's main slider is larger and shows its keys.
    #[prop(optional)]
    main: bool,
    /// CSS class of the mathematical role.
    #[prop(optional)]
    role: &'static str,
    /// What the slider's position means, for a screen reader ("rank 3 of 12").
    #[prop(optional_no_strip)]
    value_text: Option<Signal<String>>,
) -> impl IntoView {
    let min = move || {
        let usual = from.map_or_else(|| limits.get().least, |from| from.get());
        full(usual.min(value.get()))
    };
    let max = move || {
        let usual = to.map_or_else(|| limits.get().most, |to| to.get());
        full(usual.max(value.get()))
    };
    // What stands in the field while it cannot be used.
    let draft = RwSignal::new(None::<String>);
    let problem = move || {
        draft.get().map(|_| {
            let (needed, value) = (limits.get().words(), full(value.get()));
            format!("{name}: {needed} is needed. {value} is still in effect.")
        })
    };
    let typed = move |text: String| match as_number(&text).parse::<f64>() {
        Ok(number) if limits.get_untracked().holds(number) => {
            draft.set(None);
            on_input.run(number);
        }
        _ => draft.set(Some(text)),
    };
    let message_id = format!("{id}-problem");
    view! {
        <div class="slider" class:slider-main=main>
            <div class="slider-head">
                <label for=id class=role>
                    {label}
                    {main.then(|| view! { <kbd aria-hidden="true">"←"</kbd><kbd aria-hidden="true">"→"</kbd> })}
                </label>
                <input
                    class=format!("slider-field {role}")
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label=format!("{name}, exact value")
                    aria-invalid=move || draft.get().is_some().then_some("true")
                    aria-describedby=message_id.clone()
                    size="5"
                    prop:value=move || draft.get().unwrap_or_else(|| full(value.get()))
                    on:input=move |ev| typed(event_target_value(&ev))
                    on:keydown=move |ev| {
                        if ev.key() == "Escape" {
                            draft.set(None);
                        }
                    }
                />
            </div>
            <input
                id=id
                type="range"
                class=role
                aria-label=name
                min=min
                max=max
                step=move || full(step.get())
                prop:value=move || full(value.get())
                aria-valuetext=move || value_text.map(|t| t.get())
                on:input=move |ev| {
                    draft.set(None);
                    if let Ok(n) = event_target_value(&ev).parse::<f64>() {
                        on_input.run(n);
                    }
                }
            />
            <p class="problem" id=message_id role="status">{live(problem)}</p>
        </div>
    }
}
