//! From the state to the training on screen: orders to the worker, which keeps the training in between.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::data::npy;
use crate::engine::{self, EventBody};
use crate::labs::lora::job::{self, Answer, Order};
use crate::labs::lora::model::{DELTA_W_FILE, Known, Real, Trained, W_FILE};
use crate::labs::lora::scaling::{self, Comparison};
use crate::labs::lora::state::{self, MAX_STEPS, SPEEDS, State};
use crate::linalg::Matrix;
use crate::ui::fetch::fetch_bytes;
use crate::ui::live::{Reaction, memo};
use crate::ui::session::{Readiness, Session};
use crate::ui::training::{Trainee, Training};
use crate::ui::transport::Run;

/// The open lab: its state, and what the worker has sent.
#[derive(Clone, Copy)]
pub struct Lab {
    pub session: Session<State>,
    known: RwSignal<Option<Arc<Known>>>,
    trained: RwSignal<Option<Arc<Trained>>>,
    pub comparison: RwSignal<Option<Arc<Comparison>>>,
    /// The worker's share done, 0 to 1.
    pub progress: RwSignal<f64>,
    pub training: Training,
    real: RwSignal<Option<Result<Arc<Real>, String>>>,
}

impl Lab {
    pub fn open(session: Session<State>) -> Self {
        let lab = Self {
            session,
            known: RwSignal::new(None),
            trained: RwSignal::new(None),
            comparison: RwSignal::new(None),
            progress: RwSignal::new(0.0),
            training: Training::new(MAX_STEPS),
            real: RwSignal::new(None),
        };
        lab.training.of(lab);
        lab.follow_state();
        lab.follow_scaling();
        lab
    }

    /// Makes a change for a control; what concerns the training sets it back to step 0.
    pub fn change(self, control: &'static str, change: impl FnOnce(&mut State)) {
        self.session.update(control, change);
    }

    /// What holds for the present task; the last good one while a new one is computed.
    pub fn last_known(self) -> Option<Arc<Known>> {
        self.known.get()
    }

    /// The last training, whatever it was of.
    pub fn last_trained(self) -> Option<Arc<Trained>> {
        self.trained.get()
    }

    /// What holds for the task in the state.
    pub fn known(self) -> Option<Arc<Known>> {
        let task = self.session.state().with(State::task);
        self.known.get().filter(|known| known.task == task)
    }

    /// The training that the state describes, at the step it has come to.
    pub fn trained(self) -> Option<Arc<Trained>> {
        let still = self.training.run.get() == Run::Still;
        let trained = self.trained.get()?;
        let belongs = self.session.state().with(|state| match still {
            true => trained.shows(state),
            false => trained.is_of(state),
        });
        belongs.then_some(trained)
    }

    /// Both, where both belong to the state.
    pub fn results(self) -> Option<(Arc<Known>, Arc<Trained>)> {
        self.known().zip(self.trained())
    }

    pub fn readiness(self) -> Signal<Readiness> {
        self.training.readiness(move || self.results().is_some())
    }

    pub fn diverged(self) -> bool {
        self.trained().is_some_and(|trained| trained.diverged)
    }

    /// Orders what the state describes whenever that changes.
    fn follow_state(self) {
        let state = self.session.state();
        let wanted = memo(move |_| state.with(|s| (s.task(), s.method(), s.steps, s.probe())));
        Effect::new(Box::new(move || {
            self.training.follow_resets();
            let (task, ..) = wanted.get();
            self.training.problem.set(None);
            if task.update == state::Update::Minilm {
                match self.real.get() {
                    None => return self.fetch_real(),
                    Some(Err(reason)) => return self.training.problem.set(Some(reason)),
                    Some(Ok(_)) => {}
                }
            }
            self.order(self.step_wanted(), false);
        }) as Reaction);
    }

    /// The state's step; while the loop runs the training is ahead of it.
    fn step_wanted(self) -> usize {
        let running = self.training.is_under_way();
        let ahead = self.come_to().filter(|_| running);
        ahead.unwrap_or_else(|| self.session.state().with_untracked(|s| s.steps))
    }

    fn order(self, steps: usize, moving: bool) {
        let state = self.session.state().get_untracked();
        let task = state.task();
        let real = match task.update {
            state::Update::Minilm if !moving => self.real.get_untracked().and_then(Result::ok),
            _ => None,
        };
        let order = Order {
            task,
            method: state.method(),
            steps,
            probe: state.probe(),
            moving,
            known: self
                .known
                .with_untracked(|known| known.as_ref().is_some_and(|known| known.task == task)),
            real: real.map(|real| real.as_ref().clone()),
        };
        self.training
            .order(job::NAME, &order, move |event| self.receive(event));
    }

    /// Takes an event of the newest order. The lab may have been left meanwhile: then nothing is there to set.
    fn receive(self, event: EventBody) {
        let bytes = match event {
            EventBody::Progress(share) => {
                self.progress.try_set(share);
                return;
            }
            EventBody::Failed(reason) => return self.training.fail(reason),
            EventBody::Snapshot(bytes) | EventBody::Done(bytes) => bytes,
        };
        match engine::decode::<Answer>(&bytes) {
            Ok(Answer::Known(known)) => {
                self.known.try_set(Some(Arc::from(known)));
            }
            Ok(Answer::Trained(trained)) => {
                let diverged = trained.diverged;
                self.trained.try_set(Some(Arc::from(trained)));
                self.training.answered(diverged);
            }
            Err(error) => self.training.fail(error.to_string()),
        }
    }

    fn fetch_real(self) {
        spawn_local(async move {
            let real = match (matrix(W_FILE).await, matrix(DELTA_W_FILE).await) {
                (Ok(w), Ok(delta_w)) => Ok(Arc::new(Real { w, delta_w })),
                (Err(reason), _) | (_, Err(reason)) => Err(format!(
                    "The real matrices could not be loaded ({reason}). Check your connection, then reload the page."
                )),
            };
            self.real.try_set(Some(real));
        });
    }

    /// Measures the scalings once the main figure stands, and again when α or the seed changes.
    fn follow_scaling(self) {
        let wanted = self.session.part(|s| scaling::Order {
            seed: s.seed,
            alpha: s.alpha,
        });
        let first = memo(move |_| self.trained.with(Option::is_some));
        Effect::new(Box::new(move || {
            let order = wanted.get();
            if !first.get() {
                return;
            }
            self.training
                .jobs
                .start(scaling::NAME, &order, move |event| {
                    if let EventBody::Done(bytes) = event
                        && let Ok(comparison) = engine::decode::<Comparison>(&bytes)
                    {
                        self.comparison.try_set(Some(Arc::new(comparison)));
                    }
                });
        }) as Reaction);
    }
}

impl Trainee for Lab {
    fn come_to(&self) -> Option<usize> {
        let state = self.session.state().get_untracked();
        let trained = self.trained.get_untracked()?;
        trained.is_of(&state).then_some(trained.steps)
    }

    fn speed(&self) -> usize {
        let speed = self.session.state().with_untracked(|s| s.speed);
        SPEEDS[speed.min(SPEEDS.len() - 1)]
    }

    fn go_to(&self, step: usize) {
        self.order(step, true);
    }

    fn begin_again(&self) {
        self.order(self.step_wanted(), false);
    }

    fn set_step(&self, to: &dyn Fn(usize) -> usize) {
        self.session.update("steps", |s| s.steps = to(s.steps));
    }
}

async fn matrix(path: &str) -> Result<Matrix, String> {
    let bytes = fetch_bytes(path).await?;
    npy::read(&bytes).map_err(|error| error.to_string())
}
