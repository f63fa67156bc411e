//! The lab's readouts as a Python script.

use super::state::RankState;
use super::text;
use crate::data::number_format::full;
use crate::data::python::{Page, Script, Scripted, array};

const PIVOTS: &str = include_str!("python/pivots.py");

impl Scripted for RankState {
    const NAME: &'static str = text::NAME;

    fn write(&self, script: &mut Script, _: &Page) {
        script.function(PIVOTS);
        script.line(format!("A = {}", array(self.matrix.matrix())));
        script.line("m, n = A.shape");
        script.line("sigma = np.linalg.svd(A, compute_uv=False)");
        script.line(match self.tol {
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
    }
}
