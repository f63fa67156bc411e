//! Sets of points to learn from: shipped ones, generated ones, and the registry of their ids.

mod own;
mod shapes;

pub use own::{Opened, OwnPoints, open, read_file};
pub use shapes::{Shape, default_axes};

use super::Error;
use super::npy;
use super::random::SplitMix64;
use crate::linalg::Matrix;

/// Fisher's irises: 878 bytes, part of the program.
const IRIS: &[u8] = include_bytes!("../../assets/data/iris.npy");
const IRIS_FEATURES: [&str; 4] = ["sepal length", "sepal width", "petal length", "petal width"];
const IRIS_CLASSES: [&str; 3] = ["setosa", "versicolor", "virginica"];
/// The digits are square pictures with this many pixels on a side.
pub const DIGIT_SIDE: usize = 8;

/// Points, one a row, and what is known of each.
#[derive(Clone, Debug, PartialEq)]
pub struct PointSet {
    /// N×n.
    pub points: Matrix,
    /// The class of every point, from 0; empty where there are none.
    pub classes: Vec<u8>,
    pub class_names: Vec<String>,
    pub feature_names: Vec<String>,
}

impl PointSet {
    /// Points without classes; the features are called x₁, x₂, ….
    pub fn plain(points: Matrix) -> Self {
        let names =
            (1..=points.ncols()).map(|j| format!("x{}", super::number_format::subscript(j)));
        Self {
            feature_names: names.collect(),
            points,
            classes: Vec::new(),
            class_names: Vec::new(),
        }
    }
}

/// Where the points of a set come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetKind {
    Iris,
    /// A file beside the page, fetched when it is asked for; see [`digits`].
    Digits {
        path: &'static str,
    },
    Drawn(Shape),
}

/// One row of the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetInfo {
    /// The value of `data` in a link. It never changes.
    pub id: &'static str,
    pub name: &'static str,
    /// What it is good for, in one sentence.
    pub point: &'static str,
    /// Where it is from, and under which licence it is here.
    pub source: &'static str,
    /// n, the numbers that make a point.
    pub features: usize,
    pub kind: SetKind,
}

const DRAWN: &str = "Drawn by this page from the seed.";
const IRIS_SOURCE: &str = "R. A. Fisher (1936); UCI Machine Learning Repository, doi 10.24432/C56C76, CC BY 4.0; from the copy in scikit-learn.";
const DIGITS_SOURCE: &str = "E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, doi 10.24432/C50P49, CC BY 4.0; from the copy in scikit-learn.";

/// Every set, in the order of the menu.
pub const SETS: &[SetInfo] = &[
    SetInfo {
        id: "iris",
        name: "Iris, 150 × 4",
        point: "Four lengths of 150 flowers of three species, in centimetres.",
        source: IRIS_SOURCE,
        features: 4,
        kind: SetKind::Iris,
    },
    SetInfo {
        id: "digits",
        name: "Digits, 1797 × 64",
        point: "Handwritten digits, 8 × 8 pixels each, with levels from 0 to 16.",
        source: DIGITS_SOURCE,
        features: DIGIT_SIDE * DIGIT_SIDE,
        kind: SetKind::Digits {
            path: "assets/data/digits.npy",
        },
    },
    drawn(
        "cloud2",
        "Cloud in the plane",
        "A Gaussian cloud: drag its axes, or its points.",
        Shape::Cloud2,
    ),
    drawn(
        "cloud3",
        "Cloud in space",
        "A Gaussian cloud in space: with r = 2 a plane turns into place.",
        Shape::Cloud3,
    ),
    drawn(
        "mirrored",
        "Mirrored cloud",
        "Every point has its mirror images, so that the axes are exact and rounding pushes nowhere.",
        Shape::Mirrored,
    ),
    drawn(
        "line",
        "Points on a line",
        "All points lie exactly on one line: PCA with r = 1 loses nothing.",
        Shape::Line,
    ),
    drawn("arc", "Arc", "Points along half a circle.", Shape::Arc),
    drawn("s", "S", "Points along an S.", Shape::S),
    drawn(
        "spiral",
        "Spiral",
        "Points along a spiral: hard for a small net.",
        Shape::Spiral,
    ),
    drawn(
        "ring",
        "Ring",
        "Points around a circle, which no single number can walk around without a jump.",
        Shape::Ring,
    ),
];

const fn drawn(id: &'static str, name: &'static str, point: &'static str, shape: Shape) -> SetInfo {
    SetInfo {
        id,
        name,
        point,
        source: DRAWN,
        features: shape.features(),
        kind: SetKind::Drawn(shape),
    }
}

/// The set a link names.
pub fn find(id: &str) -> Option<&'static SetInfo> {
    SETS.iter().find(|set| set.id == id)
}

/// The irises, in centimetres.
/// # Errors
/// [`Error::Npy`]; does not happen with the shipped file.
pub fn iris() -> Result<PointSet, Error> {
    let (points, classes) = without_last_column(&npy::read(IRIS)?)?;
    Ok(PointSet {
        points: points / 10.0,
        classes,
        class_names: IRIS_CLASSES.map(String::from).to_vec(),
        feature_names: IRIS_FEATURES.map(String::from).to_vec(),
    })
}

/// The digits, from the bytes of their file: levels 0 to 16, row by row.
/// # Errors
/// [`Error::Npy`] when the file is not the one that ships.
pub fn digits(bytes: &[u8]) -> Result<PointSet, Error> {
    let table = npy::read(bytes)?;
    if table.ncols() != DIGIT_SIDE * DIGIT_SIDE + 1 {
        return Err(Error::Npy("it does not hold the digits".to_owned()));
    }
    let (points, classes) = without_last_column(&table)?;
    let pixels =
        (0..points.ncols()).map(|k| format!("pixel {},{}", k / DIGIT_SIDE + 1, k % DIGIT_SIDE + 1));
    Ok(PointSet {
        feature_names: pixels.collect(),
        points,
        classes,
        class_names: (0..10).map(|digit| digit.to_string()).collect(),
    })
}

fn without_last_column(table: &Matrix) -> Result<(Matrix, Vec<u8>), Error> {
    let last = table
        .ncols()
        .checked_sub(1)
        .filter(|last| *last > 0)
        .ok_or(Error::Empty)?;
    let classes = table.column(last);
    let classes = classes.iter().map(|class| *class as u8).collect();
    Ok((table.columns(0, last).into_owned(), classes))
}

/// Some of the numbers 0..`count`, in ascending order: round(`share`·`count`) of them, at most all but one.
pub fn chosen(count: usize, share: f64, rng: &mut SplitMix64) -> Vec<usize> {
    let wanted = ((count as f64 * share).round() as usize).min(count.saturating_sub(1));
    let mut order: Vec<usize> = (0..count).collect();
    for at in 0..wanted {
        let rest = u32::try_from(count - at).unwrap_or(u32::MAX);
        order.swap(at, at + rng.below(rest) as usize);
    }
    order.truncate(wanted);
    order.sort_unstable();
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_irises_are_the_irises() {
        let set = iris().unwrap();
        assert_eq!(set.points.shape(), (150, 4));
        let first: Vec<f64> = set.points.row(0).iter().copied().collect();
        assert_eq!(first, [5.1, 3.5, 1.4, 0.2]);
        for class in 0..3 {
            assert_eq!(set.classes.iter().filter(|c| **c == class).count(), 50);
        }
    }

    #[test]
    fn the_digits_are_the_digits() {
        let bytes = include_bytes!("../../assets/data/digits.npy");
        let set = digits(bytes).unwrap();
        assert_eq!(set.points.shape(), (1797, 64));
        assert!(set.points.iter().all(|v| (0.0..=16.0).contains(v)));
        assert_eq!(set.classes[..11], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
        assert!(digits(IRIS).is_err());
        assert!(digits(b"nothing").is_err());
    }

    #[test]
    fn ids_are_found_and_unique() {
        for (i, set) in SETS.iter().enumerate() {
            assert_eq!(find(set.id), Some(set));
            assert!(SETS[..i].iter().all(|other| other.id != set.id));
        }
        assert_eq!(find("nothing"), None);
    }

    #[test]
    fn some_are_set_aside_and_never_all() {
        let mut rng = SplitMix64::new(1);
        let some = chosen(150, 0.2, &mut rng);
        assert_eq!(some.len(), 30);
        assert!(some.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(chosen(1, 1.0, &mut rng).is_empty());
        assert!(chosen(0, 0.5, &mut rng).is_empty());
    }
}
