//! The frame around every page: header, navigation, status line, footer.

use leptos::ev;
use leptos::prelude::*;

use crate::ui::live::live;
use wasm_bindgen::JsCast;

use crate::labs::{self, LABS};
use crate::ui::jobs::provide_jobs;
use crate::ui::session::{Host, UndoControls};
use crate::ui::theme::{provide_theme, use_theme_choice};

use super::address::{Address, Visit};
use super::contents::Contents;
use super::worker::WorkerPort;

#[component]
pub fn Shell() -> impl IntoView {
    provide_theme();
    let notices = RwSignal::new(Vec::<String>::new());
    provide_jobs(WorkerPort::new(notices));
    let address = Address::follow();
    let undo = RwSignal::new(None::<UndoControls>);
    undo_by_keyboard(undo);

    let page = move || {
        let visit = address.visit.get();
        undo.set(None);
        notices.set(unknown_lab(&visit));
        document().set_title(&title(&visit));
        match visit.lab.and_then(labs::find) {
            Some(entry) => (entry.view)(Host {
                query: StoredValue::new(visit.query),
                link: address.link,
                notices,
                undo,
            }),
            None => view! { <Contents /> }.into_any(),
        }
    };
    view! {
        <a class="skip" href="#main">"Skip to the content"</a>
        <Header address undo />
        <div class="status" role="status">
            {live(move || notices.get().into_iter().map(|n| view! { <p>{n}</p> }).collect_view())}
        </div>
        {live(page)}
        <Footer />
    }
}

fn unknown_lab(visit: &Visit) -> Vec<String> {
    let sentence = |name: &String| {
        let name: String = name.chars().take(40).collect();
        format!("There is no lab called “{name}”. Here are the contents; choose one below.")
    };
    visit.unknown.iter().map(sentence).collect()
}

fn title(visit: &Visit) -> String {
    match visit.lab.and_then(labs::find) {
        Some(entry) => format!("{} · Low-Rank Lab", entry.name),
        None => "Low-Rank Lab: rank, SVD and LoRA by touching them".to_owned(),
    }
}

#[component]
fn Header(address: Address, undo: RwSignal<Option<UndoControls>>) -> impl IntoView {
    let links = LABS
        .iter()
        .map(|entry| {
            let here = move || {
                address
                    .visit
                    .with(|v| v.lab == Some(entry.id))
                    .then_some("page")
            };
            view! { <a href=format!("?lab={}", entry.id) aria-current=here>{entry.name}</a> }
        })
        .collect_view();
    view! {
        <header class="top">
            <a class="brand" href="?">"Low-Rank Lab"</a>
            <nav class="labs" aria-label="Labs">{links}</nav>
            <div class="top-tools">
                <button
                    type="button"
                    class="button icon"
                    aria-label="Undo"
                    title="Undo (Ctrl or ⌘ + Z)"
                    disabled=move || !undo.get().is_some_and(|u| u.can_undo.get())
                    on:click=move |_| run_undo(undo, false)
                >
                    <span aria-hidden="true">"↶"</span>
                </button>
                <button
                    type="button"
                    class="button icon"
                    aria-label="Redo"
                    title="Redo (Ctrl or ⌘ + Shift + Z)"
                    disabled=move || !undo.get().is_some_and(|u| u.can_redo.get())
                    on:click=move |_| run_undo(undo, true)
                >
                    <span aria-hidden="true">"↷"</span>
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
            <span aria-hidden="true">"◐"</span>
        </button>
    }
}

#[component]
fn Footer() -> impl IntoView {
    view! {
        <footer class="foot">
            <p>
                "Everything on this page is computed in your browser. Nothing you type or open is sent anywhere. "
                "The code is free (MIT or Apache-2.0)."
            </p>
        </footer>
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
fn undo_by_keyboard(undo: RwSignal<Option<UndoControls>>) {
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
