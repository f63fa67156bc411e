//! What must hold for every matrix, on matrices drawn at random.

use low_rank_lab::linalg::numerical_rank::rank_above;
use low_rank_lab::linalg::principal_angles::{principal_angles, subspace_similarity};
use low_rank_lab::linalg::residual_norms::ResidualNorms;
use low_rank_lab::linalg::rref::rref;
use low_rank_lab::linalg::spectrum::{effective_rank, energy_curve, stable_rank};
use low_rank_lab::linalg::subspaces::FourSubspaces;
use low_rank_lab::linalg::{Error, Matrix, Svd, svd};
use proptest::prelude::*;

/// A matrix of any shape up to 9×9, with entries of very different size.
fn matrix() -> impl Strategy<Value = Matrix> {
    (1usize..10, 1usize..10).prop_flat_map(|(m, n)| matrix_of(m, n))
}

fn matrix_of(m: usize, n: usize) -> impl Strategy<Value = Matrix> {
    let entry = prop_oneof![
        4 => -10.0..10.0f64,
        3 => (-3i32..4).prop_map(f64::from),
        1 => Just(0.0),
        1 => (-12i32..3).prop_map(|e| 10f64.powi(e)),
    ];
    proptest::collection::vec(entry, m * n).prop_map(move |x| Matrix::from_vec(m, n, x))
}

/// Factors B (m×r) and A (r×n).
fn factors() -> impl Strategy<Value = (Matrix, Matrix)> {
    (1usize..9, 1usize..5, 1usize..9).prop_flat_map(|(m, r, n)| (matrix_of(m, r), matrix_of(r, n)))
}

fn decomposed(a: &Matrix) -> Result<Svd, TestCaseError> {
    svd(a).map_err(|e| TestCaseError::fail(e.to_string()))
}

proptest! {
    // The failing input is printed; a file of past failures is not kept.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn eckart_young_holds_for_every_rank(a in matrix()) {
        let svd = decomposed(&a)?;
        let norms = ResidualNorms::new(&a, &svd).map(ResidualNorms::finish).unwrap_or_default();
        prop_assert_eq!(norms.len(), svd.singular_values.len() + 1);
        for (r, norm) in norms.iter().enumerate() {
            prop_assert!((norm - svd.tail_norm(r)).abs() <= 1e-13 * norms[0]);
            prop_assert!(((&a - svd.truncate(r)).norm() - norm).abs() <= 1e-13 * norms[0]);
            // The spectral norm of the error is the first singular value left out.
            let next = svd.singular_values.get(r).copied().unwrap_or(0.0);
            let left = decomposed(&(&a - svd.truncate(r)))?.singular_values[0];
            prop_assert!((left - next).abs() <= 1e-13 * norms[0]);
        }
    }

    #[test]
    fn no_other_matrix_of_rank_r_is_closer((b, c) in factors(), seed in matrix_of(9, 9)) {
        let target = seed.view((0, 0), (b.nrows(), c.ncols())).into_owned();
        let svd = decomposed(&target)?;
        let distance = (&target - &b * &c).norm();
        prop_assert!(distance >= svd.tail_norm(b.ncols()) * (1.0 - 1e-12) - 1e-13);
        // Nor one near the best.
        let nudged = svd.truncate(b.ncols()) + 1e-3 * svd.truncate(1);
        prop_assert!((&target - nudged).norm() >= svd.tail_norm(b.ncols().max(1)) * (1.0 - 1e-12));
    }

    #[test]
    fn a_product_has_at_most_the_rank_of_its_factors((b, a) in factors()) {
        let r = b.ncols();
        prop_assert!(decomposed(&(&b * &a))?.numerical_rank() <= r);
        let zero = Matrix::zeros(b.nrows(), r) * &a;
        prop_assert_eq!(decomposed(&zero)?.numerical_rank(), 0);
    }

    #[test]
    fn the_factors_multiply_back_and_transposing_swaps_them(a in matrix()) {
        let svd = decomposed(&a)?;
        let p = svd.singular_values.len();
        prop_assert!((&a - svd.truncate(p)).norm() <= 1e-13 * a.norm());
        let sum = (0..p).fold(Matrix::zeros(a.nrows(), a.ncols()), |sum, i| sum + svd.term(i));
        prop_assert!((&a - sum).norm() <= 1e-13 * a.norm());
        let transposed = decomposed(&a.transpose())?;
        for (x, y) in svd.singular_values.iter().zip(&transposed.singular_values) {
            prop_assert!((x - y).abs() <= 1e-13 * svd.singular_values[0]);
        }
    }

    #[test]
    fn energy_rises_to_one_and_its_inverse_is_exact(a in matrix()) {
        let svd = decomposed(&a)?;
        let p = svd.singular_values.len();
        let curve = energy_curve(&svd.singular_values);
        for (r, &energy) in curve.iter().enumerate() {
            prop_assert!((svd.energy(r) - energy).abs() <= 1e-14);
            prop_assert!((0.0..=1.0).contains(&energy));
            // At a threshold that r terms meet exactly, no more than r terms are asked for.
            prop_assert!(svd.smallest_rank_for_energy(energy.min(1.0 - 1e-15)) <= r);
        }
        prop_assert!(curve.is_sorted());
        prop_assert_eq!(svd.energy(p), 1.0);
        prop_assert_eq!(svd.smallest_rank_for_energy(0.0), 0);
        prop_assert_eq!(svd.smallest_rank_for_energy(1.0), svd.numerical_rank());
    }

    #[test]
    fn ranks_are_ordered(a in matrix()) {
        let svd = decomposed(&a)?;
        let sigma = &svd.singular_values;
        let nonzero = rank_above(sigma, 0.0) as f64;
        prop_assert!(stable_rank(sigma) <= nonzero + 1e-12);
        prop_assert!(effective_rank(sigma) <= nonzero + 1e-12);
        prop_assert!(rank_above(sigma, f64::INFINITY) == 0);
    }

    #[test]
    fn four_subspaces_add_up_for_every_rank(a in matrix(), rank in 0usize..10) {
        let svd = decomposed(&a)?;
        let spaces = FourSubspaces::new(&svd, rank);
        prop_assert_eq!(spaces.rank + spaces.nullity(), a.ncols());
        prop_assert_eq!(spaces.rank + spaces.left_null_space.ncols(), a.nrows());
        let truncated = svd.truncate(rank);
        let image = &truncated * &spaces.null_space;
        prop_assert!(image.norm() <= 1e-13 * a.norm());
        let image = truncated.transpose() * &spaces.left_null_space;
        prop_assert!(image.norm() <= 1e-13 * a.norm());
    }

    #[test]
    fn angles_lie_between_zero_and_a_right_angle((b, c) in (1usize..9).prop_flat_map(|m| (matrix_of(m, 3), matrix_of(m, 4)))) {
        let angles = principal_angles(&b, &c).unwrap_or_default();
        prop_assert!(angles.iter().all(|a| (0.0..=std::f64::consts::FRAC_PI_2 + 1e-15).contains(a)));
        prop_assert!(angles.is_sorted_by(|x, y| *x <= y + 1e-12));
        // A subspace makes no angle with itself.
        prop_assert!(principal_angles(&b, &b).unwrap_or_default().iter().all(|&a| a < 1e-12));
        let (u, v) = (decomposed(&b)?.u, decomposed(&c)?.u);
        let phi = subspace_similarity(&u, 2, &v, 3);
        prop_assert!(phi.is_ok_and(|phi| (0.0..=1.0).contains(&phi)));
    }

    #[test]
    fn nothing_panics_or_returns_nan_on_any_bits(bits in proptest::collection::vec(any::<u64>(), 1..40), columns in 1usize..7) {
        let rows = bits.len().div_ceil(columns);
        let a = Matrix::from_fn(rows, columns, |i, j| f64::from_bits(bits[(i * columns + j) % bits.len()]));
        match svd(&a) {
            Ok(svd) => {
                prop_assert!(svd.singular_values.iter().all(|s| s.is_finite()));
                prop_assert!(svd.truncate(1).iter().all(|x| !x.is_nan()));
                prop_assert!((0.0..=1.0).contains(&svd.energy(1)));
                match ResidualNorms::new(&a, &svd) {
                    Ok(residuals) => prop_assert!(residuals.finish().iter().all(|x| x.is_finite())),
                    // ‖A‖_F may exceed the largest double where σ₁ does not.
                    Err(error) => prop_assert_eq!(error, Error::Overflow),
                }
            }
            Err(Error::NotFinite { row, column, .. }) => prop_assert!(!a[(row - 1, column - 1)].is_finite()),
            Err(error) => prop_assert_eq!(error, Error::Overflow),
        }
        if let Ok(found) = rref(&a) {
            prop_assert!(found.reduced.iter().all(|x| x.is_finite()));
        }
    }
}
