//! Components shared by the labs.

pub mod canvas;
pub mod challenge;
pub mod chart;
pub mod clipboard;
pub mod download;
pub mod equation;
pub mod fetch;
pub mod fields;
pub mod figure_frame;
pub mod heatmap;
pub mod jobs;
pub mod lab_page;
pub mod later;
pub mod live;
pub mod matrix_editor;
pub mod part;
pub mod prediction;
pub mod readout;
pub mod scene;
mod scene_handles;
pub mod session;
pub mod sight;
pub mod slider;
pub mod storage;
pub mod theme;
pub mod training;
pub mod transport;
