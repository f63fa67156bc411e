//! The SVD lab: what do I keep when I keep r terms?

pub mod figures;
pub mod funnel;
pub mod job;
pub mod model;
pub mod python;
pub mod state;
pub mod text;
#[cfg(feature = "web")]
mod view;

use super::{Entry, in_tests, key_notes};

pub const ENTRY: Entry = Entry {
    id: "svd",
    name: text::NAME,
    question: text::QUESTION,
    activity: text::ACTIVITY,
    opens: Some(text::OPENS),
    keys: key_notes::<state::State>(),
    script: in_tests(python::script),
    // The page only asks; the worker has the jobs.
    jobs: if cfg!(feature = "light") {
        &[]
    } else {
        &[job::DECOMPOSE]
    },
    #[cfg(feature = "web")]
    part: view::PART,
    #[cfg(feature = "web")]
    teaser: view::TEASER,
    #[cfg(feature = "web")]
    python: view::PYTHON,
};
