//! A slider with a number field beside it.

use leptos::prelude::*;

use super::live::live;
use crate::data::number_format::full;

/// A slider; the field beside it takes exact values. Nonsense typed there is marked, explained and kept;
/// the last good value stays in effect.
#[component]
pub fn Slider(
    id: &'static str,
    label: AnyView,
    /// Spoken name of both controls.
    name: &'static str,
    #[prop(into)] value: Signal<f64>,
    #[prop(into)] min: Signal<f64>,
    #[prop(into)] max: Signal<f64>,
    #[prop(into, default = Signal::stored(1.0))] step: Signal<f64>,
    on_input: Callback<f64>,
    /// The lab's main slider is larger and shows its keys.
    #[prop(optional)]
    main: bool,
    /// The largest value the field takes, where it is more than the slider's end.
    #[prop(optional)]
    limit: Option<f64>,
    /// Whether only whole numbers make sense.
    #[prop(default = true)]
    whole: bool,
    /// CSS class of the mathematical role.
    #[prop(optional)]
    role: &'static str,
    /// What the slider's position means, for a screen reader ("rank 3 of 12").
    #[prop(optional, into)]
    value_text: Option<Signal<String>>,
) -> impl IntoView {
    let largest = move || limit.unwrap_or_else(|| max.get());
    // What stands in the field while it cannot be used.
    let draft = RwSignal::new(None::<String>);
    let problem = move || {
        draft.get().map(|_| {
            format!(
                "{name}: a {} from {} to {} is needed. {} is still in effect.",
                if step.get() == 1.0 {
                    "whole number"
                } else {
                    "number"
                },
                full(min.get()),
                full(largest()),
                full(value.get()),
            )
        })
    };
    let typed = move |text: String| {
        let number = text
            .trim()
            .replace(',', ".")
            .replace('−', "-")
            .parse::<f64>();
        match number {
            Ok(n)
                if n >= min.get_untracked()
                    && n <= limit.unwrap_or_else(|| max.get_untracked())
                    && (!whole || n.fract() == 0.0) =>
            {
                draft.set(None);
                on_input.run(n);
            }
            _ => draft.set(Some(text)),
        }
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
                min=move || full(min.get())
                max=move || full(max.get())
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
