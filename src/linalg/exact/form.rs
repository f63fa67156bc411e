//! Echelon form: whether a matrix has it, where not, and which operation comes next.

use num_traits::{One, Signed, Zero};

use super::{ExactMatrix, Rational, RowOperation};

/// How far a matrix is reduced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Not in row echelon form, because of this entry.
    No(Fault),
    /// In row echelon form; not reduced, because of this entry.
    Row(Fault),
    /// In reduced row echelon form.
    Reduced,
}

/// The first entry, row by row, that keeps a matrix from a form; counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    pub row: usize,
    pub column: usize,
    pub kind: FaultKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The row begins below a row of zeros.
    BelowZeroRow,
    /// The row does not begin to the right of the row above.
    NotToTheRight,
    /// The first entry of the row is not 1.
    NotOne,
    /// An entry above a pivot is not 0.
    AbovePivot,
}

/// Which entry of a column becomes the pivot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pivoting {
    /// The first that is not 0: the way of the textbooks.
    First,
    /// The one of largest magnitude: the way of programs, which round.
    Partial,
}

/// The form of `a`. Cost: O(mn).
pub fn form(a: &ExactMatrix) -> Form {
    let starts: Vec<Option<usize>> = a.row_slices().map(start).collect();
    let fault = |row, column, kind| Fault { row, column, kind };
    for row in 1..starts.len() {
        match (starts[row - 1], starts[row]) {
            (None, Some(column)) => {
                return Form::No(fault(row, column, FaultKind::BelowZeroRow));
            }
            (Some(above), Some(column)) if column <= above => {
                return Form::No(fault(row, column, FaultKind::NotToTheRight));
            }
            _ => {}
        }
    }
    for (row, column) in starts.iter().enumerate() {
        let Some(column) = *column else { break };
        // Row by row: what stands above later pivots is met with those.
        if let Some(above) = (0..row).find(|&i| !a.at(i, column).is_zero()) {
            return Form::Row(fault(above, column, FaultKind::AbovePivot));
        }
        if !a.at(row, column).is_one() {
            return Form::Row(fault(row, column, FaultKind::NotOne));
        }
    }
    Form::Reduced
}

/// The column of the first entry of a row that is not 0.
fn start(row: &[Rational]) -> Option<usize> {
    row.iter().position(|x| !x.is_zero())
}

/// The operation that comes next on the way to the reduced form, column by column; `None` when it is reached.
///
/// It is found from the matrix alone, so it fits after whatever operations were done. With [`Pivoting::First`] a
/// pivot is made 1 before its column is cleared, with [`Pivoting::Partial`] after (a cleared column shows that its
/// pivot has been chosen).
/// Cost: O(mn).
pub fn next_operation(a: &ExactMatrix, pivoting: Pivoting) -> Option<RowOperation> {
    let mut row = 0;
    for column in 0..a.cols() {
        if row == a.rows() {
            break;
        }
        let Some(pivot) = pivot_row(a, row, column, pivoting) else {
            continue;
        };
        if pivot != row {
            return Some(RowOperation::Swap {
                first: row,
                second: pivot,
            });
        }
        let make_one = scaling(a, row, column);
        let clear = clearing(a, row, column);
        let next = match pivoting {
            Pivoting::First => make_one.or(clear),
            Pivoting::Partial => clear.or(make_one),
        };
        if next.is_some() {
            return next;
        }
        row += 1;
    }
    None
}

fn pivot_row(a: &ExactMatrix, from: usize, column: usize, pivoting: Pivoting) -> Option<usize> {
    let mut candidates = (from..a.rows()).filter(|&i| !a.at(i, column).is_zero());
    match pivoting {
        Pivoting::First => candidates.next(),
        Pivoting::Partial => {
            candidates.reduce(
                |best, i| match a.at(i, column).abs() > a.at(best, column).abs() {
                    true => i,
                    false => best,
                },
            )
        }
    }
}

fn scaling(a: &ExactMatrix, row: usize, column: usize) -> Option<RowOperation> {
    let pivot = a.at(row, column);
    (!pivot.is_one()).then(|| RowOperation::Multiply {
        row,
        factor: pivot.recip(),
    })
}

/// Rows below first, then those above.
fn clearing(a: &ExactMatrix, row: usize, column: usize) -> Option<RowOperation> {
    let mut others = (row + 1..a.rows()).chain(0..row);
    let target = others.find(|&i| !a.at(i, column).is_zero())?;
    Some(RowOperation::Add {
        target,
        source: row,
        factor: -(a.at(target, column) / a.at(row, column)),
    })
}
