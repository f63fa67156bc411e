//! Row reduction and the four subspaces in words.

use super::super::model::Results;
use super::super::readable::readable;
use super::super::state::{Basis, RankState};
use super::sentences::{column_sentence, counted, space};
use crate::data::number_format::subscript;
use crate::linalg::rref::RowOperation;

/// How many row operations there are.
pub fn operation_count(results: &Results) -> usize {
    results.reduction.as_ref().map_or(0, |r| r.rref.steps.len())
}

/// The rows an operation changes, counted from 0.
pub fn rows_of(operation: &RowOperation) -> Vec<usize> {
    match *operation {
        RowOperation::Swap { first, second } => vec![first, second],
        RowOperation::Divide { row, .. } => vec![row],
        RowOperation::AddMultiple { target, .. } => vec![target],
    }
}

/// An operation in words and in symbols.
fn operation(operation: &RowOperation) -> String {
    let row = |i: usize| format!("R{}", subscript(i + 1));
    match *operation {
        RowOperation::Swap { first, second } => format!(
            "Swap rows {} and {}:  {} ↔ {}",
            first + 1,
            second + 1,
            row(first),
            row(second)
        ),
        RowOperation::Divide { row: i, divisor } => {
            let number = readable(divisor).text;
            format!(
                "Divide row {} by {number}:  {r} ← {r} / {}",
                i + 1,
                in_parentheses(&number),
                r = row(i)
            )
        }
        RowOperation::AddMultiple {
            target,
            source,
            factor,
        } => {
            let number = readable(factor.abs()).text;
            let (verb, to, sign) = match factor < 0.0 {
                true => ("Subtract", "from", "−"),
                false => ("Add", "to", "+"),
            };
            let (words, times) = match number.as_str() {
                "1" => (String::new(), String::new()),
                _ => (format!("{number} times "), format!("{number} · ")),
            };
            format!(
                "{verb} {words}row {} {to} row {}:  {r} ← {r} {sign} {times}{}",
                source + 1,
                target + 1,
                row(source),
                r = row(target)
            )
        }
    }
}

/// Fractions and negative numbers are set apart from the sign before them.
fn in_parentheses(number: &str) -> String {
    match number.contains(['/', '−', ' ']) {
        true => format!("({number})"),
        false => number.to_owned(),
    }
}

/// The operation that led to the matrix on screen.
pub fn last_operation(state: &RankState, results: &Results) -> String {
    let Ok(reduction) = &results.reduction else {
        return String::new();
    };
    let steps = &reduction.rref.steps;
    match state.op.checked_sub(1).and_then(|i| steps.get(i)) {
        Some(step) => operation(&step.operation),
        None => "The matrix as entered.".to_owned(),
    }
}

/// What comes next, or that nothing does.
pub fn next_operation(state: &RankState, results: &Results) -> String {
    let Ok(reduction) = &results.reduction else {
        return String::new();
    };
    match reduction.rref.steps.get(state.op) {
        Some(step) => format!("Next: {}", operation(&step.operation)),
        None => format!(
            "Done: this is the reduced row echelon form, with {}.",
            counted(reduction.rref.pivot_count(), "pivot")
        ),
    }
}

/// One sentence for each column without a pivot.
pub fn relations(results: &Results) -> Vec<String> {
    let dependent = results.relations().iter();
    let found: Vec<String> = dependent
        .map(|relation| column_sentence(results, relation.column))
        .collect();
    match (found.is_empty(), results.reduction.is_ok()) {
        (true, true) => vec!["Every column has a pivot.".to_owned()],
        _ => found,
    }
}

/// The space of the inputs, and how its two parts add up.
pub fn input_sum(results: &Results) -> (String, String) {
    let (rank, nullity, n) = (results.rank, results.nullity, results.cols);
    (
        format!("Inputs x in {}", space(n)),
        format!("r + (n − r) = {rank} + {nullity} = {n} = n"),
    )
}

/// The space of the outputs, and how its two parts add up.
pub fn output_sum(results: &Results) -> (String, String) {
    let (rank, m) = (results.rank, results.rows);
    (
        format!("Outputs b in {}", space(m)),
        format!("r + (m − r) = {rank} + {} = {m} = m", m - rank),
    )
}

/// `Row space C(Aᵀ): dimension r = 1`.
pub fn subspace_heading(name: &str, dimension: &str) -> String {
    format!("{name}: dimension {}", dimension.replace(' ', "\u{a0}"))
}

/// What the bases shown are.
pub fn basis_remark(state: &RankState, results: &Results) -> String {
    let kind = match state.basis {
        Basis::Orthonormal => {
            "Columns of U and V: vectors of length 1 at right angles, rounded to four digits."
        }
        Basis::Rref if results.rref_bases().is_some() => {
            "Rows of the reduced form, pivot columns of A, and special solutions: one free variable 1, the others 0. For the left null space Aᵀ is reduced."
        }
        Basis::Rref => {
            "Row reduction counts differently from the SVD here, so these are the orthonormal bases, which go with the rank shown."
        }
    };
    let caveat = match results.is_flat_only_by_tolerance() {
        true => " What the tolerance drops counts as sent to 0.",
        false => "",
    };
    format!("{kind}{caveat}")
}
