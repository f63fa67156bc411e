//! Which parts of the program have been fetched.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::part::Part;

/// Where the fetching of a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fetched {
    Waiting,
    Here,
    Failed,
}

/// The parts asked for, by their names.
#[derive(Clone, Copy)]
pub struct Parts(RwSignal<Vec<(&'static str, Fetched)>>);

impl Parts {
    /// `first` is where the part of the first page stands.
    pub fn new(first: (&'static str, Fetched)) -> Self {
        Self(RwSignal::new(vec![first]))
    }

    /// Where a part stands; to be read where a page follows it.
    pub fn of(self, name: &str) -> Fetched {
        self.0.track();
        self.asked(name).unwrap_or(Fetched::Waiting)
    }

    fn asked(self, name: &str) -> Option<Fetched> {
        self.0.with_untracked(|parts| {
            let part = parts.iter().find(|(part, _)| *part == name);
            part.map(|(_, fetched)| *fetched)
        })
    }

    /// Fetches a part, unless that is under way or done.
    pub fn fetch(self, name: &'static str, part: Part) {
        if matches!(self.asked(name), None | Some(Fetched::Failed)) {
            self.set(name, Fetched::Waiting);
            spawn_local(async move {
                let fetched = match (part.load)().await {
                    Ok(()) => Fetched::Here,
                    Err(_) => Fetched::Failed,
                };
                self.set(name, fetched);
            });
        }
    }

    /// Fetches a part that may soon be wanted; what fails then is asked for again when it is.
    pub fn prefetch(self, name: &'static str, part: Part) {
        spawn_local(async move {
            if (part.load)().await.is_ok() {
                self.set(name, Fetched::Here);
            }
        });
    }

    fn set(self, name: &'static str, fetched: Fetched) {
        if self.asked(name) == Some(fetched) {
            return;
        }
        self.0.update(|parts| {
            parts.retain(|(other, _)| *other != name);
            parts.push((name, fetched));
        });
    }
}
