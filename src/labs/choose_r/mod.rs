//! Choosing r: trial and error, or is there a method?

pub mod figures;
pub mod keys;
pub mod model;
pub mod python;
pub mod real;
pub mod shared_job;
pub mod spectrum_job;
pub mod state;
pub mod tested;
pub mod text;
pub mod trial_job;
#[cfg(feature = "web")]
mod view;

use super::{Ahead, Entry, in_tests, key_notes};

pub const ENTRY: Entry = Entry {
    id: "choose-r",
    name: text::NAME,
    question: text::QUESTION,
    activity: text::ACTIVITY,
    opens: Some(text::OPENS),
    headline: text::HEADLINE,
    lede: text::LEDE,
    ahead: &[Ahead::WORKER],
    keys: key_notes::<state::State>(),
    tested: in_tests(&tested::TESTED),
    // The page only asks; the worker has the jobs.
    jobs: if cfg!(feature = "light") {
        &[]
    } else {
        &[
            spectrum_job::READ,
            spectrum_job::READ_FILE,
            trial_job::SWEEP,
            shared_job::TRAIN,
        ]
    },
    #[cfg(feature = "web")]
    part: view::PART,
    #[cfg(feature = "web")]
    teaser: view::TEASER,
    #[cfg(feature = "web")]
    python: view::PYTHON,
};
