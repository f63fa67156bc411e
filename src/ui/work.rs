//! Work that takes a while, from its beginning to its end: how far it is, what became of it, and a way to stop it.

use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use web_sys::Blob;

use super::jobs::{Jobs, OnEvent, use_jobs};
use super::live::{Live, live, memo};
use crate::engine::EventBody;

/// A job of the worker, or something that the page waits for. It ends with the component that made it.
#[derive(Clone, Copy)]
pub struct Work {
    /// The share done, 0 to 1, while it runs.
    pub share: RwSignal<Option<f64>>,
    /// What went wrong, for the reader.
    pub problem: RwSignal<Option<String>>,
    request: StoredValue<Option<u64>>,
    /// Counts what has been begun or stopped: what the page still waits for then is void.
    turn: StoredValue<u32>,
    jobs: Jobs,
}

/// What the page waits for: what is to be done once it is there, or a sentence.
pub type Awaited = Pin<Box<dyn Future<Output = Result<Box<dyn FnOnce()>, String>>>>;

impl Work {
    /// Nothing is under way yet.
    pub fn idle() -> Self {
        let work = Self {
            share: RwSignal::new(None),
            problem: RwSignal::new(None),
            request: StoredValue::new(None),
            turn: StoredValue::new(0),
            jobs: use_jobs(),
        };
        on_cleanup(move || work.stop());
        work
    }

    /// Starts a job; `take` gets each of its results.
    pub fn ask<I: Serialize>(
        self,
        job: &'static str,
        input: &I,
        take: impl Fn(Vec<u8>) -> Result<(), String> + 'static,
    ) {
        self.ask_with(job, input, Vec::new(), take);
    }

    /// As [`Work::ask`], with files that the worker reads.
    pub fn ask_with<I: Serialize>(
        self,
        job: &'static str,
        input: &I,
        files: Vec<Blob>,
        take: impl Fn(Vec<u8>) -> Result<(), String> + 'static,
    ) {
        self.begin();
        let on_event = self.follow(Box::new(take));
        let id = self.jobs.start_with(job, input, files, on_event);
        self.request.set_value(id);
    }

    /// Waits for something of the page itself.
    pub fn wait(self, awaited: Awaited) {
        self.stop();
        self.begin();
        let turn = self.turn.get_value();
        spawn_local(async move {
            let come = awaited.await;
            // It may have been stopped meanwhile, or the lab left.
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match come {
                Ok(take) => {
                    self.end(None);
                    take();
                }
                Err(reason) => self.end(Some(reason)),
            }
        });
    }

    /// Ends it before it has begun.
    pub fn refuse(self, reason: String) {
        self.stop();
        self.end(Some(reason));
    }

    /// Stops what is under way.
    pub fn stop(self) {
        if let Some(Some(id)) = self.request.try_get_value() {
            self.jobs.cancel(id);
            self.request.set_value(None);
        }
        self.turn
            .try_update_value(|turn| *turn = turn.wrapping_add(1));
        self.end(None);
    }

    fn begin(self) {
        self.problem.set(None);
        self.share.set(Some(0.0));
    }

    fn follow(self, take: Box<dyn Fn(Vec<u8>) -> Result<(), String>>) -> OnEvent {
        Rc::new(move |event| match event {
            EventBody::Progress(share) => {
                self.share.try_set(Some(share));
            }
            EventBody::Snapshot(bytes) => {
                if let Err(reason) = take(bytes) {
                    self.end(Some(reason));
                }
            }
            EventBody::Done(bytes) => self.end(take(bytes).err()),
            EventBody::Failed(reason) => self.end(Some(reason)),
        })
    }

    /// It has come to its end. The lab may have been left meanwhile: then nothing is there to set.
    fn end(self, problem: Option<String>) {
        self.share.try_set(None);
        self.problem.try_set(problem);
    }
}

/// A bar with the share done and a button to cancel, while the work runs.
pub fn bar(work: Work, label: &'static str, on_cancel: Option<Callback<()>>) -> Live {
    let running = memo(move |_| work.share.get().is_some());
    let share = move || work.share.get().unwrap_or(0.0).to_string();
    live(move || {
        running.get().then(|| {
            let cancel = on_cancel.map(|cancel| {
                view! { <button type="button" class="button" on:click=move |_| cancel.run(())>"Cancel"</button> }
            });
            view! {
                <div class="working">
                    <span>{label}</span>
                    <progress max="1" prop:value=share aria-label=label></progress>
                    {cancel}
                </div>
            }
        })
    })
}

/// The bar; and what went wrong, when it did.
#[component]
pub fn Working(
    work: Work,
    /// What is being done, in a few words.
    label: &'static str,
    #[prop(optional)] on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        {bar(work, label, on_cancel)}
        <p class="problem" role="alert">{live(move || work.problem.get())}</p>
    }
}
