//! A page as `ui::training` is, before a runner as the worker's.

use std::sync::Arc;

use super::toy::{Adding, State, Sum};
use crate::engine::training::{About, Answer, Ask, Frame, Goal, Has, Lesson, Order, Wanted, job};
use crate::engine::{Event, EventBody, Request, Runner, decode, encode};

/// What a page holds and has seen.
pub struct Page {
    pub worker: Runner,
    pub facts: Option<About<Adding>>,
    pub frame: Option<Frame<Adding>>,
    /// What was said since the last order of the reader's, in a word each.
    pub heard: Vec<String>,
    /// Supplies handed over in all.
    pub handed: usize,
}

pub fn worker() -> Runner {
    Runner::new(vec![job::<Adding>()])
}

impl Page {
    pub fn new() -> Self {
        Self {
            worker: worker(),
            facts: None,
            frame: None,
            heard: Vec::new(),
            handed: 0,
        }
    }

    pub fn send(&mut self, state: &State, ask: Ask) {
        let wanted = Wanted::of(state);
        let has = Has::of(self.facts.as_ref(), self.frame.as_ref(), &wanted);
        let supply = Adding::supply(&state.task).map(|n| Arc::new(format!(" with supply {n}")));
        let order = Order::new(state, ask, wanted, has, supply);
        self.handed += usize::from(order.supply.is_some());
        let request = Request {
            id: 1,
            job: Adding::NAME.to_owned(),
            input: encode(&order).unwrap(),
        };
        assert_eq!(self.worker.accept(&request, Vec::new()), None);
    }

    /// One event; false once the order is over.
    pub fn hear(&mut self, state: &State, ask: Ask) -> bool {
        let Some(Event { body, .. }) = self.worker.step() else {
            return false;
        };
        let bytes = match body {
            EventBody::Progress(share) => {
                assert!((0.0..1.0).contains(&share));
                self.heard.push("progress".to_owned());
                return true;
            }
            EventBody::Failed(reason) => {
                self.heard.push(reason);
                return false;
            }
            EventBody::Snapshot(bytes) | EventBody::Done(bytes) => bytes,
        };
        match decode::<Answer<Adding>>(&bytes).unwrap() {
            Answer::Missing => {
                assert!(!ask.whole, "it lacks what it was given");
                self.heard.push("missing".to_owned());
                self.send(state, Ask { whole: true, ..ask });
                return true;
            }
            Answer::Facts(about) => {
                self.heard.push("facts".to_owned());
                self.facts = Some(about);
            }
            Answer::Picture(frame) => {
                self.heard.push(format!("picture {}", frame.picture.steps));
                self.frame = Some(frame);
            }
        }
        !self.worker.is_idle()
    }

    /// Orders and hears it out; the sum on screen.
    pub fn show(&mut self, state: &State) -> Sum {
        self.ask(state, Ask::all_at(Goal::Step(state.step)))
    }

    pub fn ask(&mut self, state: &State, ask: Ask) -> Sum {
        self.heard.clear();
        self.send(state, ask);
        while self.hear(state, ask) {}
        let frame = self.frame.as_ref().unwrap();
        assert!(frame.is_of(&Wanted::of(state)));
        frame.picture.as_ref().clone()
    }
}
