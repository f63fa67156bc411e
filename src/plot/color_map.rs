//! Numbers to pixels: three colour maps as tables of 256 entries.

use super::Rgb;

/// How a number becomes a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColorMap {
    /// Blue, white, orange: signed values, white at the middle of the range.
    Diverging,
    /// Dark violet to yellow, perceptually uniform: magnitudes.
    Magnitude,
    /// Black to white: images, 0 to 255 unless told otherwise.
    Grey,
}

/// The colour of an entry that is not a number.
const NOT_A_NUMBER: Rgb = Rgb(0xd0, 0x50, 0xa0);

static DIVERGING: [[u8; 4]; 256] = diverging();
static MAGNITUDE: [[u8; 4]; 256] = magnitude();
static GREY: [[u8; 4]; 256] = grey();

impl ColorMap {
    fn table(self) -> &'static [[u8; 4]; 256] {
        match self {
            ColorMap::Diverging => &DIVERGING,
            ColorMap::Magnitude => &MAGNITUDE,
            ColorMap::Grey => &GREY,
        }
    }

    /// The range that suits `values`: symmetric about 0, from 0 to the largest, or 0 to 255.
    #[must_use]
    pub fn fit<T: Into<f64>>(self, values: impl Iterator<Item = T>) -> (f64, f64) {
        if self == ColorMap::Grey {
            return (0.0, 255.0);
        }
        let most = values
            .map(|v| v.into().abs())
            .filter(|v| v.is_finite())
            .fold(0.0, larger);
        match self {
            ColorMap::Diverging => (-most, most),
            _ => (0.0, most),
        }
    }

    /// The colour of one value in `range`; values outside are clipped.
    #[must_use]
    pub fn color(self, value: f64, range: (f64, f64)) -> Rgb {
        let [r, g, b, _] = lookup(self.table(), value, affine(range));
        Rgb(r, g, b)
    }
}

/// The larger of two numbers. In WebAssembly `f64::max` is a call, because of what it does with NaN.
pub(super) fn larger(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

/// Writes four bytes for each value into `out`, which is cleared first and keeps its memory.
///
/// Cost: one multiplication and one table look-up a value.
/// Values outside the range are clipped; a range without extent gives the middle of the map.
pub fn to_rgba<T: Into<f64>>(
    values: impl ExactSizeIterator<Item = T>,
    map: ColorMap,
    range: (f64, f64),
    out: &mut Vec<u8>,
) {
    let table = map.table();
    let step = affine(range);
    out.clear();
    out.resize(values.len().saturating_mul(4), 0);
    let (pixels, _) = out.as_chunks_mut::<4>();
    for (pixel, v) in pixels.iter_mut().zip(values) {
        *pixel = lookup(table, v.into(), step);
    }
}

/// Scale and offset that take the range to 0…256.
fn affine((lo, hi): (f64, f64)) -> (f64, f64) {
    // Halves, so that a range of nearly the whole of f64 does not overflow.
    let half = hi / 2.0 - lo / 2.0;
    let scale = 128.0 / half;
    if half > 0.0 && scale.is_finite() && (lo * scale).is_finite() {
        (scale, -lo * scale)
    } else {
        (0.0, 128.0)
    }
}

#[inline]
fn lookup(table: &[[u8; 4]; 256], v: f64, (scale, offset): (f64, f64)) -> [u8; 4] {
    if v.is_nan() {
        return [NOT_A_NUMBER.0, NOT_A_NUMBER.1, NOT_A_NUMBER.2, 255];
    }
    // The cast saturates: below 0 is 0, above 255 is 255; ∞·0 is NaN and becomes 0.
    table[usize::from((v * scale + offset) as u8)]
}

const fn mix(a: [u8; 3], b: [u8; 3], num: i64, den: i64) -> [u8; 4] {
    let mut out = [255; 4];
    let mut k = 0;
    while k < 3 {
        let (x, y) = (a[k] as i64, b[k] as i64);
        out[k] = ((x * (den - num) + y * num + den / 2) / den) as u8;
        k += 1;
    }
    out
}

/// Piecewise linear through evenly spaced colours.
const fn through<const N: usize>(stops: [[u8; 3]; N]) -> [[u8; 4]; 256] {
    let mut table = [[0; 4]; 256];
    let mut i = 0;
    while i < 256 {
        let position = i as i64 * (N as i64 - 1);
        let mut k = (position / 255) as usize;
        if k > N - 2 {
            k = N - 2;
        }
        table[i] = mix(stops[k], stops[k + 1], position - 255 * k as i64, 255);
        i += 1;
    }
    table
}

/// From the mock-up's blue over near-white to its orange, lightness falling evenly on both sides.
const fn diverging() -> [[u8; 4]; 256] {
    through([
        [0x12, 0x46, 0x84],
        [0x21, 0x66, 0xac],
        [0x4f, 0x89, 0xc0],
        [0x8a, 0xb1, 0xd8],
        [0xc3, 0xd7, 0xea],
        [0xf7, 0xf7, 0xf7],
        [0xf2, 0xd5, 0xb8],
        [0xe3, 0xae, 0x7a],
        [0xce, 0x83, 0x3c],
        [0xb3, 0x58, 0x06],
        [0x87, 0x3f, 0x04],
    ])
}

/// Seventeen points of Matplotlib's viridis (CC0; Smith & van der Walt 2015).
const fn magnitude() -> [[u8; 4]; 256] {
    through([
        [0x44, 0x01, 0x54],
        [0x48, 0x18, 0x6a],
        [0x47, 0x2d, 0x7b],
        [0x42, 0x40, 0x86],
        [0x3b, 0x52, 0x8b],
        [0x33, 0x63, 0x8d],
        [0x2c, 0x72, 0x8e],
        [0x26, 0x82, 0x8e],
        [0x21, 0x91, 0x8c],
        [0x1f, 0xa0, 0x88],
        [0x28, 0xae, 0x80],
        [0x3f, 0xbc, 0x73],
        [0x5e, 0xc9, 0x62],
        [0x84, 0xd4, 0x4b],
        [0xad, 0xdc, 0x30],
        [0xd8, 0xe2, 0x19],
        [0xfd, 0xe7, 0x25],
    ])
}

const fn grey() -> [[u8; 4]; 256] {
    through([[0, 0, 0], [255, 255, 255]])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rgba(values: &[f64], map: ColorMap, range: (f64, f64)) -> Vec<u8> {
        let mut out = Vec::new();
        to_rgba(values.iter().copied(), map, range, &mut out);
        out
    }

    #[test]
    fn grey_shows_a_byte_as_itself() {
        let values: Vec<f64> = (0..=255).map(f64::from).collect();
        let out = rgba(&values, ColorMap::Grey, (0.0, 255.0));
        for (i, px) in out.chunks_exact(4).enumerate() {
            assert!(usize::from(px[0]).abs_diff(i) <= 1 && px[3] == 255);
        }
    }

    #[test]
    fn values_outside_are_clipped_and_zero_is_white() {
        let range = (-2.0, 2.0);
        let map = ColorMap::Diverging;
        assert_eq!(map.color(-9.0, range), map.color(f64::NEG_INFINITY, range));
        assert_eq!(map.color(9.0, range), map.color(2.0, range));
        assert!(map.color(0.0, range).contrast(Rgb(255, 255, 255)) < 1.1);
    }

    #[test]
    fn hard_input_gives_pixels() {
        for map in [ColorMap::Diverging, ColorMap::Magnitude, ColorMap::Grey] {
            for values in [
                vec![],
                vec![0.0; 3],
                vec![f64::NAN, f64::INFINITY, -1.0],
                vec![f64::MAX, -f64::MAX],
                vec![5e-324, 0.0],
            ] {
                let range = map.fit(values.iter().copied());
                assert_eq!(rgba(&values, map, range).len(), 4 * values.len());
            }
        }
    }

    #[test]
    fn magnitude_gets_lighter_all_the_way() {
        let lightness: Vec<f64> = (0..256)
            .map(|i| {
                ColorMap::Magnitude
                    .color(f64::from(i) + 0.5, (0.0, 256.0))
                    .contrast(Rgb(0, 0, 0))
            })
            .collect();
        assert!(lightness.windows(2).all(|w| w[1] >= w[0] - 0.02));
    }
}
