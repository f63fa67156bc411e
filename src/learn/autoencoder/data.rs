//! The data as the autoencoder sees them: centred, one point a column, with their principal axes.

use crate::learn::Error;
use crate::learn::error::{require_count, require_range};
use crate::linalg::{Matrix, svd};

/// Most numbers a point may have.
pub const MAX_FEATURES: usize = 64;
/// Most points.
pub const MAX_POINTS: usize = 10_000;
/// Beyond these sizes squares overflow or vanish.
const LARGEST: f64 = 1e100;
/// Up to this many features the points are few enough to be used as they are.
const NEVER_COMPRESSED: usize = 3;

/// Centred data X (n×N) with their singular values and left singular vectors, the principal axes.
#[derive(Debug, Clone, PartialEq)]
pub struct CentredData {
    x: Matrix,
    mean: Vec<f64>,
    scale: Vec<f64>,
    axes: Matrix,
    singular_values: Vec<f64>,
    compressed: Option<Matrix>,
}

/// What is taken away from every feature of `points` (one a row), and what it is then divided by: 1, or with
/// `standardise` the root of its mean square. O(entries).
pub fn centre_and_scale(points: &Matrix, standardise: bool) -> (Vec<f64>, Vec<f64>) {
    let count = points.nrows().max(1) as f64;
    let of = |column: nalgebra::DVectorView<'_, f64>| {
        let centre = column.iter().sum::<f64>() / count;
        let squares = column.iter().map(|v| (v - centre) * (v - centre));
        let spread = (squares.sum::<f64>() / count).sqrt();
        // Rounding must not give a constant feature a spread of its own.
        let flat = column
            .iter()
            .all(|v| (v - centre).abs() <= 1e-14 * centre.abs());
        let divide = standardise && spread > 0.0 && !flat;
        (centre, if divide { spread } else { 1.0 })
    };
    points.column_iter().map(of).unzip()
}

/// Singular values below this share of the largest are rounding.
const ROUNDING: f64 = 1e-14;

impl CentredData {
    /// Takes away the mean of every feature; with `standardise` also divides by its standard deviation
    /// (√ of the mean square). A feature without spread is left as it is.
    ///
    /// Shapes: `points` N×n, one point a row. Cost: one SVD of n×N.
    /// # Errors
    /// No points, too many, entries that are not finite or beyond 1e±100; those of [`svd`](crate::linalg::svd()).
    pub fn new(points: &Matrix, standardise: bool) -> Result<Self, Error> {
        require_count("The number of points", points.nrows(), MAX_POINTS)?;
        require_count("The number of features", points.ncols(), MAX_FEATURES)?;
        let what = "The data";
        if points.iter().any(|v| !v.is_finite()) {
            return Err(Error::NotFinite { what });
        }
        let range = (1.0 / LARGEST, LARGEST);
        let largest = points.amax();
        if largest > 0.0 {
            let words = "between 10⁻¹⁰⁰ and 10¹⁰⁰";
            require_range("The largest number in the data", largest, range, words)?;
        }
        let (mean, scale) = centre_and_scale(points, standardise);
        let mut x = points.transpose();
        for (mut row, (centre, divisor)) in x.row_iter_mut().zip(mean.iter().zip(&scale)) {
            row.add_scalar_mut(-centre);
            // Rounding must not give a constant feature a spread of its own.
            if row.amax() <= 1e-14 * centre.abs() {
                row.fill(0.0);
            }
            row /= *divisor;
        }
        let mut decomposed = svd(&x)?;
        // What rounding alone leaves is no spread: a share of 1e-28 of the variance.
        let dust = ROUNDING * decomposed.singular_values.first().copied().unwrap_or(0.0);
        for s in decomposed
            .singular_values
            .iter_mut()
            .filter(|s| **s <= dust)
        {
            *s = 0.0;
        }
        let mut data = Self {
            x,
            mean,
            scale,
            axes: decomposed.u,
            singular_values: decomposed.singular_values,
            compressed: None,
        };
        data.compressed = data.compress();
        Ok(data)
    }

    /// L = UΣ/√N, for which LLᵀ = XXᵀ/N: a linear autoencoder's loss depends on nothing else of the data, so that it
    /// can be trained on the n columns of L in the place of N points.
    fn compress(&self) -> Option<Matrix> {
        let (n, count) = self.x.shape();
        if n <= NEVER_COMPRESSED || count <= n {
            return None;
        }
        let first = self.singular_values.first().copied().unwrap_or(0.0);
        let kept = self.singular_values.iter().filter(|s| **s > 1e-15 * first);
        let kept = kept.count().max(1);
        let mut l = self.axes.columns(0, kept).into_owned();
        for (mut column, s) in l.column_iter_mut().zip(&self.singular_values) {
            column *= s / (count as f64).sqrt();
        }
        Some(l)
    }

    /// The same data, with a linear autoencoder trained on the points themselves: to check L against, and to time.
    #[must_use]
    pub fn with_every_point(mut self) -> Self {
        self.compressed = None;
        self
    }

    /// Other points (M×n, one a row) moved and scaled as these were: n×M.
    /// # Errors
    /// [`Error::Shape`] when their number of features differs.
    pub fn transform(&self, points: &Matrix) -> Result<Matrix, Error> {
        crate::learn::error::require_matrix(
            "The other points",
            points,
            points.nrows(),
            self.features(),
        )?;
        let mut x = points.transpose();
        for (mut row, (mean, scale)) in x.row_iter_mut().zip(self.mean.iter().zip(&self.scale)) {
            row.add_scalar_mut(-mean);
            row /= *scale;
        }
        Ok(x)
    }

    /// Centred features (n×M) back in the units of the data, one point a row: M×n.
    pub fn restore(&self, x: &Matrix) -> Matrix {
        let mut points = x.transpose();
        let units = self.mean.iter().zip(&self.scale);
        for (mut column, (mean, scale)) in points.column_iter_mut().zip(units) {
            column *= *scale;
            column.add_scalar_mut(*mean);
        }
        points
    }

    /// X, n×N: centred, one point a column.
    pub fn x(&self) -> &Matrix {
        &self.x
    }

    /// n.
    pub fn features(&self) -> usize {
        self.x.nrows()
    }

    /// N.
    pub fn points(&self) -> usize {
        self.x.ncols()
    }

    /// The mean of every feature, as it was taken away.
    pub fn mean(&self) -> &[f64] {
        &self.mean
    }

    /// What every feature was divided by.
    pub fn scale(&self) -> &[f64] {
        &self.scale
    }

    /// The principal axes: the left singular vectors of X, n×min(n, N).
    pub fn axes(&self) -> &Matrix {
        &self.axes
    }

    /// The singular values of X, largest first; σᵢ²/N is the variance along axis i.
    pub fn singular_values(&self) -> &[f64] {
        &self.singular_values
    }

    /// What a linear autoencoder is trained on, and what a sum of squares over it is multiplied by.
    pub(super) fn batch(&self) -> (&Matrix, f64) {
        match &self.compressed {
            Some(l) => (l, 1.0),
            None => (&self.x, 1.0 / self.points() as f64),
        }
    }

    /// PCA's loss with r directions, Σ_{i>r} σᵢ²/N.
    pub fn pca_loss(&self, rank: usize) -> f64 {
        let tail = self.singular_values.iter().skip(rank).rev();
        tail.map(|s| s * s).sum::<f64>() / self.points() as f64
    }

    /// Whether r directions of largest variance are the only ones: σᵣ > σᵣ₊₁ by more than 1e-9·σ₁.
    pub fn is_unique(&self, rank: usize) -> bool {
        let sigma = |i: usize| self.singular_values.get(i).copied().unwrap_or(0.0);
        rank > 0 && rank <= self.features() && sigma(rank - 1) - sigma(rank) > 1e-9 * sigma(0)
    }

    /// U_r, n×r, where it is the only one.
    pub fn subspace(&self, rank: usize) -> Option<Matrix> {
        self.is_unique(rank)
            .then(|| self.axes.columns(0, rank).into_owned())
    }
}
