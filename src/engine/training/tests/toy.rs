//! The least lesson there is.

use serde::{Deserialize, Serialize};

use crate::engine::training::{Lesson, Pictured, Reached, Trainer};

/// Adds `method` to itself; ends above a thousand. Four steps a slice.
#[derive(Clone, Copy)]
pub struct Adding;

#[derive(Clone)]
pub struct State {
    /// From 10 on the tens say which supply is needed.
    pub task: u64,
    pub method: u32,
    pub look: u8,
    pub step: usize,
}

pub const OPENED: State = State {
    task: 1,
    method: 1,
    look: 0,
    step: 0,
};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sum {
    pub method: u32,
    pub steps: usize,
    pub sum: u32,
    pub look: u8,
    pub quick: bool,
    pub started_from: String,
}

impl Pictured for Sum {
    type Method = u32;

    fn method(&self) -> &u32 {
        &self.method
    }

    fn steps(&self) -> usize {
        self.steps
    }

    fn ended(&self) -> bool {
        self.sum > 1000
    }
}

impl Lesson for Adding {
    const NAME: &'static str = "adding";
    const MOST: usize = 5000;
    type State = State;
    type Task = u64;
    type Method = u32;
    type Look = u8;
    type Supply = String;
    type Facts = String;
    type Picture = Sum;

    fn task(state: &State) -> u64 {
        state.task
    }

    fn method(state: &State) -> u32 {
        state.method
    }

    fn look(state: &State) -> u8 {
        state.look
    }

    fn step(state: &State) -> usize {
        state.step
    }

    fn set_step(state: &mut State, step: usize) {
        state.step = step;
    }

    fn stride(_: &State) -> usize {
        3
    }

    fn supply(task: &u64) -> Option<u64> {
        (*task >= 10).then_some(*task / 10)
    }
}

impl Trainer for Adding {
    type Problem = String;
    type Run = Sum;

    fn problem(task: &u64, supply: Option<&String>) -> Result<String, String> {
        match *task {
            7 => Err("seven cannot be learned".to_owned()),
            task => Ok(format!("{task}{}", supply.map_or("", String::as_str))),
        }
    }

    fn facts(problem: &String) -> String {
        format!("of {problem}")
    }

    fn start(problem: &String, method: &u32) -> Result<Sum, String> {
        Ok(Sum {
            method: *method,
            steps: 0,
            sum: 0,
            look: 0,
            quick: false,
            started_from: problem.clone(),
        })
    }

    fn train(run: &mut Sum) -> f64 {
        run.sum += run.method;
        run.steps += 1;
        5e6
    }

    fn reached(run: &Sum) -> Reached {
        Reached {
            steps: run.steps,
            ended: run.ended(),
        }
    }

    fn picture(_: &String, run: &Sum, look: &u8, quick: bool) -> Result<Sum, String> {
        Ok(Sum {
            look: *look,
            quick,
            ..run.clone()
        })
    }
}
