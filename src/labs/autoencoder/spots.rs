//! Where figures show the points: as they are in up to three dimensions, else along the first three principal axes.

use crate::learn::autoencoder::{AutoencoderTraining, CentredData};
use crate::linalg::qr::thin_qr;
use crate::linalg::{Matrix, svd};

use super::model::Spot;

/// More points than this are thinned out in figures.
pub const MAX_SPOTS: usize = 300;
/// Points along a curve, and along each line of a net.
const CURVE: usize = 121;
/// Lines and planes reach this many times as far as the points.
const ROOM: f64 = 1.15;
const NET_LINES: usize = 9;
const NET_POINTS: usize = 25;

/// Takes points of the data's space to a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// k×n, k ≤ 3.
    frame: Matrix,
    /// Which points are shown.
    pub shown: Vec<usize>,
    /// Those points, n×S.
    pub x: Matrix,
    /// The points as they are seen, k×S.
    seen: Matrix,
}

impl Stage {
    pub fn new(data: &CentredData) -> Self {
        let n = data.features();
        let frame = if n <= 3 {
            Matrix::identity(n, n)
        } else {
            let axes = data.axes();
            axes.columns(0, axes.ncols().min(3)).transpose()
        };
        let count = data.points();
        let stride = count.div_ceil(MAX_SPOTS).max(1);
        let shown: Vec<usize> = (0..count).step_by(stride).collect();
        let x = data.x().select_columns(&shown);
        Self {
            seen: &frame * &x,
            frame,
            shown,
            x,
        }
    }

    /// The places of points n×M.
    pub fn spots(&self, x: &Matrix) -> Vec<Spot> {
        let seen = &self.frame * x;
        let spot = |c: nalgebra::DVectorView<'_, f64>| {
            std::array::from_fn(|k| c.get(k).copied().unwrap_or(0.0))
        };
        seen.column_iter().map(spot).collect()
    }

    /// What r directions (the columns of `basis`, n×r) can reach, as far as the points do: the ends of a line or the
    /// corners of a rectangle along the points' own directions in that plane. Empty where that is more than a plane of
    /// the figure, or nothing.
    pub fn flat(&self, basis: &Matrix) -> Vec<Spot> {
        let drawn = &self.frame * basis;
        let (k, r) = drawn.shape();
        if r == 0 || r > 2 || r >= k.max(2) || drawn.amax() == 0.0 {
            return Vec::new();
        }
        let q = thin_qr(&(&drawn / drawn.amax())).q;
        // Turned within the plane, so that the rectangle lies along the points; fewer points than directions turn nothing.
        let q = match svd(&(q.transpose() * &self.seen)) {
            Ok(inside) if inside.u.ncols() == r => &q * inside.u,
            _ => q,
        };
        let inside = q.transpose() * &self.seen;
        let half: Vec<f64> = inside
            .row_iter()
            .map(|row| (ROOM * row.amax()).max(0.06 * inside.amax()))
            .collect();
        let corners: &[[f64; 2]] = match r {
            1 => &[[1.0, 0.0], [-1.0, 0.0]],
            _ => &[[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]],
        };
        let corner = |at: &[f64; 2]| {
            std::array::from_fn(|i| {
                let along = (0..r).map(|j| at[j] * half[j] * q.get((i, j)).copied().unwrap_or(0.0));
                along.sum::<f64>()
            })
        };
        corners.iter().map(corner).collect()
    }

    /// What the decoder of a nonlinear autoencoder reaches between the smallest and the largest codes of the points:
    /// a curve for r = 1, a net of lines for r = 2, nothing that could be drawn beyond.
    pub fn bent(&self, training: &AutoencoderTraining, codes: &Matrix) -> Vec<Vec<Spot>> {
        let range = |row: usize| {
            let values = codes.row(row);
            let (low, high) = (values.min(), values.max());
            let room = 0.08 * (high - low);
            (low - room, high + room)
        };
        let at = |(low, high): (f64, f64), k: usize, count: usize| {
            low + (high - low) * k as f64 / (count - 1) as f64
        };
        match codes.nrows() {
            1 => {
                let z = Matrix::from_fn(1, CURVE, |_, k| at(range(0), k, CURVE));
                vec![self.spots(&training.decode(&z))]
            }
            2 => {
                let ranges = [range(0), range(1)];
                let mut lines = Vec::new();
                for fixed in 0..2 {
                    for line in 0..NET_LINES {
                        let z = Matrix::from_fn(2, NET_POINTS, |row, k| {
                            if row == fixed {
                                at(ranges[row], line, NET_LINES)
                            } else {
                                at(ranges[row], k, NET_POINTS)
                            }
                        });
                        lines.push(self.spots(&training.decode(&z)));
                    }
                }
                lines
            }
            _ => Vec::new(),
        }
    }
}

/// The first two numbers of every code r×S.
pub fn pairs(codes: &Matrix) -> Vec<[f64; 2]> {
    let pair = |c: nalgebra::DVectorView<'_, f64>| {
        std::array::from_fn(|k| c.get(k).copied().unwrap_or(0.0))
    };
    codes.column_iter().map(pair).collect()
}
