//! Matrices as pictures: W_d beside U_r, and reconstructed digits.

use std::sync::Arc;

use crate::data::point_sets::DIGIT_SIDE;
use crate::linalg::Matrix;
use crate::plot::{ColorMap, HeatmapData};

use super::model::{Known, Rebuilt, Trained};

/// What stands where nothing has been computed yet.
pub fn blank() -> HeatmapData {
    HeatmapData {
        rows: 1,
        cols: 1,
        values: Arc::new(vec![0.0]),
        range: None,
        map: ColorMap::Diverging,
        unit: 1.0,
    }
}

/// A factor, in colours of its own.
pub fn factor(matrix: &Matrix) -> HeatmapData {
    HeatmapData::from_matrix(matrix, ColorMap::Diverging)
}

/// U_r, n×r (as many columns as there are).
pub fn principal_axes(known: &Known, rank: usize) -> HeatmapData {
    let columns = rank.min(known.axes.ncols());
    factor(&known.axes.columns(0, columns).into_owned())
}

/// Most columns that are shown as pictures.
const TILES: usize = 12;

/// The columns of a factor with 64 rows as pictures, 8 × 8 each, a pixel apart, each in its own colours.
pub fn tiles(matrix: &Matrix) -> HeatmapData {
    let many = matrix.ncols().min(TILES);
    let cell = DIGIT_SIDE + 1;
    let cols = (many * cell).saturating_sub(1);
    if cols == 0 || matrix.nrows() != DIGIT_SIDE * DIGIT_SIDE {
        return blank();
    }
    let mut values = vec![0.0_f32; DIGIT_SIDE * cols];
    for (k, column) in matrix.column_iter().take(many).enumerate() {
        let most = column.amax();
        for (at, entry) in column.iter().enumerate().filter(|_| most > 0.0) {
            values[at / DIGIT_SIDE * cols + k * cell + at % DIGIT_SIDE] = (entry / most) as f32;
        }
    }
    match HeatmapData::new(DIGIT_SIDE, cols, Arc::new(values), ColorMap::Diverging) {
        Ok(data) => data.with_range(-1.0, 1.0),
        Err(_) => blank(),
    }
}

/// U_r as pictures.
pub fn axis_tiles(known: &Known, rank: usize) -> HeatmapData {
    let columns = rank.min(known.axes.ncols());
    tiles(&known.axes.columns(0, columns).into_owned())
}

/// Rows of pictures, 8 × 8 each, a pixel apart: the points, the autoencoder's reconstructions, PCA's.
pub fn sheet(trained: &Trained) -> HeatmapData {
    let many = trained.samples.len();
    let cell = DIGIT_SIDE + 1;
    let (rows, cols) = (3 * cell - 1, (many * cell).saturating_sub(1));
    if cols == 0 {
        return blank();
    }
    let mut values = vec![0.0_f32; rows * cols];
    for (k, sample) in trained.samples.iter().enumerate() {
        for (which, picture) in versions(sample).into_iter().enumerate() {
            for (at, level) in picture.iter().enumerate().take(DIGIT_SIDE * DIGIT_SIDE) {
                let row = which * cell + at / DIGIT_SIDE;
                let col = k * cell + at % DIGIT_SIDE;
                values[row * cols + col] = *level as f32;
            }
        }
    }
    match HeatmapData::new(rows, cols, Arc::new(values), ColorMap::Grey) {
        Ok(data) => data.with_range(0.0, most(trained)),
        Err(_) => blank(),
    }
}

fn versions(sample: &Rebuilt) -> [&Vec<f64>; 3] {
    [&sample.point, &sample.autoencoder, &sample.pca]
}

/// The largest level of the points themselves, so that the rows have the same greys.
fn most(trained: &Trained) -> f32 {
    let points = trained.samples.iter().flat_map(|s| &s.point);
    let most = points.fold(0.0_f64, |m, v| m.max(*v));
    if most > 0.0 { most as f32 } else { 1.0 }
}
