//! Jobs that may take longer than a frame, and the runner that serves them in slices. Pure: knows no worker.
//!
//! A lab lists its [`JobKind`]s in its registry entry. The page sends a [`Request`]; the runner, wherever it
//! lives, answers with [`Event`]s that carry the request's id, so that a stale answer can be told and dropped.
//! What labs train goes through [`training`].

pub mod estimate;
mod files;
mod job;
mod message;
mod runner;
pub mod training;

pub use files::Source;
pub use job::{Job, JobKind, Step};
pub use message::{CANCEL, Event, EventBody, EventHead, READY, Request, decode, encode};
pub use runner::Runner;

/// What can go wrong between page and job.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("a message between the page and its worker could not be read ({0})")]
    Message(String),
    #[error("there is no job called “{0}”")]
    UnknownJob(String),
}
