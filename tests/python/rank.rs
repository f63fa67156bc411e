//! The readouts of the Rank lab.

use super::Readouts;
use low_rank_lab::data::number_format::{full, full_list};
use low_rank_lab::labs::rank::model::compute;
use low_rank_lab::labs::rank::state::RankState;
use low_rank_lab::state::link::{Query, decode};

pub fn readouts(query: &str) -> Readouts {
    let (state, problems) = decode::<RankState>(&Query::parse(query));
    assert!(problems.is_empty(), "{query}: {problems:?}");
    let r = compute(&state).unwrap();
    let pivots: Vec<String> = r.pivots().iter().map(|j| (j + 1).to_string()).collect();
    vec![
        ("rows", r.rows.to_string()),
        ("cols", r.cols.to_string()),
        ("rank", r.rank.to_string()),
        ("nullity", r.nullity.to_string()),
        ("tolerance", full(r.tolerance)),
        ("sigma", full_list(&r.svd.singular_values)),
        ("pivots", pivots.join(" ")),
    ]
}
