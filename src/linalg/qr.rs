//! QR decomposition of tall matrices by Householder reflections.

use super::Matrix;

/// A = QR with orthonormal columns in `q` (m×p) and upper triangular `r` (p×n), p = min(m, n).
#[derive(Debug, Clone, PartialEq)]
pub struct Qr {
    pub q: Matrix,
    pub r: Matrix,
}

/// Thin QR decomposition without pivoting, by Householder reflections (nalgebra's, which is sound).
///
/// Shapes: `a` m×n → `q` m×p, `r` p×n, p = min(m, n). Entries must be finite, with squares that neither
/// overflow nor vanish: scale first. The diagonal of `r` is ≥ 0, so full column rank makes the result unique.
/// Cost: O(mn·p).
/// Source: Golub & Van Loan, *Matrix Computations*, 4th ed., §5.2.
pub fn thin_qr(a: &Matrix) -> Qr {
    let decomposition = a.clone().qr();
    Qr {
        q: decomposition.q(),
        r: decomposition.r(),
    }
}
