//! What a notation makes of a text, before the texts of the entries become numbers.

use super::super::{EnteredMatrix, Error};
use super::reading::{Choice, Question, Read, Reading};

/// Rows of entries, not yet read as numbers.
pub(super) type Rows = Vec<Vec<String>>;

/// One matrix, and what was left out or done to find it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    pub rows: Rows,
    /// Sentences.
    pub notes: Vec<String>,
    /// Lines of the text above the first row, for messages that name a row.
    pub above: usize,
    pub classes: Option<Vec<String>>,
}

impl Found {
    pub fn new(rows: Rows) -> Self {
        Self {
            rows,
            ..Self::default()
        }
    }
}

/// The outcome of a notation.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Explained {
    One(Found),
    /// Why it has to be asked, and the answers with their labels.
    Ask(String, Vec<(String, Found)>),
}

pub(super) type Outcome = Result<Explained, Error>;

impl From<Found> for Explained {
    fn from(found: Found) -> Self {
        Self::One(found)
    }
}

/// The same with sentences in front of each answer's own.
pub(super) fn with_notes(mut explained: Explained, notes: &[String]) -> Explained {
    let each: Vec<&mut Found> = match &mut explained {
        Explained::One(found) => vec![found],
        Explained::Ask(_, answers) => answers.iter_mut().map(|(_, found)| found).collect(),
    };
    for found in each {
        found.notes.splice(0..0, notes.iter().cloned());
    }
    explained
}

/// Reads the entries. Answers that are no matrix are not offered; where one is left, it still is a question.
pub(super) fn finish(outcome: Outcome, max_rows: usize, max_cols: usize) -> Reading {
    match outcome {
        Err(error) => Reading::Refused(error),
        Ok(Explained::One(found)) => match number(found, max_rows, max_cols) {
            Ok(read) => Reading::Matrix(read),
            Err(error) => Reading::Refused(error),
        },
        Ok(Explained::Ask(why, answers)) => {
            let mut choices = Vec::new();
            let mut first = None;
            for (label, found) in answers {
                match number(found, max_rows, max_cols) {
                    Ok(read) => choices.push(Choice { label, read }),
                    Err(error) => first = first.or(Some(error)),
                }
            }
            match (choices.is_empty(), first) {
                (false, _) => Reading::Question(Question { why, choices }),
                (true, Some(error)) => Reading::Refused(error),
                (true, None) => Reading::Refused(Error::Refused(why)),
            }
        }
    }
}

fn number(found: Found, max_rows: usize, max_cols: usize) -> Result<Read, Error> {
    let matrix = EnteredMatrix::from_rows(found.rows, max_rows, max_cols)
        .map_err(|error| error.below(found.above))?;
    Ok(Read {
        matrix,
        notes: found.notes,
        classes: found.classes,
    })
}
