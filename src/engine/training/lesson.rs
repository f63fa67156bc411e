//! What a lab trains, as its state says it and as its messages carry it. Page and worker share this.

use serde::{Serialize, de::DeserializeOwned};

use crate::engine::message::encode;

/// What can cross between page and worker.
pub trait Message: Serialize + DeserializeOwned + Send + Sync + 'static {}

impl<T: Serialize + DeserializeOwned + Send + Sync + 'static> Message for T {}

/// One kind of training. A lab that trains says here what its state asks for; the loop on the page, the orders and the
/// job in the worker are the same for all of them.
pub trait Lesson: Copy + Send + Sync + 'static {
    /// The name of the job.
    const NAME: &'static str;
    /// No training goes beyond this step.
    const MOST: usize;

    type State;
    /// What is learned: everything the data depend on.
    type Task: Message;
    /// How it is learned. Another task or another method starts the training anew.
    type Method: Message + Clone + PartialEq;
    /// What is looked at: it changes the picture, not the training.
    type Look: Message + Clone + PartialEq;
    /// What the task needs and the worker cannot have by itself: shipped files, the reader's own.
    type Supply: Message;
    /// What holds for the task, however it is learned. It needs no training.
    type Facts: Message;
    /// The training at one step.
    type Picture: Message + Pictured<Method = Self::Method>;

    fn task(state: &Self::State) -> Self::Task;
    fn method(state: &Self::State) -> Self::Method;
    fn look(state: &Self::State) -> Self::Look;
    /// The step that the state is at.
    fn step(state: &Self::State) -> usize;
    fn set_step(state: &mut Self::State, step: usize);
    /// Steps between two pictures of a training that plays.
    fn stride(state: &Self::State) -> usize;
    /// Which supply the task needs; `None` where it needs none. Different ones have different numbers.
    fn supply(task: &Self::Task) -> Option<u64>;
}

/// What every picture of a training tells.
pub trait Pictured {
    type Method;

    fn method(&self) -> &Self::Method;
    /// Steps taken.
    fn steps(&self) -> usize;
    /// Whether the training cannot go on from here.
    fn ended(&self) -> bool;
}

/// The training that a state describes.
pub struct Wanted<L: Lesson> {
    /// Of the task.
    pub key: u64,
    pub method: L::Method,
    pub look: L::Look,
    pub step: usize,
}

impl<L: Lesson> Wanted<L> {
    pub fn of(state: &L::State) -> Self {
        Self {
            key: key(&L::task(state)),
            method: L::method(state),
            look: L::look(state),
            step: L::step(state),
        }
    }
}

// Not derived: that would ask the same of `L`.
impl<L: Lesson> Clone for Wanted<L> {
    fn clone(&self) -> Self {
        Self {
            key: self.key,
            method: self.method.clone(),
            look: self.look.clone(),
            step: self.step,
        }
    }
}

impl<L: Lesson> PartialEq for Wanted<L> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
            && self.method == other.method
            && self.look == other.look
            && self.step == other.step
    }
}

/// A fingerprint: tasks that differ have different ones (but for a chance of 2⁻⁶⁴).
pub fn key<T: Serialize>(task: &T) -> u64 {
    let bytes = encode(task).unwrap_or_default();
    // FNV-1a.
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
