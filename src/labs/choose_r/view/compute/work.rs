//! One job of the worker, from the request to its end.

use leptos::prelude::*;

use crate::engine::EventBody;

use super::Lab;

/// A job of the worker: how far it is, what became of it, and its request while it runs.
#[derive(Clone, Copy)]
pub struct Work {
    /// The share done, 0 to 1, while it runs.
    pub share: RwSignal<Option<f64>>,
    /// What went wrong, for the reader.
    pub problem: RwSignal<Option<String>>,
    request: StoredValue<Option<u64>>,
}

impl Work {
    pub(super) fn new() -> Self {
        Self {
            share: RwSignal::new(None),
            problem: RwSignal::new(None),
            request: StoredValue::new(None),
        }
    }

    /// It has come to its end. The lab may have been left meanwhile: then nothing is there to set.
    fn end(self, problem: Option<String>) {
        self.share.try_set(None);
        self.problem.try_set(problem);
    }
}

impl Lab {
    /// Starts a job; `take` gets each of its results and says whether it was the last.
    pub(super) fn ask<I: serde::Serialize>(
        self,
        job: &'static str,
        input: &I,
        work: Work,
        take: impl Fn(Vec<u8>) -> Result<(), String> + 'static,
    ) {
        work.problem.set(None);
        work.share.set(Some(0.0));
        let id = self.jobs.start(job, input, move |event| match event {
            EventBody::Progress(share) => {
                work.share.try_set(Some(share));
            }
            EventBody::Snapshot(bytes) => {
                if let Err(reason) = take(bytes) {
                    work.end(Some(reason));
                }
            }
            EventBody::Done(bytes) => work.end(take(bytes).err()),
            EventBody::Failed(reason) => work.end(Some(reason)),
        });
        work.request.set_value(id);
    }

    /// Stops what is asked for, if it still runs.
    pub fn stop(self, work: Work) {
        if let Some(Some(id)) = work.request.try_get_value() {
            self.jobs.cancel(id);
            work.request.set_value(None);
        }
        work.end(None);
    }
}
