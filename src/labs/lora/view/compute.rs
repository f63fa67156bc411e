//! From the state to the training on screen: orders to the worker, and the loop that trains picture by picture.
//!
//! The page sets the pace: it asks for a step, draws what comes, and on the next frame asks for the next one. The
//! worker keeps the training in between. While the loop runs the state's step stays as it was; it follows at a pause.

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
use crate::ui::jobs::{Jobs, use_jobs};
use crate::ui::live::{Reaction, derived, memo};
use crate::ui::session::{Readiness, Session};
use crate::ui::sight::next_picture;
use crate::ui::transport::Run;

/// The open lab: its state, and what the worker has sent.
#[derive(Clone, Copy)]
pub struct Lab {
    pub session: Session<State>,
    known: RwSignal<Option<Arc<Known>>>,
    trained: RwSignal<Option<Arc<Trained>>>,
    pub comparison: RwSignal<Option<Arc<Comparison>>>,
    /// What went wrong, for the reader.
    pub problem: RwSignal<Option<String>>,
    /// The worker's share done, 0 to 1.
    pub progress: RwSignal<f64>,
    pub run: RwSignal<Run>,
    /// Counts the resets: each asks for step 0 again, even where the state already stands there.
    resets: RwSignal<u32>,
    real: RwSignal<Option<Result<Arc<Real>, String>>>,
    request: StoredValue<Option<u64>>,
    /// The last order was sent once more after a failure.
    again: StoredValue<bool>,
    jobs: Jobs,
}

impl Lab {
    pub fn open(session: Session<State>) -> Self {
        let lab = Self {
            session,
            known: RwSignal::new(None),
            trained: RwSignal::new(None),
            comparison: RwSignal::new(None),
            problem: RwSignal::new(None),
            progress: RwSignal::new(0.0),
            run: RwSignal::new(Run::Still),
            resets: RwSignal::new(0),
            real: RwSignal::new(None),
            request: StoredValue::new(None),
            again: StoredValue::new(false),
            jobs: use_jobs(),
        };
        lab.follow_state();
        lab.follow_scaling();
        on_cleanup(move || {
            if let Some(Some(id)) = lab.request.try_get_value() {
                lab.jobs.cancel(id);
            }
        });
        lab
    }

    /// Makes a change for a control; what concerns the training sets it back to step 0.
    pub fn change(self, control: &'static str, change: impl FnOnce(&mut State)) {
        self.session.update(control, |s| s.change(change));
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
        let still = self.run.get() == Run::Still;
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
        derived(move || {
            if self.problem.with(Option::is_some) {
                Readiness::Error
            } else if self.run.get() != Run::Pausing && self.results().is_some() {
                // While it pauses one more answer is on its way, and the link has not followed yet.
                Readiness::Ready
            } else {
                Readiness::Computing
            }
        })
    }

    pub fn diverged(self) -> bool {
        self.trained().is_some_and(|trained| trained.diverged)
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
        if self.run.get_untracked() != Run::Still {
            self.run.set(Run::Pausing);
            return;
        }
        self.session
            .update("steps", |s| s.steps = (s.steps + 1).min(MAX_STEPS));
    }

    pub fn reset(self) {
        self.run.set(Run::Still);
        self.problem.set(None);
        self.session.update("steps", |s| s.steps = 0);
        self.resets.update(|count| *count = count.wrapping_add(1));
    }

    /// Orders what the state describes whenever that changes.
    fn follow_state(self) {
        let state = self.session.state();
        let wanted = memo(move |_| state.with(|s| (s.task(), s.method(), s.steps, s.probe())));
        Effect::new(Box::new(move || {
            self.resets.track();
            let (task, _, _, _) = wanted.get();
            self.problem.set(None);
            if task.update == state::Update::Minilm {
                match self.real.get() {
                    None => return self.fetch_real(),
                    Some(Err(reason)) => return self.problem.set(Some(reason)),
                    Some(Ok(_)) => {}
                }
            }
            self.order(self.step_wanted(), false);
        }) as Reaction);
    }

    /// The state's step; while the loop runs the training is ahead of it.
    fn step_wanted(self) -> usize {
        let state = self.session.state();
        let running = self.run.get_untracked() != Run::Still;
        let ahead = self
            .trained
            .get_untracked()
            .filter(|trained| running && state.with_untracked(|s| trained.is_of(s)));
        ahead.map_or_else(
            || state.with_untracked(|s| s.steps),
            |trained| trained.steps,
        )
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
        let id = self
            .jobs
            .start(job::NAME, &order, move |event| self.receive(event));
        self.request.set_value(id);
    }

    /// Takes an event of the newest order. The lab may have been left meanwhile: then nothing is there to set.
    fn receive(self, event: EventBody) {
        let bytes = match event {
            EventBody::Progress(share) => {
                self.progress.try_set(share);
                return;
            }
            EventBody::Failed(reason) => return self.fail(reason),
            EventBody::Snapshot(bytes) | EventBody::Done(bytes) => bytes,
        };
        match engine::decode::<Answer>(&bytes) {
            Ok(Answer::Known(known)) => {
                self.known.try_set(Some(Arc::from(known)));
            }
            Ok(Answer::Trained(trained)) => {
                let diverged = trained.diverged;
                self.trained.try_set(Some(Arc::from(trained)));
                self.again.try_set_value(false);
                match self.run.try_get_untracked() {
                    Some(Run::Running) if !diverged => {
                        next_picture(move || self.advance());
                    }
                    Some(Run::Running | Run::Pausing) => self.finish(),
                    _ => {}
                }
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    /// A worker that was started anew knows nothing of the training: the first failure is answered with all it needs.
    fn fail(self, reason: String) {
        if self.again.try_get_value() == Some(false) {
            self.again.set_value(true);
            return self.order(self.step_wanted(), false);
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
        let state = self.session.state().get_untracked();
        let trained = self.trained.get_untracked();
        // Where it is of another state, that state's order is under way and its answer goes on from here.
        let Some(trained) = trained.filter(|trained| trained.is_of(&state)) else {
            return;
        };
        if trained.steps >= MAX_STEPS {
            return self.finish();
        }
        let speed = SPEEDS[state.speed.min(SPEEDS.len() - 1)];
        self.order((trained.steps + speed).min(MAX_STEPS), true);
    }

    /// Ends the loop; the state takes over the step it has come to.
    fn finish(self) {
        self.run.set(Run::Still);
        let state = self.session.state().get_untracked();
        let trained = self.trained.get_untracked();
        if let Some(trained) = trained.filter(|trained| trained.is_of(&state)) {
            self.session.update("steps", |s| s.steps = trained.steps);
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
            self.jobs.start(scaling::NAME, &order, move |event| {
                if let EventBody::Done(bytes) = event
                    && let Ok(comparison) = engine::decode::<Comparison>(&bytes)
                {
                    self.comparison.try_set(Some(Arc::new(comparison)));
                }
            });
        }) as Reaction);
    }
}

async fn matrix(path: &str) -> Result<Matrix, String> {
    let bytes = fetch_bytes(path).await?;
    npy::read(&bytes).map_err(|error| error.to_string())
}
