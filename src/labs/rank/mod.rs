//! "Is rank the same as dimension?": a small matrix, its rank, and what it does to space.

pub mod challenges;
pub mod figures;
pub mod limits;
pub mod model;
pub mod presets;
pub mod python;
pub mod readable;
pub mod state;
pub mod text;
#[cfg(feature = "web")]
mod view;

use super::{Entry, in_tests, key_notes};
use state::RankState;

pub const ENTRY: Entry = Entry {
    id: "rank",
    name: text::NAME,
    question: text::ENTRY_QUESTION,
    activity: text::ACTIVITY,
    opens: None,
    keys: key_notes::<RankState>(),
    script: in_tests(python::script),
    jobs: &[],
    #[cfg(feature = "web")]
    part: view::PART,
    #[cfg(feature = "web")]
    teaser: view::TEASER,
    #[cfg(feature = "web")]
    python: view::PYTHON,
};
