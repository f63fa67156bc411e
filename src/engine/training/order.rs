//! What page and worker say to each other about a training.
//!
//! The worker keeps the problem, what it was supplied with and the training itself from one order to the next, and the
//! page sends only what the worker does not have: the task with the first order of a task, the rest when the worker
//! asks for it ([`Answer::Missing`]), as one that was started anew does.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::lesson::{Lesson, Pictured, Wanted};

/// How far to train.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Goal {
    Step(usize),
    /// No further: a picture of the step reached.
    Here,
}

/// One question of the page's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    pub goal: Goal,
    /// Whether this is one picture of many: only what every picture needs is computed.
    pub quick: bool,
    /// Whether all that the worker could lack goes with it.
    pub whole: bool,
}

impl Ask {
    /// For all there is to see at the goal.
    pub fn all_at(goal: Goal) -> Self {
        Self {
            goal,
            quick: false,
            whole: false,
        }
    }
}

/// What the page still has, so that it is not sent again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Has {
    /// The facts of the task.
    pub facts: bool,
    /// Some picture of the training.
    pub picture: bool,
}

impl Has {
    /// What the last that has come is worth for what is wanted now.
    pub fn of<L: Lesson>(
        facts: Option<&About<L>>,
        frame: Option<&Frame<L>>,
        wanted: &Wanted<L>,
    ) -> Self {
        Self {
            facts: facts.is_some_and(|about| about.key == wanted.key),
            picture: frame.is_some_and(|frame| frame.is_of(wanted)),
        }
    }
}

/// What the page asks for: a picture of a training.
#[derive(Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Order<L: Lesson> {
    /// Of the task.
    pub key: u64,
    pub method: L::Method,
    pub look: L::Look,
    pub goal: Goal,
    pub quick: bool,
    pub has: Has,
    pub task: Option<L::Task>,
    #[serde(with = "shared::optional")]
    pub supply: Option<Arc<L::Supply>>,
}

impl<L: Lesson> Order<L> {
    /// With the task where it is new, and with all of it where that is asked for.
    pub fn new(
        state: &L::State,
        ask: Ask,
        wanted: Wanted<L>,
        has: Has,
        supply: Option<Arc<L::Supply>>,
    ) -> Self {
        Self {
            key: wanted.key,
            method: wanted.method,
            look: wanted.look,
            goal: ask.goal,
            quick: ask.quick,
            has,
            task: (ask.whole || !has.facts).then(|| L::task(state)),
            supply: supply.filter(|_| ask.whole),
        }
    }
}

/// What the worker answers.
#[derive(Serialize, Deserialize)]
#[serde(bound = "")]
pub enum Answer<L: Lesson> {
    /// It lacks the task or its supply. The last answer to its order.
    Missing,
    /// First, where the page does not have them.
    Facts(About<L>),
    /// On the way, where the page has no picture and training takes a while; and last.
    Picture(Frame<L>),
}

/// The facts of one task.
#[derive(Serialize, Deserialize)]
#[serde(bound = "")]
pub struct About<L: Lesson> {
    pub key: u64,
    #[serde(with = "shared")]
    pub facts: Arc<L::Facts>,
}

impl<L: Lesson> Clone for About<L> {
    fn clone(&self) -> Self {
        Self {
            key: self.key,
            facts: Arc::clone(&self.facts),
        }
    }
}

/// A picture, and what it is of.
#[derive(Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Frame<L: Lesson> {
    /// Of the task.
    pub key: u64,
    pub look: L::Look,
    /// The step that was asked for: more than the picture's only after the training has ended; `None` on the way there.
    pub asked: Option<usize>,
    /// Whether there is more to see at this step.
    pub quick: bool,
    #[serde(with = "shared")]
    pub picture: Arc<L::Picture>,
}

impl<L: Lesson> Frame<L> {
    /// Whether this belongs to the task and method wanted, at whatever step.
    pub fn is_of(&self, wanted: &Wanted<L>) -> bool {
        self.key == wanted.key && *self.picture.method() == wanted.method
    }

    /// Whether this is the picture wanted.
    pub fn shows(&self, wanted: &Wanted<L>) -> bool {
        self.asked == Some(wanted.step) && self.look == wanted.look && self.is_of(wanted)
    }

    /// The step from which the training wanted goes on; `None` where its order is still under way.
    pub fn come_to(&self, wanted: &Wanted<L>) -> Option<usize> {
        (self.asked.is_some() && self.is_of(wanted)).then(|| self.picture.steps())
    }
}

impl<L: Lesson> Clone for Frame<L> {
    fn clone(&self) -> Self {
        Self {
            key: self.key,
            look: self.look.clone(),
            asked: self.asked,
            quick: self.quick,
            picture: Arc::clone(&self.picture),
        }
    }
}

/// For `#[serde(with)]` on what is shared where it stands and copied on the wire.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<T: Serialize, S: Serializer>(
        value: &Arc<T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().serialize(to)
    }

    pub fn deserialize<'de, T, D>(from: D) -> Result<Arc<T>, D::Error>
    where
        T: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        T::deserialize(from).map(Arc::new)
    }

    /// The same where it may be missing.
    pub mod optional {
        use super::{Arc, Deserialize, Deserializer, Serialize, Serializer};

        pub fn serialize<T: Serialize, S: Serializer>(
            value: &Option<Arc<T>>,
            to: S,
        ) -> Result<S::Ok, S::Error> {
            value.as_deref().serialize(to)
        }

        pub fn deserialize<'de, T, D>(from: D) -> Result<Option<Arc<T>>, D::Error>
        where
            T: Deserialize<'de>,
            D: Deserializer<'de>,
        {
            Ok(Option::<T>::deserialize(from)?.map(Arc::new))
        }
    }
}
