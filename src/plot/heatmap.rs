//! A matrix as pixels.

use std::fmt::Write as _;
use std::sync::Arc;

use super::color_map::larger;
use super::{ColorMap, Error, Table};
use crate::data::number_format::{full, short};
use crate::linalg::Matrix;

/// Up to this many entries are searched for the extremes that the description names:
/// a large picture that changes with every step of a slider has no time for it.
const SEARCHED: usize = 10_000;

/// The entries of a matrix with the colours they are shown in.
#[derive(Debug, Clone)]
pub struct HeatmapData {
    pub rows: usize,
    pub cols: usize,
    /// Row-major, rows × cols.
    pub values: Arc<Vec<f32>>,
    /// The values at the two ends of the map; from the values when absent.
    pub range: Option<(f32, f32)>,
    pub map: ColorMap,
    /// What 1.0 in `values` stands for. Other than 1 only where f32 could not hold the entries.
    pub unit: f64,
}

impl PartialEq for HeatmapData {
    /// Compares the values by address first: a figure asks this for every change of its signal.
    fn eq(&self, other: &Self) -> bool {
        (self.rows, self.cols, self.range, self.map)
            == (other.rows, other.cols, other.range, other.map)
            && self.unit == other.unit
            && (Arc::ptr_eq(&self.values, &other.values) || self.values == other.values)
    }
}

impl HeatmapData {
    /// # Errors
    /// [`Error::Shape`] unless there are rows × cols values.
    pub fn new(
        rows: usize,
        cols: usize,
        values: Arc<Vec<f32>>,
        map: ColorMap,
    ) -> Result<Self, Error> {
        if rows.checked_mul(cols) != Some(values.len()) {
            let values = values.len();
            return Err(Error::Shape { rows, cols, values });
        }
        Ok(HeatmapData {
            rows,
            cols,
            values,
            range: None,
            map,
            unit: 1.0,
        })
    }

    /// Shape: any. Cost: O(mn).
    #[must_use]
    pub fn from_matrix(a: &Matrix, map: ColorMap) -> Self {
        let finite = a.iter().map(|v| v.abs()).filter(|v| v.is_finite());
        let most = finite.fold(0.0_f64, larger);
        // Within these the squares, too, keep clear of f32's limits.
        let unit = if most == 0.0 || (1e-15..1e15).contains(&most) {
            1.0
        } else {
            most
        };
        let mut row_major = Vec::with_capacity(a.len());
        for i in 0..a.nrows() {
            let row = a.as_slice().iter().skip(i).step_by(a.nrows());
            row_major.extend(row.map(|v| (v / unit) as f32));
        }
        HeatmapData {
            rows: a.nrows(),
            cols: a.ncols(),
            values: Arc::new(row_major),
            range: None,
            map,
            unit,
        }
    }

    #[must_use]
    pub fn with_range(mut self, lo: f32, hi: f32) -> Self {
        self.range = Some((lo, hi));
        self
    }

    /// The entry in row `i` and column `j`, counted from 0.
    #[must_use]
    pub fn value(&self, i: usize, j: usize) -> Option<f64> {
        if i >= self.rows || j >= self.cols {
            return None;
        }
        let v = self.values.get(i.checked_mul(self.cols)?.checked_add(j)?)?;
        Some(f64::from(*v) * self.unit)
    }

    /// The entry's digits for a file: those that f32 holds, not those its conversion to f64 adds.
    fn digits(&self, i: usize, j: usize) -> String {
        let Some(value) = self.value(i, j) else {
            return String::new();
        };
        let single = value as f32;
        if self.unit == 1.0 && (1e-4..1e16).contains(&single.abs()) {
            single.to_string()
        } else {
            full(value)
        }
    }

    /// The values at the two ends of the map, in the units of `values`.
    #[must_use]
    pub fn shown_range(&self) -> (f64, f64) {
        match self.range {
            Some((lo, hi)) => (f64::from(lo), f64::from(hi)),
            None => self.map.fit(self.values.iter().copied()),
        }
    }

    /// Four bytes an entry, row by row.
    pub fn rgba(&self, out: &mut Vec<u8>) {
        super::color_map::to_rgba(
            self.values.iter().copied(),
            self.map,
            self.shown_range(),
            out,
        );
    }

    /// The text equivalent: shape, extremes and where they are (unless it is
    /// very large), all entries of a small matrix.
    #[must_use]
    pub fn describe(&self) -> String {
        // Writing to a String cannot fail.
        let mut out = format!("{} × {} matrix. ", self.rows, self.cols);
        if self.values.len() > SEARCHED {
            let (lo, hi) = self.shown_range();
            let (lo, hi) = (short(lo * self.unit, 4), short(hi * self.unit, 4));
            let _ = write!(out, "Colours from {lo} to {hi}.");
            return out;
        }
        let places = || {
            self.values
                .iter()
                .enumerate()
                .filter(|(_, v)| v.is_finite())
        };
        let at = |k: usize| {
            let cols = self.cols.max(1);
            format!("row {}, column {}", k / cols + 1, k % cols + 1)
        };
        let low = places().min_by(|a, b| a.1.total_cmp(b.1));
        let high = places().rev().max_by(|a, b| a.1.total_cmp(b.1));
        if let (Some((i, lo)), Some((j, hi))) = (low, high) {
            let (lo, hi) = (f64::from(*lo) * self.unit, f64::from(*hi) * self.unit);
            let _ = write!(
                out,
                "Smallest entry {} in {}, largest {} in {}. ",
                short(lo, 4),
                at(i),
                short(hi, 4),
                at(j)
            );
        }
        if self.values.len() <= 36 && self.cols > 0 {
            for (i, row) in self.values.chunks(self.cols).enumerate() {
                let row: Vec<String> = row
                    .iter()
                    .map(|v| short(f64::from(*v) * self.unit, 4))
                    .collect();
                let _ = write!(out, "Row {}: {}. ", i + 1, row.join(", "));
            }
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// The entries with row and column numbers.
    #[must_use]
    pub fn table(&self) -> Table {
        let mut header = vec!["row".to_string()];
        header.extend((1..=self.cols).map(|j| j.to_string()));
        let rows = (0..self.rows).map(|i| {
            let mut row = vec![(i + 1).to_string()];
            row.extend((0..self.cols).map(|j| self.digits(i, j)));
            row
        });
        Table {
            header,
            rows: rows.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_back_where_they_were() {
        let a = Matrix::from_row_slice(2, 3, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.5]);
        let h = HeatmapData::from_matrix(&a, ColorMap::Diverging);
        assert_eq!(h.value(1, 2), Some(6.5));
        assert_eq!(h.value(2, 0), None);
        assert_eq!(h.table().to_csv(), "row,1,2,3\r\n1,1,2,3\r\n2,4,5,6.5\r\n");
        assert!(h.describe().contains("largest 6.5 in row 2, column 3"));
    }

    #[test]
    fn huge_and_tiny_entries_keep_their_colours() {
        for scale in [1e300, 1e-300] {
            let a = Matrix::from_row_slice(1, 2, &[scale, -scale / 2.0]);
            let h = HeatmapData::from_matrix(&a, ColorMap::Diverging);
            let mut px = Vec::new();
            h.rgba(&mut px);
            assert_ne!(px[..4], px[4..]);
            assert!(
                h.value(0, 1)
                    .is_some_and(|v| (v / scale + 0.5).abs() < 1e-6)
            );
        }
    }

    #[test]
    fn a_wrong_number_of_values_is_refused() {
        let wrong = HeatmapData::new(2, 2, Arc::new(vec![0.0; 3]), ColorMap::Grey);
        assert_eq!(
            wrong,
            Err(Error::Shape {
                rows: 2,
                cols: 2,
                values: 3
            })
        );
        let empty = HeatmapData::from_matrix(&Matrix::zeros(0, 0), ColorMap::Grey);
        assert_eq!(empty.describe(), "0 × 0 matrix.");
    }
}
