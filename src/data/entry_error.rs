//! Why a matrix entry cannot be used.

/// Longer than any number a person types; it also bounds the parser's recursion.
pub(super) const MAX_LENGTH: usize = 64;

/// Why an entry cannot be used, and what to do. A sentence for the person at the page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    #[error("the entry is empty. Type a number; 0 if nothing is meant.")]
    Empty,
    #[error("“{0}” is not finished. Write it like 1/3, 2e-3 or √2.")]
    Unfinished(String),
    #[error("“{0}” is not a number. Write it like 2, -0.5, 1/3, 2e-3, √2 or π.")]
    Unreadable(String),
    #[error("“{0}” is a complex number. A matrix here holds real numbers only.")]
    Complex(String),
    #[error(
        "“{0}” has a blank where a sign belongs. In a link write %2B for +, and · for a product."
    )]
    LostSign(String),
    #[error("“{0}” is too long. An entry has at most {MAX_LENGTH} characters.")]
    TooLong(String),
    #[error(
        "“{0}” can be read in two ways. Write it without the comma, or with a point in its place."
    )]
    AmbiguousComma(String),
    #[error(
        "“{0}” can be read in two ways. Put parentheses around what stands below the line, like 1/(2√3)."
    )]
    AmbiguousQuotient(String),
    #[error("a matrix here holds finite numbers only. Replace {0} by a number.")]
    NotFinite(String),
    #[error("this divides by zero. Change the number below the line.")]
    DivisionByZero,
    #[error(
        "the square root of a negative number is not real. Make the number under the root positive."
    )]
    NegativeRoot,
    #[error("the number is too large to compute with. Stay below 1.7e308.")]
    TooLarge,
    #[error("the number is too small to be told from 0. Write 0, or stay above 5e-324.")]
    TooSmall,
}

impl EntryError {
    pub(super) fn unfinished(text: &str) -> Self {
        Self::Unfinished(shorten(text))
    }

    pub(super) fn unreadable(text: &str) -> Self {
        Self::Unreadable(shorten(text))
    }

    pub(super) fn ambiguous_quotient(text: &str) -> Self {
        Self::AmbiguousQuotient(shorten(text))
    }

    /// The entry may become a number by typing on.
    pub fn is_unfinished(&self) -> bool {
        matches!(self, Self::Empty | Self::Unfinished(_))
    }
}

/// Enough of a text to recognise it in a message, on one line, without what cannot be seen.
pub(super) fn shorten(text: &str) -> String {
    let visible = |c: char| match c {
        '\n' | '\t' => ' ',
        c if c.is_control() || c == '\u{FFFD}' => '·',
        c => c,
    };
    let text = text.trim();
    let start: String = text.chars().take(24).map(visible).collect();
    match text.chars().nth(24) {
        Some(_) => format!("{start}…"),
        None => start,
    }
}
