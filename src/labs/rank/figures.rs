//! What the Rank lab draws: the ball and its image, the columns, the spectrum.

mod shapes;

use super::model::Results;
use super::text::sentences::{column_name, tolerance_label};
use crate::data::number_format::{short, subscript};
use crate::linalg::Matrix;
use crate::linalg::order::descending_order;
use crate::plot::scene::{Point, linear_map, mapped};
use crate::plot::{Axis, Chart, Item, Kind, Mark, Role, Scene, Series};

pub use shapes::point;
use shapes::{arrow, ball, flat, round_extent};

/// Half the side of the box the unit ball stands in, and of the wider one for points far outside it.
const NEAR: f64 = 1.6;
const FAR: f64 = 2.6;

/// The coordinates that columns and images are drawn in, k×m with k ≤ 3: the standard axes for m ≤ 3; otherwise
/// the first left singular vectors, which hold everything A can reach when its rank is at most 3.
fn window(results: &Results) -> Matrix {
    if results.rows <= 3 {
        return Matrix::identity(results.rows, results.rows);
    }
    let known = results.svd.singular_values.len();
    let k = results.rank.clamp(1, 3).min(known);
    results.svd.u.columns(0, k).transpose()
}

/// The unit ball of ℝⁿ with the null space, the unit arrows and the point x. `None` for n > 3.
pub fn domain(results: &Results) -> Option<Scene> {
    let n = results.cols;
    if n > 3 {
        return None;
    }
    let (start, x) = (point(&results.x_row), point(&results.x));
    let extent = if length(x) <= 1.2 * NEAR { NEAR } else { FAR };
    let unit = |j: usize| -> Point { std::array::from_fn(|i| if i == j { 1.0 } else { 0.0 }) };
    let units = (0..n).map(|j| {
        let name = format!("e{}", subscript(j + 1));
        arrow(unit(j), Role::Left, &name, false, 2.4)
    });
    let null_basis = results.null_directions();
    let mut scene = Scene::new(if n == 3 { 3 } else { 2 })
        .with_extent(extent)
        .with_all(ball(n, "unit ball", Role::Frozen))
        .with_all(flat(
            &null_basis,
            [0.0; 3],
            extent,
            "null space",
            Role::Error,
        ));
    // Only once x has left its start does it matter that others share its image.
    if x != start && length(start) > 0.0 {
        let name = "points with the same image as x";
        scene = scene.with_all(flat(&null_basis, start, extent, name, Role::Delta));
    }
    scene = scene.with_all(units).with(Item::dot(x, Role::Delta, "x"));
    if n == 1 {
        scene.axis_labels[1].clear();
    }
    Some(scene)
}

/// The image of the unit ball with the columns as arrows, the chosen column (counted from 0) as a sum of pivot
/// columns, and Ax.
pub fn image(results: &Results, chosen: usize) -> Scene {
    let window = window(results);
    let k = window.nrows();
    let unit = drawing_unit(results);
    let columns = &window * &results.a / unit;
    let tips: Vec<Point> = columns.column_iter().map(|c| point(c.as_slice())).collect();
    let ax = &window * Matrix::from_column_slice(results.rows, 1, &results.image) / unit;
    let ax = point(ax.as_slice());
    let farthest = tips
        .iter()
        .chain([&ax])
        .flatten()
        .fold(0.0_f64, |m, c| m.max(c.abs()));
    // A matrix of ordinary size keeps the scale of the unit ball; a tiny one is magnified.
    let least = if farthest >= 0.1 || farthest == 0.0 {
        1.0
    } else {
        0.0
    };
    let extent = round_extent((1.1 * farthest).max(least));
    let span = match results.rank < k {
        true => column_space(results, &window),
        false => Vec::new(),
    };
    let mut scene = Scene::new(if k == 3 { 3 } else { 2 })
        .with_extent(extent)
        .with_all(flat(
            &span,
            [0.0; 3],
            1.2 * extent,
            "column space",
            Role::Left,
        ))
        .with_all(ball_image(results, &window, unit))
        .with_all(column_arrows(results, chosen, &tips))
        .with_all(path(results, chosen, &tips))
        .with(Item::dot(ax, Role::Delta, "Ax"));
    let letter = if results.rows <= 3 { "b" } else { "u" };
    let scale = match unit == 1.0 {
        true => String::new(),
        false => format!(" in {}", short(unit, 1)),
    };
    scene.axis_labels = [1, 2, 3].map(|i| format!("{letter}{}{scale}", subscript(i)));
    if k == 1 {
        scene.axis_labels[1].clear();
    }
    scene
}

/// What 1 stands for in the picture of the image: 1, except where pixels could not be computed from the entries.
pub fn drawing_unit(results: &Results) -> f64 {
    let largest = results.largest_singular_value();
    match largest == 0.0 || (1e-100..1e100).contains(&largest) {
        true => 1.0,
        // No smaller than what can be divided by without overflow.
        false => libm::pow(10.0, libm::floor(libm::log10(largest)).max(-307.0)),
    }
}

/// Longest first, so that no arrow hides another on the same line.
fn column_arrows(results: &Results, chosen: usize, tips: &[Point]) -> Vec<Item> {
    let lengths: Vec<f64> = tips.iter().map(|tip| length(*tip)).collect();
    let column = |j: usize| {
        let pivot = results.is_pivot(j);
        let role = if pivot { Role::Left } else { Role::Muted };
        let width = if j == chosen { 4.0 } else { 2.6 };
        arrow(tips[j], role, &column_name(j), !pivot, width)
    };
    descending_order(&lengths).into_iter().map(column).collect()
}

/// The steps along pivot columns that end at the tip of a dependent column.
fn path(results: &Results, chosen: usize, tips: &[Point]) -> Vec<Item> {
    let Some(relation) = results.relation(chosen) else {
        return Vec::new();
    };
    let mut at = [0.0; 3];
    let mut items = Vec::new();
    for (pivot, coefficient) in &relation.coefficients {
        let Some(tip) = tips.get(*pivot) else {
            continue;
        };
        let next: Point = std::array::from_fn(|i| at[i] + coefficient * tip[i]);
        items.push(Item::Segment {
            from: at,
            to: next,
            role: Role::Right,
            dashed: false,
            width: 3.0,
        });
        items.push(Item::Dot {
            at: next,
            role: Role::Right,
            label: String::new(),
            open: true,
        });
        at = next;
    }
    items
}

/// What A makes of the unit ball: the ball of as many dimensions as rounding leaves, its axes stretched to σᵢuᵢ.
fn ball_image(results: &Results, window: &Matrix, unit: f64) -> Vec<Item> {
    let dimensions = results.svd.numerical_rank().min(window.nrows());
    let mut axes = results.svd.u.columns(0, dimensions).into_owned();
    for (mut column, s) in axes.column_iter_mut().zip(&results.svd.singular_values) {
        column *= *s / unit;
    }
    let ball = match dimensions {
        0 => Vec::new(),
        _ => shapes::ball(dimensions, "image of the unit ball", Role::Delta),
    };
    linear_map(&(window * axes))
        .map(|map| mapped(&ball, &map))
        .unwrap_or_default()
}

fn column_space(results: &Results, window: &Matrix) -> Vec<Point> {
    let directions = window * results.svd.u.columns(0, results.rank);
    directions
        .column_iter()
        .map(|c| point(c.as_slice()))
        .collect()
}

/// The spectrum on a log scale with the tolerance as a line.
pub fn spectrum(results: &Results) -> Chart {
    let (lo, hi) = results.decades();
    let sigma = &results.svd.singular_values;
    let x = Axis::linear("index i").with_range(0.4, sigma.len() as f64 + 0.6);
    let y = Axis::log("singular value σᵢ").with_range(libm::pow(10.0, lo), libm::pow(10.0, hi));
    let bars = Series::indexed("σᵢ", Role::Sigma, Kind::Bars, sigma).with_lit(results.rank);
    let line = Mark::horizontal(results.tolerance, tolerance_label(results), Role::Error);
    Chart::new(x, y).with_series(bars).with_mark(line)
}

/// The first preset's columns on the one line they span.
pub fn teaser() -> Scene {
    let line = flat(
        &[[1.0, 2.0, 0.0]],
        [0.0; 3],
        4.0,
        "column space",
        Role::Left,
    );
    let tip = |k: f64| [k, 2.0 * k, 0.0];
    Scene::new(2)
        .with_extent(7.0)
        .with_all(line)
        .with(arrow(tip(3.0), Role::Muted, &column_name(2), true, 3.0))
        .with(arrow(tip(2.0), Role::Muted, &column_name(1), true, 3.0))
        .with(arrow(tip(1.0), Role::Left, &column_name(0), false, 3.0))
}

fn length(p: Point) -> f64 {
    libm::hypot(libm::hypot(p[0], p[1]), p[2])
}
