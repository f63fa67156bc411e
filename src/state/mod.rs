//! What every lab's state shares: how it is written in a link, how states make a tour, and how one is undone. Pure.

pub mod field;
pub mod history;
pub mod key;
pub mod kind;
pub mod limits;
pub mod link;
pub mod tour;
