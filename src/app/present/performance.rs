//! A presentation under way: what is on stage, and what each key does.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};

use super::pointer::Pointer;
use super::{Presenting, WRITING, targets};
use crate::app::stage::{self, Stage};
use crate::ui::registry::{Entry, Exhibit, Registry};

/// What is shown and what lies over it.
#[derive(Clone, Copy)]
pub struct Performance {
    pub presenting: Presenting,
    /// The figure or prediction on stage: an index into [`scenes`].
    pub at: RwSignal<usize>,
    pub blank: RwSignal<bool>,
    pub help: RwSignal<bool>,
    pub pointer: Pointer,
    /// When the list of keys was closed.
    listed: StoredValue<f64>,
}

/// What follows a key within this time follows from it.
const SAME_KEY_MS: f64 = 800.0;

fn now_ms() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// The first figure of every card that shows one, and every prediction, with its card.
pub fn scenes(registry: Registry) -> Vec<(Entry, Element)> {
    let mut scenes: Vec<(Entry, Element)> = Vec::new();
    for entry in registry.named() {
        let card = entry.element.closest(stage::CARD).ok().flatten();
        if let Some(card) = card.filter(|card| scenes.iter().all(|(_, other)| other != card)) {
            scenes.push((entry, card));
        }
    }
    scenes
}

impl Performance {
    /// Begins: the figure comes on stage, the keys act. All of it ends with the view that it belongs to.
    pub fn begin(presenting: Presenting) -> Self {
        let performance = Self {
            presenting,
            at: RwSignal::new(0),
            blank: RwSignal::new(false),
            help: RwSignal::new(false),
            pointer: Pointer::new(),
            listed: StoredValue::new(f64::NEG_INFINITY),
        };
        let keys = window_event_listener(ev::keydown, move |event| {
            if performance.take(&event) {
                event.prevent_default();
            }
        });
        // The browser's own way out of the full screen leaves too. But some end the full screen with the same Esc that
        // closes the list of keys.
        let left = window_event_listener(ev::fullscreenchange, move |_| {
            let listed = performance.help.get_untracked()
                || now_ms() - performance.listed.get_value() < SAME_KEY_MS;
            if document().fullscreen_element().is_none() && !listed {
                presenting.on.set(false);
            }
        });
        let arrived = Callback::new(move |()| performance.arrive());
        presenting.arrived.set(Some(arrived));
        on_cleanup(move || {
            keys.remove();
            left.remove();
            presenting.arrived.set(None);
            stage::clear();
            if document().fullscreen_element().is_some() {
                document().exit_fullscreen();
            }
        });
        performance.arrive();
        if let Some(root) = document().document_element() {
            // Where the browser allows no full screen, the page still fills its window.
            let _ = root.request_fullscreen();
        }
        performance
    }

    /// A page comes on stage: the figure that the link tells to look at, or the first there is.
    fn arrive(self) {
        let id = self.presenting.show.get_untracked();
        stage::set(&Stage::Presented(id.as_deref().unwrap_or_default()));
        let registry = self.presenting.registry;
        let begin = move |_| {
            if self.presenting.on.try_get_untracked() == Some(true) {
                let scene = id.and_then(|id| scene_of(registry, &id));
                self.go(scene.unwrap_or(0));
            }
        };
        stage::once_settled(Box::new(move || registry.has_figures()), Box::new(begin));
    }

    pub fn scenes(self) -> Vec<(Entry, Element)> {
        scenes(self.presenting.registry)
    }

    pub fn go(self, to: usize) {
        let scenes = self.scenes();
        let to = to.min(scenes.len().saturating_sub(1));
        if let Some(id) = scenes.get(to).and_then(|(entry, _)| entry.exhibit.id()) {
            self.at.set(to);
            stage::set(&Stage::Presented(id));
            if let Some(main) = document().get_element_by_id("main") {
                main.set_scroll_top(0);
            }
        }
    }

    /// The list of keys was closed.
    pub fn unlist(self) {
        self.listed.set_value(now_ms());
        self.help.set(false);
    }

    /// One step of the tour, or, without one, one figure.
    pub fn turn(self, forward: bool) {
        let at = self.at.get_untracked();
        match (self.presenting.turn.get_untracked(), forward) {
            (Some(turn), _) => turn.run(forward),
            (None, true) => self.go(at + 1),
            (None, false) => self.go(at.saturating_sub(1)),
        }
    }

    /// Whether the key was meant for the presentation.
    fn take(self, event: &KeyboardEvent) -> bool {
        let is = |selector: &str| targets(event, selector);
        if event.ctrl_key() || event.meta_key() || event.alt_key() || is("dialog *") {
            return false;
        }
        let writing = is(WRITING);
        let key = event.key();
        if key == "Escape" {
            self.escape();
            return true;
        }
        // A field takes its letters, a slider or a figure its arrows, a button its Space.
        let arrows = is("input[type=range], canvas, [tabindex]:not(main), .heat-pad");
        if writing || key.starts_with("Arrow") && arrows || key == " " && is("button, summary, a") {
            return false;
        }
        self.act(&key)
    }

    /// What lies on top goes first.
    fn escape(self) {
        if self.help.get_untracked() || self.blank.get_untracked() {
            self.help.set(false);
            self.blank.set(false);
        } else {
            self.presenting.on.set(false);
        }
    }

    /// Does what a key stands for; `false` where it stands for nothing.
    fn act(self, key: &str) -> bool {
        match key {
            "ArrowLeft" => slide(0, false),
            "ArrowRight" => slide(0, true),
            "ArrowDown" => slide(1, false),
            "ArrowUp" => slide(1, true),
            "PageDown" => self.turn(true),
            "PageUp" => self.turn(false),
            " " => self.train(|(toggle, _, _)| toggle),
            "s" | "S" => self.train(|(_, step, _)| step),
            "r" | "R" => self.train(|(_, _, reset)| reset),
            "a" | "A" => self.reveal(),
            "o" | "O" => self.pointer.toggle(),
            "z" | "Z" => {
                if let Some(undo) = self.presenting.undo.get_untracked() {
                    undo.undo.run(());
                }
            }
            "b" | "B" => self.blank.update(|blank| *blank = !*blank),
            "?" => self.help.update(|help| *help = !*help),
            _ => return false,
        }
        true
    }

    /// Acts on the page's training, if it has one: toggle, step or reset.
    fn train(self, which: fn((Act, Act, Act)) -> Act) {
        let training = |entry: Entry| match entry.exhibit {
            Exhibit::Training {
                toggle,
                step,
                reset,
            } => Some((toggle, step, reset)),
            _ => None,
        };
        let found = self
            .presenting
            .registry
            .all()
            .into_iter()
            .find_map(training);
        if let Some(acts) = found {
            which(acts).run(());
        }
    }

    /// Reveals the answer on stage.
    fn reveal(self) {
        let scene = self.scenes().into_iter().nth(self.at.get_untracked());
        if let Some(Exhibit::Prediction { reveal, .. }) = scene.map(|(entry, _)| entry.exhibit) {
            reveal.run(());
        }
    }
}

type Act = Callback<()>;

/// Which scene shows the figure or prediction `id`.
fn scene_of(registry: Registry, id: &str) -> Option<usize> {
    let card = registry.find(id)?.closest(stage::CARD).ok()??;
    let scenes = scenes(registry);
    scenes.iter().position(|(_, other)| *other == card)
}

/// Moves the n-th slider of the controls by one step.
fn slide(nth: u32, up: bool) {
    let sliders = document().query_selector_all("main [data-controls] input[type=range]");
    let slider = sliders.ok().and_then(|sliders| sliders.item(nth));
    let Some(slider) = slider.and_then(|slider| slider.dyn_into::<HtmlInputElement>().ok()) else {
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
