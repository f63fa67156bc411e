//! A factor in front of a matrix, applied to the texts of its entries: whole numbers, decimals and fractions stay exact.

use super::super::entry::parse_entry;
use super::super::number_format::full;
use super::super::numeral::shifted;

/// A fraction, and whether it was written with a decimal point.
#[derive(Clone, Copy, Debug)]
struct Rational {
    above: i128,
    below: i128,
    decimal: bool,
}

/// `entry`·`factor`, both in the notation of an entry.
pub(super) fn times(entry: &str, factor: &str) -> String {
    if let (Some(entry), Some(factor)) = (rational(entry), rational(factor))
        && let Some(text) = product(entry, factor)
    {
        return text;
    }
    let symbolic = symbolic(entry, factor);
    match (parse_entry(entry), parse_entry(factor)) {
        (Ok(_), Ok(_)) if parse_entry(&symbolic).is_ok() => symbolic,
        // Too long for an entry: its value.
        (Ok(entry), Ok(factor)) => full(entry * factor),
        // Whoever reads the entry refuses it, and names what stands there.
        (Ok(_), Err(_)) => factor.into(),
        (Err(_), _) => entry.into(),
    }
}

/// The factor that divides by `divisor`.
pub(super) fn inverse_of(divisor: &str) -> String {
    let one = Rational {
        above: 1,
        below: 1,
        decimal: false,
    };
    let exact = rational(divisor).filter(|r| r.above != 0).and_then(|r| {
        let turned = Rational {
            above: r.below * r.above.signum(),
            below: r.above.checked_abs()?,
            decimal: r.decimal,
        };
        product(one, turned)
    });
    exact.unwrap_or_else(
        || match divisor.chars().all(|c| c.is_ascii_digit() || c == '.') {
            true => format!("1/{divisor}"),
            false => format!("1/({divisor})"),
        },
    )
}

fn symbolic(entry: &str, factor: &str) -> String {
    let (entry, factor) = (entry.trim(), factor.trim());
    let negated = |text: &str| match text.strip_prefix('-') {
        Some(rest) if !rest.contains(['+', '-']) => rest.to_owned(),
        _ if text.contains(['+', '-']) && !text.starts_with('(') => format!("-({text})"),
        _ => format!("-{text}"),
    };
    match (entry, factor) {
        ("0", _) | (_, "0") => "0".into(),
        ("1", other) | (other, "1") => other.into(),
        ("-1", other) | (other, "-1") => negated(other),
        _ => {
            let plain = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '.');
            let (sign, bare) = match entry.strip_prefix('-') {
                Some(bare) if plain(bare) => ("-", bare),
                _ => ("", entry),
            };
            match plain(bare) {
                true => format!("{sign}{bare}·({factor})"),
                false => format!("({bare})·({factor})"),
            }
        }
    }
}

fn product(a: Rational, b: Rational) -> Option<String> {
    let (x, y) = (divisor(a.above, b.below), divisor(b.above, a.below));
    let above = (a.above / x).checked_mul(b.above / y)?;
    let below = (a.below / y).checked_mul(b.below / x)?;
    let common = divisor(above, below);
    let (above, below) = (above / common, below / common);
    if below == 1 {
        return Some(above.to_string()).filter(|text| text.len() <= 24);
    }
    if a.decimal || b.decimal {
        return decimal(above, below);
    }
    Some(format!("{above}/{below}")).filter(|text| text.len() <= 24)
}

/// A fraction as a decimal number, where it ends within 24 digits.
fn decimal(above: i128, below: i128) -> Option<String> {
    let mut scale: i128 = 1;
    for places in 0..24 {
        if scale % below == 0 {
            let digits = above.checked_mul(scale / below)?.to_string();
            return Some(shifted(&digits, -places)).filter(|text| text.len() <= 26);
        }
        scale = scale.checked_mul(10)?;
    }
    None
}

/// The greatest common divisor, at least 1.
fn divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a).unwrap_or(1).max(1)
}

/// A whole number, a decimal, or a quotient of two whole numbers; `None` for anything else or larger.
fn rational(text: &str) -> Option<Rational> {
    let text = text.trim();
    let inner = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let text = inner.filter(|inner| !inner.contains('(')).unwrap_or(text);
    if let Some((above, below)) = text.split_once('/') {
        let (above, below) = (rational(above)?, rational(below)?);
        let whole = above.below == 1 && below.below == 1 && !above.decimal && !below.decimal;
        return Some(Rational {
            above: above.above * below.above.signum(),
            below: below.above.checked_abs()?,
            decimal: false,
        })
        .filter(|r| whole && r.below != 0);
    }
    let (number, power) = match text.split_once(['e', 'E']) {
        Some((number, power)) => (number, power.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (sign, plain) = match number.strip_prefix('-') {
        Some(plain) => (-1, plain),
        None => (1, number.strip_prefix('+').unwrap_or(number)),
    };
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || digits.len() > 20 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value = sign * digits.parse::<i128>().ok()?;
    let power = power.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    let ten = 10_i128
        .checked_pow(power.unsigned_abs())
        .filter(|_| power.unsigned_abs() <= 17)?;
    let (above, below) = match power < 0 {
        true => (value, ten),
        false => (value.checked_mul(ten)?, 1),
    };
    Some(Rational {
        above,
        below,
        decimal: text.contains(['.', 'e', 'E']),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_factors_stay_exact() {
        for (entry, factor, expected) in [
            ("1", "1/5", "1/5"),
            ("2", "1/4", "1/2"),
            ("-3", "2", "-6"),
            ("1.5", "1.0e-02", "0.015"),
            ("4.0000", "1.0e+03", "4000"),
            ("1/3", "3", "1"),
            ("1", "1/√2", "1/√2"),
            ("-1", "1/√2", "-1/√2"),
            ("0", "√2", "0"),
            ("2", "1/√2", "2·(1/√2)"),
            ("√3", "1/√2", "(√3)·(1/√2)"),
            ("x", "2", "x"),
        ] {
            assert_eq!(times(entry, factor), expected, "{entry} · {factor}");
        }
        assert_eq!(inverse_of("5"), "1/5");
        assert_eq!(inverse_of("-2"), "-1/2");
        assert_eq!(inverse_of("0.5"), "2");
        assert_eq!(inverse_of("√2"), "1/(√2)");
    }
}
