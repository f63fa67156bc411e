//! What the lab trains, for the training kit.

use crate::data::point_sets::{SETS, SetKind};
use crate::engine::training::{Lesson, Pictured};

use super::model::{File, Known, Trained};
use super::state::{MAX_STEPS, Method, Points, SPEEDS, State, Task};

/// An autoencoder beside PCA.
#[derive(Clone, Copy, Debug)]
pub struct AutoencoderLesson;

impl Lesson for AutoencoderLesson {
    const NAME: &'static str = "autoencoder.train";
    const MOST: usize = MAX_STEPS;
    type State = State;
    type Task = Task;
    type Method = Method;
    /// The first point whose reconstruction is shown, from 1.
    type Look = usize;
    type Supply = File;
    type Facts = Known;
    type Picture = Trained;

    fn task(state: &State) -> Task {
        state.task()
    }

    fn method(state: &State) -> Method {
        state.method()
    }

    fn look(state: &State) -> usize {
        state.shown
    }

    fn step(state: &State) -> usize {
        state.steps
    }

    fn set_step(state: &mut State, step: usize) {
        state.steps = step;
    }

    fn stride(state: &State) -> usize {
        SPEEDS[state.speed.min(SPEEDS.len() - 1)]
    }

    fn supply(task: &Task) -> Option<u64> {
        match &task.points {
            Points::Set(index) => match SETS.get(*index)?.kind {
                SetKind::Digits { .. } => Some(0),
                _ => None,
            },
            Points::Given { .. } => None,
            Points::Own(own) => Some(1 + u64::from(own.serial)),
        }
    }
}

impl Pictured for Trained {
    type Method = Method;

    fn method(&self) -> &Method {
        &self.method
    }

    fn steps(&self) -> usize {
        self.steps
    }

    fn ended(&self) -> bool {
        self.diverged
    }
}
