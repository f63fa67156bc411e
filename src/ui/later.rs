//! Pieces of a page that are built a turn later.
//!
//! A whole lab built at once holds a phone up for half a second. So the first screen is built at once, and what stands
//! below it piece by piece, each in a turn of its own, between which the browser draws and the reader can act. The
//! page counts as computing, and its `main` has `data-building`, until the last piece stands.

use std::collections::VecDeque;
use std::time::Duration;

use leptos::prelude::*;

use super::live::{Live, live};

/// The pieces of a page that wait for their turn.
#[derive(Clone, Copy)]
pub struct Turns {
    waiting: StoredValue<VecDeque<RwSignal<bool>>>,
    over: RwSignal<bool>,
}

impl Turns {
    /// For the pieces below the present component.
    pub fn provide() -> Self {
        let turns = Self {
            waiting: StoredValue::new(VecDeque::new()),
            over: RwSignal::new(false),
        };
        provide_context(turns);
        turns
    }

    /// Whether every piece stands; to be read where that is followed.
    pub fn over(self) -> bool {
        self.over.get()
    }

    /// Gives the pieces their turns, in order.
    pub fn begin(self) {
        // A timer, not a frame: a page in a hidden tab is built too.
        set_timeout(move || self.next(), Duration::ZERO);
    }

    fn next(self) {
        // The page may have been left meanwhile.
        let Some(next) = self.waiting.try_update_value(VecDeque::pop_front) else {
            return;
        };
        match next {
            Some(piece) => {
                piece.try_set(true);
                self.begin();
            }
            None => {
                self.over.try_set(true);
            }
        }
    }
}

/// A piece of the page that waits for its turn. It must stand below what is built before it, or that would move.
pub fn later(piece: impl Fn() -> AnyView + Send + 'static) -> Live {
    let due = use_context::<Turns>().map(|turns| {
        let due = RwSignal::new(false);
        turns.waiting.update_value(|waiting| waiting.push_back(due));
        due
    });
    live(move || {
        due.is_none_or(|due| due.get())
            // What the piece reads while it is built is no reason to build it anew.
            .then(|| untrack(&piece))
    })
}
