//! What comes of a text: a matrix, a question, or a refusal.

use super::super::{EnteredMatrix, Error};

/// What a text is. Only [`Reading::Matrix`] may change what the page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    Matrix(Read),
    /// It can be read in several ways, or not without a decision: the reader of the page chooses.
    Question(Question),
    /// A sentence: what cannot be placed, where, and what to do.
    Refused(Error),
}

/// A matrix that was read, and sentences about what was left out or done to read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    pub matrix: EnteredMatrix,
    pub notes: Vec<String>,
    /// The words of a column that names the class of each row; only where points are read.
    pub classes: Option<Vec<String>>,
}

/// A question and its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// A sentence that says what is not clear.
    pub why: String,
    pub choices: Vec<Choice>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What a button may say: “Take A, 2 × 2”.
    pub label: String,
    pub read: Read,
}

impl Reading {
    /// The matrix for those who cannot ask: a question is refused with its sentence.
    /// # Errors
    /// What was refused, or the question.
    pub fn settled(self) -> Result<Read, Error> {
        self.answered(None)
    }

    /// The matrix, a question answered with its choice number `choice` (from 0).
    /// # Errors
    /// What was refused; the question, where it has no such choice.
    pub fn answered(self, choice: Option<usize>) -> Result<Read, Error> {
        match self {
            Self::Matrix(read) => Ok(read),
            Self::Refused(error) => Err(error),
            Self::Question(mut question) => match choice {
                Some(at) if at < question.choices.len() => {
                    Ok(question.choices.swap_remove(at).read)
                }
                _ => Err(Error::Refused(question.why)),
            },
        }
    }
}
