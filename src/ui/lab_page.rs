//! The frame every lab's page shares: question, equation, figures, and the state of the numbers.

use leptos::prelude::*;

use super::later::Turns;
use super::live::{derived, live};
use super::registry::{Exhibit, entered};
use super::session::Readiness;

/// `<main>` of a lab. The equation stands beside the question.
#[component]
pub fn LabPage(
    /// The headline: the reader's question, as HTML so that symbols can carry their colour.
    headline: &'static str,
    /// One sentence under it.
    question: &'static str,
    equation: AnyView,
    #[prop(into)] readiness: Signal<Readiness>,
    /// The figures and their controls; those below the first screen in `later`.
    children: Children,
) -> impl IntoView {
    provide_context(readiness);
    let turns = Turns::provide();
    let content = children();
    turns.begin();
    let state = move || match turns.over() {
        true => readiness.get(),
        false => Readiness::Computing,
    };
    view! {
        <main
            id="main"
            tabindex="-1"
            data-state=move || state().name()
            data-building=move || (!turns.over()).then_some("")
        >
            <section class="lede">
                <div>
                    <h1 inner_html=headline></h1>
                    <p class="question" use:entered=Exhibit::Question(question)>{question}</p>
                </div>
                <div class="lede-equation" use:entered=Exhibit::Equation>{equation}</div>
            </section>
            {content}
        </main>
    }
}

/// A titled card.
#[component]
pub fn Card(
    title: &'static str,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=format!("card {class}")>
            <h2>{title}</h2>
            {children()}
        </section>
    }
}

const COMPUTING: &str = "Computing …";
const NOTHING: &str = "Nothing could be computed, so there is nothing to notice. The reason stands beside the figures.";

/// "What to notice": sentences that are true for the state on screen. Where there are none, it says why.
#[component]
pub fn Notices(
    #[prop(into)] sentences: Signal<Option<Vec<String>>>,
    /// What is said while they are computed.
    #[prop(optional, into)]
    waiting: Option<Signal<String>>,
) -> impl IntoView {
    let readiness = expect_context::<Signal<Readiness>>();
    let words = derived(move || match (sentences.get(), readiness.get()) {
        (Some(sentences), _) => sentences,
        (None, Readiness::Error) => vec![NOTHING.to_owned()],
        (None, _) => vec![waiting.map_or_else(|| COMPUTING.to_owned(), |waiting| waiting.get())],
    });
    view! {
        <section class="card notice" use:entered=Exhibit::Notices(words)>
            <h2>"What to notice"</h2>
            <ul>
                {live(move || {
                    words.get().into_iter().map(|s| view! { <li>{s}</li> }).collect_view()
                })}
            </ul>
        </section>
    }
}
