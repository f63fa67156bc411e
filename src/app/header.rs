//! The header: the navigation, the tools of the classroom, undo, the theme.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::labs::LABS;
use crate::ui::icon::Icon;
use crate::ui::session::UndoControls;
use crate::ui::theme::use_theme_choice;

use super::address::Address;
use super::parts::Parts;
use super::present::Presenting;

#[component]
pub fn Header(
    address: Address,
    undo: RwSignal<Option<UndoControls>>,
    parts: Parts,
    sharing: RwSignal<bool>,
    making: RwSignal<bool>,
    presenting: Presenting,
) -> impl IntoView {
    let links = LABS
        .iter()
        .map(|entry| {
            let here = move || {
                address
                    .visit
                    .with(|v| v.lab == Some(entry.id))
                    .then_some("page")
            };
            // Whoever points at a lab is about to open it.
            let soon = move || parts.prefetch(entry.id, entry.part);
            view! {
                <a
                    href=format!("?lab={}", entry.id)
                    aria-current=here
                    on:pointerenter=move |_| soon()
                    on:focus=move |_| soon()
                >
                    {entry.name}
                </a>
            }
        })
        .collect_view();
    view! {
        <header class="top">
            <a class="brand" href="?">"Low-Rank Lab"</a>
            <nav class="labs" aria-label="Labs">{links}</nav>
            <div class="top-tools">
                <button type="button" class="button" on:click=move |_| making.set(true)>"Tours"</button>
                <button
                    type="button"
                    class="button"
                    disabled=move || address.link.get().is_none()
                    on:click=move |_| sharing.set(true)
                >
                    "Share"
                </button>
                <button
                    type="button"
                    class="button"
                    disabled=move || address.link.get().is_none()
                    on:click=move |_| presenting.begin()
                >
                    "Present" <kbd aria-hidden="true">"P"</kbd>
                </button>
                <button
                    type="button"
                    class="button icon"
                    aria-label="Undo"
                    title="Undo (Ctrl or ⌘ + Z)"
                    disabled=move || !undo.get().is_some_and(|u| u.can_undo.get())
                    on:click=move |_| run_undo(undo, false)
                >
                    {Icon::Undo.draw()}
                </button>
                <button
                    type="button"
                    class="button icon"
                    aria-label="Redo"
                    title="Redo (Ctrl or ⌘ + Shift + Z)"
                    disabled=move || !undo.get().is_some_and(|u| u.can_redo.get())
                    on:click=move |_| run_undo(undo, true)
                >
                    {Icon::Redo.draw()}
                </button>
                <ThemeSwitch />
            </div>
        </header>
    }
}

#[component]
fn ThemeSwitch() -> impl IntoView {
    let theme = use_theme_choice();
    view! {
        <button
            type="button"
            class="button icon"
            aria-label=move || if theme.dark.get() { "Use the light theme" } else { "Use the dark theme" }
            title="Light or dark"
            on:click=move |_| theme.toggle()
        >
            {Icon::Theme.draw()}
        </button>
    }
}

fn run_undo(undo: RwSignal<Option<UndoControls>>, redo: bool) {
    if let Some(controls) = undo.get_untracked() {
        if redo {
            controls.redo.run(());
        } else {
            controls.undo.run(());
        }
    }
}

/// Ctrl/⌘+Z and Ctrl/⌘+Shift+Z or Ctrl+Y. Where a text is being written that the app has not taken over
/// (a text area, an entry it cannot read), the browser's own undo is left alone.
pub fn undo_by_keyboard(undo: RwSignal<Option<UndoControls>>) {
    let listener = window_event_listener(ev::keydown, move |event| {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
            return;
        }
        let redo = match event.key().as_str() {
            "z" => false,
            "Z" | "y" => true,
            _ => return,
        };
        let target = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let writing =
            target.is_some_and(|t| t.matches("textarea, [aria-invalid=true]") == Ok(true));
        if !writing && undo.with_untracked(Option::is_some) {
            event.prevent_default();
            run_undo(undo, redo);
        }
    });
    on_cleanup(move || listener.remove());
}
