//! The LoRA lab: what can a rank-r update do?

pub mod counter;
pub mod figures;
pub mod geometry;
pub mod job;
pub mod keys;
pub mod lesson;
pub mod model;
pub mod presets;
pub mod python;
pub mod scaling;
pub mod state;
pub mod swap;
pub mod tested;
pub mod text;
#[cfg(feature = "web")]
mod view;

use super::{Ahead, Entry, in_tests, key_notes};

pub const ENTRY: Entry = Entry {
    id: "lora",
    name: text::NAME,
    question: text::QUESTION,
    activity: text::ACTIVITY,
    opens: None,
    headline: text::HEADLINE,
    lede: text::LEDE,
    ahead: &[Ahead::WORKER],
    keys: key_notes::<state::State>(),
    tested: in_tests(&tested::TESTED),
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
