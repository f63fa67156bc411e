//! Geometry in two and three dimensions: what is shown, not how.

mod camera;
mod describe;
mod draw;
mod frame;
mod glyph;
mod labels;
mod shapes;

pub use camera::{Camera, View};
pub use draw::draw_scene;
pub use glyph::Glyph;
pub use shapes::{LinearMap, apply, linear_map, mapped, unit_circle, unit_disc, unit_sphere};

use super::Role;

/// A point or vector; in two dimensions the third coordinate is 0.
pub type Point = [f64; 3];

/// One thing in a scene. Names and labels are read out; an empty name is decoration.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    Segment {
        from: Point,
        to: Point,
        role: Role,
        dashed: bool,
        width: f64,
    },
    Arrow {
        from: Point,
        to: Point,
        role: Role,
        label: String,
        dashed: bool,
        width: f64,
    },
    Polyline {
        name: String,
        points: Vec<Point>,
        role: Role,
        dashed: bool,
        width: f64,
    },
    Polygon {
        name: String,
        points: Vec<Point>,
        role: Role,
        opacity: f64,
    },
    Dot {
        at: Point,
        role: Role,
        label: String,
        /// An open dot is drawn as a ring.
        open: bool,
    },
    Label {
        at: Point,
        text: String,
        role: Role,
    },
    /// Many points of one kind, each drawn as a small mark.
    Cloud {
        name: String,
        points: Vec<Point>,
        role: Role,
        glyph: Glyph,
    },
}

impl Item {
    /// A solid arrow from the origin.
    #[must_use]
    pub fn vector(to: Point, role: Role, label: impl Into<String>) -> Self {
        Item::Arrow {
            from: [0.0; 3],
            to,
            role,
            label: label.into(),
            dashed: false,
            width: 2.6,
        }
    }

    /// A filled dot.
    #[must_use]
    pub fn dot(at: Point, role: Role, label: impl Into<String>) -> Self {
        Item::Dot {
            at,
            role,
            label: label.into(),
            open: false,
        }
    }

    /// A solid curve.
    #[must_use]
    pub fn curve(name: impl Into<String>, points: Vec<Point>, role: Role) -> Self {
        Item::Polyline {
            name: name.into(),
            points,
            role,
            dashed: false,
            width: 2.0,
        }
    }

    /// The name of a curve or surface.
    pub(super) fn name(&self) -> &str {
        match self {
            Item::Polyline { name, .. } | Item::Polygon { name, .. } | Item::Cloud { name, .. } => {
                name
            }
            _ => "",
        }
    }

    pub(super) fn points(&self) -> impl Iterator<Item = &Point> {
        let (points, other): (&[Point], Option<&Point>) = match self {
            Item::Segment { from, to, .. } | Item::Arrow { from, to, .. } => {
                (std::slice::from_ref(from), Some(to))
            }
            Item::Polyline { points, .. }
            | Item::Polygon { points, .. }
            | Item::Cloud { points, .. } => (points, None),
            Item::Dot { at, .. } | Item::Label { at, .. } => (std::slice::from_ref(at), None),
        };
        points.iter().chain(other)
    }
}

/// Items in a box from −extent to extent along every axis, all axes at one scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// 2 or 3.
    pub dims: usize,
    pub items: Vec<Item>,
    pub extent: f64,
    pub axis_labels: [String; 3],
}

impl Default for Scene {
    fn default() -> Self {
        Scene::new(2)
    }
}

impl Scene {
    /// An empty scene; axes are called x₁, x₂, x₃.
    #[must_use]
    pub fn new(dims: usize) -> Self {
        Scene {
            dims,
            items: Vec::new(),
            extent: 1.0,
            axis_labels: ["x₁".into(), "x₂".into(), "x₃".into()],
        }
    }

    #[must_use]
    pub fn with(mut self, item: Item) -> Self {
        self.items.push(item);
        self
    }

    #[must_use]
    pub fn with_all(mut self, items: impl IntoIterator<Item = Item>) -> Self {
        self.items.extend(items);
        self
    }

    #[must_use]
    pub fn with_extent(mut self, extent: f64) -> Self {
        self.extent = extent;
        self
    }

    /// Sets the extent to a round number that holds every item with a little room,
    /// and at least `least`. Round, so that the picture does not breathe while something is dragged.
    #[must_use]
    pub fn fitted(self, least: f64) -> Self {
        let most = self
            .items
            .iter()
            .flat_map(Item::points)
            .flatten()
            .map(|c| c.abs())
            .filter(|c| c.is_finite())
            .fold(0.0, f64::max);
        let extent = round_up((most * 1.12).max(least));
        self.with_extent(extent)
    }

    /// The extent as it is used: positive and finite whatever the field holds.
    pub(super) fn safe_extent(&self) -> f64 {
        if self.extent.is_finite() && self.extent > 1e-300 {
            self.extent.min(1e300)
        } else {
            1.0
        }
    }
}

/// The next of 1, 1.5, 2, 3, 4, 5, 6, 8, 10 times a power of ten.
fn round_up(v: f64) -> f64 {
    if !(v.is_finite() && (1e-290..1e290).contains(&v)) {
        return if v.is_finite() && v > 1.0 { v } else { 1.0 };
    }
    let unit = libm::pow(10.0, libm::floor(libm::log10(v)));
    [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0]
        .into_iter()
        .map(|k| k * unit)
        .find(|s| *s >= v * (1.0 - 1e-9))
        .unwrap_or(10.0 * unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fitted_extent_holds_everything_and_is_round() {
        let scene = Scene::new(2).with(Item::vector([3.0, -4.0, 0.0], Role::Left, "c₁"));
        assert_eq!(scene.fitted(1.0).extent, 5.0);
        assert_eq!(Scene::new(3).fitted(1.5).extent, 1.5);
        let tiny = Scene::new(2).with(Item::dot([1e-305, 0.0, 0.0], Role::Ink, ""));
        assert_eq!(tiny.fitted(0.0).extent, 1.0);
    }
}
