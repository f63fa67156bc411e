//! The loop that trains picture by picture.
//!
//! The page sets the pace: it asks the worker for a step, draws what comes, and on the next frame asks for the next one.
//! While the loop runs the state's step stays as it was; it follows at a pause.

use leptos::prelude::*;
use serde::Serialize;

use super::jobs::{Jobs, use_jobs};
use super::live::derived;
use super::session::Readiness;
use super::sight::next_picture;
use super::transport::Run;
use crate::engine::EventBody;

/// What a lab's training tells the loop, and what the loop asks of it.
pub trait Trainee: Send + Sync {
    /// The step that the training which the state describes has come to; `None` while what has come is of another state:
    /// that state's order is then under way, and its answer goes on from here.
    fn come_to(&self) -> Option<usize>;
    /// Steps between two pictures.
    fn speed(&self) -> usize;
    /// Orders the training at a step, for the next picture.
    fn go_to(&self, step: usize);
    /// Orders the training with everything that a worker which knows nothing of it needs.
    fn begin_again(&self);
    /// Moves the state's step.
    fn set_step(&self, to: &dyn Fn(usize) -> usize);
}

/// A lab's training loop.
#[derive(Clone, Copy)]
pub struct Training {
    pub run: RwSignal<Run>,
    /// What went wrong, for the reader.
    pub problem: RwSignal<Option<String>>,
    /// Counts the resets: each asks for step 0 again, even where the state already stands there.
    resets: RwSignal<u32>,
    trainee: StoredValue<Option<Box<dyn Trainee>>>,
    most: usize,
    request: StoredValue<Option<u64>>,
    /// The last order was sent once more after a failure.
    again: StoredValue<bool>,
    pub jobs: Jobs,
}

impl Training {
    /// A loop that ends at step `most`. It needs its [`Trainee`] before it can run.
    pub fn new(most: usize) -> Self {
        let training = Self {
            run: RwSignal::new(Run::Still),
            problem: RwSignal::new(None),
            resets: RwSignal::new(0),
            trainee: StoredValue::new(None),
            most,
            request: StoredValue::new(None),
            again: StoredValue::new(false),
            jobs: use_jobs(),
        };
        on_cleanup(move || {
            if let Some(Some(id)) = training.request.try_get_value() {
                training.jobs.cancel(id);
            }
        });
        training
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

    /// Sends an order, which voids the one before.
    pub fn order<I: Serialize>(
        self,
        job: &'static str,
        order: &I,
        on_event: impl Fn(EventBody) + 'static,
    ) {
        self.request
            .set_value(self.jobs.start(job, order, on_event));
    }

    /// To be read where the training is ordered anew after a reset.
    pub fn follow_resets(self) {
        self.resets.track();
    }

    /// Whether the loop runs or is about to stop, for who does not follow it.
    pub fn is_under_way(self) -> bool {
        self.run.get_untracked() != Run::Still
    }

    /// `stands` tells whether what is on screen belongs to the state.
    pub fn readiness(self, stands: impl Fn() -> bool + Send + Sync + 'static) -> Signal<Readiness> {
        derived(move || {
            if self.problem.with(Option::is_some) {
                Readiness::Error
            } else if self.run.get() != Run::Pausing && stands() {
                // While it pauses one more answer is on its way, and the link has not followed yet.
                Readiness::Ready
            } else {
                Readiness::Computing
            }
        })
    }

    pub fn toggle(self) {
        match self.run.get_untracked() {
            Run::Running => self.run.set(Run::Pausing),
            Run::Pausing => self.run.set(Run::Running),
            Run::Still => {
                self.run.set(Run::Running);
                self.advance();
            }
        }
    }

    pub fn step(self) {
        if self.is_under_way() {
            self.run.set(Run::Pausing);
            return;
        }
        self.ask(|trainee| trainee.set_step(&|step| (step + 1).min(self.most)));
    }

    pub fn reset(self) {
        self.run.set(Run::Still);
        self.problem.set(None);
        self.ask(|trainee| trainee.set_step(&|_| 0));
        self.resets.update(|count| *count = count.wrapping_add(1));
    }

    /// A picture has come and is on screen; `ended` if the training cannot go on from it.
    pub fn answered(self, ended: bool) {
        self.again.try_set_value(false);
        match self.run.try_get_untracked() {
            Some(Run::Running) if !ended => next_picture(move || self.advance()),
            Some(Run::Running | Run::Pausing) => self.finish(),
            _ => {}
        }
    }

    /// A worker that was started anew knows nothing of the training: the first failure is answered with all it needs.
    pub fn fail(self, reason: String) {
        if self.again.try_get_value() == Some(false) {
            self.again.set_value(true);
            self.ask(|trainee| trainee.begin_again());
            return;
        }
        self.problem.try_set(Some(reason));
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
                self.ask(|trainee| trainee.go_to((step + trainee.speed()).min(self.most)));
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
