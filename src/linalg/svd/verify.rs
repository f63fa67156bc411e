//! The check that every result passes before anybody sees it: O(mn), so it costs nothing beside the decomposition.

use super::super::Matrix;
use super::Svd;

/// Far above rounding (about 1e-14 at 512×512), far below every wrong result seen.
const TOLERANCE: f64 = 1e-11;

/// Whether `svd` decomposes `a`, a matrix with entries in [−1, 1].
///
/// Three independent looks: all values finite, Σσ² = ‖A‖_F², and A x = U Σ Vᵀ x with ‖U‖ and ‖V‖ preserving
/// lengths, for one probe vector each (Freivalds 1979).
pub(super) fn holds(a: &Matrix, svd: &Svd) -> bool {
    let finite = svd
        .u
        .iter()
        .chain(svd.v_t.iter())
        .chain(&svd.singular_values)
        .all(|x| x.is_finite());
    finite && squares_agree(a, svd) && probe_agrees(a, svd)
}

fn squares_agree(a: &Matrix, svd: &Svd) -> bool {
    let norm_squared = a.norm_squared();
    let sum: f64 = svd.singular_values.iter().rev().map(|s| s * s).sum();
    (sum - norm_squared).abs() <= TOLERANCE * norm_squared
}

fn probe_agrees(a: &Matrix, svd: &Svd) -> bool {
    let x = probe(a.ncols());
    let mut coefficients = &svd.v_t * &x;
    for (c, s) in coefficients.iter_mut().zip(&svd.singular_values) {
        *c *= s;
    }
    let residual = (a * &x - &svd.u * &coefficients).norm();
    residual <= TOLERANCE * a.norm() * x.norm()
        && is_isometry_on_probe(|y| svd.u.tr_mul(&(&svd.u * y)), svd.u.ncols())
        && is_isometry_on_probe(|y| &svd.v_t * svd.v_t.tr_mul(y), svd.v_t.nrows())
}

/// Whether QᵀQ y = y for the probe y.
fn is_isometry_on_probe(
    gram: impl Fn(&nalgebra::DVector<f64>) -> nalgebra::DVector<f64>,
    size: usize,
) -> bool {
    let y = probe(size);
    (gram(&y) - &y).norm() <= TOLERANCE * y.norm()
}

/// A fixed vector without pattern: the fractional parts of i·φ, moved into [½, 3⁄2) with alternating blocks of signs.
fn probe(size: usize) -> nalgebra::DVector<f64> {
    nalgebra::DVector::from_fn(size, |i, _| {
        let fraction = (i as f64 * 0.618_033_988_749_895).fract();
        let magnitude = 0.5 + fraction;
        if i.wrapping_mul(2_654_435_761) & 0x40 == 0 {
            magnitude
        } else {
            -magnitude
        }
    })
}
