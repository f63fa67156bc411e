//! The buttons of a training: Train or Pause, Step, Reset; and how far it is, where that takes a while.

use leptos::prelude::*;

use super::live::{derived, live};
use super::training::{Run, Training};
use super::work::WorkingBar;

const TRAIN: &str = "Train";
const PAUSE: &str = "Pause";

/// Train or Pause, Step, Reset.
#[component]
pub fn Transport(
    training: Training,
    /// The training cannot go on: only Reset leads on.
    #[prop(into)]
    ended: Signal<bool>,
) -> impl IntoView {
    let running = Memo::new(move |_| training.run.get() == Run::Running);
    let name = move || if running.get() { PAUSE } else { TRAIN };
    view! {
        <div class="buttons transport">
            <button
                type="button"
                class="button primary"
                aria-label=name
                disabled=move || ended.get() && !running.get()
                on:click=move |_| training.toggle()
            >
                <span aria-hidden="true">{live(move || if running.get() { "❚❚ " } else { "▶ " })}</span>
                {live(name)}
            </button>
            <button type="button" class="button" disabled=ended on:click=move |_| training.step()>"Step"</button>
            <button type="button" class="button" on:click=move |_| training.reset()>"Reset"</button>
        </div>
        <WorkingBar
            work=training.work
            label=derived(move || training.label())
            on_cancel=Callback::new(move |()| training.cancel())
        />
    }
}
