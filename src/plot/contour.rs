//! Level lines of a function of the plane, by marching squares.

/// One piece of a level line, from a point to a point.
pub type Piece = [[f64; 2]; 2];

/// The level lines of `f` at `level` over the square [−`extent`, `extent`]², on a grid of `cells`² squares.
///
/// Pieces as long as a cell, in no particular order; a saddle inside a cell is settled by the value at its middle.
/// Cost: (cells + 1)² values of `f`. Source: Lorensen & Cline 1987, in two dimensions.
#[must_use]
pub fn level_line(
    f: impl Fn([f64; 2]) -> f64,
    level: f64,
    extent: f64,
    cells: usize,
) -> Vec<Piece> {
    let at = |k: usize| extent * (2.0 * k as f64 / cells.max(1) as f64 - 1.0);
    let value = |i: usize, j: usize| f([at(i), at(j)]) - level;
    let mut pieces = Vec::new();
    let mut below: Vec<f64> = (0..=cells).map(|i| value(i, 0)).collect();
    for j in 0..cells {
        let above: Vec<f64> = (0..=cells).map(|i| value(i, j + 1)).collect();
        for i in 0..cells {
            let corners = [below[i], below[i + 1], above[i + 1], above[i]];
            let points = [
                [at(i), at(j)],
                [at(i + 1), at(j)],
                [at(i + 1), at(j + 1)],
                [at(i), at(j + 1)],
            ];
            cell(&corners, &points, &mut pieces);
        }
        below = above;
    }
    pieces
}

fn cell(values: &[f64; 4], points: &[[f64; 2]; 4], pieces: &mut Vec<Piece>) {
    if values.iter().any(|v| !v.is_finite()) {
        return;
    }
    let mut crossings: Vec<[f64; 2]> = Vec::with_capacity(4);
    for k in 0..4 {
        let next = (k + 1) % 4;
        let (a, b) = (values[k], values[next]);
        if (a < 0.0) != (b < 0.0) {
            let t = a / (a - b);
            crossings.push(std::array::from_fn(|c| {
                points[k][c] + t * (points[next][c] - points[k][c])
            }));
        }
    }
    match crossings[..] {
        [a, b] => pieces.push([a, b]),
        [a, b, c, d] => {
            let middle = values.iter().sum::<f64>();
            // Where the middle is on the first corner's side, the line goes around the second and the fourth.
            if (middle < 0.0) == (values[0] < 0.0) {
                pieces.extend([[a, b], [c, d]]);
            } else {
                pieces.extend([[d, a], [b, c]]);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_level_line_of_a_bowl_is_a_circle() {
        let pieces = level_line(|[x, y]| x * x + y * y, 1.0, 2.0, 80);
        assert!(pieces.len() > 100);
        let mut length = 0.0;
        for [a, b] in pieces {
            for p in [a, b] {
                assert!((p[0].hypot(p[1]) - 1.0).abs() < 1e-3);
            }
            length += (a[0] - b[0]).hypot(a[1] - b[1]);
        }
        assert!((length - std::f64::consts::TAU).abs() < 0.01);
    }

    #[test]
    fn nonsense_draws_nothing() {
        assert!(level_line(|_| f64::NAN, 0.0, 1.0, 10).is_empty());
        assert!(level_line(|_| 1.0, 0.0, 1.0, 0).is_empty());
    }
}
