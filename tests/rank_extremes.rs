//! The Rank lab's figures and sentences at the ends of what a double holds: ordinary numbers, whatever is entered.

use low_rank_lab::data::EnteredMatrix;
use low_rank_lab::labs::rank::figures;
use low_rank_lab::labs::rank::model::{Results, compute};
use low_rank_lab::labs::rank::state::MAX_SIDE;
use low_rank_lab::labs::rank::state::RankState;
use low_rank_lab::labs::rank::text::reduction as steps;
use low_rank_lab::labs::rank::text::sentences;

const MATRICES: [&str; 14] = [
    "5e-324",
    "-5e-324",
    "5e-324,1",
    "5e-324,0;0,5e-324",
    "5e-324,1e-323,1.5e-323;1e-323,2e-323,3e-323",
    "1e-300,2e-300;3e-300,4e-300",
    "1e300,2e300;3e300,4e300",
    "1e300,1e-300;1e-300,1e300",
    "1.7e308",
    "1.7e308,0;0,5e-324",
    "1e154,1e-154,0;0,1e154,1e-154;1,1,1",
    "2e-308,1;1,1",
    "0,0,0;0,5e-324,0",
    "1e-320,1e-320,1e-320;1,1,1;1e300,1e300,1e300",
];

fn everything(state: &RankState, r: &Results) -> Vec<String> {
    let mut said = vec![
        figures::image(r, r.chosen_column(state)).describe(),
        figures::image(r, r.chosen_column(state)).table().to_csv(),
        figures::spectrum(r).describe(),
        figures::spectrum(r).table().to_csv(),
        format!("{:e}", figures::drawing_unit(r)),
        sentences::image_window(r).unwrap_or_default(),
        sentences::point_sentence(r),
        sentences::tolerance_label(r),
        sentences::tolerance_value_text(r),
        steps::last_operation(state, r),
        steps::next_operation(state, r),
    ];
    said.extend(figures::domain(r).map(|scene| scene.describe()));
    said.extend(sentences::notices(r));
    said.extend((0..=r.rows.min(r.cols)).map(|k| sentences::rounding(r, k)));
    said.extend((0..r.cols).map(|j| sentences::column_sentence(r, j)));
    said
}

#[test]
fn nothing_shown_is_infinite_or_no_number() {
    for m in MATRICES {
        let state = RankState {
            matrix: EnteredMatrix::from_link(m, MAX_SIDE, MAX_SIDE).expect(m),
            ..RankState::default()
        };
        let results = compute(&state).expect(m);
        for text in everything(&state, &results) {
            let odd = ["NaN", "inf", "∞"].iter().find(|odd| text.contains(**odd));
            assert_eq!(odd, None, "{m}: {text}");
        }
    }
}
