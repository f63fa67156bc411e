//! The buttons of a training: Train or Pause, Step, Reset; and how far it is, where that takes a while.

use leptos::prelude::*;

use super::icon::Icon;
use super::live::{derived, live, memo};
use super::registry::{Exhibit, entered};
use super::training::{Run, Training};
use super::work::WorkingBar;

const TRAIN: &str = "Train";
const PAUSE: &str = "Pause";

/// The optimisers to choose from, in words.
pub const OPTIMISERS: [&str; 2] = ["plain gradient descent", "Adam"];

/// Speeds in words, from the steps between two pictures.
pub fn speeds(steps: &[usize]) -> Vec<String> {
    let words = |count: &usize| match count {
        1 => "1 step a frame".to_owned(),
        count => format!("{count} steps a frame"),
    };
    steps.iter().map(words).collect()
}

/// Train or Pause, Step, Reset.
#[component]
pub fn Transport(
    training: Training,
    /// The training cannot go on: only Reset leads on.
    #[prop(into)]
    ended: Signal<bool>,
) -> impl IntoView {
    let running = memo(move |_| training.run.get() == Run::Running);
    let toggle = Callback::new(move |()| {
        if running.get_untracked() || !ended.get_untracked() {
            training.toggle();
        }
    });
    let step = Callback::new(move |()| {
        if !ended.get_untracked() {
            training.step();
        }
    });
    let reset = Callback::new(move |()| training.reset());
    let exhibit = Exhibit::Training {
        toggle,
        step,
        reset,
    };
    let name = move || if running.get() { PAUSE } else { TRAIN };
    view! {
        <div class="buttons transport" use:entered=exhibit>
            <button
                type="button"
                class="button primary"
                aria-label=name
                disabled=move || ended.get() && !running.get()
                on:click=move |_| toggle.run(())
            >
                {live(move || Icon::for_run(running.get()).draw())}
                {live(name)}
            </button>
            <button type="button" class="button" disabled=ended on:click=move |_| step.run(())>"Step"</button>
            <button type="button" class="button" on:click=move |_| reset.run(())>"Reset"</button>
        </div>
        <WorkingBar
            work=training.work
            label=derived(move || training.label())
            on_cancel=Callback::new(move |()| training.cancel())
        />
    }
}
