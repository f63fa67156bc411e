//! One matrix entry as text: what may be typed, and what it is worth.

use super::characters::plain;
pub use super::entry_error::EntryError;
use super::entry_error::MAX_LENGTH;
pub(super) use super::entry_error::shorten;
use super::expression::Expression;
use super::numeral::{self, Style};

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
    // A link may not have it: there such a blank was a plus.
    let text = match lost_sign(&text) {
        true => text.replace(' ', ""),
        false => text,
    };
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

/// A blank between two factors, where no sign stands.
pub(super) fn lost_sign(text: &str) -> bool {
    text.match_indices(' ').any(|(at, _)| {
        let before = text[..at].trim_end().chars().next_back();
        let behind = text[at..].trim_start().chars().next();
        let ends = before.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ')' | 'π' | 'i'));
        let begins = behind
            .is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | '(' | '√' | 'π' | 's' | 'p'));
        ends && begins
    })
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
