//! Presenting: one figure with the controls and the numbers fills the screen, driven by keys or a clicker.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlButtonElement, HtmlInputElement, KeyboardEvent};

use super::stage::{self, Stage};
use crate::ui::live::live;
use crate::ui::session::UndoControls;

/// What the keys do, for the reader.
const KEYS: [(&str, &str); 11] = [
    ("← →", "the main slider"),
    ("↑ ↓", "the second slider"),
    ("Page Up, Page Down", "the figure before, the next one"),
    ("Space", "train or pause"),
    ("S", "one step"),
    ("R", "reset"),
    ("Z", "undo"),
    ("B", "blank the screen"),
    ("?", "this list"),
    ("P", "begin presenting"),
    ("Esc", "leave"),
];

/// Whether and what is presented.
#[derive(Clone, Copy)]
pub struct Presenting {
    /// The figure on stage: an index into [`scenes`].
    at: RwSignal<Option<usize>>,
    blank: RwSignal<bool>,
    help: RwSignal<bool>,
    /// When the list of keys was closed.
    listed: StoredValue<f64>,
}

/// What follows a key within this time follows from it.
const SAME_KEY_MS: f64 = 800.0;

fn now_ms() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// The first figure of every card that shows one, by id.
fn scenes() -> Vec<String> {
    let mut cards = Vec::new();
    let mut ids = Vec::new();
    for figure in elements("main [data-figure]") {
        let card = figure.closest(".card").ok().flatten();
        if card.is_some() && cards.contains(&card) {
            continue;
        }
        cards.push(card);
        ids.extend(figure.get_attribute("data-figure"));
    }
    ids
}

fn elements(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|i| found.item(i)?.dyn_into().ok())
        .collect()
}

impl Presenting {
    pub fn new(undo: RwSignal<Option<UndoControls>>) -> Self {
        let presenting = Self {
            at: RwSignal::new(None),
            blank: RwSignal::new(false),
            help: RwSignal::new(false),
            listed: StoredValue::new(f64::NEG_INFINITY),
        };
        let keys = window_event_listener(ev::keydown, move |event| {
            if presenting.take(&event, undo) {
                event.prevent_default();
            }
        });
        // The browser's own way out of the full screen leaves too. But some end the full screen with the same Esc that
        // closes the list of keys.
        let left = window_event_listener(ev::fullscreenchange, move |_| {
            let listed = presenting.help.get_untracked()
                || now_ms() - presenting.listed.get_value() < SAME_KEY_MS;
            if document().fullscreen_element().is_none() && !listed {
                presenting.leave();
            }
        });
        on_cleanup(move || {
            keys.remove();
            left.remove();
        });
        presenting
    }

    pub fn begin(self) {
        if scenes().is_empty() {
            return;
        }
        self.go(0);
        if let Some(root) = document().document_element() {
            // Where the browser allows no full screen, the page still fills its window.
            let _ = root.request_fullscreen();
        }
    }

    pub fn leave(self) {
        if self.at.get_untracked().is_none() {
            return;
        }
        self.at.set(None);
        self.blank.set(false);
        self.help.set(false);
        stage::set(&Stage::Page);
        if document().fullscreen_element().is_some() {
            document().exit_fullscreen();
        }
    }

    fn go(self, to: usize) {
        let scenes = scenes();
        let to = to.min(scenes.len().saturating_sub(1));
        if let Some(id) = scenes.get(to) {
            self.at.set(Some(to));
            stage::set(&Stage::Presented(id));
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }

    /// Whether the key was meant for the presentation.
    fn take(self, event: &KeyboardEvent, undo: RwSignal<Option<UndoControls>>) -> bool {
        let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let is = |selector: &str| {
            target
                .as_ref()
                .is_some_and(|t| t.matches(selector) == Ok(true))
        };
        let writing = is("input:not([type=range]), textarea, select");
        if event.ctrl_key() || event.meta_key() || event.alt_key() || is("dialog *") {
            return false;
        }
        let Some(at) = self.at.get_untracked() else {
            if !writing && matches!(event.key().as_str(), "p" | "P") {
                self.begin();
                return true;
            }
            return false;
        };
        let key = event.key();
        if key == "Escape" {
            if self.help.get_untracked() || self.blank.get_untracked() {
                self.help.set(false);
                self.blank.set(false);
            } else {
                self.leave();
            }
            return true;
        }
        // A field takes its letters, a slider or a figure its arrows, a button its Space.
        let arrows = is("input[type=range], canvas, [tabindex]:not(main), .heat-pad");
        if writing || key.starts_with("Arrow") && arrows || key == " " && is("button, summary, a") {
            return false;
        }
        match key.as_str() {
            "ArrowLeft" => slide(0, false),
            "ArrowRight" => slide(0, true),
            "ArrowDown" => slide(1, false),
            "ArrowUp" => slide(1, true),
            "PageDown" => self.go(at + 1),
            "PageUp" => self.go(at.saturating_sub(1)),
            " " => press(".transport button", 0),
            "s" | "S" => press(".transport button", 1),
            "r" | "R" => press(".transport button", 2),
            "z" | "Z" => {
                if let Some(undo) = undo.get_untracked() {
                    undo.undo.run(());
                }
            }
            "b" | "B" => self.blank.update(|blank| *blank = !*blank),
            "?" => self.help.update(|help| *help = !*help),
            _ => return false,
        }
        true
    }
}

/// Moves the n-th slider of the controls by one step.
fn slide(nth: usize, up: bool) {
    let sliders = elements("main [data-controls] input[type=range]");
    let Some(slider) = sliders
        .get(nth)
        .and_then(|s| s.dyn_ref::<HtmlInputElement>())
    else {
        return;
    };
    let number = |text: String, otherwise: f64| text.parse().unwrap_or(otherwise);
    let step = number(slider.step(), 1.0);
    let to = slider.value_as_number() + if up { step } else { -step };
    slider.set_value_as_number(to.clamp(number(slider.min(), 0.0), number(slider.max(), 100.0)));
    let options = web_sys::EventInit::new();
    options.set_bubbles(true);
    if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &options) {
        let _ = slider.dispatch_event(&event);
    }
}

fn press(selector: &str, nth: usize) {
    let buttons = elements(&format!("main [data-controls] {selector}"));
    if let Some(button) = buttons
        .get(nth)
        .and_then(|b| b.dyn_ref::<HtmlButtonElement>())
    {
        button.click();
    }
}

/// What lies over the page while presenting: the blank screen, the list of keys, the way out.
#[component]
pub fn Overlay(presenting: Presenting) -> impl IntoView {
    let Presenting {
        at,
        blank,
        help,
        listed,
    } = presenting;
    let place = move || {
        let at = at.get()?;
        Some(view! {
            <section class="presenter" aria-label="Presenting">
                <button type="button" class="button icon" aria-label="Figure before" on:click=move |_| presenting.go(at.saturating_sub(1))>"←"</button>
                <span>{format!("figure {} of {}", at + 1, scenes().len())}</span>
                <button type="button" class="button icon" aria-label="Next figure" on:click=move |_| presenting.go(at + 1)>"→"</button>
                <button type="button" class="button" on:click=move |_| help.set(true)>"Keys" <kbd aria-hidden="true">"?"</kbd></button>
                <button type="button" class="button" on:click=move |_| presenting.leave()>"Leave" <kbd aria-hidden="true">"Esc"</kbd></button>
            </section>
        })
    };
    let list = move || {
        help.get().then(|| {
            let dialog = NodeRef::<html::Dialog>::new();
            dialog.on_load(|dialog| {
                // It is closed and in the document: nothing to refuse.
                let _ = dialog.show_modal();
            });
            let close = move |_| {
                if let Some(dialog) = dialog.get_untracked() {
                    dialog.close();
                }
            };
            let rows = KEYS.map(|(key, does)| view! { <dt><kbd>{key}</kbd></dt><dd>{does}</dd> });
            view! {
                <dialog class="share" aria-labelledby="keys-title" node_ref=dialog on:close=move |_| { listed.set_value(now_ms()); help.set(false) }>
                    <div class="share-head">
                        <h2 id="keys-title">"Keys while presenting"</h2>
                        <button type="button" class="button icon" aria-label="Close" on:click=close>"✕"</button>
                    </div>
                    <dl class="keys">{rows.collect_view()}</dl>
                </dialog>
            }
        })
    };
    let black = move || {
        blank
            .get()
            .then(|| view! { <div class="blank" role="status" aria-label="The screen is blank. Press B."></div> })
    };
    view! { {live(place)} {live(list)} {live(black)} }
}
