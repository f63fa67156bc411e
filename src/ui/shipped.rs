//! Data that ships with the app: fetched when it is first wanted, once, and kept while its lab is open.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fetch::fetch_bytes;

/// A file beside the page, and what is read from it.
pub struct Shipped<T: Send + Sync + 'static> {
    /// What it is, as a sentence begins with it: “The real update”.
    name: &'static str,
    path: &'static str,
    read: Read<T>,
    standing: RwSignal<Standing<T>>,
}

/// Reads the file; the error is the reason, in a few words.
pub type Read<T> = fn(Vec<u8>) -> Result<T, String>;

enum Standing<T> {
    Unasked,
    UnderWay,
    Here(Arc<T>),
    /// `now`, while those who follow it are being told.
    Failed {
        sentence: String,
        now: bool,
    },
}

impl<T: Send + Sync> Clone for Shipped<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for Shipped<T> {}

impl<T: Send + Sync> Shipped<T> {
    /// Fetches nothing yet. `path` is relative to the page.
    pub fn new(name: &'static str, path: &'static str, read: Read<T>) -> Self {
        Self {
            name,
            path,
            read,
            standing: RwSignal::new(Standing::Unasked),
        }
    }

    /// What has come, or a sentence about why it has not; `None` while there is neither. Is followed.
    pub fn get(self) -> Option<Result<Arc<T>, String>> {
        self.standing.with(|standing| match standing {
            Standing::Unasked | Standing::UnderWay => None,
            Standing::Here(data) => Some(Ok(Arc::clone(data))),
            Standing::Failed { sentence, .. } => Some(Err(sentence.clone())),
        })
    }

    /// As [`Shipped::get`], and fetches it where it has not been asked for, or where that failed. An effect that follows
    /// a failure is told of it; its next run asks anew.
    pub fn want(self) -> Option<Result<Arc<T>, String>> {
        let ask = self.standing.with_untracked(|standing| {
            matches!(
                standing,
                Standing::Unasked | Standing::Failed { now: false, .. }
            )
        });
        if ask {
            self.fetch();
        }
        self.get()
    }

    /// Fetches it anew if that failed: for a control that is used a second time to no other effect.
    pub fn retry(self) {
        let failed = |standing: &Standing<T>| matches!(standing, Standing::Failed { .. });
        if self.standing.with_untracked(failed) {
            self.fetch();
        }
    }

    fn fetch(self) {
        self.standing.set(Standing::UnderWay);
        spawn_local(async move {
            let data = fetch_bytes(self.path).await.and_then(self.read);
            let failed = data.is_err();
            let standing = match data {
                Ok(data) => Standing::Here(Arc::new(data)),
                Err(reason) => Standing::Failed {
                    sentence: cannot_load(self.name, &reason),
                    now: true,
                },
            };
            // The lab may have been left meanwhile.
            self.standing.try_set(standing);
            if failed {
                // Effects run within this turn.
                set_timeout(move || self.told(), Duration::ZERO);
            }
        });
    }

    fn told(self) {
        self.standing.try_update_untracked(|standing| {
            if let Standing::Failed { now, .. } = standing {
                *now = false;
            }
        });
    }
}

fn cannot_load(name: &str, reason: &str) -> String {
    format!("{name} could not be loaded ({reason}). Check your connection, then choose it again.")
}
