//! The angles between two subspaces.

use super::error::{require_finite, require_shape};
use super::{Error, Matrix, svd};

/// Principal angles between the column spaces of `a` and `b`, in radians, ascending, in [0, π/2].
///
/// Shapes: `a` m×k, `b` m×l → min(rank a, rank b) angles, numerical ranks; none when one of them is zero.
/// Cost: that of the SVDs of `a` and `b`.
/// # Errors
/// Those of [`svd`](super::svd()); [`Error::Shape`] when the numbers of rows differ.
/// Source: Björck & Golub 1973.
pub fn principal_angles(a: &Matrix, b: &Matrix) -> Result<Vec<f64>, Error> {
    require_shape(b, "the second subspace", a.nrows(), b.ncols())?;
    principal_angles_of_bases(&column_space(a)?, &column_space(b)?)
}

/// Principal angles between two subspaces given by orthonormal bases, in radians, ascending.
///
/// Shapes: `q1` m×k, `q2` m×l, orthonormal columns → min(k, l) angles.
/// Angles above 45° come from the cosines, the singular values of Q₁ᵀQ₂; smaller ones from the sines, the singular
/// values of Q₂ − Q₁Q₁ᵀQ₂, because the arc cosine near 1 loses half of the digits.
/// # Errors
/// [`Error::NotFinite`]; [`Error::Shape`] when the numbers of rows differ; [`Error::NoConvergence`].
/// Source: Björck & Golub 1973, §3.
pub fn principal_angles_of_bases(q1: &Matrix, q2: &Matrix) -> Result<Vec<f64>, Error> {
    require_shape(q2, "the second subspace", q1.nrows(), q2.ncols())?;
    // The smaller subspace is projected onto the larger, so that there is one sine for each cosine.
    let (large, small) = if q1.ncols() >= q2.ncols() {
        (q1, q2)
    } else {
        (q2, q1)
    };
    if small.is_empty() {
        return Ok(Vec::new());
    }
    let coordinates = large.transpose() * small;
    let outside = small - large * &coordinates;
    let cosines = svd(&coordinates)?.singular_values;
    let sines = svd(&outside)?.singular_values;
    // Cosines descend while the angles ascend; sines descend too, so they are read from the end.
    Ok(cosines
        .iter()
        .zip(sines.iter().rev())
        .map(|(&cosine, &sine)| {
            if cosine * cosine >= 0.5 {
                libm::asin(sine.min(1.0))
            } else {
                libm::acos(cosine)
            }
        })
        .collect())
}

/// An orthonormal basis of the column space of `a`: its left singular vectors up to the numerical rank, m×r.
/// # Errors
/// Those of [`svd`](super::svd()).
pub fn column_space(a: &Matrix) -> Result<Matrix, Error> {
    let svd = svd(a)?;
    Ok(svd.u.columns(0, svd.numerical_rank()).into_owned())
}

/// φ = ‖U_Aⁱᵀ U_Bʲ‖_F²/min(i, j) ∈ [0, 1]: how much the first i directions of one basis lie in the first j of another.
///
/// Shapes: `u_a` m×k, `u_b` m×l with orthonormal columns; i and j are clamped to k and l; 0 if either is 0.
/// For random subspaces of ℝᵐ its mean is max(i, j)/m.
/// # Errors
/// [`Error::Empty`], [`Error::NotFinite`]; [`Error::Shape`] when the numbers of rows differ.
/// Source: Hu et al. 2021 (LoRA), §7.2.
pub fn subspace_similarity(u_a: &Matrix, i: usize, u_b: &Matrix, j: usize) -> Result<f64, Error> {
    require_finite(u_a)?;
    require_finite(u_b)?;
    require_shape(u_b, "the second subspace", u_a.nrows(), u_b.ncols())?;
    let (i, j) = (i.min(u_a.ncols()), j.min(u_b.ncols()));
    if i.min(j) == 0 {
        return Ok(0.0);
    }
    let overlap = u_a.columns(0, i).transpose() * u_b.columns(0, j);
    Ok((overlap.norm_squared() / i.min(j) as f64).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A plane spanned by e₁ and a vector at `angle` from e₂ towards e₃.
    fn tilted_plane(angle: f64) -> Matrix {
        let mut plane = Matrix::zeros(4, 2);
        plane[(0, 0)] = 1.0;
        plane[(1, 1)] = angle.cos();
        plane[(2, 1)] = angle.sin();
        plane
    }

    #[test]
    fn known_angles_down_to_the_smallest() -> Result<(), Error> {
        for angle in [1e-15, 1e-12, 1e-8, 1e-3, 0.5, 1.0, 1.57] {
            let found = principal_angles(&tilted_plane(0.0), &tilted_plane(angle))?;
            assert_eq!(found.len(), 2);
            assert!(found[0].abs() < 1e-15);
            assert!(
                (found[1] - angle).abs() < 1e-15 + 1e-12 * angle,
                "{found:?}"
            );
        }
        Ok(())
    }

    #[test]
    fn different_dimensions_and_zero_subspaces() -> Result<(), Error> {
        let line = Matrix::from_column_slice(4, 1, &[0.0, 0.0, 1.0, 0.0]);
        let plane = tilted_plane(0.3);
        let expected = std::f64::consts::FRAC_PI_2 - 0.3;
        for found in [
            principal_angles(&line, &plane)?,
            principal_angles(&plane, &line)?,
        ] {
            assert_eq!(found.len(), 1);
            assert!((found[0] - expected).abs() < 1e-14);
        }
        assert!(principal_angles(&Matrix::zeros(4, 2), &plane)?.is_empty());
        assert!(principal_angles(&Matrix::zeros(3, 2), &plane).is_err());
        Ok(())
    }

    #[test]
    fn similarity_is_the_mean_squared_cosine() -> Result<(), Error> {
        let (flat, tilted) = (tilted_plane(0.0), tilted_plane(0.7));
        let phi = subspace_similarity(&flat, 2, &tilted, 2)?;
        let cos = 0.7f64.cos();
        assert!((phi - (1.0 + cos * cos) / 2.0).abs() < 1e-15);
        assert_eq!(subspace_similarity(&flat, 1, &flat, 9)?, 1.0);
        assert_eq!(subspace_similarity(&flat, 0, &flat, 1)?, 0.0);
        Ok(())
    }
}
