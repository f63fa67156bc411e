//! The landscape: the tied loss over w ∈ ℝ² as level lines, its critical points, and the way of the training.

use crate::data::number_format::short;
use crate::learn::autoencoder::landscape::Landscape;
use crate::plot::contour::level_line;
use crate::plot::scene::Point;
use crate::plot::{Item, Role, Scene};

use super::model::{Known, Trained};

/// Half the side of the square that is drawn; the minima have norm 1.
const EXTENT: f64 = 1.7;
const CELLS: usize = 72;
const LEVELS: usize = 11;

/// What the critical points of the surface are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// Minima ±u₁, saddles ±u₂.
    Saddles,
    /// Both axes have the same variance: every w of length 1 is a minimum.
    Ring,
    /// No variance along u₂: the surface is as high on all of that line as at 0.
    Ridge,
    /// No variance at all: zero everywhere.
    Flat,
}

impl Surface {
    pub fn of(known: &Known) -> Self {
        let (first, second) = (known.variance(0), known.variance(1));
        if first == 0.0 {
            Self::Flat
        } else if second == 0.0 {
            Self::Ridge
        } else if first - second <= 1e-9 * first {
            Self::Ring
        } else {
            Self::Saddles
        }
    }
}

/// Level lines and the critical points, as [`Surface`] has them.
pub fn ground(known: &Known) -> Option<Scene> {
    let landscape = known.landscape?;
    let axis = |i: usize| -> Option<Point> {
        let column = known.axes.column_iter().nth(i)?;
        Some([column[0], *column.get(1)?, 0.0])
    };
    let (first, second) = (axis(0)?, axis(1)?);
    let mut scene = Scene::new(2).with_extent(EXTENT);
    scene.axis_labels = ["w₁".into(), "w₂".into(), String::new()];
    scene = scene.with_all(lines(&landscape, first, second));
    Some(scene.with_all(critical_points(Surface::of(known), first, second)))
}

fn critical_points(surface: Surface, first: Point, second: Point) -> Vec<Item> {
    let mirrored = |p: Point| p.map(|c| -c);
    let open = |at: Point, role: Role, label: &str| Item::Dot {
        at,
        role,
        label: label.to_owned(),
        open: true,
    };
    let top = open([0.0; 3], Role::Error, "max 0");
    let minima = [
        Item::dot(first, Role::Delta, "min u₁"),
        Item::dot(mirrored(first), Role::Delta, "min −u₁"),
    ];
    match surface {
        Surface::Flat => Vec::new(),
        Surface::Ring => {
            let around = (0..=96).map(|k| {
                let (sin, cos) = (std::f64::consts::TAU * f64::from(k) / 96.0).sin_cos();
                [cos, sin, 0.0]
            });
            vec![
                Item::curve("minima ‖w‖ = 1", around.collect(), Role::Delta),
                top,
            ]
        }
        Surface::Ridge => minima.into_iter().chain([top]).collect(),
        Surface::Saddles => minima
            .into_iter()
            .chain([
                open(second, Role::Sigma, "saddle u₂"),
                open(mirrored(second), Role::Sigma, "saddle −u₂"),
                top,
            ])
            .collect(),
    }
}

/// The loss at the critical points, and what they are, in words.
pub fn heights(known: &Known) -> Option<String> {
    let landscape = known.landscape?;
    let at = |i: usize| -> Option<String> {
        let column = known.axes.column_iter().nth(i)?;
        Some(short(landscape.loss([column[0], *column.get(1)?]), 3))
    };
    let top = short(landscape.loss([0.0, 0.0]), 3);
    Some(match Surface::of(known) {
        Surface::Flat => "L = 0 everywhere.".to_owned(),
        Surface::Ring => format!(
            "L = {} wherever ‖w‖ = 1, and L(0) = {top}: each is the variance that is left out.",
            short(known.variance(1), 3)
        ),
        Surface::Ridge => format!(
            "L(±u₁) = 0, and L(t·u₂) = {top} for every t, as at 0: each is the variance that is left out."
        ),
        Surface::Saddles => format!(
            "L(±u₁) = {}, L(±u₂) = {}, L(0) = {top}: each is the variance that is left out.",
            at(0)?,
            at(1)?,
        ),
    })
}

/// Level lines between the minimum and the maximum and a few above, among them the one through the saddles.
fn lines(landscape: &Landscape, first: Point, second: Point) -> Vec<Item> {
    let at = |p: Point| landscape.loss([p[0], p[1]]);
    let (low, saddle, high) = (at(first), at(second), at([0.0; 3]));
    if high - low <= 1e-12 * high.abs() {
        return Vec::new();
    }
    let mut levels: Vec<(f64, bool)> = (1..=LEVELS)
        .map(|k| {
            let t = k as f64 / 8.0;
            (low + (high - low) * t * t, false)
        })
        .collect();
    levels.push((saddle, true));
    let mut items = Vec::new();
    for (level, through_saddle) in levels {
        let pieces = level_line(|w| landscape.loss(w), level, EXTENT * 1.6, CELLS);
        items.extend(pieces.into_iter().map(|[a, b]| Item::Segment {
            from: [a[0], a[1], 0.0],
            to: [b[0], b[1], 0.0],
            role: if through_saddle {
                Role::Sigma
            } else {
                Role::Muted
            },
            dashed: false,
            width: if through_saddle { 1.4 } else { 1.0 },
        }));
    }
    items
}

/// The way of w over the steps, and where it is.
pub fn way(trained: &Trained) -> Vec<Item> {
    let points: Vec<Point> = trained
        .history
        .iter()
        .filter_map(|moment| moment.w)
        .map(|[x, y]| [x, y, 0.0])
        .collect();
    let Some(last) = points.last().copied() else {
        return Vec::new();
    };
    vec![
        Item::curve("the way of w", points, Role::Left),
        Item::dot(last, Role::Left, "w"),
    ]
}
