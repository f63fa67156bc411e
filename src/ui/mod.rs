//! Components shared by the labs.

pub mod challenge;
pub mod equation;
pub mod jobs;
pub mod lab_page;
pub mod prediction;
pub mod readout;
pub mod session;
pub mod slider;
pub mod storage;
pub mod theme;
