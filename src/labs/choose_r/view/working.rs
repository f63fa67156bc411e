//! How far a job of the worker is, and a way to stop it.

use leptos::prelude::*;

use crate::labs::choose_r::text;
use crate::ui::live::live;

use super::compute::Work;

/// A bar with the share done and a button to cancel, while the work runs; what went wrong, when it did.
#[component]
pub fn Working(
    work: Work,
    /// What is being done, in a few words.
    label: &'static str,
    #[prop(optional)] on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    let running = Memo::new(move |_| work.share.get().is_some());
    let share = move || work.share.get().unwrap_or(0.0).to_string();
    let bar = move || {
        running.get().then(|| {
            let cancel = on_cancel.map(|cancel| {
                view! { <button type="button" class="button" on:click=move |_| cancel.run(())>{text::CANCEL}</button> }
            });
            view! {
                <div class="working">
                    <span>{label}</span>
                    <progress max="1" prop:value=share aria-label=label></progress>
                    {cancel}
                </div>
            }
        })
    };
    view! {
        {live(bar)}
        <p class="problem" role="alert">{live(move || work.problem.get())}</p>
    }
}
