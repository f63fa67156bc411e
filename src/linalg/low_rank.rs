//! A_r for every r of a slider, in f32 for pixels. Numbers that are read off come from [`Svd`] in f64.

use super::Svd;

/// Ranks between two kept reconstructions.
const CHECKPOINT_EVERY: usize = 32;

/// How many terms are added in one pass over a row; the row's factors then stay in the first cache.
const TERMS_PER_PASS: usize = 8;

/// The reconstruction A_r = U_r Σ_r V_rᵀ of one decomposition, moved from rank to rank.
///
/// The result depends on the rank alone, not on the way there: terms are always added in the order 1, 2, …, r,
/// starting from the current state or from a kept one, and never subtracted. So nothing drifts, however long
/// the reader slides. Against the f64 reconstruction every entry is within about r·2⁻²⁴·σ₁ in the worst case
/// and √r·2⁻²⁴·max|A| in practice, far below one step of an 8-bit pixel.
///
/// Cost: O(mn) per rank moved upwards; downwards at most 31 terms from the checkpoint below.
/// Memory: one reconstruction per 32 ranks, 16 MB for 512×512.
#[derive(Debug, Clone)]
pub struct Truncation {
    rows: usize,
    columns: usize,
    /// p: min(m, n), or fewer where only the first terms are known (a preview).
    terms: usize,
    /// Row-major m×p: uᵢₖσₖ.
    scaled_u: Vec<f32>,
    /// Row-major p×n.
    v_t: Vec<f32>,
    current: Vec<f32>,
    rank: usize,
    /// Entry k is the reconstruction of rank k·32, kept when it was first passed.
    checkpoints: Vec<Vec<f32>>,
}

impl Truncation {
    /// Starts at rank 0 with no checkpoint but the zero matrix: O(p(m + n)), a few milliseconds at 512×512.
    ///
    /// Entries beyond the range of f32 (about 3e38) saturate.
    pub fn new(svd: &Svd) -> Self {
        let (rows, columns) = (svd.nrows(), svd.ncols());
        let p = svd.singular_values.len();
        let mut scaled_u = Vec::with_capacity(rows * p);
        for i in 0..rows {
            for (k, s) in svd.singular_values.iter().enumerate() {
                scaled_u.push(saturating_f32(svd.u[(i, k)] * s));
            }
        }
        let mut v_t = Vec::with_capacity(p * columns);
        for k in 0..p {
            v_t.extend(svd.v_t.row(k).iter().map(|&x| x as f32));
        }
        Self {
            rows,
            columns,
            terms: p,
            scaled_u,
            v_t,
            current: vec![0.0; rows * columns],
            rank: 0,
            checkpoints: vec![vec![0.0; rows * columns]],
        }
    }

    /// Rows and columns of the reconstruction.
    pub fn shape(&self) -> (usize, usize) {
        (self.rows, self.columns)
    }

    /// The rank of the current reconstruction.
    pub fn rank(&self) -> usize {
        self.rank
    }

    /// As many terms as there are.
    pub fn max_rank(&self) -> usize {
        self.terms
    }

    /// The current A_r, row by row.
    pub fn current(&self) -> &[f32] {
        &self.current
    }

    /// Moves to `rank` (clamped to the terms there are) and returns A_r, row by row.
    ///
    /// Keeps the checkpoints that it passes. Until [`is_built`](Self::is_built), a long jump upwards costs all the
    /// terms in between; afterwards any jump costs at most 31.
    pub fn move_to(&mut self, rank: usize) -> &[f32] {
        let target = rank.min(self.max_rank());
        let nearest = (target / CHECKPOINT_EVERY).min(self.checkpoints.len() - 1);
        let start = nearest * CHECKPOINT_EVERY;
        if self.rank > target || self.rank < start {
            self.current.copy_from_slice(&self.checkpoints[nearest]);
            self.rank = start;
        }
        while self.rank < target {
            let next = ((self.rank / CHECKPOINT_EVERY + 1) * CHECKPOINT_EVERY).min(target);
            add_terms(
                &mut self.current,
                &self.scaled_u,
                &self.v_t,
                self.columns,
                self.rank..next,
            );
            self.rank = next;
            if next == self.checkpoints.len() * CHECKPOINT_EVERY {
                self.checkpoints.push(self.current.clone());
            }
        }
        &self.current
    }

    /// Whether every checkpoint is there, so that any jump is short.
    pub fn is_built(&self) -> bool {
        self.checkpoints.len() * CHECKPOINT_EVERY > self.max_rank()
    }

    /// Builds the next checkpoint, at most 32 terms; returns [`is_built`](Self::is_built).
    ///
    /// Leaves the current reconstruction alone, so it may be called between frames.
    pub fn build_slice(&mut self) -> bool {
        if self.is_built() {
            return true;
        }
        let start = (self.checkpoints.len() - 1) * CHECKPOINT_EVERY;
        let mut next = self.checkpoints[self.checkpoints.len() - 1].clone();
        add_terms(
            &mut next,
            &self.scaled_u,
            &self.v_t,
            self.columns,
            start..start + CHECKPOINT_EVERY,
        );
        self.checkpoints.push(next);
        self.is_built()
    }
}

fn saturating_f32(x: f64) -> f32 {
    x.clamp(f64::from(f32::MIN), f64::from(f32::MAX)) as f32
}

/// image += Σ scaled_u[·, k]·v_t[k, ·] over `terms`, in this order for every entry.
fn add_terms(
    image: &mut [f32],
    scaled_u: &[f32],
    v_t: &[f32],
    columns: usize,
    terms: std::ops::Range<usize>,
) {
    let p = v_t.len() / columns;
    let mut start = terms.start;
    while start < terms.end {
        let end = (start + TERMS_PER_PASS).min(terms.end);
        let factors = &v_t[start * columns..end * columns];
        for (row, weights) in image
            .chunks_exact_mut(columns)
            .zip(scaled_u.chunks_exact(p))
        {
            add_to_row(row, &weights[start..end], factors);
        }
        start = end;
    }
}

fn add_to_row(row: &mut [f32], weights: &[f32], factors: &[f32]) {
    let columns = row.len();
    if let Ok(weights) = <[f32; TERMS_PER_PASS]>::try_from(weights) {
        let mut rows = factors.chunks_exact(columns);
        let factors: [&[f32]; TERMS_PER_PASS] = std::array::from_fn(|_| rows.next().unwrap_or(&[]));
        add_eight(row, weights, factors);
        return;
    }
    for (&weight, factor) in weights.iter().zip(factors.chunks_exact(columns)) {
        for (x, v) in row.iter_mut().zip(factor) {
            *x += weight * v;
        }
    }
}

/// One pass for eight terms. The sum of each entry runs in the same order as one term at a time would,
/// so the result is the same to the last bit.
fn add_eight(row: &mut [f32], w: [f32; 8], v: [&[f32]; 8]) {
    let n = row.len();
    let [v0, v1, v2, v3, v4, v5, v6, v7] = v.map(|factor| factor.get(..n).unwrap_or(&[]));
    let pairs = v0.iter().zip(v1).zip(v2.iter().zip(v3));
    let more = v4.iter().zip(v5).zip(v6.iter().zip(v7));
    for (x, (((a, b), (c, d)), ((e, f), (g, h)))) in row.iter_mut().zip(pairs.zip(more)) {
        let sum = *x + w[0] * a + w[1] * b + w[2] * c + w[3] * d;
        *x = sum + w[4] * e + w[5] * f + w[6] * g + w[7] * h;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Error, Matrix, svd};
    use super::*;

    fn example(m: usize, n: usize) -> Result<(Matrix, Svd), Error> {
        let a = Matrix::from_fn(m, n, |i, j| {
            let (x, y) = (i as f64 / m as f64, j as f64 / n as f64);
            128.0 + 100.0 * (9.0 * x * y + x).sin() + 20.0 * ((i * 7 + j * 13) % 11) as f64
        });
        let svd = svd(&a)?;
        Ok((a, svd))
    }

    fn worst_gap(image: &[f32], exact: &Matrix) -> f64 {
        let n = exact.ncols();
        image
            .iter()
            .enumerate()
            .map(|(k, &x)| (f64::from(x) - exact[(k / n, k % n)]).abs())
            .fold(0.0, f64::max)
    }

    #[test]
    fn a_preview_with_fewer_terms_stops_at_its_last() -> Result<(), Error> {
        let (_, mut svd) = example(70, 90)?;
        svd.u = svd.u.columns(0, 24).into_owned();
        svd.v_t = svd.v_t.rows(0, 24).into_owned();
        svd.singular_values.truncate(24);
        let mut truncation = Truncation::new(&svd);
        while !truncation.build_slice() {}
        let gap = worst_gap(truncation.move_to(70), &svd.truncate(24));
        assert!(gap < 1e-3, "{gap}");
        assert_eq!(truncation.rank(), 24);
        Ok(())
    }

    #[test]
    fn every_rank_is_within_a_fraction_of_a_pixel_step() -> Result<(), Error> {
        let (a, svd) = example(70, 90)?;
        let mut truncation = Truncation::new(&svd);
        for rank in [0, 1, 5, 31, 32, 33, 64, 69, 70, 1000] {
            let gap = worst_gap(truncation.move_to(rank), &svd.truncate(rank));
            assert!(gap < 1e-3, "rank {rank}: {gap}");
        }
        assert!(worst_gap(truncation.move_to(70), &a) < 1e-3);
        Ok(())
    }

    #[test]
    fn the_way_there_does_not_matter() -> Result<(), Error> {
        let (_, svd) = example(80, 75)?;
        let mut fresh = Truncation::new(&svd);
        while !fresh.build_slice() {}
        let mut slid = Truncation::new(&svd);
        for rank in [3, 70, 2, 40, 41, 42, 39, 75, 0, 64, 63, 65, 33] {
            assert_eq!(
                slid.move_to(rank),
                fresh.clone().move_to(rank),
                "rank {rank}"
            );
            assert_eq!(slid.rank(), rank);
        }
        Ok(())
    }

    #[test]
    fn building_leaves_the_current_rank_alone() -> Result<(), Error> {
        let (_, svd) = example(100, 100)?;
        let mut truncation = Truncation::new(&svd);
        let before = truncation.move_to(10).to_vec();
        assert!(!truncation.is_built());
        while !truncation.build_slice() {}
        assert_eq!((truncation.current(), truncation.rank()), (&before[..], 10));
        Ok(())
    }

    #[test]
    fn a_single_entry_and_a_huge_one() -> Result<(), Error> {
        for (value, expected) in [(2.0, 2.0), (1e300, f32::MAX)] {
            let svd = svd(&Matrix::from_element(1, 1, value))?;
            let mut truncation = Truncation::new(&svd);
            assert!(truncation.is_built());
            assert_eq!(truncation.move_to(1), [expected]);
        }
        Ok(())
    }
}
