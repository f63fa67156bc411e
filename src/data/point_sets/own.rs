//! The reader's own points: a CSV or NumPy file, read in the browser.

use super::PointSet;
use crate::data::entry::EntryError;
use crate::data::{Error, matrix_text, npy};
use crate::linalg::Matrix;

/// The reader's points, and what was done to read them.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPoints {
    pub set: PointSet,
    /// Sentences for the reader.
    pub notes: Vec<String>,
}

/// Reads a file by what is in it: NumPy's format, or text in columns. A last column of words becomes the class.
/// # Errors
/// A sentence: what cannot be read, where; more than `max_rows` points or `max_cols` features.
pub fn read_file(bytes: &[u8], max_rows: usize, max_cols: usize) -> Result<OwnPoints, Error> {
    if bytes.starts_with(b"\x93NUMPY") {
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
        require_finite(&points)?;
        return Ok(OwnPoints {
            set: PointSet::plain(points),
            notes: Vec::new(),
        });
    }
    let text = String::from_utf8_lossy(bytes);
    let (text, labels) = match without_words(&text) {
        Some((rest, labels)) => (rest, labels),
        None => (text.into_owned(), Vec::new()),
    };
    let reading = matrix_text::read(&text, max_rows, max_cols)?;
    let mut set = PointSet::plain(reading.matrix.matrix().clone());
    let mut notes: Vec<String> = reading.note.iter().map(ToString::to_string).collect();
    if labels.len() == set.points.nrows() {
        let mut names: Vec<String> = Vec::new();
        for label in &labels {
            let at = names.iter().position(|name| name == label);
            let at = at.unwrap_or_else(|| {
                names.push(label.clone());
                names.len() - 1
            });
            set.classes.push(u8::try_from(at).unwrap_or(u8::MAX));
        }
        notes.push(format!(
            "The last column holds words and was taken for the class: {} of them.",
            names.len()
        ));
        set.class_names = names;
    }
    Ok(OwnPoints { set, notes })
}

/// Refuses what only a NumPy file can hold, and names its place.
fn require_finite(points: &Matrix) -> Result<(), Error> {
    let index = points.iter().position(|value| !value.is_finite());
    match index {
        None => Ok(()),
        // Stored column by column.
        Some(index) => Err(Error::Entry {
            row: index % points.nrows() + 1,
            column: index / points.nrows() + 1,
            source: EntryError::NotFinite(points[index].to_string()),
        }),
    }
}

/// The text without its last column and the words of that column, where every line but the first ends in a word.
fn without_words(text: &str) -> Option<(String, Vec<String>)> {
    let separator = [',', ';', '\t'].into_iter().find(|s| text.contains(*s))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let split: Vec<(&str, &str)> = lines
        .map(|line| line.rsplit_once(separator))
        .collect::<Option<_>>()?;
    let is_word = |field: &str| {
        field.chars().any(char::is_alphabetic) && field.trim().parse::<f64>().is_err()
    };
    let numbers = |rest: &str| rest.chars().any(|c| c.is_ascii_digit());
    let header = usize::from(split.first().is_some_and(|(rest, _)| !numbers(rest)));
    let body = split.get(header..)?;
    if body.is_empty() || !body.iter().all(|(_, last)| is_word(last)) {
        return None;
    }
    let rest: Vec<&str> = split.iter().map(|(rest, _)| *rest).collect();
    let words = body.iter().map(|(_, last)| last.trim().to_owned());
    Some((rest.join("\n"), words.collect()))
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
