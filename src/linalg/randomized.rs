//! The largest singular values quickly, as a preview of the exact decomposition.

use super::error::require_finite;
use super::scaling::{scale_by_power_of_two, scaled};
use super::{Error, Matrix, Svd, qr, svd};

/// Extra directions in the sketch; five to ten are the paper's advice.
const OVERSAMPLING: usize = 8;

/// An approximate thin decomposition of rank `rank`, by a randomized range finder with power iteration.
///
/// Shapes: `a` m×n → `u` m×k, k values, `v_t` k×n, with k = min(`rank`, m, n).
/// `normal` draws from the standard normal distribution; the same draws give the same result.
/// Cost: O(mn·(rank + 8)·(2 + 2·`power_iterations`)); rank 32 of 512×512 with one iteration takes some tens of
/// milliseconds in a browser.
/// Accuracy: the values come out a little small, most of all the last ones; mark the result as a preview.
/// # Errors
/// Those of [`svd`](super::svd()).
/// Source: Halko, Martinsson & Tropp 2011, algorithms 4.4 and 5.1.
pub fn randomized_svd(
    a: &Matrix,
    rank: usize,
    power_iterations: usize,
    mut normal: impl FnMut() -> f64,
) -> Result<Svd, Error> {
    require_finite(a)?;
    let (m, n) = a.shape();
    let sketch = rank.saturating_add(OVERSAMPLING).min(m).min(n);
    let (unit, exponent) = scaled(a);
    let test = Matrix::from_fn(n, sketch, |_, _| normal());
    let mut range = orthonormal(&(&unit * test));
    for _ in 0..power_iterations {
        // Orthonormalized in between, or the small directions drown in rounding.
        let back = orthonormal(&unit.tr_mul(&range));
        range = orthonormal(&(&unit * back));
    }
    let small = svd(&range.tr_mul(&unit))?;
    let kept = rank.min(small.singular_values.len());
    let singular_values: Vec<f64> = small.singular_values[..kept]
        .iter()
        .map(|&s| scale_by_power_of_two(s, exponent))
        .collect();
    if singular_values.iter().any(|s| !s.is_finite()) {
        return Err(Error::Overflow);
    }
    Ok(Svd {
        u: range * small.u.columns(0, kept),
        singular_values,
        v_t: small.v_t.rows(0, kept).into_owned(),
    }
    .with_settled_signs())
}

fn orthonormal(a: &Matrix) -> Matrix {
    qr::thin_qr(a).q
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linalg::norms::frobenius_norm;

    /// A simple generator: linalg imports nothing from the layers above.
    fn normals() -> impl FnMut() -> f64 {
        let mut state = 1u64;
        move || {
            let mut sum = -6.0;
            for _ in 0..12 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                sum += (state >> 11) as f64 / (1u64 << 53) as f64;
            }
            sum
        }
    }

    #[test]
    fn exact_for_a_matrix_of_low_rank() -> Result<(), Error> {
        for scale in [1.0, 1e300, 1e-300] {
            let a = Matrix::from_fn(60, 50, |i, j| {
                scale * ((i + 2 * j) as f64 - 0.5 * (i * j) as f64)
            });
            let exact = svd(&a)?;
            let preview = randomized_svd(&a, 5, 1, normals())?;
            assert_eq!((preview.u.shape(), preview.v_t.shape()), ((60, 5), (5, 50)));
            let sigma1 = exact.singular_values[0];
            for (x, y) in preview.singular_values.iter().zip(&exact.singular_values) {
                assert!((x - y).abs() <= 1e-13 * sigma1);
            }
            assert!(frobenius_norm(&(preview.truncate(5) - &a)) <= 1e-12 * frobenius_norm(&a));
        }
        Ok(())
    }

    #[test]
    fn close_to_the_best_where_the_spectrum_decays() -> Result<(), Error> {
        let a = Matrix::from_fn(120, 100, |i, j| 1.0 / (1.0 + i as f64 + j as f64));
        let exact = svd(&a)?;
        let preview = randomized_svd(&a, 4, 1, normals())?;
        let error = (&a - preview.truncate(4)).norm();
        assert!(error <= 1.01 * exact.tail_norm(4) + 1e-14);
        Ok(())
    }

    #[test]
    fn more_terms_than_there_are_and_none() -> Result<(), Error> {
        let a = Matrix::identity(3, 2);
        assert_eq!(
            randomized_svd(&a, 99, 0, normals())?.singular_values.len(),
            2
        );
        assert_eq!(
            randomized_svd(&a, 0, 1, normals())?.singular_values.len(),
            0
        );
        Ok(())
    }
}
