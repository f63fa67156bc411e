//! From the state to the training on screen: orders to the worker, which keeps the training in between.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::data::EnteredMatrix;
use crate::data::point_sets::SetKind;
use crate::engine::{self, EventBody};
use crate::labs::autoencoder::job::{self, Answer, Order};
use crate::labs::autoencoder::model::{File, Known, Trained};
use crate::labs::autoencoder::reading::Found;
use crate::labs::autoencoder::state::{
    MAX_LINK_POINTS, MAX_STEPS, Method, OwnFile, Points, SPEEDS, State,
};
use crate::ui::fetch::fetch_bytes;
use crate::ui::live::Reaction;
use crate::ui::session::{Readiness, Session};
use crate::ui::training::{Trainee, Training};
use crate::ui::transport::Run;

/// Files with at most this many numbers are kept in the link.
const LINKED: usize = 240;

type Bytes = Result<Arc<Vec<u8>>, String>;

/// The open lab: its state, and what the worker has sent.
#[derive(Clone, Copy)]
pub struct Lab {
    pub session: Session<State>,
    known: RwSignal<Option<Arc<Known>>>,
    trained: RwSignal<Option<Arc<Trained>>>,
    pub training: Training,
    digits: RwSignal<Option<Bytes>>,
    /// The reader's files, in the order they were opened: the serial number is the index.
    own: RwSignal<Vec<Arc<File>>>,
    /// The worker may have lost what it was handed.
    lost: StoredValue<bool>,
    /// The task and the method in the state.
    wanted: Memo<(u64, Method)>,
}

impl Lab {
    pub fn open(session: Session<State>) -> Self {
        let lab = Self {
            session,
            known: RwSignal::new(None),
            trained: RwSignal::new(None),
            training: Training::new(MAX_STEPS),
            digits: RwSignal::new(None),
            own: RwSignal::new(Vec::new()),
            lost: StoredValue::new(false),
            wanted: session.part(|s| (s.task().key(), s.method())),
        };
        lab.training.of(lab);
        lab.follow_state();
        lab
    }

    /// Makes a change for a control; what concerns the training sets it back to step 0.
    pub fn change(self, control: &'static str, change: impl FnOnce(&mut State)) {
        self.session.update(control, |s| s.change(change));
    }

    /// Shows the points of a file. Few numbers go into the link; more are kept in the page.
    pub fn show(self, found: Found) {
        let (points, features) = (found.points, found.features);
        if let File::Own {
            values, classes, ..
        } = &found.file
            && classes.is_empty()
            && values.len() <= LINKED
            && points <= MAX_LINK_POINTS
            && let Ok(matrix) = EnteredMatrix::from_values(points, features, values)
        {
            return self.change("m", |s| {
                s.show_points(matrix);
                s.rank = None;
            });
        }
        let serial = self.own.with_untracked(Vec::len) as u32;
        self.own.update(|own| own.push(Arc::new(found.file)));
        self.change("own-file", |s| {
            s.show_own(OwnFile {
                serial,
                points,
                features,
            });
        });
    }

    /// What holds for the present task; the last good one while a new one is computed.
    pub fn last_known(self) -> Option<Arc<Known>> {
        self.known.get()
    }

    /// What holds for the task in the state.
    pub fn known(self) -> Option<Arc<Known>> {
        let (key, _) = self.wanted.get();
        self.known.get().filter(|known| known.key == key)
    }

    fn is_of(trained: &Trained, (key, method): (u64, Method)) -> bool {
        trained.key == key && trained.method == method
    }

    /// The training that the state describes, at the step it has come to.
    pub fn trained(self) -> Option<Arc<Trained>> {
        let still = self.training.run.get() == Run::Still;
        let wanted = self.wanted.get();
        let trained = self.trained.get()?;
        let at_step = self
            .session
            .state()
            .with(|state| !still || trained.asked == state.steps && trained.shown == state.shown);
        (at_step && Self::is_of(&trained, wanted)).then_some(trained)
    }

    /// Both, where both belong to the state.
    pub fn results(self) -> Option<(Arc<Known>, Arc<Trained>)> {
        self.known().zip(self.trained())
    }

    /// The last two that belong together, for pictures that stay until the next.
    pub fn last_pair(self) -> Option<(Arc<Known>, Arc<Trained>)> {
        let (known, trained) = (self.known.get()?, self.trained.get()?);
        (known.key == trained.key).then_some((known, trained))
    }

    pub fn readiness(self) -> Signal<Readiness> {
        self.training.readiness(move || self.results().is_some())
    }

    pub fn diverged(self) -> bool {
        self.trained().is_some_and(|trained| trained.diverged)
    }

    /// Orders what the state describes whenever that changes.
    fn follow_state(self) {
        let place = self.session.part(|s| (s.steps, s.shown));
        let digits = self.session.part(State::is_digits);
        Effect::new(Box::new(move || {
            self.training.follow_resets();
            // Read, not only tracked: a memo that nobody reads follows nothing.
            let _ = (self.wanted.get(), place.get());
            self.training.problem.set(None);
            if digits.get() {
                match self.digits.get() {
                    None => return self.fetch_digits(),
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
        let (key, method) = self.wanted.get_untracked();
        let known = self
            .known
            .with_untracked(|known| known.as_ref().is_some_and(|known| known.key == key));
        let task = (!moving).then(|| state.task());
        let lost = self.lost.try_get_value().unwrap_or_default();
        let file = match &task {
            Some(task) if lost || !known => self.file(&state, &task.points),
            _ => None,
        };
        self.lost.try_set_value(false);
        let order = Order {
            key,
            task,
            file,
            method,
            steps,
            shown: state.shown,
            known,
        };
        self.training
            .order(job::NAME, &order, move |event| self.receive(event));
    }

    /// What the worker needs for the points and cannot fetch.
    fn file(self, state: &State, points: &Points) -> Option<File> {
        match points {
            Points::Own(own) => {
                let files = self.own;
                files.with_untracked(|files| Some(files.get(own.serial as usize)?.as_ref().clone()))
            }
            _ if state.is_digits() => {
                let bytes = self.digits.get_untracked()?.ok()?;
                Some(File::Digits(bytes.as_ref().clone()))
            }
            _ => None,
        }
    }

    /// Takes an event of the newest order. The lab may have been left meanwhile: then nothing is there to set.
    fn receive(self, event: EventBody) {
        let bytes = match event {
            EventBody::Progress(_) => return,
            EventBody::Failed(reason) => return self.fail(reason),
            EventBody::Snapshot(bytes) | EventBody::Done(bytes) => bytes,
        };
        match engine::decode::<Answer>(&bytes) {
            Ok(Answer::Known(known)) => {
                self.known.try_set(Some(Arc::from(known)));
            }
            Ok(Answer::Trained(trained)) => {
                let ended = trained.diverged;
                self.trained.try_set(Some(Arc::from(trained)));
                self.training.answered(ended);
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    /// A worker that was started anew knows nothing of the training: the first failure is answered with all it needs.
    fn fail(self, reason: String) {
        self.lost.try_set_value(true);
        self.training.fail(reason);
    }

    fn fetch_digits(self) {
        let kind = self
            .session
            .state()
            .with_untracked(|s| s.set().map(|info| info.kind));
        let Some(SetKind::Digits { path }) = kind else {
            return;
        };
        spawn_local(async move {
            let bytes = fetch_bytes(path).await.map(Arc::new).map_err(|reason| {
                format!(
                    "The digits could not be loaded ({reason}). Check your connection, then reload the page."
                )
            });
            self.digits.try_set(Some(bytes));
        });
    }
}

impl Trainee for Lab {
    fn come_to(&self) -> Option<usize> {
        let wanted = self.wanted.get_untracked();
        let trained = self.trained.get_untracked()?;
        Self::is_of(&trained, wanted).then_some(trained.steps)
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
