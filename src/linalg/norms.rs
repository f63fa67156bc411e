//! Matrix norms that overflow only when the norm itself does.

use super::error::require_finite;
use super::scaling::{euclidean_norm, max_abs};
use super::{Error, Matrix, svd};

/// Frobenius norm √Σ aᵢⱼ². O(mn). Infinite only if the norm exceeds the largest double.
pub fn frobenius_norm(a: &Matrix) -> f64 {
    euclidean_norm(a.as_slice())
}

/// max |aᵢⱼ|; 0 for an empty matrix.
pub fn max_abs_entry(a: &Matrix) -> f64 {
    max_abs(a.as_slice())
}

/// Spectral norm ‖A‖₂ = σ₁. Cost: that of [`svd`](super::svd()).
/// # Errors
/// Those of [`svd`](super::svd()).
pub fn spectral_norm(a: &Matrix) -> Result<f64, Error> {
    Ok(svd(a)?.singular_values.first().copied().unwrap_or(0.0))
}

/// ‖A − B‖_F.
/// # Errors
/// [`Error::Empty`], [`Error::NotFinite`], [`Error::Shape`] when the shapes differ, [`Error::Overflow`].
pub fn frobenius_distance(a: &Matrix, b: &Matrix) -> Result<f64, Error> {
    require_finite(a)?;
    require_finite(b)?;
    super::error::require_shape(b, "the difference", a.nrows(), a.ncols())?;
    let distance = frobenius_norm(&(a - b));
    if distance.is_finite() {
        Ok(distance)
    } else {
        Err(Error::Overflow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norms_of_a_known_matrix() -> Result<(), Error> {
        let a = Matrix::from_row_slice(2, 2, &[3.0, 0.0, 4.0, 5.0]);
        assert!((frobenius_norm(&a) - 50f64.sqrt()).abs() < 1e-14);
        assert!((spectral_norm(&a)? - 45f64.sqrt()).abs() < 1e-14);
        assert_eq!(max_abs_entry(&a), 5.0);
        assert_eq!(frobenius_distance(&a, &a)?, 0.0);
        Ok(())
    }

    #[test]
    fn the_ends_of_the_range() -> Result<(), Error> {
        let ones = Matrix::from_element(3, 3, 1.0);
        for scale in [1e300, 1e-300] {
            assert!((frobenius_norm(&(&ones * scale)) / (3.0 * scale) - 1.0).abs() < 1e-14);
            assert!((spectral_norm(&(&ones * scale))? / (3.0 * scale) - 1.0).abs() < 1e-14);
        }
        assert_eq!(
            spectral_norm(&(ones * f64::MAX)),
            Err(Error::Overflow),
            "σ₁ = 3·MAX cannot be held"
        );
        Ok(())
    }
}
