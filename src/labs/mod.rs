//! The labs: one folder each, and the registry that navigation, links, the worker and the tests walk.
//!
//! A new lab is one folder and two lines here: `pub mod foo;` and `foo::ENTRY` in [`LABS`].

pub mod autoencoder;
pub mod choose_r;
pub mod lora;
pub mod rank;
pub mod svd;

use crate::engine::JobKind;
use crate::state::link::{Key, LinkState};

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
    /// The keys of its links; none in the page, which knows them in the lab's own part.
    pub keys: fn() -> Vec<KeyNote>,
    /// The Python script that prints its readouts, for tests; the page has it in a part that is fetched later, and
    /// the worker has no use for it.
    pub script: Option<Script>,
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

/// A Python script that prints a lab's readouts, from the query of a state and the page's address without it.
pub type Script = fn(&str, &str) -> String;

/// One key of a lab's links, described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyNote {
    pub name: &'static str,
    pub meaning: &'static str,
    pub range: &'static str,
    pub default: &'static str,
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

/// Where [`Entry::script`] has something.
pub const fn in_tests(script: Script) -> Option<Script> {
    if cfg!(any(feature = "light", feature = "worker")) {
        None
    } else {
        Some(script)
    }
}

fn notes_of<S: LinkState>() -> Vec<KeyNote> {
    S::KEYS
        .iter()
        .map(|key: &Key<S>| KeyNote {
            name: key.name,
            meaning: key.meaning,
            range: key.range,
            default: key.default,
        })
        .collect()
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
    fn a_job_has_one_name() {
        let jobs = jobs();
        for (i, job) in jobs.iter().enumerate() {
            assert!(jobs[..i].iter().all(|other| other.name != job.name));
        }
    }
}
