//! The contents page: the chain of questions and the labs that answer them.

use leptos::prelude::*;

use crate::labs::LABS;

#[component]
pub fn Contents() -> impl IntoView {
    let chain = LABS
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            let href = format!("?lab={}", entry.id);
            view! {
                <li class="card chapter">
                    <div class="chapter-figure">{(entry.teaser)()}</div>
                    <div class="chapter-words">
                        <p class="chapter-number">{format!("{} · {}", index + 1, entry.name)}</p>
                        <h2><a href=href>{entry.question}</a></h2>
                        <p>{entry.activity}</p>
                        <p class="chapter-go" aria-hidden="true">"Open the lab →"</p>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <main id="main" tabindex="-1" data-state="ready" class="contents">
            <section class="hero">
                <h1>"Understand rank, SVD and LoRA by touching them"</h1>
                <p class="question">
                    "Edit a matrix, move a slider, and watch what follows. Start with the first question, or jump in anywhere."
                </p>
            </section>
            <ol class="chain">{chain}</ol>
        </main>
    }
}
