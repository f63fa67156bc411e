//! Numbers as short text for figures: four significant digits, a true minus sign,
//! powers of ten as `3.2×10⁻⁸`.

/// `v` with four significant digits.
#[must_use]
pub fn short(v: f64) -> String {
    significant(v, 4)
}

/// `v` with `digits` significant digits, without trailing zeros.
#[must_use]
pub fn significant(v: f64, digits: usize) -> String {
    if v.is_nan() {
        return "not a number".into();
    }
    if v.is_infinite() {
        return if v > 0.0 {
            "∞".into()
        } else {
            "−∞".into()
        };
    }
    if v == 0.0 {
        return "0".into();
    }
    let digits = digits.clamp(1, 17);
    // The exponent after rounding: 9.9996 becomes 1.000e1.
    let scientific = format!("{:.*e}", digits - 1, v.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if v < 0.0 { "−" } else { "" };
    let text = if (-4..=5).contains(&exponent) {
        let decimals = usize::try_from(digits as i32 - 1 - exponent).unwrap_or(0);
        trim_zeros(&format!("{:.*}", decimals, v.abs())).to_string()
    } else {
        format!("{}×10{}", trim_zeros(mantissa), superscript(exponent))
    };
    format!("{sign}{text}")
}

/// `v` with a fixed number of decimals and a true minus sign; never "−0".
#[must_use]
pub fn fixed(v: f64, decimals: usize) -> String {
    let text = format!("{:.*}", decimals.min(17), v.abs());
    if v < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        format!("−{text}")
    } else {
        text
    }
}

/// `v` for a file: the shortest digits that read back as the same number.
#[must_use]
pub fn exact(v: f64) -> String {
    if v == 0.0 || (1e-4..1e16).contains(&v.abs()) {
        format!("{v}")
    } else {
        format!("{v:e}")
    }
}

/// `10ⁿ`; 1 and 10 as such.
#[must_use]
pub fn power_of_ten(n: i32) -> String {
    match n {
        0 => "1".into(),
        1 => "10".into(),
        _ => format!("10{}", superscript(n)),
    }
}

/// An integer in superscript digits.
#[must_use]
pub fn superscript(n: i32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    n.to_string()
        .chars()
        .map(|c| match c.to_digit(10) {
            Some(d) => DIGITS[d as usize],
            None => '⁻',
        })
        .collect()
}

/// An index in subscript digits: `c₁₂`.
#[must_use]
pub fn subscript(n: usize) -> String {
    const DIGITS: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    n.to_string()
        .chars()
        .filter_map(|c| c.to_digit(10).map(|d| DIGITS[d as usize]))
        .collect()
}

fn trim_zeros(text: &str) -> &str {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_read_well() {
        for (v, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-2.5, "−2.5"),
            (9.99996, "10"),
            (1234.56, "1235"),
            (123_456.0, "123456"),
            (1e6, "1×10⁶"),
            (3.2e-8, "3.2×10⁻⁸"),
            (1e-300, "1×10⁻³⁰⁰"),
            (f64::INFINITY, "∞"),
        ] {
            assert_eq!(short(v), text, "{v}");
        }
        assert_eq!(short(f64::NAN), "not a number");
    }

    #[test]
    fn fixed_never_shows_minus_zero() {
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(fixed(-0.5, 1), "−0.5");
    }

    #[test]
    fn exact_reads_back() {
        for v in [0.1, 1e300, -1e-300, 5e-324, 123_456_789.5, 0.0] {
            assert_eq!(exact(v).parse::<f64>(), Ok(v));
        }
    }

    #[test]
    fn indices_are_set_low_and_powers_high() {
        assert_eq!(subscript(120), "₁₂₀");
        assert_eq!(power_of_ten(-12), "10⁻¹²");
    }
}
