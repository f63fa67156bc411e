//! How a lab asks the worker for something.

use std::rc::Rc;

use leptos::prelude::*;
use serde::Serialize;
use web_sys::Blob;

use crate::engine::{self, EventBody};

/// Called with every event of one request.
pub type OnEvent = Rc<dyn Fn(EventBody)>;

/// The way to the worker. The app provides the only implementation.
pub trait Port {
    /// Sends a request and the files that belong to it, which the worker reads; the newest request of a job makes older
    /// ones void.
    fn start(&self, job: &'static str, input: Vec<u8>, files: Vec<Blob>, on_event: OnEvent) -> u64;
    /// Stops a request for good.
    fn cancel(&self, id: u64);
}

/// The worker as labs see it; found with [`use_jobs`].
#[derive(Clone, Copy)]
pub struct Jobs(StoredValue<Rc<dyn Port>, LocalStorage>);

/// Makes `port` the way to the worker for everything below.
pub fn provide_jobs(port: Rc<dyn Port>) {
    provide_context(Jobs(StoredValue::new_local(port)));
}

pub fn use_jobs() -> Jobs {
    expect_context::<Jobs>()
}

impl Jobs {
    /// Starts `job` on `input`. A request that cannot even be written fails like any other.
    pub fn start<I: Serialize>(
        &self,
        job: &'static str,
        input: &I,
        on_event: impl Fn(EventBody) + 'static,
    ) -> Option<u64> {
        self.start_written(job, engine::encode(input), Vec::new(), Rc::new(on_event))
    }

    /// The same with an input that is written already, and with files: the worker reads them, so that their bytes never
    /// come into the page.
    pub fn start_written(
        &self,
        job: &'static str,
        input: Result<Vec<u8>, engine::Error>,
        files: Vec<Blob>,
        on_event: OnEvent,
    ) -> Option<u64> {
        match input {
            Ok(input) => Some(
                self.0
                    .with_value(|port| port.start(job, input, files, on_event)),
            ),
            Err(error) => {
                on_event(EventBody::Failed(error.to_string()));
                None
            }
        }
    }

    pub fn cancel(&self, id: u64) {
        self.0.with_value(|port| port.cancel(id));
    }
}
