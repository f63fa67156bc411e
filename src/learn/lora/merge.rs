//! The forward pass with the adapter beside W and merged into it.

use crate::learn::Error;
use crate::learn::error::require_matrix;
use crate::linalg::Matrix;

/// The arithmetic of a forward pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Precision {
    /// 53 bits.
    #[default]
    F64,
    /// 24 bits: every number and every result of an operation is rounded.
    F32,
    /// Weights and inputs and results rounded to 8 bits, sums in f32, as accelerators do.
    Bf16,
}

/// h = Wx + s·B(Ax), and the same merged into one matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct ForwardPass {
    /// Wx, d numbers.
    pub frozen: Vec<f64>,
    /// Ax, r numbers.
    pub hidden: Vec<f64>,
    /// s·B(Ax), d numbers.
    pub update: Vec<f64>,
    /// Wx + s·B(Ax).
    pub unmerged: Vec<f64>,
    /// (W + s·BA)x.
    pub merged: Vec<f64>,
    /// max|h_merged − h_unmerged|/max|h_unmerged|; 0 when both are zero.
    pub gap: f64,
    /// How many entries of W the merge leaves as they were although s·BA is not zero there.
    pub unchanged_entries: usize,
}

/// Multiply-adds of one forward pass for one x.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MultiplyAdds {
    /// dk + r(d + k).
    pub unmerged: u64,
    /// dk.
    pub merged: u64,
    /// dkr, once.
    pub merging: u64,
}

/// The multiply-adds of a d×k layer with an adapter of rank r.
pub fn multiply_adds(d: usize, k: usize, rank: usize) -> MultiplyAdds {
    let (d, k, r) = (d as u64, k as u64, rank as u64);
    MultiplyAdds {
        unmerged: d * k + r * (d + k),
        merged: d * k,
        merging: d * k * r,
    }
}

/// One forward pass both ways. Shapes: `w` d×k, `a` r×k, `b` d×r, `x` k; a missing entry of `x` counts as 0. O(dkr).
/// # Errors
/// [`Error::Shape`] when the three matrices do not fit.
pub fn forward(
    w: &Matrix,
    a: &Matrix,
    b: &Matrix,
    s: f64,
    x: &[f64],
    precision: Precision,
) -> Result<ForwardPass, Error> {
    require_matrix("A", a, b.ncols(), w.ncols())?;
    require_matrix("B", b, w.nrows(), a.nrows())?;
    let p = precision;
    let [w, a, b] = [w, a, b].map(|m| m.map(|entry| p.stored(entry)));
    let x: Vec<f64> = (0..w.ncols())
        .map(|j| p.stored(x.get(j).copied().unwrap_or(0.0)))
        .collect();
    let frozen = p.times(&w, &x);
    let hidden = p.times(&a, &x);
    let update: Vec<f64> = p
        .times(&b, &hidden)
        .iter()
        .map(|h| p.stored(s * h))
        .collect();
    let unmerged: Vec<f64> = frozen
        .iter()
        .zip(&update)
        .map(|(f, u)| p.stored(f + u))
        .collect();
    let product = Matrix::from_fn(w.nrows(), w.ncols(), |i, j| {
        p.operation(s * p.sum(b.row(i).iter().zip(a.column(j).iter())))
    });
    let whole = w.zip_map(&product, |entry, change| p.stored(entry + change));
    let merged = p.times(&whole, &x);
    let untouched =
        |((before, after), change): ((&f64, &f64), &f64)| before == after && *change != 0.0;
    let entries = w.iter().zip(whole.iter()).zip(product.iter());
    Ok(ForwardPass {
        gap: relative_gap(&merged, &unmerged),
        unchanged_entries: entries.filter(|&entry| untouched(entry)).count(),
        frozen,
        hidden,
        update,
        unmerged,
        merged,
    })
}

/// max|a − b|/max|b|; 0 when both are zero.
fn relative_gap(a: &[f64], b: &[f64]) -> f64 {
    let largest = b.iter().fold(0.0f64, |most, x| most.max(x.abs()));
    let apart = a.iter().zip(b);
    let gap = apart.fold(0.0f64, |most, (x, y)| most.max((x - y).abs()));
    if gap == 0.0 {
        0.0
    } else {
        gap / largest.max(f64::MIN_POSITIVE)
    }
}

impl Precision {
    /// The result of one operation, as it is held between operations.
    fn operation(self, x: f64) -> f64 {
        match self {
            Self::F64 => x,
            Self::F32 | Self::Bf16 => f64::from(x as f32),
        }
    }

    /// The number as it is kept in a matrix or a vector.
    fn stored(self, x: f64) -> f64 {
        match self {
            Self::F64 | Self::F32 => self.operation(x),
            Self::Bf16 => f64::from(rounded_to_bf16(x as f32)),
        }
    }

    fn sum<'a>(self, pairs: impl Iterator<Item = (&'a f64, &'a f64)>) -> f64 {
        pairs.fold(0.0, |sum, (x, y)| {
            self.operation(sum + self.operation(x * y))
        })
    }

    fn times(self, a: &Matrix, x: &[f64]) -> Vec<f64> {
        (0..a.nrows())
            .map(|i| self.stored(self.sum(a.row(i).iter().zip(x))))
            .collect()
    }
}

/// The nearest number with 8 significant bits, to even on a tie: the upper half of the 32 bits.
fn rounded_to_bf16(x: f32) -> f32 {
    if !x.is_finite() {
        return x;
    }
    let bits = x.to_bits();
    let nearest = bits.wrapping_add(0x7FFF + ((bits >> 16) & 1));
    f32::from_bits(nearest & 0xFFFF_0000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer() -> (Matrix, Matrix, Matrix, Vec<f64>) {
        let entry = |i: usize, j: usize| ((i * 7 + j * 13) % 11) as f64 / 11.0 - 0.45;
        let w = Matrix::from_fn(6, 5, entry);
        let a = Matrix::from_fn(2, 5, |i, j| entry(i + 1, j + 2));
        let b = Matrix::from_fn(6, 2, |i, j| 1e-3 * entry(i + 3, j));
        (w, a, b, (0..5).map(|i| entry(i, 4)).collect())
    }

    #[test]
    fn merged_and_unmerged_agree_as_far_as_the_digits_reach() -> Result<(), Error> {
        let (w, a, b, x) = layer();
        for (precision, limit) in [
            (Precision::F64, 1e-15),
            (Precision::F32, 1e-6),
            (Precision::Bf16, 0.05),
        ] {
            let pass = forward(&w, &a, &b, 2.0, &x, precision)?;
            assert!(pass.gap <= limit, "{precision:?}: {}", pass.gap);
        }
        // A small update disappears in the eight bits of most weights.
        let pass = forward(&w, &a, &b, 0.1, &x, Precision::Bf16)?;
        assert!(pass.unchanged_entries > 20, "{pass:?}");
        assert!(pass.update.iter().any(|&u| u != 0.0));
        Ok(())
    }

    #[test]
    fn sixteen_bits_round_to_even() {
        assert_eq!(rounded_to_bf16(1.0 + 1.0 / 256.0), 1.0);
        assert_eq!(rounded_to_bf16(1.0 + 3.0 / 256.0), 1.0 + 4.0 / 256.0);
        assert_eq!(rounded_to_bf16(-3.0), -3.0);
    }

    #[test]
    fn shapes_that_do_not_fit_are_refused() {
        let (w, a, b, x) = layer();
        assert!(forward(&w, &b, &a, 1.0, &x, Precision::F64).is_err());
        assert!(forward(&w, &a, &b, 1.0, &[], Precision::F64).is_ok_and(|pass| pass.gap == 0.0));
    }
}
