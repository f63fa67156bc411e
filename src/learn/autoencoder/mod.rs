//! Autoencoders: n numbers through a bottleneck of r and back, as close to where they started as possible.
//!
//! The linear one, X ≈ W_d·W_e·X, is a matrix decomposition: its minimum is PCA's subspace. With a hidden layer and an
//! activation on each side it bends. Data are centred first. Everything random comes from one seed; see [`Streams`].
//!
//! Source: Baldi & Hornik 1989; Kunin et al. 2019 (arXiv 1901.08168); Bao et al. 2020 (arXiv 2007.06731).

mod data;
mod floors;
pub mod landscape;
mod layer;
mod linear;
mod measurements;
mod nonlinear;
mod parameters;
mod settings;
mod streams;
mod training;

pub use data::{CentredData, MAX_FEATURES, MAX_POINTS, centre_and_scale};
pub use floors::{Penalty, floor, penalties};
pub use measurements::{Alignment, alignment, principal_angles_to, to_principal_codes};
pub use settings::{Activation, Divergence, Settings, Start};
pub use streams::Streams;
pub use training::AutoencoderTraining;

pub use linear::LinearAutoencoder;
pub use nonlinear::NonlinearAutoencoder;
