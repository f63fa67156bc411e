//! Numbers as a student would write them: whole numbers and small fractions where that is what they are.

use crate::data::number_format::short;

/// Fractions with larger denominators are harder to read than decimals.
const LARGEST_DENOMINATOR: u32 = 60;
/// How far rounding may have moved a whole number or a fraction.
const ROUNDING: f64 = 1e-12;

/// A number as text, and whether the text is the number itself (up to rounding) or only near it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readable {
    pub text: String,
    pub exact: bool,
}

/// `2`, `−1/3`, or four digits of anything else.
pub fn readable(value: f64) -> Readable {
    if let Some(text) = fraction(value) {
        return Readable { text, exact: true };
    }
    let exact = format!("{value:.3e}").parse::<f64>() == Ok(value);
    Readable {
        text: short(value, 4),
        exact,
    }
}

fn fraction(value: f64) -> Option<String> {
    if value == 0.0 {
        return Some("0".to_owned());
    }
    // Below this a fraction would hide that the number is not zero; above it the digits are not all there.
    if !(1e-3..1e6).contains(&value.abs()) {
        return None;
    }
    (1..=LARGEST_DENOMINATOR).find_map(|denominator| {
        let numerator = value * f64::from(denominator);
        let whole = numerator.round();
        let close = (numerator - whole).abs() <= ROUNDING * numerator.abs();
        (close && whole != 0.0).then(|| written(whole, denominator))
    })
}

fn written(numerator: f64, denominator: u32) -> String {
    let sign = if numerator < 0.0 { "−" } else { "" };
    let numerator = numerator.abs();
    match denominator {
        1 => format!("{sign}{numerator}"),
        _ => format!("{sign}{numerator}/{denominator}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_and_fractions_are_recognised() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (2.0, "2"),
            (-1.0 / 3.0, "−1/3"),
            (0.1 + 0.2, "3/10"),
            (-7.0, "−7"),
            (123_456.0, "123456"),
        ] {
            let found = readable(value);
            assert_eq!(found.text, text);
            assert!(found.exact);
        }
    }

    #[test]
    fn anything_else_is_marked_as_rounded() {
        for value in [
            2f64.sqrt(),
            1.000_000_1,
            1e-300 / 3.0,
            1e300 / 7.0,
            1e-9 / 3.0,
        ] {
            assert!(!readable(value).exact, "{value}");
        }
        assert_eq!(readable(2f64.sqrt()).text, "1.414");
    }

    #[test]
    fn a_rounding_error_is_not_shown_as_zero() {
        assert_ne!(readable(1e-17).text, "0");
    }
}
