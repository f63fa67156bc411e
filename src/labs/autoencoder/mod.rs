//! The autoencoder lab: is an autoencoder a matrix decomposition?

pub mod bridge;
pub mod cloud;
pub mod figures;
pub mod history;
pub mod job;
pub mod keys;
pub mod lesson;
pub mod model;
pub mod pictures;
pub mod python;
pub mod reading;
pub mod relief;
pub mod snapshot;
pub mod spots;
pub mod state;
pub mod tested;
pub mod text;
#[cfg(feature = "web")]
mod view;

use super::{Ahead, Entry, in_tests, key_notes};

pub const ENTRY: Entry = Entry {
    id: "autoencoder",
    name: text::NAME,
    question: text::QUESTION,
    activity: text::ACTIVITY,
    opens: Some(text::OPENS),
    headline: text::HEADLINE,
    lede: text::LEDE,
    ahead: &[Ahead::WORKER],
    keys: key_notes::<state::State>(),
    tested: in_tests(&tested::TESTED),
    // The page only asks; the worker has the job.
    jobs: if cfg!(feature = "light") {
        &[]
    } else {
        &[job::TRAIN, reading::READ]
    },
    #[cfg(feature = "web")]
    part: view::PART,
    #[cfg(feature = "web")]
    teaser: view::TEASER,
    #[cfg(feature = "web")]
    python: view::PYTHON,
};
