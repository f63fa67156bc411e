//! Julia: `2×2 Matrix{Float64}:` above the rows. Other programs say the shape in words: `Matrix 2x2`.

use super::super::explained::{Outcome, Rows};
use super::super::refusal;
use super::super::table::{self, Purpose, Table};

/// The shape that a line says, and nothing but it and words.
fn shape(line: &str) -> Option<(usize, usize)> {
    let line = line.replace(" x ", "x").replace(" × ", "×");
    let line = line.trim();
    let mut found = None;
    let is_type = |word: &str| {
        let known = [
            "Matrix",
            "Array",
            "Vector",
            "matrix",
            "array",
            "Diagonal",
            "Adjoint",
            "Transpose",
            "SMatrix",
            "MMatrix",
            "LowerTriangular",
            "UpperTriangular",
            "Symmetric",
            "Hermitian",
            "BitMatrix",
            "Bool",
            "transpose",
            "adjoint",
            "with",
            "eltype",
            "indices",
            "a",
            "A",
            "double",
            "single",
            "logical",
            "sparse",
            "SparseMatrixCSC",
            "UnitRange",
            "LinearAlgebra",
            "int32",
            "int64",
            "uint8",
            "reshape",
            "of",
            "shape",
            "Tridiagonal",
            "StaticArrays",
            "SymTridiagonal",
            "Float64",
            "Int64",
            "full",
            "stored",
            "entries",
        ];
        let word = word.trim_end_matches(':');
        let name = word.split(['{', '(', '.']).next().unwrap_or(word);
        known.contains(&name) || known.contains(&word.rsplit('.').next().unwrap_or(word))
    };
    let mut generic = String::new();
    for word in line.split_whitespace() {
        if generic.is_empty()
            && found.is_none()
            && let Some(sides) = sides(word)
        {
            found = Some(sides);
            continue;
        }
        // A type's parameters may have blanks in them.
        generic.push_str(word);
        let open = generic.matches(['{', '(']).count() > generic.matches(['}', ')']).count();
        if open {
            continue;
        }
        if !is_type(&generic) {
            return None;
        }
        generic.clear();
    }
    found.filter(|_| generic.is_empty() && line.split_whitespace().count() > 1)
}

/// `2×3`, `2x3`, `3-element`
fn sides(word: &str) -> Option<(usize, usize)> {
    let word = word.trim_end_matches(':');
    if let Some(count) = word.strip_suffix("-element") {
        return Some((count.parse().ok()?, 1));
    }
    let (rows, cols) = word.split_once(['×', 'x', 'X'])?;
    Some((rows.parse().ok()?, cols.parse().ok()?))
}

pub fn is(text: &str) -> bool {
    let first = text.split('\n').find(|line| !line.trim().is_empty());
    first.is_some_and(|line| shape(line).is_some())
}

pub fn read(text: &str) -> Outcome {
    let mut lines = text.split('\n').filter(|line| !line.trim().is_empty());
    let said = lines.next().unwrap_or("");
    let mut rows = Rows::new();
    for line in lines {
        if line.contains(['[', ']', '=', '{', '}']) {
            return Err(refusal::foreign(line));
        }
        // A dot stands for a zero that is not kept.
        let entry = |word: &str| match word {
            "·" | "." => "0".to_owned(),
            _ => word.trim_end_matches([',', ';']).replacen("//", "/", 1),
        };
        rows.push(line.split_whitespace().map(entry).collect());
    }
    let (expected, cols) = shape(said).unwrap_or_default();
    let dots = |field: &String| matches!(field.as_str(), "…" | "⋮" | "⋱" | "...");
    if !rows.iter().flatten().any(dots)
        && (rows.len() != expected || rows.iter().any(|row: &Vec<String>| row.len() != cols))
    {
        let width = rows.first().map_or(0, Vec::len);
        return Err(refusal::other_shape(said.trim(), rows.len(), width));
    }
    table::read(
        Table {
            rows,
            notes: vec![super::super::noise::left_out("Heading", said)],
            above: 1,
            formula: true,
            ..Table::default()
        },
        Purpose::Matrix,
    )
}
