//! Points along curves and in clouds, drawn from a generator.

use std::f64::consts::PI;

use super::PointSet;
use crate::data::random::SplitMix64;
use crate::linalg::Matrix;

/// What the points lie along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Cloud2,
    Cloud3,
    Mirrored,
    Line,
    Arc,
    S,
    Spiral,
    Ring,
}

/// The axes of the cloud in the plane, one a row: orthogonal, as long as the standard deviation along them.
const AXES_2: [[f64; 2]; 2] = [[2.0, 1.0], [-0.3, 0.6]];
/// Those of the cloud in space.
const AXES_3: [[f64; 3]; 3] = [[1.6, 1.2, 0.0], [-0.48, 0.64, 0.6], [0.126, -0.168, 0.28]];
/// Standard deviations of the mirrored cloud.
const MIRRORED: [f64; 2] = [1.5, 0.8];

/// The axes a cloud has unless the reader sets others, one a row.
pub fn default_axes(shape: Shape) -> Option<Matrix> {
    match shape {
        Shape::Cloud2 => Some(Matrix::from_fn(2, 2, |i, j| AXES_2[i][j])),
        Shape::Cloud3 => Some(Matrix::from_fn(3, 3, |i, j| AXES_3[i][j])),
        _ => None,
    }
}

impl Shape {
    /// Numbers of a point.
    pub const fn features(self) -> usize {
        match self {
            Self::Cloud3 => 3,
            _ => 2,
        }
    }

    /// Whether the points lie along a curve, on which noise can be added.
    pub const fn is_curve(self) -> bool {
        matches!(self, Self::Arc | Self::S | Self::Spiral | Self::Ring)
    }

    /// About `count` points (a multiple of four for the mirrored cloud).
    ///
    /// A cloud: Σₖ gₖ·(row k of `axes`), g standard normals drawn point by point. A curve: a parameter drawn uniformly,
    /// then two normals times `noise`, point by point.
    pub fn draw(
        self,
        count: usize,
        noise: f64,
        axes: Option<&Matrix>,
        rng: &mut SplitMix64,
    ) -> PointSet {
        let n = self.features();
        let mut rows: Vec<f64> = Vec::with_capacity(count * n);
        let own = default_axes(self);
        let axes = axes.filter(|a| a.shape() == (n, n)).or(own.as_ref());
        match (self, axes) {
            (Self::Cloud2 | Self::Cloud3, Some(axes)) => {
                for _ in 0..count {
                    let g: Vec<f64> = (0..n).map(|_| rng.normal()).collect();
                    let along = |j: usize| (0..n).map(|k| g[k] * axes[(k, j)]).sum::<f64>();
                    rows.extend((0..n).map(along));
                }
            }
            (Self::Mirrored, _) => {
                for _ in 0..count.div_ceil(4) {
                    let (x, y) = (MIRRORED[0] * rng.normal(), MIRRORED[1] * rng.normal());
                    // In this order every sum over the four, of x, y and xy, is exactly zero.
                    rows.extend([x, y, -x, y, x, -y, -x, -y]);
                }
            }
            (Self::Line, _) => {
                for _ in 0..count {
                    let t = 2.0 * rng.uniform() - 1.0;
                    rows.extend([2.0 * t, t]);
                }
            }
            _ => {
                for _ in 0..count {
                    let [x, y] = self.at(rng.uniform());
                    rows.extend([x + noise * rng.normal(), y + noise * rng.normal()]);
                }
            }
        }
        PointSet::plain(Matrix::from_row_slice(rows.len() / n, n, &rows))
    }

    /// The point of a curve at t from 0 to 1.
    fn at(self, t: f64) -> [f64; 2] {
        let circle =
            |radius: f64, angle: f64| [radius * libm::cos(angle), radius * libm::sin(angle)];
        match self {
            Self::Arc => circle(1.5, PI * t),
            Self::Ring => circle(1.5, 2.0 * PI * t),
            Self::Spiral => {
                let angle = 3.0 * PI * t;
                circle(0.2 + 0.15 * angle, angle)
            }
            _ => {
                let angle = 3.0 * PI * (t - 0.5);
                let side = if angle < 0.0 { -1.0 } else { 1.0 };
                [
                    1.2 * libm::sin(angle),
                    0.8 * side * (1.0 - libm::cos(angle)),
                ]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Shape; 8] = [
        Shape::Cloud2,
        Shape::Cloud3,
        Shape::Mirrored,
        Shape::Line,
        Shape::Arc,
        Shape::S,
        Shape::Spiral,
        Shape::Ring,
    ];

    #[test]
    fn every_shape_has_its_points() {
        for shape in ALL {
            let set = shape.draw(40, 0.05, None, &mut SplitMix64::new(1));
            assert_eq!(set.points.shape(), (40, shape.features()));
            assert!(set.points.iter().all(|v| v.abs() < 12.0));
        }
    }

    #[test]
    fn the_axes_are_orthogonal() {
        for shape in [Shape::Cloud2, Shape::Cloud3] {
            let axes = default_axes(shape).unwrap();
            let gram = &axes * axes.transpose();
            for i in 0..gram.nrows() {
                for j in 0..i {
                    assert!(gram[(i, j)].abs() < 1e-12);
                }
            }
        }
    }

    #[test]
    fn mirror_images_cancel_exactly() {
        let points = Shape::Mirrored
            .draw(38, 0.0, None, &mut SplitMix64::new(7))
            .points;
        assert_eq!(points.nrows(), 40);
        let mut product = 0.0;
        for row in points.row_iter() {
            product += row[0] * row[1];
        }
        assert_eq!(
            (points.column(0).sum(), points.column(1).sum(), product),
            (0.0, 0.0, 0.0)
        );
    }

    #[test]
    fn a_line_is_a_line() {
        let points = Shape::Line
            .draw(20, 0.5, None, &mut SplitMix64::new(3))
            .points;
        assert!(points.row_iter().all(|row| row[0] == 2.0 * row[1]));
    }
}
