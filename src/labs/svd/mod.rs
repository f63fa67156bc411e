//! The SVD lab: what do I keep when I keep r terms?

pub mod figures;
pub mod funnel;
pub mod job;
pub mod keys;
pub mod model;
pub mod python;
pub mod state;
pub mod tested;
pub mod text;
#[cfg(feature = "web")]
mod view;

use super::{Ahead, Entry, What, in_tests, key_notes};

pub const ENTRY: Entry = Entry {
    id: "svd",
    name: text::NAME,
    question: text::QUESTION,
    activity: text::ACTIVITY,
    opens: Some(text::OPENS),
    headline: text::HEADLINE,
    lede: text::LEDE,
    ahead: &[
        Ahead {
            what: What::File("assets/images/camera256.pgm"),
            unless: &["m", "image"],
        },
        // A matrix in the link is small, and the page decomposes it.
        Ahead {
            what: What::Worker,
            unless: &["m"],
        },
    ],
    keys: key_notes::<state::State>(),
    tested: in_tests(&tested::TESTED),
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
