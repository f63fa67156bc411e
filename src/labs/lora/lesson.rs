//! What the lab trains, for the training kit.

use crate::engine::training::{Lesson, Pictured};

use super::model::{Known, Real, Trained};
use super::state::{MAX_STEPS, Method, Probe, SPEEDS, State, Task, Update};

/// LoRA against a frozen W.
#[derive(Clone, Copy, Debug)]
pub struct LoraLesson;

impl Lesson for LoraLesson {
    const NAME: &'static str = "lora.train";
    const MOST: usize = MAX_STEPS;
    type State = State;
    type Task = Task;
    type Method = Method;
    type Look = Probe;
    type Supply = Real;
    type Facts = Known;
    type Picture = Trained;

    fn task(state: &State) -> Task {
        state.task()
    }

    fn method(state: &State) -> Method {
        state.method()
    }

    fn look(state: &State) -> Probe {
        state.probe()
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
        (task.update == Update::Minilm).then_some(0)
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
