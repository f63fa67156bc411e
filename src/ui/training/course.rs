//! The training that a lab's state describes, and what the worker has sent of it.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Run, Taken, Trainee, Training};
use crate::engine;
use crate::engine::training::{About, Answer, Ask, Frame, Has, Lesson, Order, Pictured, Wanted};
use crate::state::link::LinkState;
use crate::ui::live::Reaction;
use crate::ui::session::{Readiness, Session};

/// What the page has of what a task needs handed over.
pub enum Handed<S> {
    NotNeeded,
    Here(Arc<S>),
    OnItsWay,
    /// It cannot be had: a sentence for the reader.
    Refused(String),
}

/// Finds what the task of a state needs, and has it fetched where it is not there. Read where the training is ordered, so
/// that it follows what comes in.
type HandOver<L> =
    Box<dyn Fn(&<L as Lesson>::State) -> Handed<<L as Lesson>::Supply> + Send + Sync>;

/// Facts and a picture that belong together.
type Both<L> = (Arc<<L as Lesson>::Facts>, Arc<<L as Lesson>::Picture>);

/// A lab's training on the page.
pub struct Course<L: Lesson>
where
    L::State: LinkState,
{
    session: Session<L::State>,
    wanted: Memo<Wanted<L>>,
    /// The last that have come, whatever they are of.
    facts: RwSignal<Option<About<L>>>,
    frame: RwSignal<Option<Frame<L>>>,
    hand_over: StoredValue<HandOver<L>>,
    pub training: Training,
}

// Not derived: that would ask the same of the state.
impl<L: Lesson> Clone for Course<L>
where
    L::State: LinkState,
{
    fn clone(&self) -> Self {
        *self
    }
}

impl<L: Lesson> Copy for Course<L> where L::State: LinkState {}

impl<L: Lesson> Course<L>
where
    L::State: LinkState,
{
    /// Follows the state from now on.
    pub fn open(
        session: Session<L::State>,
        hand_over: impl Fn(&L::State) -> Handed<L::Supply> + Send + Sync + 'static,
    ) -> Self {
        let hand_over: HandOver<L> = Box::new(hand_over);
        let course = Self {
            session,
            wanted: session.part(Wanted::of),
            facts: RwSignal::new(None),
            frame: RwSignal::new(None),
            hand_over: StoredValue::new(hand_over),
            training: Training::new(L::NAME, L::MOST),
        };
        course.training.of(course);
        course.follow_state();
        course
    }

    /// What holds for the task in the state.
    pub fn known(self) -> Option<Arc<L::Facts>> {
        let key = self.wanted.with(|wanted| wanted.key);
        let about = self.facts.get().filter(|about| about.key == key)?;
        Some(about.facts)
    }

    /// The last facts, whatever they are of.
    pub fn last_known(self) -> Option<Arc<L::Facts>> {
        Some(self.facts.get()?.facts)
    }

    /// The training that the state describes, at the step it has come to.
    pub fn trained(self) -> Option<Arc<L::Picture>> {
        let still = self.training.run.get() == Run::Still;
        let frame = self.frame.get()?;
        let belongs = self.wanted.with(|wanted| match still {
            true => frame.shows(wanted),
            false => frame.come_to(wanted).is_some(),
        });
        belongs.then_some(frame.picture)
    }

    /// The same at whatever step: for what does not depend on it.
    pub fn begun(self) -> Option<Arc<L::Picture>> {
        let frame = self.frame.get()?;
        let is_of = self.wanted.with(|wanted| frame.is_of(wanted));
        is_of.then_some(frame.picture)
    }

    /// The last picture, whatever it is of.
    pub fn last_trained(self) -> Option<Arc<L::Picture>> {
        Some(self.frame.get()?.picture)
    }

    /// Both, where both belong to the state.
    pub fn results(self) -> Option<Both<L>> {
        self.known().zip(self.trained())
    }

    /// The last two that belong together, for pictures that stay until the next.
    pub fn last_pair(self) -> Option<Both<L>> {
        let (about, frame) = (self.facts.get()?, self.frame.get()?);
        (about.key == frame.key).then_some((about.facts, frame.picture))
    }

    /// Whether the training that the state describes cannot go on.
    pub fn ended(self) -> bool {
        self.trained().is_some_and(|picture| picture.ended())
    }

    pub fn readiness(self) -> Signal<Readiness> {
        self.training.readiness(move || self.results().is_some())
    }

    /// Orders what the state describes whenever that changes.
    fn follow_state(self) {
        let training = self.training;
        Effect::new(Box::new(move || {
            training.track_resets();
            // Read, not only tracked: a memo that nobody reads follows nothing.
            self.wanted.with(|_| ());
            training.work.problem.set(None);
            match self.handed() {
                Handed::OnItsWay => {}
                Handed::Refused(reason) => training.work.problem.set(Some(reason)),
                Handed::NotNeeded | Handed::Here(_) => training.follow(),
            }
        }) as Reaction);
    }

    fn handed(self) -> Handed<L::Supply> {
        let state = self.session.state().get_untracked();
        self.hand_over.with_value(|hand_over| hand_over(&state))
    }
}

impl<L: Lesson> Trainee for Course<L>
where
    L::State: LinkState,
{
    fn come_to(&self) -> Option<usize> {
        let frame = self.frame.get_untracked()?;
        self.wanted.with_untracked(|wanted| frame.come_to(wanted))
    }

    fn is_shown(&self) -> bool {
        let wanted = self.wanted.get_untracked();
        let has_facts = Has::of(self.facts.get_untracked().as_ref(), None, &wanted).facts;
        let frame = self.frame.get_untracked();
        has_facts && frame.is_some_and(|frame| frame.shows(&wanted) && !frame.quick)
    }

    fn stride(&self) -> usize {
        self.session.state().with_untracked(L::stride)
    }

    fn step(&self) -> usize {
        self.session.state().with_untracked(L::step)
    }

    fn set_step(&self, to: &dyn Fn(usize) -> usize) {
        self.session.update("steps", |state| {
            let step = to(L::step(state));
            L::set_step(state, step);
        });
    }

    fn order(&self, ask: Ask) -> Option<Result<Vec<u8>, engine::Error>> {
        let supply = match ask.whole.then(|| untrack(|| self.handed())) {
            None | Some(Handed::NotNeeded) => None,
            Some(Handed::Here(supply)) => Some(supply),
            // Once it is there the state is ordered anew.
            Some(Handed::OnItsWay | Handed::Refused(_)) => return None,
        };
        let wanted = self.wanted.get_untracked();
        let (facts, frame) = (self.facts.get_untracked(), self.frame.get_untracked());
        let has = Has::of(facts.as_ref(), frame.as_ref(), &wanted);
        let state = self.session.state().get_untracked();
        let order = Order::new(&state, ask, wanted, has, supply);
        Some(engine::encode(&order))
    }

    fn take(&self, answer: &[u8]) -> Result<Taken, engine::Error> {
        Ok(match engine::decode(answer)? {
            Answer::Missing => Taken::Missing,
            Answer::Facts(about) => {
                self.facts.try_set(Some(about));
                Taken::Part
            }
            Answer::Picture(frame) => {
                let (whole, ended) = (frame.asked.is_some(), frame.picture.ended());
                self.frame.try_set(Some(frame));
                match whole {
                    true => Taken::Whole { ended },
                    false => Taken::Part,
                }
            }
        })
    }
}
