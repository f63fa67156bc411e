//! The loop that trains picture by picture.
//!
//! The page sets the pace: it asks the worker for a step, draws what comes, and on the next frame asks for the next one.
//! While the loop runs the state's step stays as it was; it follows at a pause. What a lab trains stands behind
//! [`Trainee`], so that the loop is there once for all of them.

mod course;

pub use course::{Course, Handed};

use std::rc::Rc;

use leptos::prelude::*;

use super::live::derived;
use super::session::Readiness;
use super::sight::next_picture;
use super::work::Work;
use crate::data::number_format::grouped;
use crate::engine::training::{Ask, Goal};
use crate::engine::{self, EventBody};

const LOST: &str =
    "The background computation needs data that this page does not have any more. Reload the page.";

/// What a lab's training tells the loop, and what the loop asks of it.
pub trait Trainee: Send + Sync {
    /// The step that the training which the state describes has come to; `None` while what has come is of another state
    /// or on its way: an order is then under way, and its answer goes on from here.
    fn come_to(&self) -> Option<usize>;
    /// Whether all there is to see of the state is on screen.
    fn is_shown(&self) -> bool;
    /// Steps between two pictures.
    fn stride(&self) -> usize;
    /// The state's step.
    fn step(&self) -> usize;
    fn set_step(&self, to: &dyn Fn(usize) -> usize);
    /// The order as it is sent; `None` while what it needs is still on its way to the page.
    fn order(&self, ask: Ask) -> Option<Result<Vec<u8>, engine::Error>>;
    /// Takes what the worker has sent.
    fn take(&self, answer: &[u8]) -> Result<Taken, engine::Error>;
}

/// What an answer of the worker was.
pub enum Taken {
    /// The worker lacks something that the order needs.
    Missing,
    /// More will come.
    Part,
    /// The picture that was asked for; `ended` if the training cannot go on from it.
    Whole { ended: bool },
}

/// Whether a training loop runs. It is always waiting for one answer or one frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    Still,
    Running,
    /// Stops when what it waits for has come.
    Pausing,
}

/// A lab's training loop.
#[derive(Clone, Copy)]
pub struct Training {
    pub run: RwSignal<Run>,
    /// The order that is under way.
    pub work: Work,
    /// Where that order leads.
    goal: RwSignal<Goal>,
    /// Counts the resets: each asks for step 0 again, even where the state already stands there.
    resets: RwSignal<u32>,
    trainee: StoredValue<Option<Box<dyn Trainee>>>,
    job: &'static str,
    most: usize,
}

impl Training {
    /// A loop that orders of `job` and ends at step `most`. It needs its [`Trainee`] before it can run.
    pub fn new(job: &'static str, most: usize) -> Self {
        Self {
            run: RwSignal::new(Run::Still),
            work: Work::idle(),
            goal: RwSignal::new(Goal::Here),
            resets: RwSignal::new(0),
            trainee: StoredValue::new(None),
            job,
            most,
        }
    }

    pub fn of(self, trainee: impl Trainee + 'static) {
        self.trainee.set_value(Some(Box::new(trainee)));
    }

    /// Asks the trainee, unless the lab has been left.
    fn ask<T>(self, ask: impl FnOnce(&dyn Trainee) -> T) -> Option<T> {
        self.trainee
            .try_with_value(|trainee| Some(ask(trainee.as_ref()?.as_ref())))
            .flatten()
    }

    /// Orders what the state describes; while the loop runs the training is ahead of it.
    pub fn follow(self) {
        let running = self.is_under_way();
        if !running && !self.work.is_under_way() && self.ask(|t| t.is_shown()) == Some(true) {
            return;
        }
        let step = self.ask(|t| t.come_to().filter(|_| running).unwrap_or_else(|| t.step()));
        if let Some(step) = step {
            self.send(Ask::all_at(Goal::Step(step)));
        }
    }

    /// To be read where the training is ordered anew after a reset.
    pub fn track_resets(self) {
        self.resets.track();
    }

    fn is_under_way(self) -> bool {
        self.run.get_untracked() != Run::Still
    }

    /// `stands` tells whether what is on screen belongs to the state.
    pub fn readiness(self, stands: impl Fn() -> bool + Send + Sync + 'static) -> Signal<Readiness> {
        derived(move || {
            if self.work.problem.with(Option::is_some) {
                Readiness::Error
            } else if self.run.get() != Run::Pausing && stands() {
                // While it pauses one more answer is on its way, and the link has not followed yet.
                Readiness::Ready
            } else {
                Readiness::Computing
            }
        })
    }

    /// What is being done, while it takes so long that it is shown.
    pub fn label(self) -> String {
        match self.goal.get() {
            Goal::Step(step) => format!("Training to step {} …", grouped(step)),
            Goal::Here => "Stopping …".to_owned(),
        }
    }

    pub fn toggle(self) {
        match self.run.get_untracked() {
            Run::Running => self.cancel(),
            Run::Pausing => self.run.set(Run::Running),
            Run::Still => {
                self.run.set(Run::Running);
                self.advance();
            }
        }
    }

    /// Stops at the step that the worker has come to, whatever was asked for. The state follows.
    pub fn cancel(self) {
        if self.is_under_way() {
            self.run.set(Run::Pausing);
        }
        self.send(Ask::all_at(Goal::Here));
    }

    pub fn step(self) {
        if self.is_under_way() {
            return self.cancel();
        }
        self.ask(|trainee| trainee.set_step(&|step| (step + 1).min(self.most)));
    }

    pub fn reset(self) {
        self.run.set(Run::Still);
        self.work.problem.set(None);
        self.ask(|trainee| trainee.set_step(&|_| 0));
        self.resets.update(|count| *count = count.wrapping_add(1));
    }

    /// Sends an order, which voids the one before.
    fn send(self, ask: Ask) {
        if let Some(order) = self.ask(|trainee| trainee.order(ask)).flatten() {
            self.goal.set(ask.goal);
            let on_event = Rc::new(move |event| self.hear(ask, event));
            // A loop shows its pictures; a bar between two of them would only flicker.
            let patience = if ask.quick { 2000.0 } else { 400.0 };
            self.work.start(self.job, order, on_event, patience);
        }
    }

    fn hear(self, asked: Ask, event: EventBody) {
        let answer = match event {
            EventBody::Progress(share) => return self.work.hear(share),
            EventBody::Failed(reason) => return self.fail(reason),
            EventBody::Snapshot(answer) | EventBody::Done(answer) => answer,
        };
        match self.ask(|trainee| trainee.take(&answer)) {
            // The lab has been left.
            None => {}
            Some(Ok(Taken::Part)) => {}
            Some(Ok(Taken::Whole { ended })) => self.answered(asked.goal, ended),
            Some(Ok(Taken::Missing)) if asked.whole => self.fail(LOST.to_owned()),
            Some(Ok(Taken::Missing)) => self.send(Ask {
                whole: true,
                ..asked
            }),
            Some(Err(error)) => self.fail(error.to_string()),
        }
    }

    /// The picture asked for is on screen.
    fn answered(self, goal: Goal, ended: bool) {
        self.work.end(None);
        match self.run.try_get_untracked() {
            Some(Run::Running) if !ended => next_picture(move || self.advance()),
            Some(Run::Running | Run::Pausing) => self.finish(),
            Some(Run::Still) if goal == Goal::Here => self.finish(),
            _ => {}
        }
    }

    fn fail(self, reason: String) {
        self.work.end(Some(reason));
        self.run.try_set(Run::Still);
    }

    /// The next picture of the loop.
    fn advance(self) {
        match self.run.try_get_untracked() {
            Some(Run::Running) => {}
            Some(Run::Pausing) => return self.finish(),
            _ => return,
        }
        match self.ask(|trainee| trainee.come_to()).flatten() {
            None => {}
            Some(step) if step >= self.most => self.finish(),
            Some(step) => {
                let stride = self.ask(|trainee| trainee.stride()).unwrap_or(1);
                self.send(Ask {
                    quick: true,
                    ..Ask::all_at(Goal::Step((step + stride).min(self.most)))
                });
            }
        }
    }

    /// Ends the loop; the state takes over the step it has come to.
    fn finish(self) {
        self.run.set(Run::Still);
        if let Some(come_to) = self.ask(|trainee| trainee.come_to()).flatten() {
            self.ask(|trainee| trainee.set_step(&|_| come_to));
        }
    }
}
