//! Low-Rank Lab: rank, the SVD and LoRA, computed in the reader's browser.
//!
//! This file is the map; it holds no code.
//!
//! | layer | what it is | may import |
//! |---|---|---|
//! | [`linalg`] | the linear algebra the labs teach: one file per decomposition | nothing here |
//! | [`data`] | what goes into it: matrix text, seeded generators, shipped images and sets; the parts of Python scripts | `linalg` |
//! | [`learn`] | training, step by step: LoRA, AdaLoRA, autoencoders, optimizers, the sweep over r | `linalg`, `data` |
//! | [`plot`] | figures drawn on any plotters backend: charts, scenes, colour maps | `linalg`, `data` |
//! | [`state`] | what a lab's state shares: the keys of its link, its undo, tours through states, challenges | `data` |
//! | [`engine`] | jobs that take longer than a frame, served in slices; knows no browser | `linalg` |
//! | [`labs`] | one folder per lab, and the registry `LABS` | all of the above, `ui` in views |
//! | `ui` | components: editor, slider, chart, heatmap, figure frame (feature `web`) | the pure layers |
//! | `app` | shell, navigation, the link in the address bar, the way to the worker (feature `web`) | everything |
//! | `worker` | the worker's program: serves the labs' jobs (feature `worker`) | `engine`, `labs` |
//!
//! Invariants, kept by `tests/architecture.rs`:
//! 1. Imports point down only. No lab imports another. Within a lab only `view` and `text` import `ui`. The files of a layer
//!    import each other in no circle.
//! 2. Everything but `ui`, `app`, `worker` and the labs' `view` builds without a browser's feature.
//! 3. The mathematics never panics, reads a clock, logs, or draws global randomness.
//! 4. The worker computes; the page draws.
//! 5. `Effect` stands in three places only: drawing a canvas, mirroring the state (the link, the ticks kept on
//!    this device), starting and stopping jobs.

pub mod data;
pub mod engine;
pub mod labs;
pub mod learn;
pub mod linalg;
pub mod plot;
pub mod state;

#[cfg(feature = "web")]
pub mod app;
#[cfg(feature = "web")]
pub mod ui;
