//! What is being typed and is not, or not yet, a number.

use crate::data::EnteredMatrix;
use crate::data::entry::{EntryError, parse_entry};

/// Row and column of an entry, from 0.
pub(super) type Place = (usize, usize);

/// Texts that stand in fields in place of the matrix's own.
///
/// They belong to one matrix: once another one comes from outside, they are void.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Drafts {
    matrix: Option<EnteredMatrix>,
    texts: Vec<(Place, String)>,
}

impl Drafts {
    /// The drafts that still hold while `value` is the matrix.
    pub(super) fn over(&self, value: &EnteredMatrix) -> Self {
        if self.matrix.as_ref() == Some(value) {
            self.clone()
        } else {
            Self {
                matrix: Some(value.clone()),
                texts: Vec::new(),
            }
        }
    }

    pub(super) fn get(&self, place: Place) -> Option<&str> {
        let found = self.texts.iter().find(|(at, _)| *at == place);
        found.map(|(_, text)| text.as_str())
    }

    pub(super) fn set(&mut self, place: Place, text: String) {
        self.remove(place);
        self.texts.push((place, text));
    }

    pub(super) fn remove(&mut self, place: Place) {
        self.texts.retain(|(at, _)| *at != place);
    }

    /// The same drafts over a matrix that the editor itself has changed, each moved to where its entry went.
    pub(super) fn carried_to(
        self,
        matrix: EnteredMatrix,
        moved: impl Fn(Place) -> Option<Place>,
    ) -> Self {
        let texts = self
            .texts
            .into_iter()
            .filter_map(|(place, text)| Some((moved(place)?, text)));
        Self {
            matrix: Some(matrix),
            texts: texts.collect(),
        }
    }

    /// What cannot be read, and why. An entry that `typing` is at may still be unfinished.
    pub(super) fn problems(&self, typing: Option<Place>) -> Vec<(Place, EntryError)> {
        let problem = |(place, text): &(Place, String)| {
            let place = *place;
            let error = parse_entry(text).err()?;
            let excused = typing == Some(place) && error.is_unfinished();
            (!excused).then_some((place, error))
        };
        self.texts.iter().filter_map(problem).collect()
    }
}
