//! What the Rank lab draws: the ball and its image, the columns, the spectrum.

use super::model::Results;
use super::text::sentences::{column_name, tolerance_label};
use crate::data::number_format::subscript;
use crate::linalg::Matrix;
use crate::plot::scene::{Point, linear_map, mapped, unit_circle, unit_disc, unit_sphere};
use crate::plot::{Axis, Chart, Item, Kind, Mark, Role, Scene, Series};

/// Half the side of the box the unit ball is shown in.
const DOMAIN_EXTENT: f64 = 2.4;

/// The coordinates columns and images are drawn in.
pub struct Window {
    /// k×m with k ≤ 3: the standard axes for m ≤ 3, the first left singular vectors otherwise.
    pub axes: Matrix,
    /// Whether everything that A can reach lies in what is drawn.
    pub complete: bool,
}

/// Space itself where it can be drawn; otherwise the part of it that holds most of the columns.
pub fn window(results: &Results) -> Window {
    let m = results.rows;
    if m <= 3 {
        return Window {
            axes: Matrix::identity(m, m),
            complete: true,
        };
    }
    let k = results
        .rank
        .clamp(1, 3)
        .min(results.svd.singular_values.len());
    Window {
        axes: results.svd.u.columns(0, k).transpose(),
        complete: results.rank <= 3,
    }
}

/// Whether both the unit ball and its image can be drawn.
pub fn is_map_of_space(results: &Results) -> bool {
    results.rows <= 3 && results.cols <= 3
}

/// The unit ball of ℝⁿ with the null space, the row space's main direction and the point x. `None` for n > 3.
pub fn domain(results: &Results) -> Option<Scene> {
    if results.cols > 3 {
        return None;
    }
    let n = results.cols;
    let names = ["x₁", "x₂", "x₃"];
    let mut scene = Scene::new(if n == 3 { 3 } else { 2 })
        .with_extent(DOMAIN_EXTENT)
        .with_all(ball(n, "unit ball", Role::Frozen));
    scene.axis_labels = names.map(String::from);
    if n == 1 {
        scene.axis_labels[1].clear();
    }
    let null_basis = results.null_directions();
    let origin = [0.0; 3];
    scene = scene
        .with_all(flat(
            &null_basis,
            origin,
            DOMAIN_EXTENT,
            "null space",
            Role::Error,
        ))
        .with_all((0..n).map(|j| {
            let mut unit = origin;
            unit[j] = 1.0;
            arrow(
                unit,
                Role::Left,
                &format!("e{}", subscript(j + 1)),
                false,
                2.0,
            )
        }));
    let start = point(&results.x_row);
    if results.nullity > 0 && start != origin && null_basis.len() < n {
        scene = scene.with_all(flat(
            &null_basis,
            start,
            DOMAIN_EXTENT,
            "same image as x",
            Role::Muted,
        ));
    }
    Some(scene.with(Item::dot(point(&results.x), Role::Delta, "x")))
}

/// The image of the unit ball with the columns as arrows, the explained column as a sum of pivot columns,
/// and Ax.
pub fn image(results: &Results, column: usize) -> Scene {
    let window = window(results);
    let k = window.axes.nrows();
    let columns = &window.axes * &results.a;
    let tips: Vec<Point> = columns.column_iter().map(|c| point(c.as_slice())).collect();
    let mut scene = Scene::new(if k == 3 { 3 } else { 2 }).with_all(ball_image(results, &window));
    let letter = if results.rows <= 3 { "b" } else { "u" };
    scene.axis_labels = [1, 2, 3].map(|i| format!("{letter}{}", subscript(i)));
    if k == 1 {
        scene.axis_labels[1].clear();
    }
    scene = scene
        .with_all(
            tips.iter()
                .enumerate()
                .map(|(j, tip)| column_arrow(results, column, j, *tip)),
        )
        .with_all(path(results, column, &tips))
        .with(Item::dot(
            point((&window.axes * vector(&results.image)).as_slice()),
            Role::Delta,
            "Ax",
        ));
    let largest = tips.iter().flatten().fold(0.0_f64, |m, c| m.max(c.abs()));
    // A matrix of ordinary size keeps the scale of the unit ball; a tiny one is magnified.
    let scene = scene.fitted(if largest >= 0.1 || largest == 0.0 {
        1.0
    } else {
        0.0
    });
    let extent = scene.extent;
    let span = if results.rank < k {
        column_space(results, &window)
    } else {
        Vec::new()
    };
    scene.with_all(flat(&span, [0.0; 3], extent, "column space", Role::Left))
}

fn column_arrow(results: &Results, chosen: usize, j: usize, tip: Point) -> Item {
    let pivot = results.is_pivot(j);
    let role = if pivot { Role::Left } else { Role::Muted };
    let width = if j + 1 == chosen { 4.0 } else { 2.6 };
    arrow(tip, role, &column_name(j), !pivot, width)
}

/// The steps along pivot columns that end at the tip of a dependent column.
fn path(results: &Results, column: usize, tips: &[Point]) -> Vec<Item> {
    let Some(relation) = results.relation(column) else {
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

/// What A makes of the unit ball.
fn ball_image(results: &Results, window: &Window) -> Vec<Item> {
    const NAME: &str = "image of the unit ball";
    let in_window = if results.cols <= 3 {
        &window.axes * &results.a
    } else {
        // The ball of a larger space has the same image as the ball of its first singular directions.
        let p = results.svd.singular_values.len().min(3);
        let mut scaled = results.svd.u.columns(0, p).into_owned();
        for (mut column, s) in scaled.column_iter_mut().zip(&results.svd.singular_values) {
            column *= *s;
        }
        &window.axes * scaled
    };
    linear_map(&in_window)
        .map(|map| mapped(&ball(in_window.ncols(), NAME, Role::Delta), &map))
        .unwrap_or_default()
}

/// The unit ball of ℝⁿ, n ≤ 3.
fn ball(n: usize, name: &str, role: Role) -> Vec<Item> {
    match n {
        1 => vec![Item::Polyline {
            name: name.to_owned(),
            points: vec![[-1.0, 0.0, 0.0], [1.0, 0.0, 0.0]],
            role,
            dashed: false,
            width: 3.0,
        }],
        2 => vec![unit_disc(role, 0.10), unit_circle(name, role)],
        _ => unit_sphere(name, role),
    }
}

/// The line or plane through `through` that `basis` spans, as far as the picture goes.
fn flat(basis: &[Point], through: Point, extent: f64, name: &str, role: Role) -> Vec<Item> {
    let at = |s: f64, t: f64| -> Point {
        std::array::from_fn(|i| {
            through[i]
                + s * basis.first().map_or(0.0, |b| b[i])
                + t * basis.get(1).map_or(0.0, |b| b[i])
        })
    };
    let line = |points: Vec<Point>, name: &str| Item::Polyline {
        name: name.to_owned(),
        points,
        role,
        dashed: true,
        width: 2.0,
    };
    let e = extent;
    match basis.len() {
        1 => vec![line(vec![at(-e, 0.0), at(e, 0.0)], name)],
        2 => {
            let corners = vec![at(-e, -e), at(e, -e), at(e, e), at(-e, e), at(-e, -e)];
            vec![
                Item::Polygon {
                    name: String::new(),
                    points: corners.clone(),
                    role,
                    opacity: 0.12,
                },
                line(corners, name),
            ]
        }
        _ => Vec::new(),
    }
}

fn column_space(results: &Results, window: &Window) -> Vec<Point> {
    let directions = &window.axes * results.svd.u.columns(0, results.rank);
    directions
        .column_iter()
        .map(|c| point(c.as_slice()))
        .collect()
}

/// The spectrum on a log scale with the tolerance as a line.
pub fn spectrum(results: &Results) -> Chart {
    let (lo, hi) = results.decades();
    let count = results.svd.singular_values.len() as f64;
    let x = Axis::linear("index i").with_range(0.4, count + 0.6);
    let y = Axis::log("singular value σᵢ").with_range(libm::pow(10.0, lo), libm::pow(10.0, hi));
    Chart::new(x, y)
        .with_series(
            Series::indexed("σᵢ", Role::Sigma, Kind::Bars, &results.svd.singular_values)
                .with_lit(results.rank),
        )
        .with_mark(Mark::horizontal(
            results.tolerance,
            tolerance_label(results),
            Role::Error,
        ))
}

/// The first preset's columns on the one line they span.
pub fn teaser() -> Scene {
    let line = Item::Polyline {
        name: "column space".to_owned(),
        points: vec![[-4.0, -8.0, 0.0], [4.0, 8.0, 0.0]],
        role: Role::Left,
        dashed: true,
        width: 2.0,
    };
    let column = |k: f64, role, dashed| {
        arrow(
            [k, 2.0 * k, 0.0],
            role,
            &column_name(k as usize - 1),
            dashed,
            3.0,
        )
    };
    Scene::new(2)
        .with_extent(7.0)
        .with(line)
        .with(column(3.0, Role::Muted, true))
        .with(column(2.0, Role::Muted, true))
        .with(column(1.0, Role::Left, false))
}

fn arrow(to: Point, role: Role, label: &str, dashed: bool, width: f64) -> Item {
    Item::Arrow {
        from: [0.0; 3],
        to,
        role,
        label: label.to_owned(),
        dashed,
        width,
    }
}

fn vector(values: &[f64]) -> Matrix {
    Matrix::from_column_slice(values.len(), 1, values)
}

/// The first three coordinates, missing ones 0.
pub fn point(values: &[f64]) -> Point {
    std::array::from_fn(|i| values.get(i).copied().unwrap_or(0.0))
}
