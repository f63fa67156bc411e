//! The Rank lab's sentences are true for the state they are said of.

use low_rank_lab::data::EnteredMatrix;
use low_rank_lab::labs::rank::model::{Results, compute};
use low_rank_lab::labs::rank::presets::PRESETS;
use low_rank_lab::labs::rank::state::MAX_SIDE;
use low_rank_lab::labs::rank::state::RankState;
use low_rank_lab::labs::rank::text::reduction::{
    basis_remark, input_sum, last_operation, next_operation, output_sum, relations,
};
use low_rank_lab::labs::rank::text::sentences::{
    column_sentence, disagreement, image_shape, notices, point_sentence, rounding, space,
};

fn state(link: &str, tol: Option<f64>) -> RankState {
    RankState {
        matrix: EnteredMatrix::from_link(link, MAX_SIDE, MAX_SIDE).expect(link),
        tol,
        ..RankState::default()
    }
}

fn results(link: &str, tol: Option<f64>) -> Results {
    compute(&state(link, tol)).expect(link)
}

#[test]
fn columns_are_written_as_combinations() {
    let first = results("1,2,3;2,4,6", None);
    assert_eq!(column_sentence(&first, 0), "c₁ is new");
    assert_eq!(column_sentence(&first, 1), "c₂ = 2·c₁");
    assert_eq!(relations(&first), ["c₂ = 2·c₁", "c₃ = 3·c₁"]);
    let tall = results("1,0,1,2;2,1,3,3;0,1,1,-1;1,-1,0,3;3,2,5,4", None);
    assert_eq!(relations(&tall), ["c₃ = c₁ + c₂", "c₄ = 2·c₁ − c₂"]);
    assert_eq!(relations(&results("0,3;0,1", None)), ["c₁ = 0"]);
    assert_eq!(relations(&results("3,1;0,0", None)), ["c₂ = 1/3·c₁"]);
    assert_eq!(relations(&results("1,√2", None)), ["c₂ ≈ 1.414·c₁"]);
    assert_eq!(
        relations(&results("1,0;0,1", None)),
        ["Every column has a pivot."]
    );
}

#[test]
fn what_to_notice_fits_every_kind_of_matrix() {
    let said = |link, tol| notices(&results(link, tol)).join(" ");
    let first = said("1,2,3;2,4,6", None);
    assert!(
        first.contains("Its rank is 1. The shape alone would allow 2"),
        "{first}"
    );
    assert!(first.contains("Rank + nullity = 1 + 2 = 3"), "{first}");
    assert!(
        first.contains("2 columns bring nothing new: c₂ = 2·c₁ and c₃ = 3·c₁."),
        "{first}"
    );
    let full = said("2,1;1,3", None);
    assert!(
        full.contains("full rank") && full.contains("only for x = 0"),
        "{full}"
    );
    let single = said("5", None);
    assert!(single.contains("1 column of 1 number."), "{single}");
    let zero = said("0,0;0,0", None);
    assert!(zero.contains("Every singular value is 0"), "{zero}");
    let blind = said("2,1;1,3", Some(100.0));
    assert!(blind.contains("Lower the tolerance"), "{blind}");
    assert!(
        blind.contains("no singular value is above the tolerance"),
        "{blind}"
    );
    let wide = said("1,2,3,4,5", None);
    assert!(wide.contains("A keeps 1 and loses 4"), "{wide}");
}

#[test]
fn disagreement_names_both_counts() {
    let close = disagreement(&results("1,0;0,1e-20", None)).expect("2 pivots, rank 1");
    assert!(
        close.starts_with("Row reduction finds 2 pivots, but 1 singular value is"),
        "{close}"
    );
    let hilbert = RankState {
        matrix: PRESETS[9].matrix(),
        ..RankState::default()
    };
    let grown = disagreement(&compute(&hilbert).unwrap()).expect("9 pivots, rank 11");
    assert!(grown.contains("which grows from step to step"), "{grown}");
    assert_eq!(disagreement(&results("1,2,3;2,4,6", None)), None);
}

#[test]
fn the_image_is_named_after_the_rank() {
    assert_eq!(
        image_shape(&results("1,2,3;2,4,6", None)),
        "A takes the unit ball of ℝ³ to a line segment in ℝ²."
    );
    assert!(image_shape(&results("0", None)).contains("the single point 0"));
    let thin = image_shape(&results("1,1;1,1.0001", Some(0.01)));
    assert!(
        thin.contains("if what is thinner than the tolerance counts as flat"),
        "{thin}"
    );
    assert_eq!(space(12), "ℝ¹²");
}

#[test]
fn row_operations_are_said_in_words_and_symbols() {
    let mut state = state("1,2,3;2,4,6", None);
    let results = compute(&state).unwrap();
    assert_eq!(last_operation(&state, &results), "The matrix as entered.");
    assert_eq!(
        next_operation(&state, &results),
        "Next: Swap rows 1 and 2:  R₁ ↔ R₂"
    );
    state.op = 2;
    assert_eq!(
        last_operation(&state, &results),
        "Divide row 1 by 2:  R₁ ← R₁ / 2"
    );
    state.op = 3;
    assert_eq!(
        last_operation(&state, &results),
        "Subtract row 1 from row 2:  R₂ ← R₂ − R₁"
    );
    assert_eq!(
        next_operation(&state, &results),
        "Done: this is the reduced row echelon form, with 1 pivot."
    );
}

#[test]
fn dimensions_add_up_in_words() {
    let results = results("1,2,3;2,4,6", None);
    assert_eq!(input_sum(&results).1, "r + (n − r) = 1 + 2 = 3 = n");
    assert_eq!(output_sum(&results).1, "r + (m − r) = 1 + 1 = 2 = m");
}

#[test]
fn the_point_tells_how_far_its_image_moved() {
    let mut state = state("1,2,3;2,4,6", None);
    state.set_null_space(0, 1.0);
    let said = point_sentence(&compute(&state).unwrap());
    assert!(
        said.contains("has not moved at all") || said.contains(": rounding."),
        "{said}"
    );
    state.tol = Some(100.0);
    let said = point_sentence(&compute(&state).unwrap());
    assert!(said.contains("what the tolerance lets pass"), "{said}");
    let full = point_sentence(&results("2,1;1,3", None));
    assert!(full.contains("nothing to move along"), "{full}");
}

#[test]
fn rounding_says_what_it_costs() {
    assert!(rounding(&results("3,0;0,4", None), 1).starts_with("This changes A by 3 in"));
    assert!(rounding(&results("3,0;0,4", None), 2).contains("changes nothing"));
}

#[test]
fn every_sentence_of_every_preset_ends() {
    for preset in PRESETS {
        for tol in [None, Some(0.0), Some(1e-6), Some(1.0), Some(1e9)] {
            let state = RankState {
                matrix: preset.matrix(),
                tol,
                ..RankState::default()
            };
            let results = compute(&state).unwrap();
            let said = notices(&results);
            assert!((3..=5).contains(&said.len()), "{said:?}");
            for sentence in said
                .iter()
                .chain([&image_shape(&results), &point_sentence(&results)])
            {
                assert!(sentence.ends_with('.'), "{sentence}");
                assert!(
                    !sentence.contains("NaN") && !sentence.contains("inf"),
                    "{sentence}"
                );
            }
            assert!(basis_remark(&state, &results).ends_with('.'));
        }
    }
}
