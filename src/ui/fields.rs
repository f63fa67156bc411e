//! A choice from a list, and a field for one exact number.

use leptos::prelude::*;

use super::live::live;

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

/// A field for one number; what cannot be used is marked, explained and kept.
#[component]
pub fn NumberField(
    label: &'static str,
    #[prop(into)] value: Signal<String>,
    /// What is needed, as in "a whole number from 0 to 9".
    needed: &'static str,
    /// Takes what was typed; whether it could be used.
    take: Callback<String, bool>,
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
    let typed = move |text: String| {
        let used = take.run(text.trim().replace(',', ".").replace('−', "-"));
        rejected.set((!used).then(|| (text, value.get_untracked())));
    };
    let problem = move || {
        draft().map(|_| {
            format!(
                "{label}: {needed} is needed. {} is still in effect.",
                value.get()
            )
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
