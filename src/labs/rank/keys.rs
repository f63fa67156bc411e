//! The keys of the lab's links: one table that reads and writes them, bounds and labels their controls, documents them.

use crate::data::EnteredMatrix;
use crate::state::field::field;
use crate::state::key::{Key, key, lowered};
use crate::state::kind::{number, one_of, text, whole};
use crate::state::limits::Limits;
use crate::state::link::LinkState;

use super::state::{Basis, MAX_SIDE, NULL_DIRECTIONS, REACH, RankState, list, trim};

const SIDE: u64 = MAX_SIDE as u64;

impl LinkState for RankState {
    const LAB: &'static str = "rank";
    /// The matrix stands before what depends on it.
    #[rustfmt::skip]
    const KEYS: &'static [Key<Self>] = &[
        key("m", "Matrix A", "the matrix, rows separated by ; and entries by ,", text("1×1 to 12×12; entries such as 2, -0.5, 1/3, √2", |s| Some(s.matrix.to_link()), read_matrix)),
        key("tol", "Tolerance", "the tolerance: singular values up to it count as zero", number(field!(tol), 0.0..=f64::MAX)).absent("max(m, n)·ε·σ₁"),
        key("op", "", "row operations done so far in the row reduction", whole(field!(op), 0..=u32::MAX as u64).at_most("the number of operations", RankState::operations)),
        key("r", "", "the rank to round to", whole(field!(r), 0..=SIDE).at_most("min(m, n)", RankState::largest_rank)),
        key("column", "", "the column that is explained and moved", whole(field!(column), 1..=SIDE).at_most("n, the columns", |s| s.matrix.cols()))
            .absent("the first column without a pivot, else 1"),
        key("row-space", "Position of x along v₁", "how far the point x stands along v₁", number(field!(row_space), -REACH..=REACH)),
        key("null-space", "", "how far the point x stands along each direction of the null space",
            text("up to three numbers from −2 to 2, as many as the nullity", |s| (!s.null_space.is_empty()).then(|| list(&s.null_space)), read_null_space)).absent("0"),
        key("basis", "", "the bases of the four subspaces", one_of!(basis: "rref" = Basis::Rref, "orthonormal" = Basis::Orthonormal)),
    ];
}

fn read_matrix(s: &mut RankState, text: &str) -> Result<(), String> {
    let read = EnteredMatrix::from_link(text, MAX_SIDE, MAX_SIDE);
    s.matrix = read.map_err(|error| lowered(&error.to_string()))?;
    s.decomposition.keep(&s.matrix);
    Ok(())
}

fn read_null_space(s: &mut RankState, text: &str) -> Result<(), String> {
    let reach = Limits::between(-REACH, REACH);
    let mut values = text
        .split(',')
        .map(|entry| reach.read(entry))
        .collect::<Result<Vec<_>, _>>()?;
    if values.len() > NULL_DIRECTIONS {
        return Err(format!("at most {NULL_DIRECTIONS} numbers are needed"));
    }
    trim(&mut values);
    s.null_space = values;
    Ok(())
}
