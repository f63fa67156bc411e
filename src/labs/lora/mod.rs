//! The LoRA lab: what can a rank-r update do?

pub mod challenges;
pub mod counter;
pub mod figures;
pub mod geometry;
pub mod job;
pub mod keys;
pub mod model;
pub mod presets;
pub mod python;
pub mod scaling;
pub mod state;
pub mod swap;
pub mod text;
#[cfg(feature = "web")]
mod view;

use super::{Entry, in_tests, key_notes};

pub const ENTRY: Entry = Entry {
    id: "lora",
    name: text::NAME,
    question: text::QUESTION,
    activity: text::ACTIVITY,
    opens: None,
    keys: key_notes::<state::State>(),
    script: in_tests(python::script),
    // The page only asks; the worker has the jobs.
    jobs: if cfg!(feature = "light") {
        &[]
    } else {
        &[job::TRAIN, scaling::COMPARE]
    },
    #[cfg(feature = "web")]
    part: view::PART,
    #[cfg(feature = "web")]
    teaser: view::TEASER,
    #[cfg(feature = "web")]
    python: view::PYTHON,
};
