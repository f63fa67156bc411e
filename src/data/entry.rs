//! One matrix entry as text: what may be typed, and what it is worth.

use super::characters::plain;
use super::expression::Expression;
use super::numeral::{self, Style};

/// Longer than any number a person types; it also bounds the parser's recursion.
const MAX_LENGTH: usize = 64;

/// Why an entry cannot be used, and what to do. A sentence for the person at the page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    #[error("the entry is empty. Type a number; 0 if nothing is meant.")]
    Empty,
    #[error("“{0}” is not finished. Write it like 1/3, 2e-3 or √2.")]
    Unfinished(String),
    #[error("“{0}” is not a number. Write it like 2, -0.5, 1/3, 2e-3, √2 or π.")]
    Unreadable(String),
    #[error(
        "“{0}” has a blank where a sign belongs. In a link write %2B for +, and · for a product."
    )]
    LostSign(String),
    #[error("“{0}” is a complex number. A matrix here holds real numbers only.")]
    Complex(String),
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

/// The value of an entry such as `2`, `-0.5`, `1/3`, `2e-3`, `√2/2`, `2√3`, `sqrt(2)` or `(1+√5)/2`.
///
/// A decimal comma is read where it cannot mean anything else: `1,5` is 1.5, `1,234` is refused.
/// # Errors
/// [`EntryError`], when it is not a finite real number.
pub fn parse_entry(text: &str) -> Result<f64, EntryError> {
    canonical_entry(text).map(|(_, value)| value)
}

/// The entry as it is kept (trimmed, with a decimal point and plain minus signs) and its value.
pub(super) fn canonical_entry(text: &str) -> Result<(String, f64), EntryError> {
    let text = in_plain_characters(text)?;
    let text = with_decimal_point(text)?;
    let is_plain = |b: u8| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E');
    let text = match text.bytes().all(is_plain) {
        true => text,
        false => numeral::respell(&text, Style::Point).map_or(text, |spelled| spelled.text),
    };
    refuse_non_finite(&text)?;
    let parsed = Expression::parse(&text).map_err(|error| match is_complex(&text) {
        true => EntryError::Complex(shorten(&text)),
        false => error,
    });
    let value = parsed?.value()?;
    // Adding zero turns -0 into 0: the sign of a zero means nothing in a matrix of readings.
    Ok((text, value + 0.0))
}

/// The entry in LaTeX, fractions and roots kept.
pub(super) fn entry_latex(text: &str) -> Result<String, EntryError> {
    Ok(Expression::parse(text)?.latex())
}

fn in_plain_characters(text: &str) -> Result<String, EntryError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(EntryError::Empty);
    }
    if text.chars().nth(MAX_LENGTH).is_some() {
        return Err(EntryError::TooLong(shorten(text)));
    }
    let text = match text.is_ascii() {
        true => text.to_owned(),
        false => plain(text).trim().to_owned(),
    };
    match text.is_empty() {
        true => Err(EntryError::Empty),
        false => Ok(text),
    }
}

/// Digits with an imaginary unit behind them: `1+2i`, `(3-1j)`.
fn is_complex(text: &str) -> bool {
    let units = text.match_indices(['i', 'j']);
    let behind_digit = |(at, _): (usize, &str)| {
        let after = text[at + 1..].chars().next();
        text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.')
            && !after.is_some_and(char::is_alphanumeric)
    };
    units.into_iter().any(behind_digit)
}

fn with_decimal_point(text: String) -> Result<String, EntryError> {
    match comma(&text) {
        Comma::None => Ok(text),
        Comma::Decimal => Ok(text.replace(',', ".")),
        Comma::Ambiguous => Err(EntryError::AmbiguousComma(shorten(&text))),
        Comma::Unreadable => Err(EntryError::unreadable(&text)),
    }
}

fn refuse_non_finite(text: &str) -> Result<(), EntryError> {
    let word = text.trim_start_matches(['+', '-']).trim_start();
    let names = ["nan", "inf", "infinity", "∞", "#div/0!", "#n/a"];
    match names.iter().any(|name| word.eq_ignore_ascii_case(name)) {
        true => Err(EntryError::NotFinite(shorten(text))),
        false => Ok(()),
    }
}

/// What the comma in an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comma {
    None,
    /// It can only be a decimal comma: `1,5`, `0,125`.
    Decimal,
    /// One comma and three digits: one and a bit, or a thousand and more.
    Ambiguous,
    /// Several commas in one number, comma and point mixed, or a comma beside no digit.
    Unreadable,
}

pub(super) fn comma(text: &str) -> Comma {
    let mut found = Comma::None;
    for (at, _) in text.match_indices(',') {
        let before = trailing_number(&text[..at]);
        let after = &text[at + 1..];
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let next = after.as_bytes().get(digits);
        if before.is_empty()
            || digits == 0
            || before.contains('.')
            || matches!(next, Some(b',' | b'.'))
        {
            return Comma::Unreadable;
        }
        let thousands = digits == 3 && before.len() <= 3 && !before.starts_with('0');
        if thousands {
            found = Comma::Ambiguous;
        } else if found == Comma::None {
            found = Comma::Decimal;
        }
    }
    found
}

fn trailing_number(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_ascii_digit() && c != '.')
        .next()
        .unwrap_or("")
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
