//! The work itself, cut into slices.

/// What one slice of a job brought.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Not finished; the share done so far, 0 to 1.
    Working(f64),
    /// Not finished, but worth showing: an encoded intermediate result.
    Snapshot(Vec<u8>),
    /// Finished: the encoded result.
    Done(Vec<u8>),
    /// Given up: a sentence for the reader.
    Failed(String),
}

/// Work that goes on slice by slice; a slice should take some ten milliseconds so that
/// a newer request is noticed soon. A job that was overtaken is dropped between two slices.
pub trait Job {
    fn step(&mut self) -> Step;

    /// Hands over the files of the request, in their order, before the first slice. By default they are dropped.
    fn take_files(&mut self, _files: Vec<Vec<u8>>) {}

    /// Offers the job the next request of its kind, while it works or after it is done. A job that can serve it
    /// with what it has already computed keeps that, takes the new input and returns true; its next slices then
    /// belong to the new request. Training moves on step by step in this way. By default the job is dropped.
    fn take_over(&mut self, _input: &[u8]) -> bool {
        false
    }
}

/// Starts a job from an encoded input; the error is a sentence for the reader.
pub type StartJob = fn(&[u8]) -> Result<Box<dyn Job>, String>;

/// A kind of job: its name in requests and how to start one from an encoded input.
#[derive(Clone, Copy)]
pub struct JobKind {
    pub name: &'static str,
    pub start: StartJob,
}
