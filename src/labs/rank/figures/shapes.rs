//! The pieces the pictures are made of.

use crate::plot::scene::{Point, unit_circle, unit_disc, unit_sphere};
use crate::plot::{Item, Role};

/// Corners of the round patch that stands for a plane.
const PATCH_CORNERS: u32 = 60;

/// The first three coordinates, missing ones 0.
pub fn point(values: &[f64]) -> Point {
    std::array::from_fn(|i| values.get(i).copied().unwrap_or(0.0))
}

pub fn arrow(to: Point, role: Role, label: &str, dashed: bool, width: f64) -> Item {
    Item::Arrow {
        from: [0.0; 3],
        to,
        role,
        label: label.to_owned(),
        dashed,
        width,
    }
}

/// The unit ball of ℝⁿ, n ≤ 3.
pub fn ball(n: usize, name: &str, role: Role) -> Vec<Item> {
    match n {
        1 => vec![Item::Polyline {
            name: name.to_owned(),
            points: vec![[-1.0, 0.0, 0.0], [1.0, 0.0, 0.0]],
            role,
            dashed: false,
            width: 5.0,
        }],
        2 => vec![unit_disc(role, 0.10), unit_circle(name, role)],
        _ => unit_sphere(name, role),
    }
}

/// The line or plane through `through` that `basis` (orthonormal) spans, as far as `reach` from there.
pub fn flat(basis: &[Point], through: Point, reach: f64, name: &str, role: Role) -> Vec<Item> {
    let at = |s: f64, t: f64| -> Point {
        let along = |k: usize, i: usize| basis.get(k).map_or(0.0, |b| b[i]);
        std::array::from_fn(|i| through[i] + reach * (s * along(0, i) + t * along(1, i)))
    };
    let outline = |points: Vec<Point>, width: f64| Item::Polyline {
        name: name.to_owned(),
        points,
        role,
        dashed: true,
        width,
    };
    match basis.len() {
        1 => vec![outline(vec![at(-1.0, 0.0), at(1.0, 0.0)], 2.0)],
        2 => {
            let corner = |k: u32| {
                let turn = std::f64::consts::TAU * f64::from(k) / f64::from(PATCH_CORNERS);
                at(libm::cos(turn), libm::sin(turn))
            };
            let corners: Vec<Point> = (0..=PATCH_CORNERS).map(corner).collect();
            let patch = Item::Polygon {
                name: String::new(),
                points: corners.clone(),
                role,
                opacity: 0.13,
            };
            vec![patch, outline(corners, 1.4)]
        }
        _ => Vec::new(),
    }
}

/// The next of a few round numbers above `value`, so that the picture keeps its scale while a column is dragged.
pub fn round_extent(value: f64) -> f64 {
    const ROUND: [f64; 11] = [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    if !(1e-300..1e300).contains(&value) {
        return if value > 1.0 { 1e300 } else { 1.0 };
    }
    let decade = libm::pow(10.0, libm::floor(libm::log10(value)));
    ROUND
        .into_iter()
        .map(|k| k * decade)
        .find(|extent| *extent >= value)
        .unwrap_or(10.0 * decade)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extents_hold_what_they_are_for_and_are_finite() {
        for value in [
            0.0, 1e-310, 1e-300, 0.07, 1.0, 7.9, 9.99, 123.0, 1e299, 1e308,
        ] {
            let extent = round_extent(value);
            assert!(extent.is_finite() && extent > 0.0);
            assert!(extent >= value || value > 1e300, "{value} {extent}");
        }
        assert_eq!(round_extent(7.9), 8.0);
    }

    #[test]
    fn a_plane_is_drawn_around_its_point() {
        let items = flat(
            &[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]],
            [0.0, 0.0, 2.0],
            3.0,
            "",
            Role::Left,
        );
        let Some(Item::Polygon { points, .. }) = items.first() else {
            panic!("no patch");
        };
        for p in points {
            assert!((p[0] * p[0] + p[1] * p[1] - 9.0).abs() < 1e-12 && p[2] == 2.0);
        }
    }
}
