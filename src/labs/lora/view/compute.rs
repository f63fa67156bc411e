//! From the state to what is on screen: the training and the measuring of the scalings, both by the worker.

use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::*;

use crate::engine;
use crate::labs::lora::lesson::LoraLesson;
use crate::labs::lora::model::{DELTA_W_FILE, Limits, Real, W_FILE};
use crate::labs::lora::scaling::{self, Comparison};
use crate::labs::lora::state::{State, Update};
use crate::ui::live::{Reaction, memo};
use crate::ui::session::Session;
use crate::ui::shipped::Shipped;
use crate::ui::training::{Course, Handed};
use crate::ui::work::Work;

/// What a download that fails is called.
const REAL: &str = "The real update";

/// The open lab: its state, and what the worker has sent. What the kit knows of the training is asked of the lab itself.
#[derive(Clone, Copy)]
pub struct Lab {
    pub session: Session<State>,
    course: Course<LoraLesson>,
    pub comparison: RwSignal<Option<Arc<Comparison>>>,
    /// The measuring of the scalings.
    pub scaling: Work,
}

impl Deref for Lab {
    type Target = Course<LoraLesson>;

    fn deref(&self) -> &Self::Target {
        &self.course
    }
}

impl Lab {
    pub fn open(session: Session<State>) -> Self {
        let files = [W_FILE, DELTA_W_FILE].map(|path| Shipped::new(REAL, path, Ok));
        let real = memo(move |_| both(files));
        let hand_over = move |state: &State| {
            if state.update == Update::Synthetic {
                return Handed::NotNeeded;
            }
            untrack(|| files.map(Shipped::want));
            match real.get() {
                None => Handed::OnItsWay,
                Some(Ok(real)) => Handed::Here(real),
                Some(Err(reason)) => Handed::Refused(reason),
            }
        };
        let lab = Self {
            session,
            course: Course::open(session, hand_over),
            comparison: RwSignal::new(None),
            scaling: Work::idle(),
        };
        lab.follow_scaling();
        lab
    }

    /// Makes a change for a control; what concerns the training sets it back to step 0.
    pub fn change(self, control: &'static str, change: impl FnOnce(&mut State)) {
        self.session.update(control, change);
    }

    /// What no training of the method in the state can come below; no training is needed for it.
    pub fn limits(self) -> Option<Limits> {
        let method = self.session.state().with(State::method);
        let by_facts = self.known().and_then(|known| known.limits(&method));
        by_facts.or_else(|| Some(self.begun()?.limits))
    }

    /// Measures the scalings once the main figure stands, and again when α or the seed changes.
    fn follow_scaling(self) {
        let wanted = self.session.part(|s| scaling::Order {
            seed: s.seed,
            alpha: s.alpha,
        });
        let first = memo(move |_| self.last_trained().is_some());
        Effect::new(Box::new(move || {
            let order = wanted.get();
            if !first.get() {
                return;
            }
            self.scaling.ask(scaling::NAME, &order, move |bytes| {
                let comparison: Comparison =
                    engine::decode(&bytes).map_err(|error| error.to_string())?;
                self.comparison.try_set(Some(Arc::new(comparison)));
                Ok(())
            });
        }) as Reaction);
    }
}

/// The files of the real update, once both are there; that one cannot be had is told at once.
fn both(files: [Shipped<Vec<u8>>; 2]) -> Option<Result<Arc<Real>, String>> {
    let [w, delta_w] = files.map(Shipped::get);
    match (w, delta_w) {
        (Some(Err(reason)), _) | (_, Some(Err(reason))) => Some(Err(reason)),
        (w, delta_w) => Some(Ok(Arc::new(Real {
            w: w?.ok()?.to_vec(),
            delta_w: delta_w?.ok()?.to_vec(),
        }))),
    }
}
