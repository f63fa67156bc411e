//! Challenges that the app checks by itself. Ticks are kept on this device.

use leptos::prelude::*;

use super::icon::Icon;
use super::live::{live, memo};
use super::registry::{Exhibit, entered};
use super::storage;

/// One challenge.
pub struct Challenge {
    /// Its id in the page (`data-challenge`) and on this device.
    pub id: &'static str,
    pub task: &'static str,
    pub hint: &'static str,
    pub solution: &'static str,
    /// Whether the state on screen meets it.
    pub met: Signal<bool>,
}

/// The list "Try it".
#[component]
pub fn Challenges(lab: &'static str, items: Vec<Challenge>) -> impl IntoView {
    let rows = items
        .into_iter()
        .map(|item| challenge_row(lab, item))
        .collect_view();
    view! {
        <section class="card challenges">
            <h2>"Try it"</h2>
            <ol>{rows}</ol>
        </section>
    }
}

fn challenge_row(lab: &'static str, item: Challenge) -> impl IntoView {
    let key = format!("low-rank-lab:challenge:{lab}:{}", item.id);
    let kept = storage::load(&key).is_some();
    let met = item.met;
    // Once met, it stays met.
    let done = memo(move |before: Option<&bool>| before.copied().unwrap_or(kept) || met.get());
    // Mirrors the tick to this device, as the link is mirrored to the address bar.
    Effect::new(move |_| {
        if done.get() {
            storage::save(&key, "done");
        }
    });
    view! {
        <li class="challenge" data-challenge=item.id data-done=move || done.get().to_string() use:entered=Exhibit::Task(item.task)>
            <span class="tick" aria-hidden="true">{live(move || done.get().then(|| Icon::Check.draw()))}</span>
            <div>
                <p>
                    {item.task} " "
                    <span class="challenge-status" role="status">
                        {live(move || if done.get() { "Done." } else { "" })}
                    </span>
                </p>
                <details>
                    <summary>"Hint"</summary>
                    <p>{item.hint}</p>
                </details>
                <details>
                    <summary>"Solution"</summary>
                    <p>{item.solution}</p>
                </details>
            </div>
        </li>
    }
}
