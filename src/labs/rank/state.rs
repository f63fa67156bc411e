//! What a link to the Rank lab holds.

use super::decomposition::Kept;
use crate::data::EnteredMatrix;
use crate::data::number_format::full;
use crate::state::link::{LabState, Problem};

/// Rows and columns of the largest matrix the lab takes.
pub const MAX_SIDE: usize = 12;
/// The matrix of an empty link.
pub const FIRST: &str = "1,2,3;2,4,6";
/// How far the point x may be moved along a direction.
pub const REACH: f64 = 2.0;
/// How many directions of the null space have a slider.
pub const NULL_DIRECTIONS: usize = 3;

/// Which bases of the four subspaces are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Read off the reduced row echelon form.
    #[default]
    Rref,
    /// Singular vectors: unit length, at right angles.
    Orthonormal,
}

/// The state of the Rank lab.
#[derive(Clone, Debug, PartialEq)]
pub struct RankState {
    pub matrix: EnteredMatrix,
    /// Absolute tolerance; `None` is the default convention max(m, n)·ε·σ₁.
    pub tol: Option<f64>,
    /// Row operations done so far; 0 shows the matrix as entered.
    pub op: usize,
    /// The rank to round to.
    pub r: usize,
    /// The column that is explained, counted from 1; `None` is the first that is no pivot column.
    pub column: Option<usize>,
    /// How far x stands along v₁, the row space's main direction.
    pub row_space: f64,
    /// How far x stands along the first directions of the null space; no zeros at the end.
    pub null_space: Vec<f64>,
    pub basis: Basis,
    /// Of `matrix`, once the state has been settled.
    pub decomposition: Kept,
}

impl Default for RankState {
    fn default() -> Self {
        Self {
            matrix: EnteredMatrix::from_link(FIRST, MAX_SIDE, MAX_SIDE).unwrap_or_default(),
            tol: None,
            op: 0,
            r: 1,
            column: None,
            row_space: 1.0,
            null_space: Vec::new(),
            basis: Basis::default(),
            decomposition: Kept::default(),
        }
    }
}

impl LabState for RankState {
    /// What the present matrix does not have gives way to the default.
    fn settle(&mut self) -> Vec<Problem> {
        self.decomposition.keep(&self.matrix);
        if self.op > 0 && self.op > self.operations() {
            self.op = 0;
        }
        if self.r > self.largest_rank() {
            self.r = 1;
        }
        let columns = self.matrix.cols();
        self.column = self.column.filter(|column| *column <= columns);
        self.settle_null_space().into_iter().collect()
    }
}

impl RankState {
    /// Row operations of the reduction; none where it cannot be shown.
    pub fn operations(&self) -> usize {
        let found = self.decomposition.of(&self.matrix);
        let reduction = found.reduction.as_ref();
        reduction.map_or(0, |reduction| reduction.rref.steps.len())
    }

    /// min(m, n).
    pub fn largest_rank(&self) -> usize {
        self.matrix.rows().min(self.matrix.cols())
    }

    /// Columns minus rank at this tolerance.
    fn nullity(&self) -> usize {
        let found = self.decomposition.of(&self.matrix);
        let rank = found.svd.as_ref().map_or(0, |svd| {
            svd.rank(self.tol.unwrap_or_else(|| svd.default_tolerance()))
        });
        self.matrix.cols().saturating_sub(rank)
    }

    /// Sets the position along one direction of the null space, counted from 0.
    pub fn set_null_space(&mut self, direction: usize, position: f64) {
        if direction < NULL_DIRECTIONS {
            if self.null_space.len() <= direction {
                self.null_space.resize(direction + 1, 0.0);
            }
            self.null_space[direction] = position;
        }
        trim(&mut self.null_space);
    }

    fn settle_null_space(&mut self) -> Option<Problem> {
        if self.null_space.is_empty() {
            return None;
        }
        let nullity = self.nullity();
        let known = nullity.min(NULL_DIRECTIONS);
        let problem = (self.null_space.len() > known).then(|| Problem {
            key: "null-space",
            value: list(&self.null_space),
            reason: match nullity {
                0 => "the null space of this matrix holds only 0".to_owned(),
                1 => "the null space of this matrix has one direction".to_owned(),
                _ => format!("there are {known} directions to move along"),
            },
        });
        if problem.is_some() {
            self.null_space.clear();
        }
        problem
    }
}

/// Numbers as in a link.
pub fn list(values: &[f64]) -> String {
    values
        .iter()
        .map(|v| full(*v))
        .collect::<Vec<_>>()
        .join(",")
}

/// Leaves out the zeros at the end.
pub fn trim(values: &mut Vec<f64>) {
    while values.last().is_some_and(|v| *v == 0.0) {
        values.pop();
    }
}
