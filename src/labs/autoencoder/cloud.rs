//! The axes of a Gaussian cloud, moved by hand.

use crate::data::EnteredMatrix;
use crate::data::number_format::short;
use crate::linalg::Matrix;

/// The axes (one a row) after axis `index` has been moved to `to`: the others stay as long as they are and turn to stay
/// orthogonal. `None` where there is no such axis.
pub fn with_axis_at(axes: &Matrix, index: usize, to: &[f64]) -> Option<EnteredMatrix> {
    let n = axes.nrows();
    let mut rows: Vec<Vec<f64>> = (0..n)
        .map(|i| axes.row(i).iter().copied().collect())
        .collect();
    *rows.get_mut(index)? = to.iter().copied().take(n).collect();
    let mut order: Vec<usize> = (0..n).filter(|i| *i != index).collect();
    order.insert(0, index);
    for (done, i) in order.iter().enumerate().skip(1) {
        let length = norm(&rows[*i]);
        let mut row = rows[*i].clone();
        for j in &order[..done] {
            let other = &rows[*j];
            let square = dot(other, other);
            if square > 0.0 {
                let share = dot(&row, other) / square;
                row.iter_mut().zip(other).for_each(|(a, b)| *a -= share * b);
            }
        }
        let left = norm(&row);
        if left > 1e-9 * length.max(1e-9) {
            row.iter_mut().for_each(|a| *a *= length / left);
            rows[*i] = row;
        }
    }
    let texts = rows.iter().flatten();
    let texts = texts.map(|v| short(*v, 4).replace('−', "-"));
    EnteredMatrix::from_texts(n, n, texts.collect()).ok()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::point_sets::{Shape, default_axes};

    #[test]
    fn an_axis_moves_and_the_others_stay_orthogonal() {
        let axes = default_axes(Shape::Cloud3).unwrap();
        let moved = with_axis_at(&axes, 1, &[0.0, 3.0, 0.0]).unwrap();
        let gram = moved.matrix() * moved.matrix().transpose();
        assert!((gram[(1, 1)] - 9.0).abs() < 1e-9);
        assert!((gram[(0, 0)] - 4.0).abs() < 0.01);
        assert!(gram[(0, 1)].abs() < 0.01 && gram[(0, 2)].abs() < 0.01);
        assert!(with_axis_at(&axes, 0, &[0.0, 0.0, 0.0]).is_some());
        assert!(with_axis_at(&axes, 9, &[1.0, 0.0, 0.0]).is_none());
    }
}
