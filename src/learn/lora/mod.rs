//! LoRA on one layer: h = Wx + s·B(Ax), W frozen, B and A trained, every floor known exactly.
//!
//! Source: Hu et al. 2021 (arXiv 2106.09685).

mod batch;
mod draws;
mod floors;
mod measurements;
mod merge;
pub mod parameters;
mod problem;
mod rates;
mod scaling;
mod settings;
mod start;
mod training;

pub(super) use draws::normals;
pub use floors::ReducedRankRegression;
pub use measurements::{Measurements, singular_values_of_product};
pub use merge::{ForwardPass, MultiplyAdds, Precision, forward, multiply_adds};
pub use problem::{Inputs, LoraProblem, MAX_SAMPLES, MAX_SIDE, ProblemSettings, Update};
pub use rates::default_learning_rate;
pub use scaling::{ScalingExperiment, UpdateSize};
pub use settings::{Divergence, MAX_RANK, Scaling, TrainingSettings};
pub use start::Start;
pub use training::LoraTraining;
