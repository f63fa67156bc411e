//! The labs: one folder each, and the registry that navigation, links, the worker and the tests walk.
//!
//! A new lab is one folder and two lines here: `pub mod foo;` and `foo::ENTRY` in [`LABS`].

pub mod autoencoder;
pub mod choose_r;
pub mod lora;
pub mod rank;
pub mod svd;

mod ahead;
pub mod tested;

pub use ahead::{Ahead, What};

use crate::engine::JobKind;
use crate::state::key::{Key, KeyNote};
use crate::state::link::LinkState;
use tested::Tested;

/// What the app knows of a lab.
pub struct Entry {
    /// Its key in links; never changes.
    pub id: &'static str,
    /// Its name in the navigation.
    pub name: &'static str,
    /// The question it answers, for the contents page.
    pub question: &'static str,
    /// What the reader does there, in one sentence.
    pub activity: &'static str,
    /// The files it opens, where it opens some: “a picture”.
    pub opens: Option<&'static str>,
    /// The headline of its page, as HTML: symbols carry their colour.
    pub headline: &'static str,
    /// One sentence under it.
    pub lede: &'static str,
    /// What its page needs before the program is there to ask for it.
    pub ahead: &'static [Ahead],
    /// The keys of its links; none in the page, which knows them in the lab's own part.
    pub keys: fn() -> Vec<KeyNote>,
    /// What the tests ask of it; the page and the worker have no use for that.
    pub tested: Option<&'static Tested>,
    /// What it may ask the worker for; empty in the page, which has no use for the code.
    pub jobs: &'static [JobKind],
    /// The page.
    #[cfg(feature = "web")]
    pub part: crate::ui::part::Part,
    /// A small figure for the contents page.
    #[cfg(feature = "web")]
    pub teaser: crate::ui::part::Teaser,
    /// What writes its readouts as a Python script.
    #[cfg(feature = "web")]
    pub python: crate::ui::part::Python,
}

impl Entry {
    /// The name of its folder, and of its part of the program.
    pub fn folder(&self) -> String {
        self.id.replace('-', "_")
    }
}

/// The labs there are, in the order of the navigation.
pub const LABS: &[Entry] = &[
    rank::ENTRY,
    svd::ENTRY,
    lora::ENTRY,
    choose_r::ENTRY,
    autoencoder::ENTRY,
];

/// The lab called `id`.
pub fn find(id: &str) -> Option<&'static Entry> {
    LABS.iter().find(|entry| entry.id == id)
}

/// Every job any lab may ask for; what the worker serves.
pub fn jobs() -> Vec<JobKind> {
    LABS.iter().flat_map(|entry| entry.jobs).copied().collect()
}

/// What documents a state's keys.
pub const fn key_notes<S: LinkState>() -> fn() -> Vec<KeyNote> {
    if cfg!(feature = "light") {
        Vec::new
    } else {
        notes_of::<S>
    }
}

/// Where [`Entry::tested`] has something.
pub const fn in_tests(tested: &'static Tested) -> Option<&'static Tested> {
    if cfg!(any(feature = "light", feature = "worker")) {
        None
    } else {
        Some(tested)
    }
}

fn notes_of<S: LinkState>() -> Vec<KeyNote> {
    S::KEYS.iter().map(Key::note).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_keys_are_unique() {
        for (i, entry) in LABS.iter().enumerate() {
            assert!(LABS[..i].iter().all(|other| other.id != entry.id));
            let keys = (entry.keys)();
            for (j, key) in keys.iter().enumerate() {
                assert_ne!(key.name, "lab");
                assert!(keys[..j].iter().all(|other| other.name != key.name));
            }
        }
    }

    #[test]
    fn every_job_says_what_crosses_for_it() {
        for entry in LABS {
            let jobs = entry.jobs.iter().map(|job| job.name);
            let told = entry.tested.into_iter().flat_map(|tested| tested.messages);
            assert_eq!(
                jobs.collect::<Vec<_>>(),
                told.map(|message| message.job).collect::<Vec<_>>(),
                "the messages in src/labs/{}/tested.rs are not those of its jobs",
                entry.folder()
            );
        }
    }

    #[test]
    fn a_job_has_one_name() {
        let jobs = jobs();
        for (i, job) in jobs.iter().enumerate() {
            assert!(jobs[..i].iter().all(|other| other.name != job.name));
        }
    }
}
