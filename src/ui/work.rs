//! Work that takes a while: how far it is, how long it will still take, what became of it, and a way to stop it.

use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use web_sys::Blob;

use super::jobs::{Jobs, OnEvent, use_jobs};
use super::live::{Live, live, memo};
use super::session::now_ms;
use crate::engine::estimate::{self, Estimate};
use crate::engine::{self, EventBody};

const CANCEL: &str = "Cancel";

/// A job of the worker, or something that the page waits for. It stops when the lab is left.
#[derive(Clone, Copy)]
pub struct Work {
    /// The share done, 0 to 1, while it runs and the reader is to see it.
    pub share: RwSignal<Option<f64>>,
    /// Seconds to go, once that can be said.
    left: RwSignal<Option<f64>>,
    /// What went wrong, for the reader.
    pub problem: RwSignal<Option<String>>,
    request: StoredValue<Option<u64>>,
    /// Counts the endings: what the page still waits for after one is void.
    turn: StoredValue<u32>,
    /// When its share is shown, on the browser's clock.
    shown_from: StoredValue<f64>,
    estimate: StoredValue<Estimate>,
    jobs: Jobs,
}

/// What the page waits for: what is to be done once it is there, or a sentence.
pub type Awaited = Pin<Box<dyn Future<Output = Result<Box<dyn FnOnce()>, String>>>>;

impl Work {
    /// Not started yet.
    pub fn idle() -> Self {
        let work = Self {
            share: RwSignal::new(None),
            left: RwSignal::new(None),
            problem: RwSignal::new(None),
            request: StoredValue::new(None),
            turn: StoredValue::new(0),
            shown_from: StoredValue::new(0.0),
            estimate: StoredValue::new(Estimate::default()),
            jobs: use_jobs(),
        };
        on_cleanup(move || work.stop());
        work
    }

    /// Starts the job and shows how far it is from the start; `take` gets each of its results.
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
        self.problem.set(None);
        self.share.set(Some(0.0));
        let take: Box<dyn Fn(Vec<u8>) -> Result<(), String>> = Box::new(take);
        let on_event = move |event| match event {
            EventBody::Progress(share) => self.hear(share),
            EventBody::Snapshot(bytes) => {
                if let Err(reason) = take(bytes) {
                    self.end(Some(reason));
                }
            }
            EventBody::Done(bytes) => self.end(take(bytes).err()),
            EventBody::Failed(reason) => self.end(Some(reason)),
        };
        self.begin(job, engine::encode(input), files, Rc::new(on_event), 0.0);
    }

    /// Waits for something of the page itself, and does with it what is to be done, unless it is stopped before.
    pub fn wait(self, awaited: Awaited) {
        self.stop();
        self.share.set(Some(0.0));
        let turn = self.turn.get_value();
        spawn_local(async move {
            let come = awaited.await;
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

    /// Starts the job, for who hears its events and says when it has come to its end. What is over within `patience_ms`
    /// shows no bar.
    pub fn start(
        self,
        job: &'static str,
        input: Result<Vec<u8>, engine::Error>,
        on_event: OnEvent,
        patience_ms: f64,
    ) {
        self.begin(job, input, Vec::new(), on_event, patience_ms);
    }

    fn begin(
        self,
        job: &'static str,
        input: Result<Vec<u8>, engine::Error>,
        files: Vec<Blob>,
        on_event: OnEvent,
        patience_ms: f64,
    ) {
        self.shown_from.set_value(now_ms() + patience_ms);
        self.estimate.set_value(Estimate::default());
        let request = self.jobs.start_written(job, input, files, on_event);
        self.request.set_value(request);
    }

    /// The job has told its share. The lab may have been left meanwhile: then nothing is there to set; so below.
    pub fn hear(self, share: f64) {
        let now = now_ms();
        let left = self
            .estimate
            .try_update_value(|estimate| estimate.hear(now, share));
        let late = self
            .shown_from
            .try_get_value()
            .is_some_and(|from| now > from);
        if late || self.share.try_get_untracked().flatten().is_some() {
            self.share.try_set(Some(share));
            self.left.try_set(left.flatten());
        }
    }

    /// It has come to its end.
    pub fn end(self, problem: Option<String>) {
        self.request.try_set_value(None);
        self.turn
            .try_update_value(|turn| *turn = turn.wrapping_add(1));
        if self.share.try_get_untracked().flatten().is_some() {
            self.share.try_set(None);
            self.left.try_set(None);
        }
        // Most have no problem, one picture of a loop after the other.
        if self.problem.try_get_untracked().flatten() != problem {
            self.problem.try_set(problem);
        }
    }

    /// Whether an answer is still to come, for who does not follow it.
    pub fn is_under_way(self) -> bool {
        self.request.try_get_value().flatten().is_some()
    }

    /// Stops it, if it still runs.
    pub fn stop(self) {
        if let Some(Some(id)) = self.request.try_get_value() {
            self.jobs.cancel(id);
        }
        self.end(None);
    }
}

/// A bar with the share done, the time to go and a button to cancel, while the work runs and is to be seen.
#[component]
pub fn WorkingBar(
    work: Work,
    /// What is being done, in a few words.
    #[prop(into)]
    label: Signal<String>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    bar(work, label, Some(on_cancel))
}

/// The bar, and what went wrong, when it did.
#[component]
pub fn Working(
    work: Work,
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        {bar(work, label, on_cancel)}
        <p class="problem" role="alert">{live(move || work.problem.get())}</p>
    }
}

/// The bar alone.
pub fn bar(work: Work, label: Signal<String>, on_cancel: Option<Callback<()>>) -> Live {
    let running = memo(move |_| work.share.get().is_some());
    let share = move || work.share.get().unwrap_or(0.0).to_string();
    let left = move || {
        let left = work.left.get()?;
        Some(format!("{} to go", estimate::words(left)))
    };
    live(move || {
        running.get().then(|| {
            let cancel = on_cancel.map(|cancel| {
                view! { <button type="button" class="button" on:click=move |_| cancel.run(())>{CANCEL}</button> }
            });
            view! {
                <div class="working">
                    <span>{live(move || label.get())}</span>
                    <progress max="1" prop:value=share aria-label=move || label.get()></progress>
                    <span class="to-go">{live(left)}</span>
                    {cancel}
                </div>
            }
        })
    })
}
