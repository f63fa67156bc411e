//! What every lab's state shares: how it is written in a link, how links are handed on, what places it on a page, how states make a tour and meet a
//! challenge, and how one is undone. Pure.

pub mod challenge;
pub mod field;
pub mod history;
pub mod key;
pub mod kind;
pub mod limits;
pub mod link;
pub mod shared;
pub mod tour;
pub mod visit;
