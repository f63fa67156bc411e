//! "Predict first": the reader commits to a guess before the answer is drawn.

use leptos::prelude::*;

use super::icon::Icon;
use super::live::{derived, live};
use super::registry::{Exhibit, entered};

/// Whether answers wait until somebody reveals them; in the context. A room commits to a guess by a show of hands.
#[derive(Clone, Copy)]
pub struct HeldBack(pub Signal<bool>);

/// A question with options; the answer is shown only after a choice, or, where it is held back, when it is revealed.
///
/// Why: a demonstration teaches little unless its outcome was predicted first
/// (Crouch, Fagen, Callan & Mazur 2004).
#[component]
pub fn Prediction(
    id: &'static str,
    question: &'static str,
    options: &'static [&'static str],
    /// Index of the right option.
    #[prop(into)]
    right: Signal<usize>,
    /// The answer, drawn once the reader has chosen.
    children: ChildrenFn,
) -> impl IntoView {
    let held = use_context::<HeldBack>();
    let held = derived(move || held.is_some_and(|held| held.0.get()));
    let chosen = RwSignal::new(None::<usize>);
    let answered = RwSignal::new(false);
    let choose = move |index: usize| {
        chosen.set(Some(index));
        answered.set(!held.get_untracked());
    };
    let again = move |_| {
        chosen.set(None);
        answered.set(false);
    };
    let exhibit = Exhibit::Prediction {
        id,
        question,
        reveal: Callback::new(move |()| {
            if held.get_untracked() {
                answered.set(true);
            }
        }),
    };
    let buttons = options
        .iter()
        .enumerate()
        .map(|(index, text)| {
            let mark = move || match (answered.get(), chosen.get()) {
                (true, _) if index == right.get() => verdict(Icon::Check, "right"),
                (true, Some(mine)) if mine == index => verdict(Icon::Cross, "your guess"),
                _ => None,
            };
            view! {
                <button
                    type="button"
                    class="button option"
                    aria-pressed=move || (chosen.get() == Some(index)).to_string()
                    disabled=answered
                    on:click=move |_| choose(index)
                >
                    {*text}
                    <b>{live(mark)}</b>
                </button>
            }
        })
        .collect_view();
    let next = move || {
        match (answered.get(), held.get()) {
        (true, _) => Some(view! { <button type="button" class="button quiet" on:click=again>"Guess again"</button> }.into_any()),
        (false, true) => Some(view! { <button type="button" class="button" data-reveal="" on:click=move |_| answered.set(true)>"Reveal the answer"</button> }.into_any()),
        (false, false) => None,
    }
    };
    view! {
        <section class="card prediction" data-prediction=id use:entered=exhibit>
            <h2>"Predict first"</h2>
            <p>{question}</p>
            <div class="options" role="group" aria-label="Your guess">{buttons}</div>
            <div role="status">
                {live(move || answered.get().then(|| view! { <div class="answer">{children()}</div> }))}
            </div>
            {live(next)}
        </section>
    }
}

/// What an option turned out to be.
fn verdict(icon: Icon, words: &'static str) -> Option<AnyView> {
    Some(view! { " " {icon.draw()} " " {words} }.into_any())
}
