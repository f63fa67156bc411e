//! The generator behind everything random: short enough to travel in a link and in a Python script.

/// SplitMix64 with uniforms from the top 53 bits and normals by Box–Muller.
///
/// The same seed gives the same numbers natively, in WebAssembly and in `script/golden.py`:
/// integers wrap, and logarithm and cosine come from `libm` on every platform.
/// Not for cryptography.
///
/// Source: Steele, Lea & Flood 2014 (SplitMix); Box & Muller 1958.
#[derive(Debug, Clone, PartialEq)]
pub struct SplitMix64 {
    state: u64,
    spare_normal: Option<f64>,
}

impl SplitMix64 {
    /// A generator that starts at `seed`. Every seed is a good one, 0 included.
    pub fn new(seed: u64) -> Self {
        Self {
            state: seed,
            spare_normal: None,
        }
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Uniform in [0, 1): the top 53 bits divided by 2⁵³.
    pub fn uniform(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// An integer in 0..`bound`; 0 when `bound` is 0.
    ///
    /// The bias is below `bound` / 2⁵³.
    pub fn below(&mut self, bound: u32) -> u32 {
        (self.uniform() * f64::from(bound)) as u32
    }

    /// Standard normal. Box–Muller makes two at a time: the cosine is returned first, the sine next.
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare_normal.take() {
            return spare;
        }
        // 1 − u lies in (0, 1], where the logarithm is finite.
        let radius = (-2.0 * libm::log(1.0 - self.uniform())).sqrt();
        let angle = 2.0 * std::f64::consts::PI * self.uniform();
        self.spare_normal = Some(radius * libm::sin(angle));
        radius * libm::cos(angle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reference outputs of the published C code (Vigna, splitmix64.c).
    #[test]
    fn matches_the_published_sequence() {
        let mut rng = SplitMix64::new(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| rng.next_u64()).collect();
        assert_eq!(
            first,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
        assert_eq!(SplitMix64::new(0).next_u64(), 0xE220_A839_7B1D_CDAF);
    }

    #[test]
    fn uniforms_are_the_top_53_bits() {
        let mut rng = SplitMix64::new(42);
        let drawn: Vec<f64> = (0..4).map(|_| rng.uniform()).collect();
        assert_eq!(drawn, UNIFORMS_42);
        assert!((0..10_000).all(|_| (0.0..1.0).contains(&rng.uniform())));
    }

    #[test]
    fn normals_come_in_pairs_from_box_muller() {
        let mut rng = SplitMix64::new(42);
        for expected in NORMALS_42 {
            assert!((rng.normal() - expected).abs() < 1e-15);
        }
    }

    #[test]
    fn normals_have_mean_zero_and_variance_one() {
        let mut rng = SplitMix64::new(7);
        let n = 100_000;
        let drawn: Vec<f64> = (0..n).map(|_| rng.normal()).collect();
        let mean = drawn.iter().sum::<f64>() / f64::from(n);
        let variance = drawn.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / f64::from(n);
        assert!(mean.abs() < 0.02 && (variance - 1.0).abs() < 0.02);
    }

    #[test]
    fn integers_stay_below_their_bound() {
        let mut rng = SplitMix64::new(3);
        assert_eq!(rng.below(0), 0);
        let mut seen = [false; 7];
        for _ in 0..1000 {
            seen[rng.below(7) as usize] = true;
        }
        assert!(seen.iter().all(|&s| s));
    }

    // Computed with Python's integers and `math` module.
    const UNIFORMS_42: [f64; 4] = [
        0.7415648787718233,
        0.1599103928769201,
        0.27860113025513866,
        0.34419071652363753,
    ];
    const NORMALS_42: [f64; 4] = [
        0.8822489062222688,
        1.388473285287707,
        -0.4508498757188601,
        0.6707164409024291,
    ];
}
