//! What an expression is worth: a number, a row, a matrix, or words that say something about one.

use super::super::explained::Rows;
use super::super::refusal;
use super::super::scale;
use super::super::terms::Term;
use crate::data::Error;

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Number(Term),
    /// A list of numbers: a row, until something says otherwise.
    Row(Vec<String>),
    Matrix(Grid),
    /// In quotation marks.
    Text(String),
    /// A name, such as a type.
    Word(String),
    /// A dictionary.
    Named(Vec<(String, Value)>),
    /// Values of several kinds in parentheses.
    Several(Vec<Value>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    pub rows: Rows,
    /// Its rows have brackets of their own, so that a list of such grids is a list of matrices.
    pub nested: bool,
}

impl Value {
    pub fn block(rows: Rows) -> Self {
        Self::Matrix(Grid {
            rows,
            nested: false,
        })
    }

    /// A row or matrix as rows.
    pub fn rows(self) -> Option<Rows> {
        match self {
            Self::Row(row) => Some(vec![row]),
            Self::Matrix(grid) => Some(grid.rows),
            _ => None,
        }
    }

    pub fn is_matrix(&self) -> bool {
        matches!(self, Self::Row(_) | Self::Matrix(_))
    }

    /// Rows and columns; the first row counts.
    pub fn shape(&self) -> Option<(usize, usize)> {
        match self {
            Self::Row(row) => Some((1, row.len())),
            Self::Matrix(grid) => Some((grid.rows.len(), grid.rows.first().map_or(0, Vec::len))),
            _ => None,
        }
    }

    /// A whole number, as sizes are.
    pub fn size(&self) -> Option<usize> {
        match self {
            Self::Number(term) => term.text().parse().ok(),
            _ => None,
        }
    }

    /// The whole numbers of a row such as `(2, 2)`.
    pub fn sizes(&self) -> Option<Vec<i64>> {
        match self {
            Self::Row(row) => row.iter().map(|text| text.parse().ok()).collect(),
            Self::Number(term) => term.text().parse().ok().map(|size| vec![size]),
            _ => None,
        }
    }

    pub fn transposed(self) -> Result<Self, Error> {
        let rows = match self {
            Self::Number(_) => return Ok(self),
            other => other.rows().unwrap_or_default(),
        };
        transposed(&rows).map(Self::block)
    }

    pub fn scaled(self, factor: &str) -> Self {
        let each = |row: Vec<String>| {
            row.iter()
                .map(|entry| scale::times(entry, factor))
                .collect()
        };
        match self {
            Self::Row(row) => Self::Row(each(row)),
            Self::Matrix(grid) => Self::Matrix(Grid {
                rows: grid.rows.into_iter().map(each).collect(),
                ..grid
            }),
            other => other,
        }
    }

    /// The entries in the order of the rows, as `rows` × `cols`.
    pub fn reshaped(self, rows: usize, cols: usize, by_columns: bool) -> Result<Self, Error> {
        let given = self.rows().unwrap_or_default();
        // Column by column, both the entries are taken and the new matrix is filled.
        let entries: Vec<String> = match by_columns {
            true => transposed(&given)?.concat(),
            false => given.concat(),
        };
        if rows == 0 || cols == 0 || rows.checked_mul(cols) != Some(entries.len()) {
            return Err(refusal::not_shaped(entries.len(), rows, cols));
        }
        if !by_columns {
            return Ok(Self::block(
                entries.chunks(cols).map(<[_]>::to_vec).collect(),
            ));
        }
        let columns: Rows = entries.chunks(rows).map(<[_]>::to_vec).collect();
        transposed(&columns).map(Self::block)
    }
}

/// Columns for rows.
/// # Errors
/// [`Error::Ragged`].
pub fn transposed(rows: &Rows) -> Result<Rows, Error> {
    let cols = rows.first().map_or(0, Vec::len);
    if let Some(at) = rows.iter().position(|row| row.len() != cols) {
        return Err(Error::Ragged {
            row: at + 1,
            found: rows[at].len(),
            expected: cols,
        });
    }
    Ok((0..cols)
        .map(|col| rows.iter().map(|row| row[col].clone()).collect())
        .collect())
}

/// Matrices of as many rows beside each other.
pub fn beside(blocks: Vec<Rows>) -> Result<Rows, Error> {
    let mut blocks = blocks.into_iter();
    let mut rows = blocks.next().unwrap_or_default();
    for block in blocks {
        if block.len() != rows.len() {
            return Err(refusal::because(format!(
                "A block of {} rows stands beside one of {}. Blocks beside each other have the same number of rows.",
                block.len(),
                rows.len()
            )));
        }
        for (row, more) in rows.iter_mut().zip(block) {
            row.extend(more);
        }
    }
    Ok(rows)
}
