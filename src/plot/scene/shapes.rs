//! The unit circle and sphere, and what a linear map makes of them.

use std::f64::consts::{PI, TAU};

use super::{Item, Point};
use crate::linalg::Matrix;
use crate::plot::Role;

/// Rows of a 3×3 matrix.
pub type LinearMap = [[f64; 3]; 3];

/// `a` as a map of space, rows and columns that are missing filled with zeros.
/// `None` when `a` has more than three rows or columns.
#[must_use]
pub fn linear_map(a: &Matrix) -> Option<LinearMap> {
    if a.nrows() > 3 || a.ncols() > 3 {
        return None;
    }
    let entry = |i: usize, j: usize| a.get((i, j)).copied().unwrap_or(0.0);
    Some(std::array::from_fn(|i| {
        std::array::from_fn(|j| entry(i, j))
    }))
}

/// The image of a point.
#[must_use]
pub fn apply(map: &LinearMap, p: Point) -> Point {
    std::array::from_fn(|i| map[i][0] * p[0] + map[i][1] * p[1] + map[i][2] * p[2])
}

/// The images of items: every point and both ends of every arrow are mapped, labels stay.
#[must_use]
pub fn mapped(items: &[Item], map: &LinearMap) -> Vec<Item> {
    items
        .iter()
        .map(|item| mapped_item(item.clone(), map))
        .collect()
}

fn mapped_item(mut item: Item, map: &LinearMap) -> Item {
    match &mut item {
        Item::Segment { from, to, .. } | Item::Arrow { from, to, .. } => {
            *from = apply(map, *from);
            *to = apply(map, *to);
        }
        Item::Polyline { points, .. }
        | Item::Polygon { points, .. }
        | Item::Cloud { points, .. } => {
            for p in points {
                *p = apply(map, *p);
            }
        }
        Item::Dot { at, .. } | Item::Label { at, .. } => *at = apply(map, *at),
    }
    item
}

/// The unit circle in the plane of the first two axes, closed.
#[must_use]
pub fn unit_circle(name: impl Into<String>, role: Role) -> Item {
    Item::curve(name, circle(|c, s| [c, s, 0.0], 96), role)
}

/// The unit disc, to be laid faintly under its circle.
#[must_use]
pub fn unit_disc(role: Role, opacity: f64) -> Item {
    Item::Polygon {
        name: String::new(),
        points: circle(|c, s| [c, s, 0.0], 96),
        role,
        opacity,
    }
}

/// The width of a wireframe's lines; drawn fainter than outlines.
pub(super) const THREAD: f64 = 1.0;

/// The unit sphere as six great circles through the poles and five parallels.
/// All carry the name, so that the description knows its extent; it is said once.
#[must_use]
pub fn unit_sphere(name: impl Into<String>, role: Role) -> Vec<Item> {
    let name = name.into();
    let thin = |points| Item::Polyline {
        name: name.clone(),
        points,
        role,
        dashed: false,
        width: THREAD,
    };
    let mut items = vec![Item::Polyline {
        name: name.clone(),
        points: circle(|c, s| [c, s, 0.0], 64),
        role,
        dashed: false,
        width: 1.6,
    }];
    for k in 0..6 {
        let longitude = PI * f64::from(k) / 6.0;
        let (sl, cl) = (libm::sin(longitude), libm::cos(longitude));
        items.push(thin(circle(|c, s| [c * cl, c * sl, s], 64)));
    }
    for k in [-2, -1, 1, 2] {
        let latitude = PI * f64::from(k) / 6.0;
        let (height, radius) = (libm::sin(latitude), libm::cos(latitude));
        items.push(thin(circle(|c, s| [radius * c, radius * s, height], 64)));
    }
    items
}

fn circle(place: impl Fn(f64, f64) -> Point, pieces: u32) -> Vec<Point> {
    (0..=pieces)
        .map(|k| {
            let t = TAU * f64::from(k) / f64::from(pieces);
            place(libm::cos(t), libm::sin(t))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rank_one_map_presses_the_circle_onto_a_line() {
        let a = Matrix::from_row_slice(2, 2, &[1.0, 2.0, 2.0, 4.0]);
        let map = linear_map(&a).unwrap_or_default();
        let image = mapped(&[unit_circle("", Role::Delta)], &map);
        for p in image[0].points() {
            assert!((p[1] - 2.0 * p[0]).abs() < 1e-12);
        }
    }

    #[test]
    fn the_sphere_has_radius_one_everywhere() {
        for item in unit_sphere("", Role::Frozen) {
            for p in item.points() {
                assert!((p.iter().map(|c| c * c).sum::<f64>() - 1.0).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn only_small_matrices_are_maps_of_space() {
        assert!(linear_map(&Matrix::zeros(4, 2)).is_none());
        let wide = Matrix::from_row_slice(1, 3, &[1.0, 2.0, 3.0]);
        assert_eq!(
            linear_map(&wide).map(|m| apply(&m, [1.0; 3])),
            Some([6.0, 0.0, 0.0])
        );
    }
}
