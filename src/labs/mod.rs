//! The labs: one folder each, and the registry that everything walks.

pub mod history;
pub mod link;
