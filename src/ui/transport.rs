//! The buttons of a training: Train or Pause, Step, Reset.

use leptos::prelude::*;

use super::icon::Icon;
use super::live::live;
use super::registry::{Exhibit, entered};

const TRAIN: &str = "Train";
const PAUSE: &str = "Pause";

/// Whether a training loop runs. It is always waiting for one answer or one frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    Still,
    Running,
    /// Stops when what it waits for has come.
    Pausing,
}

/// Train or Pause, Step, Reset.
#[component]
pub fn Transport(
    #[prop(into)] running: Signal<bool>,
    /// Training has diverged: only Reset leads on.
    #[prop(into)]
    stopped: Signal<bool>,
    on_toggle: Callback<()>,
    on_step: Callback<()>,
    on_reset: Callback<()>,
) -> impl IntoView {
    let toggle = Callback::new(move |()| {
        if running.get_untracked() || !stopped.get_untracked() {
            on_toggle.run(());
        }
    });
    let step = Callback::new(move |()| {
        if !stopped.get_untracked() {
            on_step.run(());
        }
    });
    let exhibit = Exhibit::Training {
        toggle,
        step,
        reset: on_reset,
    };
    let name = move || if running.get() { PAUSE } else { TRAIN };
    view! {
        <div class="buttons transport" use:entered=exhibit>
            <button
                type="button"
                class="button primary"
                aria-label=name
                disabled=move || stopped.get() && !running.get()
                on:click=move |_| toggle.run(())
            >
                {live(move || Icon::for_run(running.get()).draw())}
                {live(name)}
            </button>
            <button type="button" class="button" disabled=stopped on:click=move |_| step.run(())>"Step"</button>
            <button type="button" class="button" on:click=move |_| on_reset.run(())>"Reset"</button>
        </div>
    }
}
