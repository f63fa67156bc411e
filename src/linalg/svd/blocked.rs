//! The fast method for larger matrices: blocked bidiagonalisation and divide and conquer, from faer.

use super::super::Matrix;
use super::Svd;
use faer::diag::DiagMut;
use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::svd::{ComputeSvdVectors, svd as faer_svd, svd_scratch};
use faer::{MatMut, MatRef, Par};

/// Thin decomposition, unsorted signs; `None` when faer gives up.
///
/// `a` must be finite and scaled: outside about 1e±150 faer's squares leave the range of doubles.
pub(super) fn svd(a: &Matrix) -> Option<Svd> {
    let (m, n) = a.shape();
    let p = m.min(n);
    let mut u = Matrix::zeros(m, p);
    let mut v = Matrix::zeros(n, p);
    let mut singular_values = vec![0.0; p];
    let thin = ComputeSvdVectors::Thin;
    let params = Default::default();
    let mut memory =
        MemBuffer::try_new(svd_scratch::<f64>(m, n, thin, thin, Par::Seq, params)).ok()?;
    faer_svd(
        MatRef::from_column_major_slice(a.as_slice(), m, n),
        DiagMut::from_slice_mut(&mut singular_values),
        Some(MatMut::from_column_major_slice_mut(u.as_mut_slice(), m, p)),
        Some(MatMut::from_column_major_slice_mut(v.as_mut_slice(), n, p)),
        Par::Seq,
        MemStack::new(&mut memory),
        params,
    )
    .ok()?;
    Some(Svd {
        u,
        singular_values,
        v_t: v.transpose(),
    })
}
