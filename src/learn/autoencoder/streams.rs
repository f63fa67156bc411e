//! Which numbers are drawn from a seed, and in which order: the same as in `script/golden_autoencoder.py`.

use crate::data::random::SplitMix64;

/// One generator for each purpose, each seeded by the next 64 bits of a generator started at the seed.
pub struct Streams {
    /// The points of a generated set.
    pub points: SplitMix64,
    /// The points held out: more of the same set, or which of the given points are set aside.
    pub held_out: SplitMix64,
    /// The weights at the start: the encoder's matrices, then the decoder's, each drawn row by row.
    pub start: SplitMix64,
}

impl Streams {
    pub fn new(seed: u64) -> Self {
        let mut seeds = SplitMix64::new(seed);
        let mut next = || SplitMix64::new(seeds.next_u64());
        Self {
            points: next(),
            held_out: next(),
            start: next(),
        }
    }
}
