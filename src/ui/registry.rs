//! What stands on the page: figures, predictions, trainings, numbers and the words around them. Each enters itself when it
//! is drawn and leaves when it is taken away, so that whoever presents, prints or shares need not search the page.

use leptos::prelude::*;
use web_sys::{Element, Node};

use super::exports::Exports;

/// One thing on the page.
#[derive(Clone)]
pub enum Exhibit {
    Figure {
        id: String,
        title: Signal<String>,
        /// What belongs beside the title.
        shape: Signal<String>,
        exports: Exports,
    },
    Prediction {
        id: &'static str,
        question: &'static str,
        /// Shows the answer, where it is held back.
        reveal: Callback<()>,
    },
    /// Each does nothing where its button could not be pressed.
    Training {
        toggle: Callback<()>,
        step: Callback<()>,
        reset: Callback<()>,
    },
    /// A number that the page vouches for.
    Readout,
    /// A large number: its label, itself and the line below it are its three parts, in this order.
    Stat,
    /// The sentence under the headline.
    Question(&'static str),
    Equation,
    /// What to notice in the state on screen.
    Notices(Signal<Vec<String>>),
    /// A challenge.
    Task(&'static str),
}

impl Exhibit {
    /// The id of a figure or a prediction, as links name it.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Figure { id, .. } => Some(id),
            Self::Prediction { id, .. } => Some(id),
            _ => None,
        }
    }

    /// What a figure or a prediction is called.
    pub fn name(&self) -> Option<String> {
        match self {
            Self::Figure { title, .. } => Some(title.get_untracked()),
            Self::Prediction { question, .. } => Some((*question).to_owned()),
            _ => None,
        }
    }

    pub fn is_figure(&self) -> bool {
        matches!(self, Self::Figure { .. })
    }
}

/// Something on the page, and where it stands.
#[derive(Clone)]
pub struct Entry {
    key: usize,
    pub element: Element,
    pub exhibit: Exhibit,
}

/// Everything that has entered; in the context.
#[derive(Clone, Copy)]
pub struct Registry {
    entries: StoredValue<Vec<Entry>, LocalStorage>,
    entered: StoredValue<usize>,
}

impl Registry {
    /// For everything below the present component.
    pub fn provide() -> Self {
        let registry = Self {
            entries: StoredValue::new_local(Vec::new()),
            entered: StoredValue::new(0),
        };
        provide_context(registry);
        registry
    }

    fn enter(self, element: Element, exhibit: Exhibit) -> usize {
        let key = self.entered.get_value();
        self.entered.set_value(key + 1);
        self.entries.update_value(|entries| {
            entries.push(Entry {
                key,
                element,
                exhibit,
            });
        });
        key
    }

    fn leave(self, key: usize) {
        self.entries
            .try_update_value(|entries| entries.retain(|entry| entry.key != key));
    }

    /// What stands on the page now, from its top to its end.
    pub fn all(self) -> Vec<Entry> {
        let mut sorted: Vec<Entry> = Vec::new();
        // One by one: the sort of the standard library is a large piece of code for a page's few dozen.
        for entry in self.entries.get_value() {
            if entry.element.is_connected() {
                let before = |other: &Entry| {
                    let place = other.element.compare_document_position(&entry.element);
                    place & Node::DOCUMENT_POSITION_FOLLOWING != 0
                };
                sorted.insert(sorted.partition_point(before), entry);
            }
        }
        sorted
    }

    /// The figures and predictions, from the top of the page to its end.
    pub fn named(self) -> Vec<Entry> {
        let mut entries = self.all();
        entries.retain(|entry| entry.exhibit.id().is_some());
        entries
    }

    /// Where the figure or prediction stands that links call `id`.
    pub fn find(self, id: &str) -> Option<Element> {
        let is_it = |entry: &&Entry| entry.exhibit.id() == Some(id);
        self.entries
            .with_value(|entries| Some(entries.iter().find(is_it)?.element.clone()))
    }

    pub fn has_figures(self) -> bool {
        self.entries
            .with_value(|entries| entries.iter().any(|entry| entry.exhibit.is_figure()))
    }
}

/// Enters an element for as long as it is on the page: `<figure use:entered=Exhibit::…>`.
pub fn entered(element: Element, exhibit: Exhibit) {
    if let Some(registry) = use_context::<Registry>() {
        let key = registry.enter(element, exhibit);
        on_cleanup(move || registry.leave(key));
    }
}
