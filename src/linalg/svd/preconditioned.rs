//! For what divide and conquer gets wrong: two QR decompositions first, which take a heavy cluster of zeros off.

use super::super::basis::complete_columns;
use super::super::{Matrix, qr};
use super::{Svd, arrange, blocked, jacobi, verify};

/// What is left of R below a row is zero when its norm is at most so many ε times the largest entry of R.
const NOTHING_LEFT: f64 = 8.0 * f64::EPSILON;

/// Thin decomposition by way of a triangular core of full numerical rank, unsorted; `None` when that fails too.
///
/// A = Q₁WQ₂ᵀ with a core W, k×k, where k rows of the first, pivoted QR decomposition hold A up to a few ε; the core is
/// as well conditioned as A allows, so that Jacobi ends after a few sweeps.
/// Shapes: `a` m×n → as [`Svd`]. `a` must be finite with entries in [−1, 1].
/// Cost: O(mn·p) for the decompositions, O(k³) a sweep.
/// Source: Drmač & Veselić 2008.
pub(super) fn svd(a: &Matrix) -> Option<Svd> {
    let p = a.nrows().min(a.ncols());
    let first = a.clone().col_piv_qr();
    let mut r = first.r();
    let kept = rows_that_count(&r);
    if kept == 0 {
        return None;
    }
    first.p().inv_permute_columns(&mut r);
    let second = qr::thin_qr(&r.rows(0, kept).transpose());
    let core = core(&second.r.transpose())?;
    let mut singular_values = core.singular_values;
    singular_values.resize(p, 0.0);
    Some(Svd {
        u: completed(first.q().columns(0, kept) * core.u, p),
        singular_values,
        v_t: completed(second.q * core.v_t.transpose(), p).transpose(),
    })
}

/// How many rows of the triangle `r` hold all but rounding of it.
fn rows_that_count(r: &Matrix) -> usize {
    let most = NOTHING_LEFT * r.amax();
    let mut squares = 0.0;
    for row in (0..r.nrows()).rev() {
        squares += r.row(row).norm_squared();
        if squares > most * most {
            return row + 1;
        }
    }
    0
}

fn core(w: &Matrix) -> Option<Svd> {
    let holds = |svd: &Svd| verify::holds(w, svd);
    let blocked = blocked::svd(w)
        .map(arrange::sorted_with_signs)
        .filter(holds);
    blocked.or_else(|| jacobi::svd(w))
}

fn completed(columns: Matrix, count: usize) -> Matrix {
    let known = columns.ncols();
    let mut all = columns.resize_horizontally(count, 0.0);
    complete_columns(&mut all, known);
    all
}
