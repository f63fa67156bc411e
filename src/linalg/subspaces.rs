//! The four fundamental subspaces, as orthonormal bases.
//!
//! The form "which column is which combination of the pivot columns" comes from [`rref`](super::rref).

use super::basis::completed;
use super::{Matrix, Svd};

/// Orthonormal bases of the four fundamental subspaces of an m×n matrix of rank r, one basis vector per column.
///
/// A subspace {0} has a basis of no columns.
#[derive(Debug, Clone, PartialEq)]
pub struct FourSubspaces {
    pub rank: usize,
    /// m×r: all A x. Left singular vectors 1 … r.
    pub column_space: Matrix,
    /// m×(m − r): all y with Aᵀy = 0.
    pub left_null_space: Matrix,
    /// n×r: all Aᵀy. Right singular vectors 1 … r.
    pub row_space: Matrix,
    /// n×(n − r): all x with A x = 0.
    pub null_space: Matrix,
}

impl FourSubspaces {
    /// The bases that go with taking `rank` (clamped to min(m, n)) singular values for nonzero.
    ///
    /// For a rank below the true one the null spaces are those of the truncation A_r.
    /// Cost: O((m² + n²)·p), to complete the thin factors to square ones.
    /// Source: Strang 1993, *The fundamental theorem of linear algebra*.
    pub fn new(svd: &Svd, rank: usize) -> Self {
        let rank = rank.min(svd.singular_values.len());
        let (column_space, left_null_space) = split(completed(&svd.u), rank);
        let (row_space, null_space) = split(completed(&svd.v_t.transpose()), rank);
        Self {
            rank,
            column_space,
            left_null_space,
            row_space,
            null_space,
        }
    }

    /// n − r, the dimension of the null space.
    pub fn nullity(&self) -> usize {
        self.null_space.ncols()
    }
}

fn split(basis: Matrix, at: usize) -> (Matrix, Matrix) {
    let rest = basis.ncols() - at;
    (
        basis.columns(0, at).into_owned(),
        basis.columns(at, rest).into_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Error, svd};
    use super::*;

    #[test]
    fn dimensions_add_up_and_spaces_are_orthogonal() -> Result<(), Error> {
        let rank_two = Matrix::from_fn(5, 4, |i, j| ((i + 1) * (j + 2)) as f64 + (i * i) as f64);
        let cases = [
            (rank_two, 2),
            (
                Matrix::from_row_slice(2, 3, &[1.0, 2.0, 3.0, 2.0, 4.0, 6.0]),
                1,
            ),
            (Matrix::zeros(3, 2), 0),
            (Matrix::identity(4, 4), 4),
        ];
        for (a, rank) in cases {
            let svd = svd(&a)?;
            let spaces = FourSubspaces::new(&svd, svd.numerical_rank());
            assert_eq!(spaces.rank, rank);
            assert_eq!(spaces.rank + spaces.nullity(), a.ncols());
            assert_eq!(spaces.rank + spaces.left_null_space.ncols(), a.nrows());
            let gap = |x: Matrix| if x.is_empty() { 0.0 } else { x.amax() };
            assert!(gap(&a * &spaces.null_space) < 1e-13);
            assert!(gap(a.transpose() * &spaces.left_null_space) < 1e-13);
            assert!(gap(spaces.column_space.transpose() * &spaces.left_null_space) < 1e-14);
            assert!(gap(spaces.row_space.transpose() * &spaces.null_space) < 1e-14);
            let projected = &spaces.column_space * (spaces.column_space.transpose() * &a);
            assert!((projected - a).amax() < 1e-13);
        }
        Ok(())
    }
}
