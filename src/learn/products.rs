//! The three products of a training step: long in the layer's sides, short in r.
//!
//! Tiles of 4×4 results stay in registers while the depth runs; what is read out of order is packed first. The sums
//! run in one fixed order, so the numbers are the same on every platform without fused multiply-adds.

use crate::linalg::Matrix;

/// Rows and columns of a tile: eight two-lane registers of WebAssembly's sixteen.
const TILE: usize = 4;
/// Depth packed at once; 8 KB stay in the first cache.
const DEPTH: usize = 256;

type Tile = [[f64; TILE]; TILE];

/// C ← C + α·A·B. Shapes: C m×n, A m×p, B p×n. O(mnp).
pub(super) fn add_product(c: &mut Matrix, alpha: f64, a: &Matrix, b: &Matrix) {
    let (depth, columns) = b.shape();
    let b = b.as_slice();
    add_packed(c, a, depth, columns, |t, j| alpha * b[j * depth + t]);
}

/// C ← α·A·Bᵀ. Shapes: C m×p, A m×n, B p×n. O(mnp).
pub(super) fn product_transpose(c: &mut Matrix, alpha: f64, a: &Matrix, b: &Matrix) {
    let (columns, depth) = b.shape();
    let b = b.as_slice();
    c.fill(0.0);
    add_packed(c, a, depth, columns, |t, j| alpha * b[t * columns + j]);
}

/// C ← C + A·B for `b(t, j)` the entry of B in row t and column j.
fn add_packed(
    c: &mut Matrix,
    a: &Matrix,
    depth: usize,
    columns: usize,
    b: impl Fn(usize, usize) -> f64,
) {
    let rows = a.nrows();
    debug_assert!(c.shape() == (rows, columns) && a.ncols() == depth);
    if rows == 0 || columns == 0 {
        return;
    }
    let mut packed = [[0.0; TILE]; DEPTH];
    let c = c.as_mut_slice();
    for first_column in (0..columns).step_by(TILE) {
        let width = TILE.min(columns - first_column);
        let block = &mut c[first_column * rows..(first_column + width) * rows];
        for start in (0..depth).step_by(DEPTH) {
            let packed = &mut packed[..DEPTH.min(depth - start)];
            for (t, four) in packed.iter_mut().enumerate() {
                for (j, x) in four.iter_mut().enumerate() {
                    *x = if j < width {
                        b(start + t, first_column + j)
                    } else {
                        0.0
                    };
                }
            }
            let panel = &a.as_slice()[start * rows..(start + packed.len()) * rows];
            add_panel(block, panel, rows, packed);
        }
    }
}

/// Adds panel·packed to up to four columns of C.
fn add_panel(block: &mut [f64], panel: &[f64], rows: usize, packed: &[[f64; TILE]]) {
    let whole = rows - rows % TILE;
    for row in (0..whole).step_by(TILE) {
        let tile = row_tile(panel, rows, row, packed);
        for (column, sums) in block.chunks_exact_mut(rows).zip(&tile) {
            for (x, sum) in column[row..row + TILE].iter_mut().zip(sums) {
                *x += sum;
            }
        }
    }
    for row in whole..rows {
        for (j, column) in block.chunks_exact_mut(rows).enumerate() {
            let entries = panel[row..].iter().step_by(rows);
            column[row] += entries.zip(packed).map(|(a, b)| a * b[j]).sum::<f64>();
        }
    }
}

#[inline(always)]
fn row_tile(panel: &[f64], rows: usize, row: usize, packed: &[[f64; TILE]]) -> Tile {
    let mut tile = [[0.0; TILE]; TILE];
    for (column, b) in panel.chunks_exact(rows).zip(packed) {
        let Some(a) = column[row..].first_chunk::<TILE>() else {
            break;
        };
        multiply_add(&mut tile, a, b);
    }
    tile
}

/// tile[j][i] += a[i]·b[j].
#[inline(always)]
fn multiply_add(tile: &mut Tile, a: &[f64; TILE], b: &[f64; TILE]) {
    for (sums, b) in tile.iter_mut().zip(b) {
        for (sum, a) in sums.iter_mut().zip(a) {
            *sum += a * b;
        }
    }
}

/// C ← Aᵀ·B. Shapes: C p×n, A m×p, B m×n. O(mnp).
pub(super) fn transpose_product(c: &mut Matrix, a: &Matrix, b: &Matrix) {
    let (depth, rows) = a.shape();
    debug_assert!(c.shape() == (rows, b.ncols()) && b.nrows() == depth);
    c.fill(0.0);
    if rows == 0 || depth == 0 {
        return;
    }
    let mut packed = [[0.0; TILE]; DEPTH];
    let (c, a, b) = (c.as_mut_slice(), a.as_slice(), b.as_slice());
    for first_row in (0..rows).step_by(TILE) {
        let height = TILE.min(rows - first_row);
        for start in (0..depth).step_by(DEPTH) {
            let packed = &mut packed[..DEPTH.min(depth - start)];
            for (t, four) in packed.iter_mut().enumerate() {
                for (i, x) in four.iter_mut().enumerate() {
                    *x = if i < height {
                        a[(first_row + i) * depth + start + t]
                    } else {
                        0.0
                    };
                }
            }
            let four_columns = c.chunks_mut(TILE * rows).zip(b.chunks(TILE * depth));
            for (results, columns) in four_columns {
                let tile = column_tile(columns, depth, start, packed);
                for (column, sums) in results.chunks_exact_mut(rows).zip(&tile) {
                    for (x, sum) in column[first_row..first_row + height].iter_mut().zip(sums) {
                        *x += sum;
                    }
                }
            }
        }
    }
}

/// packedᵀ times the part of up to four columns that begins at `start`.
#[inline(always)]
fn column_tile(columns: &[f64], depth: usize, start: usize, packed: &[[f64; TILE]]) -> Tile {
    let mut tile = [[0.0; TILE]; TILE];
    let mut parts = columns
        .chunks_exact(depth)
        .map(|column| &column[start..start + packed.len()]);
    let part: [&[f64]; TILE] = std::array::from_fn(|_| parts.next().unwrap_or(&[]));
    if let [p, q, r, s] = part
        && s.len() == packed.len()
    {
        let entries = p.iter().zip(q).zip(r.iter().zip(s));
        for (a, ((p, q), (r, s))) in packed.iter().zip(entries) {
            multiply_add(&mut tile, a, &[*p, *q, *r, *s]);
        }
        return tile;
    }
    for (sums, part) in tile.iter_mut().zip(part) {
        for (a, b) in packed.iter().zip(part) {
            for (sum, a) in sums.iter_mut().zip(a) {
                *sum += a * b;
            }
        }
    }
    tile
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(rows: usize, columns: usize, seed: usize) -> Matrix {
        Matrix::from_fn(rows, columns, |i, j| {
            ((i * 31 + j * 17 + seed * 7) % 23) as f64 / 11.0 - 1.0
        })
    }

    #[test]
    fn all_three_agree_with_the_plain_product() {
        for (m, p, n) in [
            (1, 1, 1),
            (3, 2, 5),
            (4, 4, 4),
            (9, 1, 6),
            (7, 13, 2),
            (300, 5, 270),
            (8, 300, 9),
        ] {
            let (a, b) = (example(m, p, 1), example(p, n, 2));
            let mut c = example(m, n, 3);
            let expected = &c + &a * &b * 0.5;
            add_product(&mut c, 0.5, &a, &b);
            assert!((&c - expected).amax() < 1e-12, "{m} {p} {n}");

            let long = example(m, n, 4);
            let mut c = example(p, n, 5);
            transpose_product(&mut c, &a, &long);
            assert!((&c - a.transpose() * &long).amax() < 1e-11, "{m} {p} {n}");

            let mut c = example(m, p, 6);
            product_transpose(&mut c, -2.0, &long, &b);
            assert!(
                (&c - &long * b.transpose() * -2.0).amax() < 1e-11,
                "{m} {p} {n}"
            );
        }
    }
}
