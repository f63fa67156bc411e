//! The contents page: the chain of questions and the labs that answer them.

use leptos::prelude::*;

use crate::labs::LABS;
use crate::ui::icon::Icon;
use crate::ui::part::{NotLoaded, Part, wasm_split};
use crate::ui::session::Host;

pub const HEADLINE: &str = "Understand rank, SVD and LoRA by touching them";

/// The page, a part of the program of its own: who follows a link to a lab does not need it.
pub const PART: Part = Part {
    load: || Box::pin(load_all()),
    page: |host| Box::pin(page(host)),
};

/// One file, but each function in it that is called from outside has to be told that it is there.
async fn load_all() -> Result<(), NotLoaded> {
    load().await?;
    for entry in LABS {
        (entry.teaser.load)().await?;
    }
    Ok(())
}

#[wasm_split(contents, fallible, preload(load))]
fn page(_host: Host) -> Result<AnyView, NotLoaded> {
    Ok(draw())
}

fn draw() -> AnyView {
    let chain = LABS
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            let href = format!("?lab={}", entry.id);
            view! {
                <li class="card chapter">
                    <div class="chapter-figure">{entry.teaser.draw()}</div>
                    <div class="chapter-words">
                        <p class="chapter-number">{format!("{} · {}", index + 1, entry.name)}</p>
                        <h2><a href=href>{entry.question}</a></h2>
                        <p>{entry.activity}</p>
                        <p class="chapter-go" aria-hidden="true">"Open the lab " {Icon::Right.draw()}</p>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <main id="main" tabindex="-1" data-state="ready" class="contents">
            <section class="hero">
                <h1>{HEADLINE}</h1>
                <p class="question">
                    "Edit a matrix, move a slider, and watch what follows. Start with the first question, or jump in anywhere."
                </p>
            </section>
            <ol class="chain">{chain}</ol>
        </main>
    }
    .into_any()
}
