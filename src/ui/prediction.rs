//! "Predict first": the reader commits to a guess before the answer is drawn.

use leptos::prelude::*;

use super::live::live;
/// A question with options; the answer is shown only after a choice.
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
    /// Runs when the reader has committed to a guess.
    #[prop(optional, into)]
    on_commit: Option<Callback<()>>,
) -> impl IntoView {
    let chosen = RwSignal::new(None::<usize>);
    let choose = move |index: usize| {
        chosen.set(Some(index));
        if let Some(on_commit) = on_commit {
            on_commit.run(());
        }
    };
    let buttons = options
        .iter()
        .enumerate()
        .map(|(index, text)| {
            let mark = move || match chosen.get() {
                Some(_) if index == right.get() => " ✓ right",
                Some(mine) if mine == index => " ✗ your guess",
                _ => "",
            };
            view! {
                <button
                    type="button"
                    class="button option"
                    aria-pressed=move || (chosen.get() == Some(index)).to_string()
                    disabled=move || chosen.get().is_some()
                    on:click=move |_| choose(index)
                >
                    {*text}
                    <b>{live(mark)}</b>
                </button>
            }
        })
        .collect_view();
    view! {
        <section class="card prediction" data-prediction=id>
            <h2>"Predict first"</h2>
            <p>{question}</p>
            <div class="options" role="group" aria-label="Your guess">{buttons}</div>
            <div role="status">
                {live(move || chosen.get().map(|_| view! { <div class="answer">{children()}</div> }))}
            </div>
            {live(move || {
                chosen
                    .get()
                    .map(|_| {
                        view! {
                            <button type="button" class="button quiet" on:click=move |_| chosen.set(None)>
                                "Guess again"
                            </button>
                        }
                    })
            })}
        </section>
    }
}
