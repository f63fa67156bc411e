//! Synthetic images whose rank is known or surprising.

use super::image::GreyImage;

/// The side of every pattern, in pixels.
pub const SIDE: usize = 64;

/// Where the generator for [`Pattern::Noise`] starts, so that the pattern is the same for everybody.
pub const NOISE_SEED: u64 = 1;

const BLACK: f64 = 0.0;
const WHITE: f64 = 255.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// 8×8 cells of black and white: rank 2, σ₁ = σ₂ = 8160.
    Checkerboard,
    /// Grey level proportional to row plus column: rank 2.
    Gradient,
    /// Three words in a bitmap font: rank at most the number of different rows of pixels.
    Text,
    /// Independent normal grey levels, cut off at black and white: full rank.
    Noise,
}

impl Pattern {
    /// Draws the pattern. `normal` gives standard normal numbers; only [`Pattern::Noise`] asks for any.
    pub fn draw(self, mut normal: impl FnMut() -> f64) -> GreyImage {
        match self {
            Self::Checkerboard => draw(|x, y| {
                if (x / 8 + y / 8) % 2 == 0 {
                    BLACK
                } else {
                    WHITE
                }
            }),
            Self::Gradient => draw(|x, y| (x + y) as f64 * WHITE / (2 * (SIDE - 1)) as f64),
            Self::Text => draw(|x, y| if is_ink(x, y) { BLACK } else { WHITE }),
            Self::Noise => draw(|_, _| (128.0 + 40.0 * normal()).clamp(BLACK, WHITE)),
        }
    }
}

fn draw(mut pixel: impl FnMut(usize, usize) -> f64) -> GreyImage {
    let mut pixels = Vec::with_capacity(SIDE * SIDE);
    for y in 0..SIDE {
        pixels.extend((0..SIDE).map(|x| pixel(x, y)));
    }
    GreyImage {
        width: SIDE,
        height: SIDE,
        pixels,
    }
}

const WORDS: [&str; 3] = ["LOW", "RANK", "LAB"];
/// One dot of a letter is two pixels wide and high.
const DOT: usize = 2;
/// A letter is 5 dots wide and 7 high, with dots between letters and lines.
const LETTER: usize = 7;
const LINE: usize = 10;
const MARGIN: usize = 2;

fn is_ink(x: usize, y: usize) -> bool {
    let (Some(x), Some(y)) = ((x / DOT).checked_sub(MARGIN), (y / DOT).checked_sub(MARGIN)) else {
        return false;
    };
    let letter = WORDS
        .get(y / LINE)
        .and_then(|word| word.chars().nth(x / LETTER));
    let row = letter
        .and_then(|letter| glyph(letter).get(y % LINE).copied())
        .unwrap_or(0);
    // The leftmost of the five dots is the highest bit.
    let column = x % LETTER;
    column < 5 && row >> (4 - column) & 1 == 1
}

/// Five dots by seven, one number a row.
fn glyph(letter: char) -> [u8; 7] {
    match letter {
        'A' => [
            0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001,
        ],
        'B' => [
            0b11110, 0b10001, 0b10001, 0b11110, 0b10001, 0b10001, 0b11110,
        ],
        'K' => [
            0b10001, 0b10010, 0b10100, 0b11000, 0b10100, 0b10010, 0b10001,
        ],
        'L' => [
            0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111,
        ],
        'N' => [
            0b10001, 0b11001, 0b10101, 0b10101, 0b10011, 0b10001, 0b10001,
        ],
        'O' => [
            0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110,
        ],
        'R' => [
            0b11110, 0b10001, 0b10001, 0b11110, 0b10100, 0b10010, 0b10001,
        ],
        'W' => [
            0b10001, 0b10001, 0b10001, 0b10101, 0b10101, 0b11011, 0b10001,
        ],
        _ => [0; 7],
    }
}
