//! Grey images: from a PGM file, from a picture the browser decoded, and as a matrix.

use super::Error;
use crate::linalg::Matrix;

/// Images are scaled down until their long side is no longer than this.
pub const MAX_SIDE: usize = 512;

/// A grey image; 0 is black, 255 is white.
#[derive(Clone, Debug, PartialEq)]
pub struct GreyImage {
    pub width: usize,
    pub height: usize,
    /// Row by row from the top left.
    pub pixels: Vec<f64>,
}

impl GreyImage {
    /// The image as a matrix: one row per row of pixels.
    pub fn to_matrix(&self) -> Matrix {
        let pixel = |row, col| {
            self.pixels
                .get(row * self.width + col)
                .copied()
                .unwrap_or(0.0)
        };
        Matrix::from_fn(self.height, self.width, pixel)
    }
}

/// An image, and the size it had when it had to be scaled down.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    pub image: GreyImage,
    pub note: Option<Reduced>,
}

/// A sentence for the person at the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The image had {width} × {height} pixels; it was scaled down to {to_width} × {to_height}.")]
pub struct Reduced {
    pub width: usize,
    pub height: usize,
    pub to_width: usize,
    pub to_height: usize,
}

/// Reads a binary PGM file ("P5", 256 grey levels), the form in which pictures are shipped: four words
/// and the pixels, so that reading one costs the page no decoder. No comments.
/// # Errors
/// [`Error::Pgm`], [`Error::ImageSize`].
pub fn from_pgm(bytes: &[u8]) -> Result<Loaded, Error> {
    let mut rest = bytes;
    if next_word(&mut rest) != Some("P5") {
        return Err(Error::Pgm);
    }
    let mut number = || next_word(&mut rest).and_then(|word| word.parse::<usize>().ok());
    match (number(), number(), number()) {
        (Some(width), Some(height), Some(255)) => reduce(width, height, rest, 1),
        _ => Err(Error::Pgm),
    }
}

/// The text up to the next white space, which is taken too.
fn next_word<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let end = rest.iter().position(u8::is_ascii_whitespace)?;
    let (word, tail) = rest.split_at(end);
    *rest = tail.get(1..)?;
    std::str::from_utf8(word).ok()
}

/// The grey image of RGBA bytes as a canvas gives them, on white where transparent.
/// # Errors
/// [`Error::ImageSize`] unless there are 4·`width`·`height` bytes, at least one pixel.
pub fn from_rgba(width: usize, height: usize, bytes: &[u8]) -> Result<Loaded, Error> {
    reduce(width, height, bytes, 4)
}

/// Luma by the weights of ITU-R BT.601, which the grey levels of JPEG use too.
fn luma(samples: &[u8]) -> f64 {
    let on_white = |grey: f64, alpha: u8| 255.0 + (grey - 255.0) * (f64::from(alpha) / 255.0);
    let weigh = |r: u8, g: u8, b: u8| {
        (299.0 * f64::from(r) + 587.0 * f64::from(g) + 114.0 * f64::from(b)) / 1000.0
    };
    match *samples {
        [grey] => f64::from(grey),
        [grey, alpha] => on_white(f64::from(grey), alpha),
        [r, g, b] => weigh(r, g, b),
        [r, g, b, alpha] => on_white(weigh(r, g, b), alpha),
        _ => 0.0,
    }
}

/// Averages boxes of pixels until the long side is at most [`MAX_SIDE`], one source row at a time.
fn reduce(width: usize, height: usize, bytes: &[u8], channels: usize) -> Result<Loaded, Error> {
    let expected = width
        .checked_mul(height)
        .and_then(|pixels| pixels.checked_mul(channels));
    if width == 0 || height == 0 || expected != Some(bytes.len()) {
        return Err(Error::ImageSize {
            width,
            height,
            bytes: bytes.len(),
        });
    }
    let (to_width, to_height) = reduced_size(width, height);
    let columns = boxes(width, to_width);
    let rows = boxes(height, to_height);
    let mut pixels = vec![0.0; to_width * to_height];
    let mut reduced_row = vec![0.0; to_width];
    for (source, weights) in bytes.chunks_exact(width * channels).zip(&rows) {
        reduced_row.fill(0.0);
        for (sample, weights) in source.chunks_exact(channels).zip(&columns) {
            let grey = luma(sample);
            weights.add(&mut reduced_row, |_| grey, 1);
        }
        weights.add(&mut pixels, |col| reduced_row[col], to_width);
    }
    let note = (to_width, to_height) != (width, height);
    let note = note.then_some(Reduced {
        width,
        height,
        to_width,
        to_height,
    });
    Ok(Loaded {
        image: GreyImage {
            width: to_width,
            height: to_height,
            pixels,
        },
        note,
    })
}

fn reduced_size(width: usize, height: usize) -> (usize, usize) {
    let long = width.max(height);
    if long <= MAX_SIDE {
        return (width, height);
    }
    let side = |side: usize| {
        let exact = side as f64 * MAX_SIDE as f64 / long as f64;
        (exact.round() as usize).clamp(1, MAX_SIDE)
    };
    (side(width), side(height))
}

/// How one source line is shared between the box `first` and the box after it.
struct Share {
    first: usize,
    weight: f64,
    rest: f64,
}

impl Share {
    /// Adds `line` to the boxes, each `stride` numbers long.
    fn add(&self, boxes: &mut [f64], line: impl Fn(usize) -> f64, stride: usize) {
        for (step, weight) in [self.weight, self.rest].into_iter().enumerate() {
            let start = (self.first + step) * stride;
            if weight == 0.0 {
                continue;
            }
            for (index, sum) in boxes.iter_mut().skip(start).take(stride).enumerate() {
                *sum += weight * line(index);
            }
        }
    }
}

/// Cuts `from` lines into `to` ≤ `from` boxes of equal length. The weights of each box sum to 1.
fn boxes(from: usize, to: usize) -> Vec<Share> {
    // In units of 1/`from` of a box, so that all borders are whole numbers. u64: usize has 32 bits in the browser.
    let (length, step) = (from as u64, to as u64);
    let share = |line: u64| {
        let (start, end) = (line * step, (line + 1) * step);
        let first = start / length;
        let border = (first + 1) * length;
        let part = |units: u64| units as f64 / length as f64;
        let (weight, rest) = (
            part(end.min(border) - start),
            part(end.saturating_sub(border)),
        );
        Share {
            first: first as usize,
            weight,
            rest,
        }
    };
    (0..length).map(share).collect()
}
