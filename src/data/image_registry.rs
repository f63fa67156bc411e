//! The images a link can name.

use super::Error;
use super::patterns::{Pattern, SIDE};

/// Where the pixels of an image come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageKind {
    /// A PGM file beside the page, fetched when it is asked for. The path is relative to the page.
    Shipped { path: &'static str },
    /// Drawn on the spot.
    Pattern(Pattern),
}

/// One row of the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageInfo {
    /// The value of `image` in a link. It never changes.
    pub id: &'static str,
    pub name: &'static str,
    /// Who made it, and under which licence it is here.
    pub source: &'static str,
    pub rows: usize,
    pub cols: usize,
    pub kind: ImageKind,
}

const CAMERA: &str = "Photograph by Lav Varshney, CC0, from scikit-image; reduced to 256 × 256.";
const DIGITS: &str = "E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits, \
    UCI Machine Learning Repository, doi 10.24432/C50P49, CC BY 4.0; from the copy in scikit-learn.";
const DRAWN: &str = "Drawn by this page.";

/// Every image, in the order of the menu.
pub const IMAGES: &[ImageInfo] = &[
    shipped(
        "camera",
        "Photograph",
        CAMERA,
        256,
        "assets/images/camera256.pgm",
    ),
    shipped(
        "digits",
        "A hundred digits",
        DIGITS,
        80,
        "assets/images/digits.pgm",
    ),
    shipped(
        "digit",
        "One digit, 8 × 8",
        DIGITS,
        8,
        "assets/images/digit.pgm",
    ),
    drawn("checkerboard", "Checkerboard", Pattern::Checkerboard),
    drawn("gradient", "Gradient", Pattern::Gradient),
    drawn("text", "Text", Pattern::Text),
    drawn("noise", "Noise", Pattern::Noise),
];

/// A square picture.
const fn shipped(
    id: &'static str,
    name: &'static str,
    source: &'static str,
    side: usize,
    path: &'static str,
) -> ImageInfo {
    ImageInfo {
        id,
        name,
        source,
        rows: side,
        cols: side,
        kind: ImageKind::Shipped { path },
    }
}

const fn drawn(id: &'static str, name: &'static str, pattern: Pattern) -> ImageInfo {
    ImageInfo {
        id,
        name,
        source: DRAWN,
        rows: SIDE,
        cols: SIDE,
        kind: ImageKind::Pattern(pattern),
    }
}

/// The image a link names.
/// # Errors
/// [`Error::UnknownImage`].
pub fn find(id: &str) -> Result<&'static ImageInfo, Error> {
    let unknown = || Error::UnknownImage(super::entry::shorten(id));
    IMAGES
        .iter()
        .find(|image| image.id == id)
        .ok_or_else(unknown)
}
