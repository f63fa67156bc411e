//! What every lab's state shares: how it is written in a link, and how it is undone. Pure.

pub mod history;
pub mod link;
