//! Row reduction: exact on small integers, replayable, independent of scale.

use low_rank_lab::data::random::SplitMix64;
use low_rank_lab::linalg::rref::{ColumnRelation, RowOperation, Rref, rref};
use low_rank_lab::linalg::{Error, Matrix, svd};

fn must(a: &Matrix) -> Rref {
    rref(a).unwrap_or_else(|e| panic!("{e}\n{a}"))
}

fn rows(rows: usize, entries: &[f64]) -> Matrix {
    Matrix::from_row_slice(rows, entries.len() / rows, entries)
}

#[test]
fn the_first_preset_is_exact() {
    let a = rows(2, &[1.0, 2.0, 3.0, 2.0, 4.0, 6.0]);
    let found = must(&a);
    assert_eq!(found.reduced, rows(2, &[1.0, 2.0, 3.0, 0.0, 0.0, 0.0]));
    assert_eq!(found.pivots, [0]);
    let operations: Vec<RowOperation> = found.steps.iter().map(|step| step.operation).collect();
    assert_eq!(
        operations,
        [
            RowOperation::Swap {
                first: 0,
                second: 1
            },
            RowOperation::Divide {
                row: 0,
                divisor: 2.0
            },
            RowOperation::AddMultiple {
                target: 1,
                source: 0,
                factor: -1.0
            },
        ]
    );
    assert_eq!(
        found.column_relations(),
        [
            ColumnRelation {
                column: 1,
                coefficients: vec![(0, 2.0)]
            },
            ColumnRelation {
                column: 2,
                coefficients: vec![(0, 3.0)]
            },
        ]
    );
    assert_eq!(
        found.special_solutions(),
        rows(3, &[-2.0, -3.0, 1.0, 0.0, 0.0, 1.0])
    );
    assert_eq!(found.nonzero_rows(), rows(1, &[1.0, 2.0, 3.0]));
    assert_eq!(found.pivot_columns(&a), Ok(rows(2, &[1.0, 2.0])));
}

#[test]
fn textbook_matrices_come_out_as_on_paper() {
    let counting = must(&rows(3, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]));
    assert_eq!(
        counting.reduced,
        rows(3, &[1.0, 0.0, -1.0, 0.0, 1.0, 2.0, 0.0, 0.0, 0.0])
    );
    // Decimals that are dependent on paper but not in binary: 3 · 0.2 is not 0.6 there.
    let decimals = must(&rows(2, &[0.1, 0.2, 0.3, 0.6]));
    assert_eq!(decimals.reduced, rows(2, &[1.0, 2.0, 0.0, 0.0]));
    // A zero column first, and a zero row.
    let gap = must(&rows(3, &[0.0, 2.0, 4.0, 0.0, 0.0, 0.0, 0.0, 1.0, 2.0]));
    assert_eq!(
        (gap.pivots, gap.reduced.row(0).into_owned()),
        (vec![1], rows(1, &[0.0, 1.0, 2.0]).row(0).into_owned())
    );
    assert!(must(&Matrix::identity(3, 3)).steps.is_empty());
    assert!(must(&Matrix::zeros(2, 3)).pivots.is_empty());
    assert_eq!(must(&Matrix::zeros(2, 3)).column_relations().len(), 3);
}

#[test]
fn nearly_dependent_is_not_dependent() {
    let near = must(&rows(2, &[1.0, 2.0, 1.0, 2.0 + 1e-10]));
    assert_eq!(near.pivots, [0, 1]);
    assert_eq!(must(&rows(2, &[1.0, 0.0, 0.0, 1e-300])).pivots, [0, 1]);
}

#[test]
fn scale_does_not_matter() {
    let a = rows(3, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]);
    for scale in [2f64.powi(-900), 2f64.powi(900), 1e-300, 1e300, 1e-20] {
        let found = must(&(&a * scale));
        assert_eq!(found.pivots, [0, 1], "{scale:e}");
        assert!((found.reduced - must(&a).reduced).amax() < 1e-14);
    }
}

#[test]
fn the_steps_replay_from_the_matrix_to_its_reduced_form() {
    let mut rng = SplitMix64::new(99);
    for _ in 0..300 {
        let (m, n) = (1 + rng.below(8) as usize, 1 + rng.below(8) as usize);
        let a = Matrix::from_fn(m, n, |_, _| f64::from(rng.below(9)) - 4.0);
        let found = must(&a);
        let mut now = a.clone();
        for step in &found.steps {
            match step.operation {
                RowOperation::Swap { first, second } => now.swap_rows(first, second),
                RowOperation::Divide { row, divisor } => {
                    let divided = now.row(row) / divisor;
                    now.set_row(row, &divided);
                }
                RowOperation::AddMultiple {
                    target,
                    source,
                    factor,
                } => {
                    let sum = now.row(target) + now.row(source) * factor;
                    now.set_row(target, &sum);
                }
            }
            assert!(
                (&now - &step.after).amax() < 1e-9 * now.amax().max(1.0),
                "{a}"
            );
            now = step.after.clone();
        }
        assert_eq!(now, found.reduced);
        assert_eq!(
            found.pivots.len(),
            svd(&a).map_or(0, |s| s.numerical_rank()),
            "{a}"
        );
        let product = &a * found.special_solutions();
        assert!(product.is_empty() || product.amax() < 1e-10, "{a}");
    }
}

#[test]
fn what_cannot_be_reduced_says_why() {
    assert_eq!(rref(&Matrix::zeros(0, 0)), Err(Error::Empty));
    assert_eq!(rref(&rows(1, &[1e-300, 1e300])), Err(Error::Overflow));
    assert!(matches!(
        rref(&Matrix::identity(40, 40)),
        Err(Error::TooLarge { .. })
    ));
    let found = rref(&rows(1, &[1.0, f64::NAN]));
    assert!(matches!(
        found,
        Err(Error::NotFinite {
            row: 1,
            column: 2,
            ..
        })
    ));
}
