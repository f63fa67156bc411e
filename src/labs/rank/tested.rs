//! What the tests ask of this lab.

use super::model::compute;
use super::state::RankState;
use crate::data::number_format::{full, full_list};
use crate::labs::tested::{Files, Readouts, Tested, state_of};
use crate::state::link::Query;

pub const TESTED: Tested = Tested::of::<RankState>(STATES, readouts, &[]);

fn readouts(query: &Query, _: Files) -> Result<Readouts, String> {
    let r = compute(&state_of::<RankState>(query)?).map_err(|error| error.to_string())?;
    let pivots: Vec<String> = r.pivots().iter().map(|j| (j + 1).to_string()).collect();
    Ok(vec![
        ("rows", r.rows.to_string()),
        ("cols", r.cols.to_string()),
        ("rank", r.rank.to_string()),
        ("nullity", r.nullity.to_string()),
        ("tolerance", full(r.tolerance)),
        ("sigma", full_list(&r.svd.singular_values)),
        ("pivots", pivots.join(" ")),
    ])
}

const STATES: &[&str] = &[
    "",
    "m=1",
    "m=0",
    "m=-3",
    "m=0,0,0;0,0,0",
    "m=1,2;3,4;5,6;7,8",
    "m=1,2,3;4,5,6;7,8,9",
    "m=1/3,√2;2,3√2",
    "m=1e300,0;0,1e300",
    "m=1e-300,2e-300;2e-300,4e-300",
    "m=1e-300,1e300",
    "m=1,1;1,1.0000000001&tol=1e-9",
    "m=1,1;1,1.0000000001",
    "m=1,0.5;0.5,1&tol=0",
    "m=1,0.5;0.5,1&tol=1e300",
    "m=2,0,1,3;0,0,0,0;4,0,2,6;1,1,1,1;0,2,1,-1",
    "m=1,2,3,4,5,6,7,8,9,10,11,12",
    "m=1;2;3;4;5;6;7;8;9;10;11;12",
    "m=0.1,0.2,0.3;0.4,0.5,0.6;0.7,0.8,0.9",
    "m=1,0.5,0.333333;0.5,0.333333,0.25;0.333333,0.25,0.2&r=2&op=3",
    "m=4,-2,1;-2,4,-2;1,-2,4;0,0,1&basis=orthonormal",
];
