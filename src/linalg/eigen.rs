//! Eigenvalues of a symmetric matrix, by a route that shares nothing with the SVD.

use super::error::{require_finite, require_shape};
use super::order::descending_order;
use super::scaling::{scale_by_power_of_two, scaled};
use super::{Error, Matrix};

/// 6 to 10 sweeps are usual; quadratic convergence makes more than 20 unheard of.
const MAX_SWEEPS: usize = 60;

/// A = Q Λ Qᵀ for a symmetric A.
#[derive(Debug, Clone, PartialEq)]
pub struct SymmetricEigen {
    /// n values, largest first.
    pub eigenvalues: Vec<f64>,
    /// n×n; column i is a unit eigenvector for eigenvalue i.
    pub eigenvectors: Matrix,
}

/// Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations.
///
/// Shapes: `a` n×n.
/// Cost: O(n³) per sweep, 6 to 10 sweeps: meant for n up to about 100.
/// Accuracy: a few n·ε·|λ|max.
/// # Errors
/// [`Error::Empty`], [`Error::NotFinite`]; [`Error::Shape`] unless square; [`Error::NotSymmetric`] when aᵢⱼ and aⱼᵢ
/// differ by more than 1e-12 of the largest entry; [`Error::Overflow`]; [`Error::NoConvergence`].
/// Source: Golub & Van Loan, *Matrix Computations*, 4th ed., §8.5.
pub fn symmetric_eigen(a: &Matrix) -> Result<SymmetricEigen, Error> {
    let mut vectors = Matrix::identity(a.nrows(), a.ncols());
    let (values, order) = diagonalize(a, Some(&mut vectors))?;
    Ok(SymmetricEigen {
        eigenvalues: values,
        eigenvectors: vectors.select_columns(&order),
    })
}

/// The eigenvalues alone, largest first; as [`symmetric_eigen`], in about half the time.
/// Beyond n = 64 by reduction to tridiagonal form (faer), where that engine is compiled in.
/// # Errors
/// Those of [`symmetric_eigen`].
pub fn symmetric_eigenvalues(a: &Matrix) -> Result<Vec<f64>, Error> {
    #[cfg(not(feature = "light"))]
    if a.nrows() > JACOBI_LIMIT {
        return large(a);
    }
    Ok(diagonalize(a, None)?.0)
}

/// Jacobi rotations up to this side; at 256 they would take fifty times as long as the reduction.
#[cfg(not(feature = "light"))]
const JACOBI_LIMIT: usize = 64;

#[cfg(not(feature = "light"))]
fn large(a: &Matrix) -> Result<Vec<f64>, Error> {
    require_finite(a)?;
    require_shape(a, "a symmetric matrix", a.nrows(), a.nrows())?;
    let (mut unit, exponent) = scaled(a);
    symmetrize(&mut unit)?;
    let n = unit.nrows();
    let ascending = faer::MatRef::from_column_major_slice(unit.as_slice(), n, n)
        .self_adjoint_eigenvalues(faer::Side::Lower)
        .map_err(|_| Error::NoConvergence)?;
    let values: Vec<f64> = ascending
        .iter()
        .rev()
        .map(|&x| scale_by_power_of_two(x, exponent))
        .collect();
    // The trace is the sum of the eigenvalues: a check that costs nothing.
    let gap = (unit.trace() - ascending.iter().sum::<f64>()).abs();
    if gap.is_nan() || gap > 1e-10 * n as f64 {
        return Err(Error::NoConvergence);
    }
    if values.iter().all(|x| x.is_finite()) {
        Ok(values)
    } else {
        Err(Error::Overflow)
    }
}

fn diagonalize(a: &Matrix, vectors: Option<&mut Matrix>) -> Result<(Vec<f64>, Vec<usize>), Error> {
    require_finite(a)?;
    require_shape(a, "a symmetric matrix", a.nrows(), a.nrows())?;
    let (mut work, exponent) = scaled(a);
    symmetrize(&mut work)?;
    sweep_until_diagonal(&mut work, vectors)?;
    let diagonal: Vec<f64> = work
        .diagonal()
        .iter()
        .map(|&x| scale_by_power_of_two(x, exponent))
        .collect();
    if diagonal.iter().any(|x| !x.is_finite()) {
        return Err(Error::Overflow);
    }
    let order = descending_order(&diagonal);
    Ok((order.iter().map(|&i| diagonal[i]).collect(), order))
}

/// Replaces both halves by their mean; refuses a matrix whose halves differ by more than rounding.
fn symmetrize(a: &mut Matrix) -> Result<(), Error> {
    for j in 0..a.ncols() {
        for i in 0..j {
            if (a[(i, j)] - a[(j, i)]).abs() > 1e-12 {
                return Err(Error::NotSymmetric {
                    row: i + 1,
                    column: j + 1,
                });
            }
            let mean = 0.5 * (a[(i, j)] + a[(j, i)]);
            a[(i, j)] = mean;
            a[(j, i)] = mean;
        }
    }
    Ok(())
}

fn sweep_until_diagonal(a: &mut Matrix, mut vectors: Option<&mut Matrix>) -> Result<(), Error> {
    let n = a.nrows();
    let negligible = 0.1 * f64::EPSILON * a.norm() / n as f64;
    for _ in 0..MAX_SWEEPS {
        let mut rotated = false;
        for p in 0..n {
            for q in p + 1..n {
                if a[(p, q)].abs() > negligible {
                    rotated = true;
                    rotate(a, vectors.as_deref_mut(), p, q);
                }
            }
        }
        if !rotated {
            return Ok(());
        }
    }
    Err(Error::NoConvergence)
}

/// The rotation in the plane (p, q) that makes aₚq zero.
fn rotate(a: &mut Matrix, vectors: Option<&mut Matrix>, p: usize, q: usize) {
    let off_diagonal = a[(p, q)];
    let theta = (a[(q, q)] - a[(p, p)]) / (2.0 * off_diagonal);
    let tangent = 1.0f64.copysign(theta) / (theta.abs() + (theta * theta + 1.0).sqrt());
    let cos = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sin = tangent * cos;
    a[(p, p)] -= tangent * off_diagonal;
    a[(q, q)] += tangent * off_diagonal;
    a[(p, q)] = 0.0;
    a[(q, p)] = 0.0;
    for k in (0..a.nrows()).filter(|&k| k != p && k != q) {
        let (x, y) = (a[(k, p)], a[(k, q)]);
        let (x, y) = (cos * x - sin * y, sin * x + cos * y);
        a[(k, p)] = x;
        a[(p, k)] = x;
        a[(k, q)] = y;
        a[(q, k)] = y;
    }
    if let Some(vectors) = vectors {
        for k in 0..vectors.nrows() {
            let (x, y) = (vectors[(k, p)], vectors[(k, q)]);
            vectors[(k, p)] = cos * x - sin * y;
            vectors[(k, q)] = sin * x + cos * y;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_spectrum() -> Result<(), Error> {
        // The second-difference matrix has eigenvalues 2 − 2cos(kπ/(n+1)).
        let n = 9;
        let a = Matrix::from_fn(n, n, |i, j| match i.abs_diff(j) {
            0 => 2.0,
            1 => -1.0,
            _ => 0.0,
        });
        let eigen = symmetric_eigen(&a)?;
        for (k, &value) in eigen.eigenvalues.iter().rev().enumerate() {
            let angle = (k + 1) as f64 * std::f64::consts::PI / (n + 1) as f64;
            assert!((value - (2.0 - 2.0 * angle.cos())).abs() < 1e-14);
        }
        let q = &eigen.eigenvectors;
        let lambda = Matrix::from_diagonal(&nalgebra::DVector::from_vec(eigen.eigenvalues));
        assert!((&a * q - q * lambda).amax() < 1e-14);
        assert!((q.transpose() * q - Matrix::identity(n, n)).amax() < 1e-14);
        Ok(())
    }

    #[test]
    fn what_is_not_symmetric_is_refused() {
        let a = Matrix::from_row_slice(2, 2, &[1.0, 2.0, 3.0, 4.0]);
        let refusal = Err(Error::NotSymmetric { row: 1, column: 2 });
        assert_eq!(symmetric_eigenvalues(&a), refusal);
        assert!(matches!(
            symmetric_eigenvalues(&Matrix::zeros(2, 3)),
            Err(Error::Shape { .. })
        ));
    }

    #[test]
    fn both_methods_agree_on_a_large_matrix() -> Result<(), Error> {
        let b = Matrix::from_fn(90, 80, |i, j| {
            ((i * 7 + j * 13) % 17) as f64 - 8.0 + j as f64 / 9.0
        });
        let gram = b.tr_mul(&b);
        let rotated = diagonalize(&gram, None)?.0;
        for (mine, other) in symmetric_eigenvalues(&gram)?.iter().zip(&rotated) {
            assert!((mine - other).abs() <= 1e-12 * rotated[0], "{mine} {other}");
        }
        Ok(())
    }

    #[test]
    fn huge_and_tiny_matrices() -> Result<(), Error> {
        for scale in [1e300, 1e-300] {
            let values = symmetric_eigenvalues(&Matrix::from_element(3, 3, scale))?;
            assert!((values[0] / (3.0 * scale) - 1.0).abs() < 1e-14);
        }
        Ok(())
    }
}
