//! The SVD against known answers, against an independent method, and on everything it must refuse.

use low_rank_lab::data::random::SplitMix64;
use low_rank_lab::linalg::eigen::symmetric_eigenvalues;
use low_rank_lab::linalg::qr::thin_qr;
use low_rank_lab::linalg::{Error, Matrix, Svd, svd};

fn must(a: &Matrix) -> Svd {
    svd(a).unwrap_or_else(|e| panic!("{e}\n{a}"))
}

/// ‖A − UΣVᵀ‖_F/‖A‖_F and the largest entry of |UᵀU − I| and |VᵀV − I|.
fn gaps(a: &Matrix, svd: &Svd) -> (f64, f64) {
    let p = svd.singular_values.len();
    let norm = a.norm();
    let residual = (a - svd.truncate(p)).norm();
    let identity = Matrix::identity(p, p);
    let u_gap = (svd.u.transpose() * &svd.u - &identity).amax();
    let v_gap = (&svd.v_t * svd.v_t.transpose() - &identity).amax();
    let relative = if norm == 0.0 {
        residual
    } else {
        residual / norm
    };
    (relative, u_gap.max(v_gap))
}

fn assert_sound(a: &Matrix, what: &str) -> Svd {
    let svd = must(a);
    let (residual, orthogonality) = gaps(a, &svd);
    assert!(residual < 1e-12, "{what}: residual {residual:e}");
    assert!(
        orthogonality < 1e-12,
        "{what}: orthogonality {orthogonality:e}"
    );
    assert!(
        svd.singular_values.is_sorted_by(|x, y| x >= y),
        "{what}: order"
    );
    assert!(
        svd.singular_values.iter().all(|&s| s >= 0.0),
        "{what}: sign"
    );
    svd
}

fn assert_close(actual: &[f64], expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(actual.len(), expected.len(), "{what}");
    for (x, y) in actual.iter().zip(expected) {
        assert!(
            (x - y).abs() <= tolerance,
            "{what}: {actual:?} instead of {expected:?}"
        );
    }
}

/// The singular values without an SVD: the p largest eigenvalues of [[0, A], [Aᵀ, 0]], whose spectrum is ±σ and 0.
fn singular_values_from_augmented_matrix(a: &Matrix) -> Vec<f64> {
    let (m, n) = a.shape();
    let mut augmented = Matrix::zeros(m + n, m + n);
    augmented.view_mut((0, m), (m, n)).copy_from(a);
    augmented.view_mut((m, 0), (n, m)).copy_from(&a.transpose());
    let mut values = symmetric_eigenvalues(&augmented).unwrap_or_else(|e| panic!("{e}"));
    values.truncate(m.min(n));
    values
}

#[test]
fn the_matrices_that_break_other_libraries() {
    let cases: [(&[f64], [f64; 3]); 2] = [
        (
            &[-1.0, 0.0, 2.0, 1.0, 2.0, -1.0, 0.0, 2.0, 1.0],
            [3.0, 7f64.sqrt(), 0.0],
        ),
        (
            &[1.0, 2.0, 2.0, 2.0, -1.0, -1.0, 2.0, 1.0, -1.0],
            [10f64.sqrt(), 10f64.sqrt(), 1.0],
        ),
    ];
    for (entries, expected) in cases {
        let a = Matrix::from_row_slice(3, 3, entries);
        let found = assert_sound(&a, "3×3");
        assert_close(&found.singular_values, &expected, 1e-14, "3×3");
    }
    let dependent = Matrix::from_row_slice(3, 3, &[1.0, 2.0, 3.0, 2.0, 4.0, 6.0, 3.0, 6.0, 9.0]);
    assert_eq!(assert_sound(&dependent, "rank 1").numerical_rank(), 1);
}

#[test]
fn all_ones_of_every_shape_up_to_30_and_some_larger() {
    let larger = [
        (64, 64),
        (33, 40),
        (64, 40),
        (40, 100),
        (200, 33),
        (100, 1),
        (1, 100),
    ];
    let small = (1..=30).flat_map(|m| (1..=30).map(move |n| (m, n)));
    for (m, n) in small.chain(larger) {
        let found = assert_sound(&Matrix::from_element(m, n, 1.0), &format!("ones {m}×{n}"));
        let expected = ((m * n) as f64).sqrt();
        assert!((found.singular_values[0] - expected).abs() < 1e-13 * expected);
        assert_eq!(found.numerical_rank(), 1, "ones {m}×{n}");
    }
}

#[test]
fn checkerboards_and_low_rank_squares_of_side_64() {
    let board = Matrix::from_fn(
        64,
        64,
        |i, j| if (i / 8 + j / 8) % 2 == 0 { 255.0 } else { 0.0 },
    );
    let found = assert_sound(&board, "checkerboard");
    assert_close(
        &found.singular_values[..2],
        &[8160.0, 8160.0],
        1e-9,
        "checkerboard",
    );
    assert_eq!(found.numerical_rank(), 2);

    let mut rng = SplitMix64::new(11);
    for _ in 0..20 {
        let b = Matrix::from_fn(64, 8, |_, _| rng.normal());
        let a = Matrix::from_fn(8, 64, |_, _| rng.normal());
        assert_eq!(assert_sound(&(b * a), "BA").numerical_rank(), 8);
    }
}

/// On some of these divide and conquer is wrong by 1e-6, and Jacobi alone would take a hundred times as long.
#[test]
fn projections_with_hundreds_of_equal_singular_values() {
    let mut rng = SplitMix64::new(7);
    for (n, r) in [(300, 110), (300, 111), (350, 130), (200, 60)] {
        let q = thin_qr(&Matrix::from_fn(n, r, |_, _| rng.normal())).q;
        let projection = &q * q.transpose();
        let svd = assert_sound(&projection, &format!("projection {n}, rank {r}"));
        let exact: Vec<f64> = (0..n).map(|i| f64::from(u8::from(i < r))).collect();
        let what = format!("σ of the projection {n}, rank {r}");
        assert_close(&svd.singular_values, &exact, 2e-14, &what);
        assert_eq!(svd.numerical_rank(), r);
        let (residual, orthogonality) = gaps(&projection, &svd);
        assert!(
            residual < 2e-14 && orthogonality < 2e-14,
            "{what}: {residual:e}, {orthogonality:e}"
        );
    }
}

#[test]
fn the_zero_matrix_has_orthonormal_factors() {
    for (m, n) in [(1, 1), (2, 3), (5, 2), (40, 50)] {
        let found = assert_sound(&Matrix::zeros(m, n), "zero");
        assert!(found.singular_values.iter().all(|&s| s == 0.0));
        assert_eq!(found.numerical_rank(), 0);
        assert_eq!(found.energy(0), 1.0);
        assert_eq!(found.smallest_rank_for_energy(0.95), 0);
        assert_eq!(found.smallest_rank_for_energy(1.0), 0);
    }
}

#[test]
fn the_ends_of_the_range() {
    for scale in [1e300, 1e-300, 1e160, 1e-160, 5e-324, 1e-310] {
        for (m, n) in [(3, 3), (2, 5), (40, 36)] {
            let found = must(&Matrix::from_element(m, n, scale));
            let expected = ((m * n) as f64).sqrt();
            let relative = found.singular_values[0] / scale / expected;
            let tolerance = if scale < 1e-300 { 0.3 } else { 1e-13 };
            assert!((relative - 1.0).abs() < tolerance, "{scale:e}: {relative}");
            assert_eq!(found.numerical_rank(), 1);
            assert!(found.truncate(1).iter().all(|x| x.is_finite()));
        }
    }
    // Here σ₁ = 3·MAX does not exist as a double, while each entry does.
    assert_eq!(
        svd(&Matrix::from_element(3, 3, f64::MAX)),
        Err(Error::Overflow)
    );
}

#[test]
fn very_different_columns_keep_their_relative_accuracy() {
    let a = Matrix::from_diagonal(&nalgebra::dvector![1e-300, 1.0, 1e-150, 0.0]);
    let found = must(&a);
    let expected = [1.0, 1e-150, 1e-300, 0.0];
    for (s, e) in found.singular_values.iter().zip(expected) {
        assert!((s - e).abs() <= 1e-15 * e, "{s:e} instead of {e:e}");
    }
    // Two tiny columns beside a large one: 1e-200·[[1, 1], [1, 2]] has golden-ratio singular values.
    let tiny = 1e-200;
    let a = Matrix::from_row_slice(
        3,
        3,
        &[1.0, 0.0, 0.0, 0.0, tiny, tiny, 0.0, tiny, 2.0 * tiny],
    );
    let found = must(&a);
    let golden = (3.0 + 5f64.sqrt()) / 2.0;
    assert!((found.singular_values[1] / tiny / golden - 1.0).abs() < 1e-14);
    assert!((found.singular_values[2] / tiny * golden - 1.0).abs() < 1e-14);
    assert!(gaps(&a, &found).1 < 1e-14);
}

#[test]
fn what_is_not_finite_is_refused_with_its_entry() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        for (m, n) in [(1, 1), (2, 2), (3, 3), (4, 7), (64, 64)] {
            let mut a = Matrix::from_element(m, n, 1.0);
            a[(m - 1, n / 2)] = value;
            let refusal = svd(&a);
            let Err(Error::NotFinite { row, column, .. }) = refusal else {
                panic!("{refusal:?}");
            };
            assert_eq!((row, column), (m, n / 2 + 1));
        }
    }
    assert_eq!(svd(&Matrix::zeros(0, 0)), Err(Error::Empty));
    assert_eq!(svd(&Matrix::zeros(0, 4)), Err(Error::Empty));
}

#[test]
fn signs_are_settled_and_repeatable() {
    let mut rng = SplitMix64::new(5);
    for (m, n) in [(2, 2), (5, 3), (3, 9), (40, 50)] {
        let a = Matrix::from_fn(m, n, |_, _| rng.normal());
        let found = must(&a);
        for column in found.u.column_iter() {
            let largest = column
                .iter()
                .copied()
                .fold(0.0, |b: f64, x| if x.abs() > b.abs() { x } else { b });
            assert!(largest > 0.0);
        }
        assert_eq!(found, must(&a));
    }
}

/// The issue's own test: 20,000 small-integer and low-rank matrices with sides from 2 to 12.
#[test]
fn twenty_thousand_small_matrices_against_the_augmented_eigenproblem() {
    let mut rng = SplitMix64::new(2024);
    let mut worst = [0.0f64; 3];
    for case in 0..20_000 {
        let a = small_matrix(&mut rng, case);
        let found = must(&a);
        let (residual, orthogonality) = gaps(&a, &found);
        let sigma1 = found.singular_values[0].max(f64::MIN_POSITIVE);
        let off = singular_values_from_augmented_matrix(&a)
            .iter()
            .zip(&found.singular_values)
            .map(|(x, y)| (x - y).abs() / sigma1)
            .fold(0.0, f64::max);
        for (worst, gap) in worst.iter_mut().zip([residual, orthogonality, off]) {
            *worst = worst.max(gap);
        }
        assert!(
            worst.iter().all(|&gap| gap <= 1e-12),
            "{worst:?} at {case}:\n{a}"
        );
    }
    println!("worst residual, orthogonality, singular value: {worst:?}");
}

/// Half of them full matrices of integers from −3 to 3, half products of two such factors of rank at most 3.
fn small_matrix(rng: &mut SplitMix64, case: usize) -> Matrix {
    let m = 2 + rng.below(11) as usize;
    let n = 2 + rng.below(11) as usize;
    if case.is_multiple_of(2) {
        return Matrix::from_fn(m, n, |_, _| f64::from(rng.below(7)) - 3.0);
    }
    let rank = 1 + rng.below(3) as usize;
    // Every fourth product has real factors, so that rounding enters the matrix too.
    let real = case % 4 == 1;
    let mut factor = |rows, columns| {
        Matrix::from_fn(rows, columns, |_, _| {
            if real {
                rng.normal()
            } else {
                f64::from(rng.below(7)) - 3.0
            }
        })
    };
    let left = factor(m, rank);
    left * factor(rank, n)
}
