//! From the state to everything the page shows.

use super::decomposition::Reduction;
use super::state::{NULL_DIRECTIONS, RankState};
use crate::data::EnteredMatrix;
use crate::data::number_format::full;
use crate::linalg::rref::{ColumnRelation, Rref};
use crate::linalg::subspaces::FourSubspaces;
use crate::linalg::{Error, Matrix, Svd, svd};
use crate::plot::scene::Point;

/// The results of one state.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    pub a: Matrix,
    pub rows: usize,
    pub cols: usize,
    pub svd: Svd,
    /// max(m, n)·ε·σ₁.
    pub default_tolerance: f64,
    pub tolerance: f64,
    /// Singular values above the tolerance.
    pub rank: usize,
    /// Columns minus rank.
    pub nullity: usize,
    /// Row reduction, or why it cannot be shown; the rest does not need it.
    pub reduction: Result<Reduction, Error>,
    /// Orthonormal bases of the four subspaces at this tolerance.
    pub subspaces: FourSubspaces,
    /// The part of x along v₁.
    pub x_row: Vec<f64>,
    pub x: Vec<f64>,
    /// Ax.
    pub image: Vec<f64>,
    /// How far the image has moved because x was moved along the null space.
    pub image_shift: f64,
}

/// Everything the page shows.
///
/// Cost: the decomposition, unless the state has kept it.
/// # Errors
/// Those of [`svd`].
pub fn compute(state: &RankState) -> Result<Results, Error> {
    let a = state.matrix.matrix().clone();
    let found = state.decomposition.of(&state.matrix);
    let svd = found.svd.clone()?;
    let default_tolerance = svd.default_tolerance();
    let tolerance = state.tol.unwrap_or(default_tolerance);
    let rank = svd.rank(tolerance);
    let mut results = Results {
        rows: a.nrows(),
        cols: a.ncols(),
        nullity: a.ncols() - rank,
        reduction: found.reduction.clone(),
        subspaces: FourSubspaces::new(&svd, rank),
        default_tolerance,
        tolerance,
        rank,
        x_row: Vec::new(),
        x: Vec::new(),
        image: Vec::new(),
        image_shift: 0.0,
        a,
        svd,
    };
    results.place_point(state);
    Ok(results)
}

impl Results {
    /// Pivot columns, counted from 0; none where row reduction cannot be shown.
    pub fn pivots(&self) -> &[usize] {
        self.reduction.as_ref().map_or(&[], |r| &r.rref.pivots)
    }

    /// How the columns without a pivot are made of pivot columns.
    pub fn relations(&self) -> &[ColumnRelation] {
        self.reduction.as_ref().map_or(&[], |r| &r.relations)
    }

    pub fn is_pivot(&self, column: usize) -> bool {
        self.pivots().contains(&column)
    }

    /// How a column (counted from 0) is made of pivot columns; `None` for a pivot column.
    pub fn relation(&self, column: usize) -> Option<&ColumnRelation> {
        self.relations().iter().find(|r| r.column == column)
    }

    /// The column that is explained, counted from 0.
    pub fn chosen_column(&self, state: &RankState) -> usize {
        let first_dependent = self.relations().first().map_or(0, |r| r.column);
        state
            .column
            .map_or(first_dependent, |c| c.saturating_sub(1))
    }

    /// Row reduction and the SVD count the same number.
    pub fn counts_agree(&self) -> bool {
        self.reduction.is_ok() && self.pivots().len() == self.rank
    }

    /// Bases read off the reduced forms of A and Aᵀ, one vector per column, where both count as the SVD does.
    pub fn rref_bases(&self) -> Option<FourSubspaces> {
        let reduction = self.reduction.as_ref().ok()?;
        let counts = [&reduction.rref, &reduction.transposed].map(Rref::pivot_count);
        if counts != [self.rank; 2] {
            return None;
        }
        Some(FourSubspaces {
            rank: self.rank,
            column_space: reduction.rref.pivot_columns(&self.a).ok()?,
            left_null_space: reduction.transposed.special_solutions(),
            row_space: reduction.rref.nonzero_rows().transpose(),
            null_space: reduction.rref.special_solutions(),
        })
    }

    /// The image is thinner than the tolerance in some direction, but not as thin as rounding makes it.
    pub fn is_flat_only_by_tolerance(&self) -> bool {
        let first_dropped = self.svd.singular_values.get(self.rank).copied();
        first_dropped.is_some_and(|s| s > self.default_tolerance)
    }

    pub fn largest_singular_value(&self) -> f64 {
        self.svd.singular_values.first().copied().unwrap_or(0.0)
    }

    /// The directions of the null space that can be drawn.
    pub fn null_directions(&self) -> Vec<Point> {
        let basis = &self.subspaces.null_space;
        basis
            .column_iter()
            .map(|c| std::array::from_fn(|i| c.get(i).copied().unwrap_or(0.0)))
            .collect()
    }

    /// The powers of ten at the ends of the tolerance slider and of the spectrum's axis: room for every singular
    /// value above 0 and for the default tolerance.
    pub fn decades(&self) -> (f64, f64) {
        let positive = self.svd.singular_values.iter().filter(|s| **s > 0.0);
        let smallest = positive.fold(f64::INFINITY, |m, s| m.min(*s));
        let largest = self.largest_singular_value();
        if largest == 0.0 {
            return (-17.0, 1.0);
        }
        let below = |value: f64| libm::floor(libm::log10(value));
        let lo = (below(self.default_tolerance) - 2.0).min(below(smallest) - 1.0);
        // The ends of the range of doubles, where 10ˣ is neither 0 nor infinite.
        let lo = lo.max(-322.0);
        (lo, (below(largest) + 2.0).clamp(lo + 2.0, 308.0))
    }

    /// Where the tolerance stands on the slider.
    pub fn tolerance_position(&self) -> f64 {
        let (lo, hi) = self.decades();
        if self.tolerance > 0.0 {
            libm::log10(self.tolerance).clamp(lo, hi)
        } else {
            lo
        }
    }

    fn place_point(&mut self, state: &RankState) {
        let row_space = &self.subspaces.row_space;
        let along = |basis: &Matrix, index: usize, t: f64| -> Vec<f64> {
            match index < basis.ncols() {
                true => basis.column(index).iter().map(|v| t * v).collect(),
                false => vec![0.0; basis.nrows()],
            }
        };
        self.x_row = along(row_space, 0, state.row_space);
        self.x = self.x_row.clone();
        for (k, t) in state.null_space.iter().take(NULL_DIRECTIONS).enumerate() {
            let part = along(&self.subspaces.null_space, k, *t);
            self.x.iter_mut().zip(part).for_each(|(x, p)| *x += p);
        }
        self.image = times(&self.a, &self.x);
        let difference: Vec<f64> = self.x.iter().zip(&self.x_row).map(|(x, r)| x - r).collect();
        let shift = times(&self.a, &difference);
        let shift = Matrix::from_column_slice(self.rows, 1, &shift);
        self.image_shift = crate::linalg::norms::frobenius_norm(&shift);
    }
}

fn times(a: &Matrix, x: &[f64]) -> Vec<f64> {
    let product = a * Matrix::from_column_slice(x.len(), 1, x);
    product.iter().copied().collect()
}

/// The grid on which the columns are moved: a tenth of the decade of the largest entry.
pub fn grid_step(results: &Results) -> f64 {
    let largest = crate::linalg::norms::max_abs_entry(&results.a);
    // Entries just below 1 belong to matrices whose other values are 1.
    if largest == 0.0 || (0.1..1.0).contains(&largest) {
        return 0.1;
    }
    let decade = libm::floor(libm::log10(largest)) - 1.0;
    libm::pow(10.0, decade.clamp(-300.0, 300.0))
}

/// The point of the grid that lies `steps` from the one nearest to `value`.
pub fn on_grid(value: f64, steps: f64, step: f64) -> f64 {
    let index = (value / step).round() + steps;
    // Dividing by ten leaves 0.3 where multiplying by 0.1 leaves 0.30000000000000004.
    let per_unit = (1.0 / step).round();
    if step < 1.0 && per_unit.is_finite() {
        index / per_unit
    } else {
        index * step
    }
}

/// The matrix with one column moved to `to`.
pub fn with_column(matrix: &EnteredMatrix, column: usize, to: &Point) -> Option<EnteredMatrix> {
    let mut moved = matrix.clone();
    for (row, value) in to.iter().take(matrix.rows()).enumerate() {
        // Entries that stay keep the text they were typed with.
        if matrix.matrix().get((row, column)) != Some(value) {
            moved = moved.with_entry(row, column, &full(*value)).ok()?;
        }
    }
    Some(moved)
}

/// A tolerance as a link should carry it: three significant digits.
pub fn rounded_tolerance(tol: f64) -> f64 {
    format!("{tol:.2e}").parse().unwrap_or(tol)
}

/// The tolerance at a position of the slider, a power of ten.
pub fn tolerance_at(position: f64) -> f64 {
    rounded_tolerance(libm::pow(10.0, position))
}

/// A_r as the editor takes it. Entries that only rounding keeps from being whole numbers become whole, so that
/// they can be read and links stay short, unless that would change the rank.
pub fn rounded_to_rank(results: &Results, r: usize) -> Option<EnteredMatrix> {
    let truncated = results.svd.truncate(r);
    let noise = f64::EPSILON * results.largest_singular_value();
    let whole = truncated.map(|v| match (v - v.round()).abs() <= noise {
        true => v.round() + 0.0,
        false => v,
    });
    let rank = |a: &Matrix| svd(a).map(|s| s.numerical_rank());
    let kept = match rank(&whole) == rank(&truncated) {
        true => whole,
        false => truncated,
    };
    EnteredMatrix::from_matrix(&kept).ok()
}
