//! The reader's own points: a CSV or NumPy file, read in the browser.

use super::PointSet;
use crate::data::file::{self, Contents};
use crate::data::matrix_text::{self, Question, Read, Reading};
use crate::data::{Error, npy};

/// The reader's points, and what was done to read them.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPoints {
    pub set: PointSet,
    /// Sentences for the reader.
    pub notes: Vec<String>,
}

/// What a file holds: points, or a question about them.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    Points(OwnPoints),
    Question(Question),
}

/// Reads a file by what is in it: NumPy's format, or text in columns. A last column of words becomes the class.
/// # Errors
/// A sentence: what cannot be read, where; more than `max_rows` points or `max_cols` features.
pub fn open(bytes: &[u8], max_rows: usize, max_cols: usize) -> Result<Opened, Error> {
    let text = match file::contents(bytes)? {
        Contents::Text(text) => text,
        Contents::Array(bytes) => return of_array(bytes, max_rows, max_cols).map(Opened::Points),
    };
    match matrix_text::read_points(&text, max_rows, max_cols) {
        Reading::Matrix(read) => Ok(Opened::Points(read.into())),
        Reading::Question(question) => Ok(Opened::Question(question)),
        Reading::Refused(error) => Err(error),
    }
}

/// The same for those who cannot ask: a question is refused with its sentence.
/// # Errors
/// As [`open`].
pub fn read_file(bytes: &[u8], max_rows: usize, max_cols: usize) -> Result<OwnPoints, Error> {
    match open(bytes, max_rows, max_cols)? {
        Opened::Points(points) => Ok(points),
        Opened::Question(question) => Err(Error::Refused(question.why)),
    }
}

impl From<Read> for OwnPoints {
    /// The points of a text that was read, or of the answer to a question about one.
    fn from(read: Read) -> Self {
        let mut set = PointSet::plain(read.matrix.matrix().clone());
        let mut names: Vec<String> = Vec::new();
        for label in read.classes.unwrap_or_default() {
            let at = names.iter().position(|name| *name == label);
            let at = at.unwrap_or_else(|| {
                names.push(label);
                names.len() - 1
            });
            set.classes.push(u8::try_from(at).unwrap_or(u8::MAX));
        }
        set.class_names = names;
        Self {
            set,
            notes: read.notes,
        }
    }
}

fn of_array(bytes: &[u8], max_rows: usize, max_cols: usize) -> Result<OwnPoints, Error> {
    let points = npy::read(bytes)?;
    let (rows, cols) = points.shape();
    if rows > max_rows || cols > max_cols {
        return Err(Error::TooLarge {
            rows,
            cols,
            max_rows,
            max_cols,
        });
    }
    npy::require_finite(&points)?;
    Ok(OwnPoints {
        set: PointSet::plain(points),
        notes: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_table_with_names_and_classes() {
        let csv = "a,b,species\n1,2.5,red\n3,4,blue\n5,6,red\n";
        let own = read_file(csv.as_bytes(), 10, 10).unwrap();
        assert_eq!(own.set.points.shape(), (3, 2));
        assert_eq!(own.set.points[(0, 1)], 2.5);
        assert_eq!(own.set.classes, [0, 1, 0]);
        assert_eq!(own.set.class_names, ["red", "blue"]);
        assert_eq!(own.notes.len(), 2);
    }

    #[test]
    fn plain_numbers_have_no_class() {
        let own = read_file(b"1;2\n3;4\n", 10, 10).unwrap();
        assert_eq!(own.set.points.shape(), (2, 2));
        assert!(own.set.classes.is_empty() && own.notes.is_empty());
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let sentence = |bytes: &[u8]| read_file(bytes, 2, 2).unwrap_err().to_string();
        assert!(sentence(b"1,2\n3,4\n5,6\n").contains("3 × 2"));
        assert!(sentence(b"1,2\n3,x\n").contains("Row 2"));
        assert!(sentence(b"").contains("no matrix"));
        assert!(sentence(b"\x93NUMPY").contains("cut short"));
    }

    #[test]
    fn an_array_with_gaps_names_the_first() {
        let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }";
        let mut file = b"\x93NUMPY\x01\x00".to_vec();
        file.extend((header.len() as u16).to_le_bytes());
        file.extend(header.as_bytes());
        file.extend(
            [1.0, 2.0, 3.0, f64::NAN]
                .iter()
                .flat_map(|v| v.to_le_bytes()),
        );
        let sentence = read_file(&file, 9, 9).unwrap_err().to_string();
        assert!(
            sentence.starts_with("Row 2, column 2:") && sentence.contains("NaN"),
            "{sentence}"
        );
    }

    proptest! {
        #[test]
        fn random_text_never_panics(text in "[0-9a-z,;.\t\n -]{0,80}") {
            let _ = read_file(text.as_bytes(), 20, 20);
        }

        #[test]
        fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = read_file(&bytes, 20, 20);
        }
    }
}
