//! What is read off a linear autoencoder: angles to PCA's subspace and axes, and the way between the two codes.

use super::CentredData;
use crate::learn::Error;
use crate::linalg::numerical_rank::{default_tolerance, rank_above};
use crate::linalg::principal_angles::principal_angles_of_bases;
use crate::linalg::{Matrix, svd};

/// The principal angles between the column space of W_d and PCA's subspace, r of them, in degrees, smallest first.
///
/// Each direction that W_d lacks counts as 90°. `None` where PCA's subspace of dimension r is not the only one.
/// Shapes: `decoder` n×r. Cost: O(n·r²).
/// # Errors
/// Those of [`svd`](crate::linalg::svd()).
pub fn principal_angles_to(
    data: &CentredData,
    decoder: &Matrix,
) -> Result<Option<Vec<f64>>, Error> {
    let rank = decoder.ncols();
    let Some(axes) = data.subspace(rank) else {
        return Ok(None);
    };
    let decomposed = svd(decoder)?;
    let sigma = &decomposed.singular_values;
    let found = rank_above(sigma, default_tolerance(decoder.nrows(), rank, sigma));
    let mut angles = Vec::with_capacity(rank);
    if found > 0 {
        let basis = decomposed.u.columns(0, found).into_owned();
        let radians = principal_angles_of_bases(&basis, &axes)?;
        angles.extend(radians.iter().map(|angle| angle.to_degrees()));
    }
    angles.resize(rank, 90.0);
    Ok(Some(angles))
}

/// How W_d lies to the principal axes, one entry for each of r directions.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct Alignment {
    /// The angle between column j of W_d and principal axis j, as lines, in degrees; 90 for a zero column.
    pub columns: Vec<f64>,
    /// The angle between the left singular vector i of W_d and principal axis i, in degrees.
    pub singular_vectors: Vec<f64>,
    /// The singular values of W_d, largest first.
    pub singular_values: Vec<f64>,
}

/// Columns and left singular vectors of W_d against the principal axes.
/// # Errors
/// Those of [`svd`](crate::linalg::svd()).
pub fn alignment(data: &CentredData, decoder: &Matrix) -> Result<Alignment, Error> {
    let decomposed = svd(decoder)?;
    let axes = data.axes();
    let count = decoder.ncols().min(axes.ncols());
    let against = |vectors: &Matrix| {
        let angles = (0..count.min(vectors.ncols())).map(|i| {
            let (v, u) = (vectors.column(i), axes.column(i));
            let along = v.dot(&u);
            let across = (v - u * along).norm();
            if along == 0.0 && across == 0.0 {
                90.0
            } else {
                libm::atan2(across, along.abs()).to_degrees()
            }
        });
        angles.collect()
    };
    Ok(Alignment {
        columns: against(decoder),
        singular_vectors: against(&decomposed.u),
        singular_values: decomposed.singular_values,
    })
}

/// T = U_rᵀ·W_d, r×r: takes the autoencoder's code to PCA's. At the minimum without penalty T·W_e·x = U_rᵀx for all x.
pub fn to_principal_codes(data: &CentredData, decoder: &Matrix) -> Matrix {
    let r = decoder.ncols().min(data.axes().ncols());
    data.axes().columns(0, r).transpose() * decoder
}
