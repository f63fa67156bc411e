//! What a link to the Rank lab holds.

use super::limits::{Limits, MAX_SIDE, limits};
use super::presets::FIRST;
use crate::data::EnteredMatrix;
use crate::data::number_format::full;
use crate::state::link::{Key, LinkState, Problem, read_number, read_whole};

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

impl Basis {
    fn name(self) -> &'static str {
        match self {
            Self::Rref => "rref",
            Self::Orthonormal => "orthonormal",
        }
    }
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
        }
    }
}

impl LinkState for RankState {
    const LAB: &'static str = "rank";

    const KEYS: &'static [Key<Self>] = &[
        Key {
            name: "m",
            meaning: "the matrix, rows separated by ; and entries by ,",
            range: "1×1 to 12×12; entries such as 2, -0.5, 1/3, √2",
            default: "1,2,3;2,4,6",
            get: |s| (s.matrix != FIRST.matrix()).then(|| s.matrix.to_link()),
            set: |s, text| {
                s.matrix = EnteredMatrix::from_link(text, MAX_SIDE, MAX_SIDE)
                    .map_err(|e| e.to_string().trim_end_matches('.').to_owned())?;
                Ok(())
            },
        },
        Key {
            name: "tol",
            meaning: "the tolerance: singular values up to it count as zero",
            range: "a number from 0",
            default: "max(m, n)·ε·σ₁",
            get: |s| s.tol.map(full),
            set: |s, text| {
                let tol = read_number(text, 0.0, f64::MAX)
                    .map_err(|_| "a number from 0, such as 1e-10, is needed")?;
                s.tol = Some(tol);
                Ok(())
            },
        },
        Key {
            name: "op",
            meaning: "row operations done so far in the row reduction",
            range: "0 to the number of operations",
            default: "0",
            get: |s| (s.op != 0).then(|| s.op.to_string()),
            set: |s, text| read_whole(text, 0, usize::MAX).map(|op| s.op = op),
        },
        Key {
            name: "r",
            meaning: "the rank to round to",
            range: "0 to min(m, n)",
            default: "1",
            get: |s| (s.r != 1).then(|| s.r.to_string()),
            set: |s, text| read_whole(text, 0, MAX_SIDE).map(|r| s.r = r),
        },
        Key {
            name: "column",
            meaning: "the column that is explained and moved",
            range: "1 to n",
            default: "the first column without a pivot, else 1",
            get: |s| s.column.map(|column| column.to_string()),
            set: |s, text| read_whole(text, 1, MAX_SIDE).map(|column| s.column = Some(column)),
        },
        Key {
            name: "row-space",
            meaning: "how far the point x stands along v₁",
            range: "-2 to 2",
            default: "1",
            get: |s| (s.row_space != 1.0).then(|| full(s.row_space)),
            set: |s, text| read_number(text, -REACH, REACH).map(|t| s.row_space = t),
        },
        Key {
            name: "null-space",
            meaning: "how far the point x stands along each direction of the null space",
            range: "up to three numbers from -2 to 2, as many as the nullity",
            default: "0",
            get: |s| (!s.null_space.is_empty()).then(|| list(&s.null_space)),
            set: |s, text| read_list(text).map(|ts| s.null_space = ts),
        },
        Key {
            name: "basis",
            meaning: "the bases of the four subspaces",
            range: "rref or orthonormal",
            default: "rref",
            get: |s| (s.basis != Basis::default()).then(|| s.basis.name().to_owned()),
            set: |s, text| {
                s.basis = [Basis::Rref, Basis::Orthonormal]
                    .into_iter()
                    .find(|basis| basis.name() == text)
                    .ok_or("rref or orthonormal is needed")?;
                Ok(())
            },
        },
    ];

    fn settle(&mut self) -> Vec<Problem> {
        let Limits {
            operations,
            largest_rank,
            columns,
            nullity,
        } = limits(&self.matrix, self.tol);
        let mut problems = Vec::new();
        problems.extend(at_most("op", &mut self.op, operations, 0));
        problems.extend(at_most("r", &mut self.r, largest_rank, 1));
        let mut column = self.column.unwrap_or(1);
        let too_large = at_most("column", &mut column, columns, 1);
        if too_large.is_some() {
            self.column = None;
        }
        problems.extend(too_large);
        problems.extend(self.settle_null_space(nullity));
        problems
    }
}

impl RankState {
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

/// Puts a value that is too large for the matrix back to its default (or lower, where that is too large too).
fn at_most(key: &'static str, value: &mut usize, limit: usize, default: usize) -> Option<Problem> {
    if *value <= limit {
        return None;
    }
    let problem = Problem {
        key,
        value: value.to_string(),
        reason: format!("for this matrix the largest is {limit}"),
    };
    *value = default.min(limit);
    Some(problem)
}

fn list(values: &[f64]) -> String {
    values
        .iter()
        .map(|v| full(*v))
        .collect::<Vec<_>>()
        .join(",")
}

fn read_list(text: &str) -> Result<Vec<f64>, String> {
    let mut values = text
        .split(',')
        .map(|entry| read_number(entry, -REACH, REACH))
        .collect::<Result<Vec<_>, _>>()?;
    if values.len() > NULL_DIRECTIONS {
        return Err(format!("at most {NULL_DIRECTIONS} numbers are needed"));
    }
    trim(&mut values);
    Ok(values)
}

fn trim(values: &mut Vec<f64>) {
    while values.last().is_some_and(|v| *v == 0.0) {
        values.pop();
    }
}
