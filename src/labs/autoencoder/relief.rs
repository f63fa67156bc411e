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

/// Level lines, the minima ±u₁, the saddles ±u₂ and the maximum 0.
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
    let mirrored = |p: Point| p.map(|c| -c);
    Some(
        scene
            .with(Item::dot(first, Role::Delta, "min u₁"))
            .with(Item::dot(mirrored(first), Role::Delta, "min −u₁"))
            .with(Item::Dot {
                at: second,
                role: Role::Sigma,
                label: "saddle u₂".to_owned(),
                open: true,
            })
            .with(Item::Dot {
                at: mirrored(second),
                role: Role::Sigma,
                label: "saddle −u₂".to_owned(),
                open: true,
            })
            .with(Item::Dot {
                at: [0.0; 3],
                role: Role::Error,
                label: "max 0".to_owned(),
                open: true,
            }),
    )
}

/// The loss at the critical points, in words.
pub fn heights(known: &Known) -> Option<String> {
    let landscape = known.landscape?;
    let at = |i: usize| -> Option<String> {
        let column = known.axes.column_iter().nth(i)?;
        Some(short(landscape.loss([column[0], *column.get(1)?]), 3))
    };
    Some(format!(
        "L(±u₁) = {}, L(±u₂) = {}, L(0) = {}: each is the variance that is left out.",
        at(0)?,
        at(1)?,
        short(landscape.loss([0.0, 0.0]), 3)
    ))
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
