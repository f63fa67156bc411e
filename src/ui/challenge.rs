//! Challenges that the app checks by itself. Ticks are kept on this device.

use leptos::prelude::*;

use super::icon::Icon;
use super::live::{derived, live, memo};
use super::registry::{Exhibit, entered};
use super::storage;
use crate::state::challenge::Challenge;

/// A lab's challenges; `is_met` puts a check of the list to the state on screen and its results.
pub fn challenges<M: Copy + Send + Sync + 'static>(
    lab: &'static str,
    list: &'static [Challenge<M>],
    is_met: impl Fn(M) -> bool + Copy + Send + Sync + 'static,
) -> AnyView {
    let watched = |challenge: &'static Challenge<M>| {
        challenge.told_by(derived(move || is_met(challenge.met)))
    };
    let items = list.iter().map(watched).collect();
    view! { <Challenges lab items /> }.into_any()
}

/// The list "Try it".
#[component]
fn Challenges(lab: &'static str, items: Vec<Challenge<Signal<bool>>>) -> impl IntoView {
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

fn challenge_row(lab: &'static str, item: Challenge<Signal<bool>>) -> impl IntoView {
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
