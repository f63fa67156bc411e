//! What is read off a training: errors, angle, spectrum, rank.

use super::LoraTraining;
use crate::learn::Error;
use crate::linalg::numerical_rank::{default_tolerance, rank_above};
use crate::linalg::principal_angles::principal_angles_of_bases;
use crate::linalg::qr::thin_qr;
use crate::linalg::{Matrix, svd};

/// The readouts of a training at one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurements {
    /// ‖W′ − W − ΔW*‖_F/‖ΔW*‖_F, which is ‖s·BA − ΔW*‖_F/‖ΔW*‖_F for the paper's start; 0 for a zero ΔW* that is met.
    pub relative_error: f64,
    /// The smallest that error can be at rank r: the tail of the spectrum of what s·BA should become.
    pub best_relative_error: f64,
    /// The principal angles between the column spaces of s·BA and of the optimum, in degrees, smallest first: one for
    /// each dimension of the optimum's, 90 for those that s·BA does not have yet. `None` where the optimum's column
    /// space is not unique.
    pub angles: Option<Vec<f64>>,
    /// The singular values of s·BA, min(r, d, k) of them, largest first.
    pub singular_values: Vec<f64>,
    /// The numerical rank of s·BA.
    pub rank: usize,
}

impl Measurements {
    /// The largest of the angles; 90 while the rank of s·BA is below that of the optimum.
    pub fn largest_angle(&self) -> Option<f64> {
        self.angles.as_ref()?.last().copied()
    }

    fn new(training: &LoraTraining) -> Result<Self, Error> {
        let (column_space, singular_values) = decomposed(training)?;
        let rank = rank_of(training, &singular_values);
        let norm = training.problem().delta_w_svd().tail_norm(0);
        let relative = |error: f64| match norm {
            n if n > 0.0 => error / n,
            _ => error,
        };
        Ok(Self {
            relative_error: relative((training.scaled_product() - training.target()).norm()),
            best_relative_error: relative(training.best_error()?),
            angles: angles(training, &column_space, rank)?,
            singular_values,
            rank,
        })
    }
}

impl LoraTraining {
    /// Errors, angle, spectrum and rank at the present A and B.
    /// # Errors
    /// Those of [`svd`](crate::linalg::svd()).
    pub fn measure(&self) -> Result<Measurements, Error> {
        Measurements::new(self)
    }
}

/// The singular values of s·B·A, from Aᵀ (k×r) and B (d×r): QR of both, then the SVD of the r×r core.
///
/// Cost: O((d + k)r² + r³); the d×k product is never formed.
/// # Errors
/// Those of [`svd`](crate::linalg::svd()).
pub fn singular_values_of_product(s: f64, b: &Matrix, a_t: &Matrix) -> Result<Vec<f64>, Error> {
    let core = thin_qr(b).r * thin_qr(a_t).r.transpose() * s;
    Ok(svd(&core)?.singular_values)
}

/// An orthonormal basis of the columns of s·BA with its singular values.
fn decomposed(training: &LoraTraining) -> Result<(Matrix, Vec<f64>), Error> {
    let left = thin_qr(training.b());
    let core = left.r * thin_qr(training.a_transposed()).r.transpose() * training.scale();
    let core = svd(&core)?;
    Ok((left.q * core.u, core.singular_values))
}

fn rank_of(training: &LoraTraining, singular_values: &[f64]) -> usize {
    let (d, k) = (training.problem().outputs(), training.problem().inputs());
    rank_above(singular_values, default_tolerance(d, k, singular_values))
}

fn angles(
    training: &LoraTraining,
    column_space: &Matrix,
    rank: usize,
) -> Result<Option<Vec<f64>>, Error> {
    let Some(optimum) = training.regression().column_space(training.rank()) else {
        return Ok(None);
    };
    let mut angles = Vec::new();
    if rank > 0 && optimum.ncols() > 0 {
        let found = column_space.columns(0, rank).into_owned();
        let radians = principal_angles_of_bases(&found, &optimum)?;
        angles.extend(radians.iter().map(|angle| angle.to_degrees()));
    }
    angles.resize(optimum.ncols(), 90.0);
    Ok(Some(angles))
}
