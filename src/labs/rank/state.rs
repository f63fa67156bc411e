//! What a link to the Rank lab holds.

use super::decomposition::Kept;
use super::limits::{Limits, limits};
use super::presets::FIRST;
use crate::data::EnteredMatrix;
use crate::data::number_format::full;
use crate::state::link::{LabState, Problem};

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
            matrix: FIRST.matrix(),
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
        let limits = limits(&self.decomposition.keep(&self.matrix), self.tol);
        if self.op > limits.operations {
            self.op = 0;
        }
        if self.r > limits.largest_rank {
            self.r = 1;
        }
        self.column = self.column.filter(|column| *column <= limits.columns);
        self.settle_null_space(limits.nullity).into_iter().collect()
    }
}

impl RankState {
    /// What the matrix allows.
    pub fn limits(&self) -> Limits {
        limits(&self.decomposition.of(&self.matrix), self.tol)
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

    fn settle_null_space(&mut self, nullity: usize) -> Option<Problem> {
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
