//! The reader's own tour while it is made. It is kept on this device.

use leptos::prelude::*;

use super::Tours;
use crate::state::tour::{Step, Tour};
use crate::ui::live::memo;
use crate::ui::storage;

const KEY: &str = "low-rank-lab:tour";

/// The tour, and what it was before something was taken away.
#[derive(Clone, Copy)]
pub struct Draft {
    tour: RwSignal<Option<Tour>>,
    before: RwSignal<Option<Tour>>,
}

impl Draft {
    /// What is kept on this device, or nothing yet.
    pub fn open(tours: Tours) -> Self {
        let tour = tours.draft;
        if tour.with_untracked(Option::is_none) {
            let kept = storage::load(KEY).and_then(|text| Tour::read(&text).ok());
            tour.set(Some(kept.unwrap_or_default()));
        }
        Self {
            tour,
            before: RwSignal::new(None),
        }
    }

    pub fn get(self) -> Tour {
        self.tour.get().unwrap_or_default()
    }

    pub fn get_untracked(self) -> Tour {
        self.tour.get_untracked().unwrap_or_default()
    }

    pub fn count(self) -> Memo<usize> {
        memo(move |_| self.get().steps.len())
    }

    pub fn step(self, at: usize) -> Step {
        self.get().steps.get(at).cloned().unwrap_or_default()
    }

    /// Changes the tour in a way that loses nothing.
    pub fn change(self, change: impl FnOnce(&mut Tour)) {
        let mut tour = self.get_untracked();
        change(&mut tour);
        storage::save(KEY, &tour.write());
        self.tour.set(Some(tour));
    }

    /// Changes the tour so that the reader may want the old one back.
    pub fn replace(self, change: impl FnOnce(&mut Tour)) {
        self.before.set(self.tour.get_untracked());
        self.change(change);
    }

    /// Whether there is something to be put back.
    pub fn can_put_back(self) -> bool {
        self.before.with(Option::is_some)
    }

    pub fn put_back(self) {
        if let Some(before) = self.before.get_untracked() {
            self.before.set(None);
            self.change(|tour| *tour = before);
        }
    }
}
