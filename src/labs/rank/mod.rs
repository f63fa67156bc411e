//! "Is rank the same as dimension?": a small matrix, its rank, and what it does to space.

pub mod decomposition;
pub mod figures;
pub mod keys;
pub mod model;
pub mod presets;
pub mod python;
pub mod readable;
pub mod state;
pub mod tested;
pub mod text;
#[cfg(feature = "web")]
mod view;

use super::{Entry, in_tests, key_notes};
use state::RankState;

pub const ENTRY: Entry = Entry {
    id: "rank",
    name: text::NAME,
    question: text::QUESTION,
    activity: text::ACTIVITY,
    opens: None,
    headline: text::HEADLINE,
    lede: text::LEDE,
    ahead: &[],
    keys: key_notes::<RankState>(),
    tested: in_tests(&tested::TESTED),
    jobs: &[],
    #[cfg(feature = "web")]
    part: view::PART,
    #[cfg(feature = "web")]
    teaser: view::TEASER,
    #[cfg(feature = "web")]
    python: view::PYTHON,
};
