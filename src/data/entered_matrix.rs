//! A matrix as the reader entered it: the text of every entry beside its value.

use super::entry::{EntryError, canonical_entry, lost_sign, shorten};
use super::error::Error;
use super::number_format::full;
use crate::linalg::Matrix;

/// A matrix and the text it was entered with, so that `1/3` stays `1/3` in a link and after undo.
///
/// It has at least one row and one column, and every value is finite.
#[derive(Clone, Debug, PartialEq)]
pub struct EnteredMatrix {
    rows: usize,
    cols: usize,
    /// Row by row.
    texts: Vec<String>,
    matrix: Matrix,
}

impl EnteredMatrix {
    /// Reads `rows`·`cols` entries given row by row.
    /// # Errors
    /// [`Error::Empty`], [`Error::Shape`], and [`Error::Entry`] for the first entry that is not a number.
    pub fn from_texts(rows: usize, cols: usize, texts: Vec<String>) -> Result<Self, Error> {
        check_shape(rows, cols, texts.len())?;
        let mut canonical = Vec::with_capacity(texts.len());
        let mut values = Vec::with_capacity(texts.len());
        for (index, text) in texts.iter().enumerate() {
            let (text, value) = canonical_entry(text).map_err(|source| {
                let (row, column) = (index / cols + 1, index % cols + 1);
                Error::Entry {
                    row,
                    column,
                    source,
                }
            })?;
            canonical.push(text);
            values.push(value);
        }
        let matrix = Matrix::from_row_slice(rows, cols, &values);
        Ok(Self {
            rows,
            cols,
            texts: canonical,
            matrix,
        })
    }

    /// A matrix from numbers given row by row, each written as the shortest text that reads back the same.
    /// # Errors
    /// As [`Self::from_texts`]; a value that is not finite is an [`Error::Entry`].
    pub fn from_values(rows: usize, cols: usize, values: &[f64]) -> Result<Self, Error> {
        Self::from_texts(
            rows,
            cols,
            values.iter().map(|&value| full(value)).collect(),
        )
    }

    /// A computed matrix, as [`Self::from_values`].
    /// # Errors
    /// As [`Self::from_values`].
    pub fn from_matrix(matrix: &Matrix) -> Result<Self, Error> {
        let values: Vec<f64> = matrix.transpose().iter().copied().collect();
        Self::from_values(matrix.nrows(), matrix.ncols(), &values)
    }

    /// Reads rows of entries as a reader of files finds them.
    pub(super) fn from_rows(
        rows: Vec<Vec<String>>,
        max_rows: usize,
        max_cols: usize,
    ) -> Result<Self, Error> {
        let cols = rows.first().map_or(0, Vec::len);
        if cols == 0 {
            return Err(Error::Empty);
        }
        let ragged = rows.iter().position(|row| row.len() != cols);
        if let Some(index) = ragged {
            return Err(Error::Ragged {
                row: index + 1,
                found: rows[index].len(),
                expected: cols,
            });
        }
        if rows.len() > max_rows || cols > max_cols {
            return Err(Error::TooLarge {
                rows: rows.len(),
                cols,
                max_rows,
                max_cols,
            });
        }
        Self::from_texts(rows.len(), cols, rows.into_iter().flatten().collect())
    }

    /// Reads the form matrices have in links: `1,2,3;2,4,6`.
    /// # Errors
    /// [`Error::Empty`], [`Error::Ragged`], [`Error::TooLarge`], [`Error::Entry`].
    pub fn from_link(text: &str, max_rows: usize, max_cols: usize) -> Result<Self, Error> {
        let text = text.trim();
        if text.starts_with('[') {
            return Self::from_rows(nested_lists(text)?, max_rows, max_cols);
        }
        let text = without_brackets_of_prose(text);
        let text = text.strip_suffix(';').unwrap_or(text);
        if text.is_empty() {
            return Err(Error::Empty);
        }
        let rows = text
            .split(';')
            .map(|row| row.split(',').map(String::from).collect());
        let rows: Vec<Vec<String>> = rows.collect();
        refuse_lost_signs(&rows)?;
        Self::from_rows(rows, max_rows, max_cols)
    }

    /// The form of [`Self::from_link`]. Percent-encoding is left to whoever builds the link.
    pub fn to_link(&self) -> String {
        let rows: Vec<String> = self
            .texts
            .chunks(self.cols)
            .map(|row| row.join(","))
            .collect();
        rows.join(";")
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn cols(&self) -> usize {
        self.cols
    }

    /// The values.
    pub fn matrix(&self) -> &Matrix {
        &self.matrix
    }

    /// The text of an entry; rows and columns count from 0 here.
    pub fn text(&self, row: usize, col: usize) -> Option<&str> {
        self.index(row, col)
            .and_then(|index| self.texts.get(index))
            .map(String::as_str)
    }

    /// The texts, one slice per row.
    pub fn text_rows(&self) -> impl Iterator<Item = &[String]> {
        self.texts.chunks(self.cols)
    }

    /// The same matrix with one entry changed.
    /// # Errors
    /// [`Error::NoSuchEntry`], [`Error::Entry`].
    pub fn with_entry(&self, row: usize, col: usize, text: &str) -> Result<Self, Error> {
        let (rows, cols) = (self.rows, self.cols);
        let (row_name, column) = (row.saturating_add(1), col.saturating_add(1));
        let missing = Error::NoSuchEntry {
            row: row_name,
            column,
            rows,
            cols,
        };
        let index = self.index(row, col).ok_or(missing)?;
        let entry = canonical_entry(text).map_err(|source| Error::Entry {
            row: row_name,
            column,
            source,
        })?;
        let mut changed = self.clone();
        (changed.texts[index], changed.matrix[(row, col)]) = entry;
        Ok(changed)
    }

    /// The same matrix with `part` put over it from row `row` and column `col` on (from 0), grown with zeros where that
    /// reaches beyond it.
    /// # Errors
    /// [`Error::TooLarge`].
    pub fn filled(
        &self,
        (row, col): (usize, usize),
        part: &Self,
        (max_rows, max_cols): (usize, usize),
    ) -> Result<Self, Error> {
        let rows = self.rows.max(row.saturating_add(part.rows));
        let cols = self.cols.max(col.saturating_add(part.cols));
        if rows > max_rows || cols > max_cols {
            return Err(Error::TooLarge {
                rows,
                cols,
                max_rows,
                max_cols,
            });
        }
        let text = |(i, j): (usize, usize)| {
            let over = i.checked_sub(row).zip(j.checked_sub(col));
            let over = over.and_then(|(i, j)| part.text(i, j));
            over.or_else(|| self.text(i, j)).unwrap_or("0").to_owned()
        };
        let places = (0..rows).flat_map(|i| (0..cols).map(move |j| (i, j)));
        Self::from_texts(rows, cols, places.map(text).collect())
    }

    /// The same matrix with a row of zeros before row `at` (after the last one for `at` ≥ rows).
    pub fn insert_row(&self, at: usize) -> Self {
        let at = at.min(self.rows);
        let mut texts = self.texts.clone();
        texts.splice(at * self.cols..at * self.cols, zeros(self.cols));
        let matrix = self.matrix.clone().insert_row(at, 0.0);
        Self {
            rows: self.rows + 1,
            cols: self.cols,
            texts,
            matrix,
        }
    }

    /// The same matrix with a column of zeros before column `at` (after the last one for `at` ≥ columns).
    pub fn insert_col(&self, at: usize) -> Self {
        let at = at.min(self.cols);
        let mut texts = Vec::with_capacity(self.texts.len() + self.rows);
        for row in self.texts.chunks(self.cols) {
            texts.extend_from_slice(&row[..at]);
            texts.extend(zeros(1));
            texts.extend_from_slice(&row[at..]);
        }
        let matrix = self.matrix.clone().insert_column(at, 0.0);
        Self {
            rows: self.rows,
            cols: self.cols + 1,
            texts,
            matrix,
        }
    }

    /// The same matrix without row `at`. The only row stays, and a row that is not there changes nothing.
    pub fn remove_row(&self, at: usize) -> Self {
        if self.rows == 1 || at >= self.rows {
            return self.clone();
        }
        let mut texts = self.texts.clone();
        texts.drain(at * self.cols..(at + 1) * self.cols);
        let matrix = self.matrix.clone().remove_row(at);
        Self {
            rows: self.rows - 1,
            cols: self.cols,
            texts,
            matrix,
        }
    }

    /// The same matrix without column `at`. The only column stays, and a column that is not there changes nothing.
    pub fn remove_col(&self, at: usize) -> Self {
        if self.cols == 1 || at >= self.cols {
            return self.clone();
        }
        let kept =
            |(index, text): (usize, &String)| (index % self.cols != at).then(|| text.clone());
        let texts = self.texts.iter().enumerate().filter_map(kept).collect();
        let matrix = self.matrix.clone().remove_column(at);
        Self {
            rows: self.rows,
            cols: self.cols - 1,
            texts,
            matrix,
        }
    }

    fn index(&self, row: usize, col: usize) -> Option<usize> {
        (row < self.rows && col < self.cols).then(|| row * self.cols + col)
    }
}

impl Default for EnteredMatrix {
    /// The 1 × 1 zero matrix.
    fn default() -> Self {
        Self {
            rows: 1,
            cols: 1,
            texts: zeros(1).collect(),
            matrix: Matrix::zeros(1, 1),
        }
    }
}

/// A link in parentheses takes the closing one along: `…3,4)`.
fn without_brackets_of_prose(text: &str) -> &str {
    let open = text.matches('(').count();
    match text.strip_suffix(')') {
        Some(inner) if text.matches(')').count() == open + 1 => inner,
        _ => text,
    }
}

/// The rows of `[[1,2],[3,4]]`, `[1,2;3,4]` or `[1,2]`: what people who write links by hand take for their form.
fn nested_lists(text: &str) -> Result<Vec<Vec<String>>, Error> {
    let entries = |row: &str| {
        row.split(',')
            .map(|entry| entry.trim().to_owned())
            .collect()
    };
    let rows = || {
        let inner = text.strip_prefix('[')?.strip_suffix(']')?.trim();
        if !inner.starts_with('[') {
            return Some(inner.split(';').map(entries).collect());
        }
        let mut rows = Vec::new();
        let mut rest = inner;
        loop {
            let (row, behind) = rest.strip_prefix('[')?.split_once(']')?;
            rows.push(entries(row));
            rest = match behind.trim_start() {
                "" => return Some(rows),
                more => more.strip_prefix(',')?.trim_start(),
            };
        }
    };
    rows().ok_or_else(|| {
        let shown: String = text.chars().take(40).collect();
        Error::Refused(format!(
            "The brackets of “{shown}” do not make rows. Write the rows as 1,2;3,4 or as [[1,2],[3,4]]."
        ))
    })
}

/// In the query of a link `+` means a blank: `1+√5` would come out as 1·√5.
fn refuse_lost_signs(rows: &[Vec<String>]) -> Result<(), Error> {
    for (row, texts) in rows.iter().enumerate() {
        for (column, text) in texts.iter().enumerate() {
            if lost_sign(text.trim()) {
                return Err(Error::Entry {
                    row: row + 1,
                    column: column + 1,
                    source: EntryError::LostSign(shorten(text)),
                });
            }
        }
    }
    Ok(())
}

fn check_shape(rows: usize, cols: usize, entries: usize) -> Result<(), Error> {
    if rows == 0 || cols == 0 {
        return Err(Error::Empty);
    }
    match rows.checked_mul(cols) == Some(entries) {
        true => Ok(()),
        false => Err(Error::Shape {
            rows,
            cols,
            entries,
        }),
    }
}

fn zeros(count: usize) -> impl Iterator<Item = String> {
    std::iter::repeat_n(String::from("0"), count)
}
