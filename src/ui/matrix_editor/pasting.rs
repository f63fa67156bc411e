//! What the editor knows of a paste under way.

use leptos::prelude::*;

use super::drafts::Place;
use crate::data::matrix_text::Question;

/// Where a pasted matrix goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// In place of the whole matrix.
    All,
    /// Over the entries from this one on.
    From(Place),
}

/// A text that can be read in several ways, until the reader of the page has chosen.
#[derive(Clone)]
pub(super) struct Open {
    pub question: Question,
    pub target: Target,
    /// The field that the text stands in; emptied when the text has been used.
    pub field: Option<RwSignal<String>>,
}

/// The part of the editor that waits for something.
#[derive(Clone, Copy)]
pub(super) struct Pasting {
    /// Whether all entries are selected.
    pub all: RwSignal<bool>,
    pub open: RwSignal<Option<Open>>,
    /// Counts the pastes: the answer to an older one is void.
    pub count: StoredValue<u32>,
}

impl Pasting {
    pub(super) fn new() -> Self {
        Self {
            all: RwSignal::new(false),
            open: RwSignal::new(None),
            count: StoredValue::new(0),
        }
    }
}
