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

/// The whole of a picture at once.
fn reduce(width: usize, height: usize, bytes: &[u8], channels: usize) -> Result<Loaded, Error> {
    let expected = width
        .checked_mul(height)
        .and_then(|pixels| pixels.checked_mul(channels));
    // Before anything is made for a size that a file only claims.
    if expected != Some(bytes.len()) {
        return Err(Error::ImageSize {
            width,
            height,
            bytes: bytes.len(),
        });
    }
    let mut average = AreaAverage::new(width, height)?;
    average.add_rows(bytes, channels);
    average.finish()
}

/// No picture that a browser decodes has a longer side.
const MAX_SOURCE_SIDE: usize = 1 << 20;

/// A picture on its way to at most [`MAX_SIDE`] pixels a side: every pixel counts by the area that it covers.
///
/// It comes in strips of whole rows, so that a picture of any size needs the memory of a strip.
/// Cost: O(1) a pixel.
#[derive(Debug)]
pub struct AreaAverage {
    width: usize,
    height: usize,
    columns: Vec<Share>,
    rows: Vec<Share>,
    /// Source rows that have come.
    seen: usize,
    /// Bytes that were no whole row.
    left_over: usize,
    row: Vec<f64>,
    pixels: Vec<f64>,
}

impl AreaAverage {
    /// # Errors
    /// [`Error::ImageSize`] for a picture without pixels, or with a side of more than 2²⁰ of them.
    pub fn new(width: usize, height: usize) -> Result<Self, Error> {
        let sides = 1..=MAX_SOURCE_SIDE;
        if !sides.contains(&width) || !sides.contains(&height) {
            return Err(Error::ImageSize {
                width,
                height,
                bytes: 0,
            });
        }
        let (to_width, to_height) = reduced_size(width, height);
        Ok(Self {
            width,
            height,
            columns: boxes(width, to_width),
            rows: boxes(height, to_height),
            seen: 0,
            left_over: 0,
            row: vec![0.0; to_width],
            pixels: vec![0.0; to_width * to_height],
        })
    }

    /// Takes the next rows, from the top; `channels` bytes a pixel (grey, grey and alpha, RGB, RGBA).
    pub fn add_rows(&mut self, bytes: &[u8], channels: usize) {
        let to_width = self.row.len();
        let lines = bytes.chunks_exact(self.width * channels.max(1));
        self.left_over += lines.remainder().len();
        for line in lines {
            let Some(down) = self.rows.get(self.seen) else {
                self.left_over += line.len();
                continue;
            };
            self.row.fill(0.0);
            for (sample, across) in line.chunks_exact(channels).zip(&self.columns) {
                let grey = luma(sample);
                across.add(&mut self.row, |_| grey, 1);
            }
            down.add(&mut self.pixels, |col| self.row[col], to_width);
            self.seen += 1;
        }
    }

    /// # Errors
    /// [`Error::ImageSize`] where rows are missing or too many.
    pub fn finish(self) -> Result<Loaded, Error> {
        let (width, height) = (self.width, self.height);
        if self.seen != height || self.left_over != 0 {
            return Err(Error::ImageSize {
                width,
                height,
                bytes: self.seen * width + self.left_over,
            });
        }
        let to_width = self.row.len();
        let to_height = self.pixels.len() / to_width;
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
                pixels: self.pixels,
            },
            note,
        })
    }
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
#[derive(Debug)]
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
