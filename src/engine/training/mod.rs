//! One training kit for every lab that trains: what it says of its lesson, the orders of the page, the job of the worker.
//! The page's side of it is `ui::training`.

mod job;
mod lesson;
mod order;
#[cfg(test)]
mod tests;

pub use job::{Reached, Trainer, job};
pub use lesson::{Lesson, Pictured, Wanted, key};
pub use order::{About, Answer, Ask, Frame, Goal, Has, Order};
