//! Light or dark: follows the system until the reader chooses.

use leptos::prelude::*;

use super::live::derived;
use wasm_bindgen::prelude::*;

use super::storage;
use crate::plot::Theme;

const KEY: &str = "low-rank-lab:theme";

/// The theme in effect, and the switch.
#[derive(Clone, Copy)]
pub struct ThemeChoice {
    pub dark: Signal<bool>,
    chosen: RwSignal<Option<bool>>,
    /// Paper is light.
    paper: RwSignal<bool>,
}

pub fn use_theme_choice() -> ThemeChoice {
    expect_context::<ThemeChoice>()
}

/// The colours figures are drawn with. Light where no theme has been provided.
pub fn use_theme() -> Signal<Theme> {
    let choice = use_context::<ThemeChoice>();
    derived(move || match choice {
        Some(choice) if choice.dark.get() => Theme::dark(),
        _ => Theme::light(),
    })
}

/// Follows the system's preference live and provides the switch to everything below.
pub fn provide_theme() {
    let system = RwSignal::new(false);
    if let Ok(Some(query)) = window().match_media("(prefers-color-scheme: dark)") {
        system.set(query.matches());
        let on_change = Closure::<dyn FnMut(web_sys::MediaQueryListEvent)>::new(
            move |event: web_sys::MediaQueryListEvent| system.set(event.matches()),
        );
        query.set_onchange(Some(on_change.as_ref().unchecked_ref()));
        on_change.forget();
    }
    let kept = match storage::load(KEY).as_deref() {
        Some("dark") => Some(true),
        Some("light") => Some(false),
        _ => None,
    };
    let chosen = RwSignal::new(kept);
    let paper = RwSignal::new(false);
    provide_context(ThemeChoice {
        dark: derived(move || !paper.get() && chosen.get().unwrap_or_else(|| system.get())),
        chosen,
        paper,
    });
}

impl ThemeChoice {
    /// Switches to the other theme and remembers it.
    pub fn toggle(&self) {
        let dark = !self.dark.get_untracked();
        self.chosen.set(Some(dark));
        storage::save(KEY, name_of(dark));
        mark(Some(dark));
    }

    /// The light theme while a page is printed, whatever was chosen.
    pub fn print(&self, printing: bool) {
        self.paper.set(printing);
        let chosen = self.chosen.get_untracked();
        mark(if printing { Some(false) } else { chosen });
    }
}

fn name_of(dark: bool) -> &'static str {
    if dark { "dark" } else { "light" }
}

/// Tells the style sheets; without a choice they follow the system.
fn mark(dark: Option<bool>) {
    if let Some(root) = document().document_element() {
        // An attribute of this name cannot be refused.
        let _ = match dark {
            Some(dark) => root.set_attribute("data-theme", name_of(dark)),
            None => root.remove_attribute("data-theme"),
        };
    }
}
