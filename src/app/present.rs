//! Presenting: one figure with the controls and the numbers fills the screen, driven by keys or a clicker.
//! In the part of the program for the classroom, which is fetched when any of it is first wanted.

mod overlay;
mod performance;
mod pointer;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::stage;
use crate::ui::part::{NotLoaded, Part, wasm_split};
use crate::ui::registry::Registry;
use crate::ui::session::{Host, UndoControls};

pub const PART: Part = Part {
    load: || Box::pin(load()),
    page: |host| Box::pin(page(host)),
};

/// What takes letters for itself.
const WRITING: &str = "input:not([type=range]), textarea, select";

/// What the shell and this part know of a presentation; in the context.
#[derive(Clone, Copy)]
pub struct Presenting {
    /// Whether something is presented.
    pub on: RwSignal<bool>,
    /// To be called when another page has come, while something is presented.
    pub arrived: RwSignal<Option<Callback<()>>>,
    /// The figure or prediction that the link tells to look at.
    show: Signal<Option<String>>,
    /// Goes through the steps of a tour that is under way.
    turn: RwSignal<Option<Callback<bool>>>,
    undo: RwSignal<Option<UndoControls>>,
    registry: Registry,
}

impl Presenting {
    pub fn new(
        registry: Registry,
        undo: RwSignal<Option<UndoControls>>,
        turn: RwSignal<Option<Callback<bool>>>,
        show: Signal<Option<String>>,
    ) -> Self {
        let presenting = Self {
            on: RwSignal::new(false),
            arrived: RwSignal::new(None),
            show,
            turn,
            undo,
            registry,
        };
        let key = window_event_listener(ev::keydown, move |event| {
            let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
            let meant = matches!(event.key().as_str(), "p" | "P") && plain;
            if meant && !targets(&event, WRITING) && !targets(&event, "dialog *") {
                presenting.begin();
            }
        });
        on_cleanup(move || key.remove());
        presenting
    }

    /// Begins, if the page has something to present and is not a frame in another one.
    pub fn begin(self) {
        if !stage::is_set() && self.registry.has_figures() {
            self.on.set(true);
        }
    }
}

/// Whether the event is for something that `selector` matches.
fn targets(event: &KeyboardEvent, selector: &str) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.matches(selector) == Ok(true))
}

#[wasm_split(classroom, fallible, preload(load))]
fn page(_host: Host) -> Result<AnyView, NotLoaded> {
    let presenting = expect_context::<Presenting>();
    let performance = performance::Performance::begin(presenting);
    Ok(view! { <overlay::Overlay performance /> }.into_any())
}
