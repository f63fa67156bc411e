//! The lab's readouts as a Python script.

use super::state::RankState;
use super::text;
use crate::data::number_format::full;
use crate::data::python::{Page, Script, array};
use crate::state::link::{Query, decode};

const PIVOTS: &str = include_str!("python/pivots.py");

/// Prints the readouts of the state that `query` holds.
pub fn script(query: &str, address: &str) -> String {
    script_of(&decode::<RankState>(&Query::parse(query)).0, query, address)
}

/// Prints the readouts of a state; `query` is its link, `address` the page's without it.
pub fn script_of(state: &RankState, query: &str, address: &str) -> String {
    let page = Page {
        name: text::NAME,
        query,
        address,
    };
    let mut script = Script::new();
    script.function(PIVOTS);
    script.line(format!("A = {}", array(state.matrix.matrix())));
    script.line("m, n = A.shape");
    script.line("sigma = np.linalg.svd(A, compute_uv=False)");
    script.line(match state.tol {
        Some(tol) => format!("tolerance = {}  # as set on the page", full(tol)),
        None => "tolerance = max(m, n) * np.finfo(float).eps * sigma[0]  # the convention of NumPy and MATLAB".to_owned(),
    });
    script.line("rank = np.sum(sigma > tolerance)");
    script.gap();
    script.show("rows", "m");
    script.show("cols", "n");
    script.show("rank", "rank");
    script.show("nullity", "n - rank");
    script.show("tolerance", "tolerance");
    script.show("sigma", "sigma");
    script.show("pivots", "pivot_columns(A)");
    script.finish(&page)
}
