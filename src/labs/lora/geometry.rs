//! d = k = 3: what A and B do to a point, in space.

use crate::linalg::basis::completed;
use crate::linalg::{Error, Matrix, svd};
use crate::plot::scene::Point;
use crate::plot::{Item, Role, Scene};

/// Half the side of the plane that is drawn.
const PLANE: f64 = 2.0;
/// Half the side of both boxes.
const EXTENT: f64 = 2.6;

/// The rows of A that are used at r = 1 and r = 2.
const A: [[f64; 3]; 2] = [[0.8, 0.6, 0.0], [-0.36, 0.48, 0.8]];
/// The columns of B, with the scale s in them.
const B: [[f64; 3]; 2] = [[0.5, -0.7, 0.9], [0.9, 0.7, 0.2]];

/// A (r×3) and s·B (3×r) of the example.
pub fn factors(rank: usize) -> (Matrix, Matrix) {
    let rank = rank.clamp(1, 2);
    let a = Matrix::from_fn(rank, 3, |i, j| A[i][j]);
    let b = Matrix::from_fn(3, rank, |i, j| B[j][i]);
    (a, b)
}

/// What becomes of x.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    pub x: Point,
    /// Ax: r numbers.
    pub narrow: Vec<f64>,
    /// The part of x that A does not see.
    pub unseen: Point,
    /// s·BAx.
    pub lifted: Point,
}

/// The way of a point through A and B.
pub fn path(x: Point, rank: usize) -> Path {
    let (a, b) = factors(rank);
    let column = Matrix::from_column_slice(3, 1, &x);
    let narrow = &a * &column;
    // The rows of A are orthonormal, so AᵀAx is the nearest point of their span.
    let unseen = &column - a.transpose() * &narrow;
    let lifted = &b * &narrow;
    let point = |m: &Matrix| [m[(0, 0)], m[(1, 0)], m[(2, 0)]];
    Path {
        x,
        narrow: narrow.iter().copied().collect(),
        unseen: point(&unseen),
        lifted: point(&lifted),
    }
}

fn scaled(v: [f64; 3], t: f64) -> Point {
    v.map(|c| c * t)
}

fn line(name: &str, direction: [f64; 3], role: Role) -> Item {
    Item::curve(
        name,
        vec![scaled(direction, -PLANE), scaled(direction, PLANE)],
        role,
    )
}

fn plane(name: &str, u: [f64; 3], v: [f64; 3], role: Role) -> Item {
    let corner = |s: f64, t: f64| std::array::from_fn(|i| PLANE * (s * u[i] + t * v[i]));
    Item::Polygon {
        name: name.to_owned(),
        points: vec![
            corner(1.0, 1.0),
            corner(-1.0, 1.0),
            corner(-1.0, -1.0),
            corner(1.0, -1.0),
        ],
        role,
        opacity: 0.16,
    }
}

fn dashed(from: Point, to: Point, role: Role) -> Item {
    Item::Segment {
        from,
        to,
        role,
        dashed: true,
        width: 1.8,
    }
}

/// The input space: the directions A measures, x, and the part of x that A sees.
pub fn input_scene(path: &Path) -> Scene {
    let rank = path.narrow.len();
    let mut scene = Scene::new(3).with_extent(EXTENT);
    scene = if rank == 1 {
        scene.with(line("the line A sees", A[0], Role::Right))
    } else {
        scene.with(plane("the plane A sees", A[0], A[1], Role::Right))
    };
    for (i, row) in A.iter().take(rank).enumerate() {
        scene = scene.with(Item::vector(*row, Role::Right, format!("a{}", sub(i))));
    }
    let seen: Point = std::array::from_fn(|i| path.x[i] - path.unseen[i]);
    scene
        .with(dashed(path.x, seen, Role::Muted))
        .with(Item::dot(seen, Role::Right, "what A sees of x"))
        .with(Item::dot(path.x, Role::Ink, "x"))
}

/// The output space: what B can reach, and where s·BAx is.
/// # Errors
/// Those of [`svd`].
pub fn output_scene(path: &Path) -> Result<Scene, Error> {
    let rank = path.narrow.len();
    let (_, b) = factors(rank);
    let basis = completed(&svd(&b)?.u);
    let direction = |j: usize| [basis[(0, j)], basis[(1, j)], basis[(2, j)]];
    let mut scene = Scene::new(3).with_extent(EXTENT);
    scene.axis_labels = ["h₁".into(), "h₂".into(), "h₃".into()];
    scene = if rank == 1 {
        scene.with(line("the line B reaches", direction(0), Role::Left))
    } else {
        scene.with(plane(
            "the plane B reaches",
            direction(0),
            direction(1),
            Role::Left,
        ))
    };
    for (i, column) in B.iter().take(rank).enumerate() {
        scene = scene.with(Item::vector(*column, Role::Left, format!("b{}", sub(i))));
    }
    if rank == 2 {
        let first = scaled(B[0], path.narrow[0]);
        scene = scene.with(dashed(first, path.lifted, Role::Muted));
    }
    Ok(scene.with(Item::dot(path.lifted, Role::Delta, "s·BAx")))
}

fn sub(i: usize) -> String {
    crate::data::number_format::subscript(i + 1)
}

/// Two smooth thin factors, 24×2 and 2×24, whose product is a pattern: for the contents page.
pub fn wave() -> (Matrix, Matrix) {
    let turn = |i: usize, waves: f64| std::f64::consts::TAU * waves * i as f64 / 24.0;
    let b = Matrix::from_fn(24, 2, |i, j| {
        if j == 0 {
            libm::cos(turn(i, 1.0))
        } else {
            libm::sin(turn(i, 2.0))
        }
    });
    let a = Matrix::from_fn(2, 24, |j, i| {
        if j == 0 {
            libm::sin(turn(i, 1.0))
        } else {
            0.7 * libm::cos(turn(i, 1.5))
        }
    });
    (b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_has_orthonormal_rows() {
        let (a, _) = factors(2);
        let gram = &a * a.transpose();
        assert!((gram - Matrix::identity(2, 2)).norm() < 1e-12);
    }

    #[test]
    fn the_unseen_part_changes_nothing() {
        for rank in [1, 2] {
            let whole = path([1.0, 0.5, 0.8], rank);
            let part: Point = std::array::from_fn(|i| whole.x[i] - whole.unseen[i]);
            let again = path(part, rank);
            for (one, other) in whole.lifted.iter().zip(again.lifted) {
                assert!((one - other).abs() < 1e-12);
            }
        }
    }
}
