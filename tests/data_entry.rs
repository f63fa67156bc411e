//! What a matrix entry may be, and what is said when it is something else.

use low_rank_lab::data::entry::{EntryError, parse_entry};
use low_rank_lab::data::number_format::full;
use proptest::prelude::*;

#[test]
fn reads_numbers_quotients_roots_and_pi() {
    let sqrt = f64::sqrt;
    let cases = [
        ("0", 0.0),
        ("  12 ", 12.0),
        ("+3", 3.0),
        (".5", 0.5),
        ("3.", 3.0),
        ("-2.5e-3", -2.5e-3),
        ("1E3", 1000.0),
        ("1/3", 1.0 / 3.0),
        ("-1 / 3", -1.0 / 3.0),
        ("1/-3", -1.0 / 3.0),
        ("√2", sqrt(2.0)),
        ("2√3", 2.0 * sqrt(3.0)),
        ("√2/2", sqrt(2.0) / 2.0),
        ("-√2/2", -sqrt(2.0) / 2.0),
        ("1/(2√3)", 1.0 / (2.0 * sqrt(3.0))),
        ("sqrt(2)", sqrt(2.0)),
        ("(1+√5)/2", (1.0 + sqrt(5.0)) / 2.0),
        ("π", std::f64::consts::PI),
        ("2pi", std::f64::consts::TAU),
        ("2·3", 6.0),
        ("\u{2212}4", -4.0),
        ("1e\u{2212}3", 1e-3),
        ("1,5", 1.5),
        ("0,125", 0.125),
        ("1,2345", 1.2345),
    ];
    for (text, expected) in cases {
        assert_eq!(parse_entry(text), Ok(expected), "{text}");
    }
    assert!(parse_entry("-0").unwrap().is_sign_positive());
}

#[test]
fn says_what_is_wrong() {
    let text = |text: &str| text.to_string();
    let cases = [
        ("", EntryError::Empty),
        ("  ", EntryError::Empty),
        ("-", EntryError::Unfinished(text("-"))),
        ("1/", EntryError::Unfinished(text("1/"))),
        ("1e-", EntryError::Unfinished(text("1e-"))),
        ("√", EntryError::Unfinished(text("√"))),
        ("2sq", EntryError::Unfinished(text("2sq"))),
        ("(1+2", EntryError::Unfinished(text("(1+2"))),
        ("abc", EntryError::Unreadable(text("abc"))),
        ("1 2", EntryError::Unreadable(text("1 2"))),
        ("1+2i", EntryError::Complex(text("1+2i"))),
        ("2024-01-15", EntryError::Unreadable(text("2024-01-15"))),
        ("1,234.5", EntryError::Unreadable(text("1,234.5"))),
        ("1,234,567", EntryError::Unreadable(text("1,234,567"))),
        ("1,234", EntryError::AmbiguousComma(text("1,234"))),
        ("1/2/2024", EntryError::AmbiguousQuotient(text("1/2/2024"))),
        ("1/2√3", EntryError::AmbiguousQuotient(text("1/2√3"))),
        ("NaN", EntryError::NotFinite(text("NaN"))),
        ("-∞", EntryError::NotFinite(text("-∞"))),
        ("inf", EntryError::NotFinite(text("inf"))),
        ("1/0", EntryError::DivisionByZero),
        ("0/0", EntryError::DivisionByZero),
        ("1/(1-1)", EntryError::DivisionByZero),
        ("√-2", EntryError::NegativeRoot),
        ("sqrt(1-2)", EntryError::NegativeRoot),
        ("1e999", EntryError::TooLarge),
        ("1e300·1e300", EntryError::TooLarge),
        ("1e-999", EntryError::TooSmall),
        ("1e-300/1e300", EntryError::TooSmall),
    ];
    for (entry, expected) in cases {
        assert_eq!(parse_entry(entry), Err(expected), "{entry}");
    }
    assert!(matches!(
        parse_entry(&"(".repeat(10_000)),
        Err(EntryError::TooLong(_))
    ));
}

#[test]
fn every_message_says_what_to_do() {
    let two_sentences = |error: EntryError| error.to_string().matches(". ").count() == 1;
    for text in [
        "", "1/", "abc", "1,234", "1/2/3", "NaN", "1/0", "√-1", "1e999", "1e-999",
    ] {
        let error = parse_entry(text).unwrap_err();
        assert!(two_sentences(error.clone()), "{error}");
    }
}

proptest! {
    #[test]
    fn never_panics_and_is_finite(text in ".{0,40}") {
        if let Ok(value) = parse_entry(&text) {
            prop_assert!(value.is_finite());
        }
    }

    #[test]
    fn never_panics_on_its_own_alphabet(text in "[-+0-9.,eE/*·√π()sqrt pi]{0,70}") {
        if let Ok(value) = parse_entry(&text) {
            prop_assert!(value.is_finite());
        }
    }

    #[test]
    fn values_round_trip(value in proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL | proptest::num::f64::ZERO) {
        prop_assert_eq!(parse_entry(&full(value)), Ok(value));
    }
}
