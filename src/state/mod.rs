//! What every lab's state shares: how it is written in a link, what places it on a page, how states make a tour, and how one
//! is undone. Pure.

pub mod history;
pub mod link;
pub mod tour;
pub mod visit;
