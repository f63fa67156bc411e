//! The Rank lab's results, for its presets and for matrices that break things.

use low_rank_lab::data::EnteredMatrix;
use low_rank_lab::labs::rank::decomposition::Decomposition;
use low_rank_lab::labs::rank::figures;
use low_rank_lab::labs::rank::model::{
    self, Results, compute, grid_step, on_grid, rounded_to_rank, tolerance_at, with_column,
};
use low_rank_lab::labs::rank::presets::{FIRST, NEARLY_FIRST, PRESETS, preset_of};
use low_rank_lab::labs::rank::state::{Basis, MAX_SIDE, RankState};
use low_rank_lab::labs::rank::text::challenges::CHALLENGES;
use low_rank_lab::state::link::{LabState, Query, decode, encode};
use proptest::prelude::*;
use std::sync::Arc;

fn entered(link: &str) -> EnteredMatrix {
    EnteredMatrix::from_link(link, MAX_SIDE, MAX_SIDE).expect(link)
}

fn state(link: &str) -> RankState {
    RankState {
        matrix: entered(link),
        ..RankState::default()
    }
}

fn results(link: &str) -> Results {
    compute(&state(link)).expect(link)
}

/// rank, pivots
fn counts(link: &str) -> (usize, Vec<usize>) {
    let results = results(link);
    (results.rank, results.pivots().to_vec())
}

#[test]
fn the_default_is_two_by_three_and_has_rank_one() {
    let results = compute(&RankState::default()).unwrap();
    assert_eq!((results.rows, results.cols), (2, 3));
    assert_eq!((results.rank, results.nullity), (1, 2));
    assert_eq!(results.pivots(), [0]);
    assert!((results.svd.singular_values[0] - 70f64.sqrt()).abs() < 1e-14);
    assert_eq!(
        results.tolerance,
        3.0 * f64::EPSILON * results.svd.singular_values[0]
    );
}

#[test]
fn every_preset_is_read_and_makes_its_point() {
    let ranks: Vec<(usize, usize)> = PRESETS
        .iter()
        .map(|preset| {
            let matrix = preset.matrix();
            let state = RankState {
                matrix,
                ..RankState::default()
            };
            let results = compute(&state).unwrap();
            (results.rank, results.pivots().len())
        })
        .collect();
    // NumPy's matrix_rank of the same matrices. Only for the 12 × 12 Hilbert matrix the counts differ: its row
    // reduction cannot tell the last columns from combinations of the first nine.
    let svd: Vec<usize> = ranks.iter().map(|r| r.0).collect();
    assert_eq!(svd, [1, 2, 2, 1, 2, 2, 2, 2, 6, 11, 0]);
    let agree: Vec<bool> = ranks.iter().map(|r| r.0 == r.1).collect();
    assert_eq!(agree.iter().filter(|same| !**same).count(), 1);
    assert_eq!(ranks[9], (11, 9));
    for (index, preset) in PRESETS.iter().enumerate() {
        assert_eq!(preset_of(&preset.matrix()), Some(index));
        assert!(!preset.name.is_empty() && preset.point.ends_with('.'));
    }
}

#[test]
fn hostile_matrices_have_results() {
    assert_eq!(counts("0").0, 0);
    assert_eq!(counts("5"), (1, vec![0]));
    assert_eq!(counts("1e300,2e300;2e300,4e300"), (1, vec![0]));
    assert_eq!(counts("1e-300,2e-300;2e-300,4e-300"), (1, vec![0]));
    assert_eq!(counts("1,0;0,1e-20"), (1, vec![0, 1]));
    assert_eq!(counts("0,0,0;0,0,7").1, [2]);
    // Row reduction leaves the range of doubles here; everything else stays.
    let split = results("1e-300,1e300");
    assert!(split.reduction.is_err());
    assert_eq!((split.rank, split.nullity), (1, 1));
    assert!(split.pivots().is_empty());
}

#[test]
fn a_matrix_beyond_the_range_of_doubles_is_refused_in_words() {
    let error = compute(&state("1.5e308,1.5e308;1.5e308,1.5e308")).unwrap_err();
    assert!(error.to_string().ends_with('.'));
}

#[test]
fn figures_are_finite_for_hostile_matrices() {
    let links = [
        "0",
        "1e300,2e300;2e300,4e300",
        "1e-300,1e-300",
        "1,2,3;2,4,6",
        "1;2;3",
        "1;2;3;4",
        "0,0,0;0,0,0;0,0,0",
        "1,0,0;0,1,0;0,0,1",
        "1,2,3,4,5;2,3,4,5,6",
        "1e-300,1e300",
        "1.7e308,0;0,1.7e308",
        "5e-324",
        "1,0,1,2;2,1,3,3;0,1,1,-1;1,-1,0,3;3,2,5,4",
    ];
    for link in links {
        for column in 1..=entered(link).cols() {
            let state = RankState {
                column: Some(column),
                ..state(link)
            };
            let results = compute(&state).expect(link);
            let image = figures::image(&results, column - 1);
            assert!(image.extent > 0.0 && image.extent.is_finite(), "{link}");
            assert!(!image.describe().contains("NaN"), "{link}");
            assert_eq!(
                figures::domain(&results).is_some(),
                results.cols <= 3,
                "{link}"
            );
            let (lo, hi) = results.decades();
            assert!(lo < hi && lo.is_finite() && hi.is_finite(), "{link}");
            assert!(
                tolerance_at(lo) > 0.0 && tolerance_at(hi).is_finite(),
                "{link}"
            );
            assert!((lo..=hi).contains(&results.tolerance_position()), "{link}");
            assert!(
                !figures::spectrum(&results).describe().contains("NaN"),
                "{link}"
            );
        }
    }
}

#[test]
fn the_image_stands_still_while_x_moves_along_the_null_space() {
    for preset in PRESETS {
        let matrix = preset.matrix();
        let mut state = RankState {
            matrix,
            ..RankState::default()
        };
        let before = compute(&state).unwrap();
        for k in 0..before.nullity.min(3) {
            state.set_null_space(k, 1.5);
        }
        let after = compute(&state).unwrap();
        let moved: f64 = before
            .x
            .iter()
            .zip(&after.x)
            .map(|(a, b)| (a - b).abs())
            .sum();
        assert_eq!(moved > 1.0, before.nullity > 0, "{}", preset.name);
        let bound = 8.0 * before.default_tolerance;
        for (a, b) in before.image.iter().zip(&after.image) {
            assert!((a - b).abs() <= bound, "{}", preset.name);
        }
    }
}

#[test]
fn bases_from_row_reduction_span_what_they_should() {
    for preset in PRESETS {
        let matrix = preset.matrix();
        let state = RankState {
            matrix,
            ..RankState::default()
        };
        let results = compute(&state).unwrap();
        let Some(bases) = results.rref_bases() else {
            assert!(!results.counts_agree(), "{}", preset.name);
            continue;
        };
        assert_eq!(bases.row_space.shape(), (results.cols, results.rank));
        assert_eq!(bases.null_space.shape(), (results.cols, results.nullity));
        assert_eq!(bases.column_space.shape(), (results.rows, results.rank));
        assert_eq!(
            bases.left_null_space.shape(),
            (results.rows, results.rows - results.rank)
        );
        let largest = |m: nalgebra::DMatrix<f64>| m.iter().fold(0.0_f64, |a, v| a.max(v.abs()));
        assert!(
            largest(&results.a * &bases.null_space) < 1e-12,
            "{}",
            preset.name
        );
        assert!(
            largest(results.a.transpose() * &bases.left_null_space) < 1e-12,
            "{}",
            preset.name
        );
    }
}

#[test]
fn rounding_to_rank_r_gives_rank_r() {
    for link in [
        "2,1;1,3",
        "1,2,3;4,5,6;7,8,10",
        "1e300,0;0,2e299",
        "1,2;3,4;5,6",
    ] {
        let results = results(link);
        for r in 0..=results.rank {
            let rounded = RankState {
                matrix: rounded_to_rank(&results, r).expect(link),
                ..RankState::default()
            };
            assert_eq!(compute(&rounded).unwrap().rank, r, "{link} to {r}");
        }
    }
}

#[test]
fn a_moved_column_keeps_the_other_texts() {
    let before = entered("1/3,2;√2,4");
    let after = with_column(&before, 1, &[5.0, 4.0, 0.0]).unwrap();
    assert_eq!(after.to_link(), "1/3,5;√2,4");
    assert_eq!(on_grid(0.2, 1.0, 0.1), 0.3);
    assert_eq!(on_grid(3.04, -1.0, 0.1), 2.9);
    assert_eq!(grid_step(&results("1,2,3;2,4,6")), 0.1);
    assert_eq!(grid_step(&results("0,0;0,0")), 0.1);
}

#[test]
fn the_tolerance_that_a_link_carries_is_short() {
    assert_eq!(tolerance_at(-3.0), 1e-3);
    assert_eq!(tolerance_at(-15.3), 5.01e-16);
    assert_eq!(model::rounded_tolerance(0.0), 0.0);
}

/// Solutions as given in the texts, in the order of the tasks.
#[test]
fn every_challenge_is_open_at_first_and_met_by_its_solution() {
    let solutions = [
        "?lab=rank&m=1,2,3;2,4,7",
        "?lab=rank&m=1,2,3;4,8,12;10,20,30",
        "?lab=rank&m=1,0,2,3;0,1,4,5",
        "?lab=rank&m=1,0,1;0,1,1;0,0,0",
        "?lab=rank&m=1,1;1,1.0001&tol=0.001",
        "?lab=rank&row-space=0&null-space=1",
        "?lab=rank&m=1,0;0,1e-20",
    ];
    let start = RankState::default();
    let first = compute(&start).unwrap();
    assert_eq!(CHALLENGES.len(), solutions.len());
    for (task, link) in CHALLENGES.iter().zip(solutions) {
        assert!(!(task.met)(&start, &first), "{} is met at once", task.id);
        let (state, problems) = decode::<RankState>(&Query::parse(link));
        assert!(problems.is_empty(), "{link}: {problems:?}");
        assert!(
            (task.met)(&state, &compute(&state).unwrap()),
            "{}: {link}",
            task.id
        );
    }
}

#[test]
fn a_settled_state_is_decomposed_once_for_each_matrix() {
    let kept = |state: &RankState| state.decomposition.of(&state.matrix);
    let (mut state, _) = decode::<RankState>(&Query::parse("m=1,2;3,4"));
    let first = kept(&state);
    state.r = 2;
    state.settle();
    assert!(Arc::ptr_eq(&first, &kept(&state)));
    // What is kept of another matrix is not taken, settled or not.
    state.matrix = EnteredMatrix::from_link("1,2,3;3,5,9", MAX_SIDE, MAX_SIDE).unwrap();
    assert_eq!(*kept(&state), Decomposition::new(&state.matrix));
    state.settle();
    let second = kept(&state);
    assert_eq!(*second, Decomposition::new(&state.matrix));
    assert!(!Arc::ptr_eq(&first, &second) && Arc::ptr_eq(&second, &kept(&state)));
}

#[test]
fn the_prediction_is_right() {
    let changed = RankState {
        matrix: NEARLY_FIRST.matrix(),
        ..RankState::default()
    };
    let results = compute(&changed).unwrap();
    assert_eq!(results.rank, 2);
    assert!((results.svd.singular_values[1] - 2.7e-7).abs() < 5e-9);
}

#[test]
fn links_say_what_they_cannot_use() {
    for (link, key) in [
        ("op=99", "op"),
        ("r=3", "r"),
        ("column=4", "column"),
        ("tol=-1", "tol"),
        ("tol=nan", "tol"),
        ("m=1,2;3", "m"),
        ("basis=x", "basis"),
        ("row-space=9", "row-space"),
        ("null-space=1,1,1", "null-space"),
        ("m=1,0;0,1&null-space=1", "null-space"),
    ] {
        let (_, problems) = decode::<RankState>(&Query::parse(&format!("?lab=rank&{link}")));
        let keys: Vec<&str> = problems.iter().map(|p| p.key).collect();
        assert_eq!(keys, [key], "{link}");
    }
    assert_eq!(encode(&RankState::default()), "?lab=rank");
}

fn any_matrix() -> impl Strategy<Value = EnteredMatrix> {
    (1..=MAX_SIDE, 1..=MAX_SIDE).prop_flat_map(|(rows, cols)| {
        proptest::collection::vec(-3i32..=3, rows * cols).prop_map(move |entries| {
            let texts = entries.iter().map(ToString::to_string).collect();
            EnteredMatrix::from_texts(rows, cols, texts).unwrap()
        })
    })
}

prop_compose! {
    fn any_state()(
        matrix in any_matrix(),
        tol in proptest::option::of(0.0..100.0f64),
        op in 0usize..200,
        (r, column) in (0usize..12, proptest::option::of(1usize..12)),
        row_space in -2.0..2.0f64,
        null_space in proptest::collection::vec(-2.0..2.0f64, 0..3),
        orthonormal in any::<bool>(),
    ) -> RankState {
        let basis = if orthonormal { Basis::Orthonormal } else { Basis::Rref };
        let mut state = RankState {
            matrix, tol, op, r, column, row_space, null_space, basis, ..RankState::default()
        };
        state.settle();
        state
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn links_carry_the_whole_state(state in any_state()) {
        let (back, problems) = decode::<RankState>(&Query::parse(&encode(&state)));
        prop_assert!(problems.is_empty(), "{problems:?}");
        prop_assert_eq!(back, state);
    }

    #[test]
    fn pivots_do_not_depend_on_the_tolerance(state in any_state(), tol in 0.0..1e3f64) {
        let other = RankState { tol: Some(tol), ..state.clone() };
        let (one, two) = (compute(&state).unwrap(), compute(&other).unwrap());
        prop_assert_eq!(one.pivots(), two.pivots());
    }

    #[test]
    fn counts_add_up(state in any_state()) {
        let results = compute(&state).unwrap();
        prop_assert_eq!(results.rank + results.nullity, results.cols);
        let above = results.svd.singular_values.iter().filter(|s| **s > results.tolerance).count();
        prop_assert_eq!(results.rank, above);
        let spaces = &results.subspaces;
        prop_assert_eq!(spaces.row_space.ncols() + spaces.null_space.ncols(), results.cols);
        prop_assert_eq!(spaces.column_space.ncols() + spaces.left_null_space.ncols(), results.rows);
    }

    #[test]
    fn small_integer_matrices_have_as_many_pivots_as_rank(matrix in any_matrix()) {
        let results = compute(&RankState { matrix, ..RankState::default() }).unwrap();
        prop_assert!(results.counts_agree());
    }

    #[test]
    fn any_query_is_read_without_panic(text in ".*") {
        let (state, _) = decode::<RankState>(&Query::parse(&format!("?m={text}&tol={text}&null-space={text}")));
        let _ = compute(&state);
    }
}

#[test]
fn the_first_preset_is_the_default() {
    assert_eq!(RankState::default().matrix, FIRST.matrix());
}
