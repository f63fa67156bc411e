//! Numbers as they stand on the page: short for the eye, full for machines.

/// The shortest text that reads back as the same number; what `data-value` and links carry.
pub fn full(value: f64) -> String {
    // Both zeros are the same number to a reader.
    if value == 0.0 {
        "0".to_owned()
    } else {
        shortest(value)
    }
}

fn shortest(value: f64) -> String {
    let size = value.abs();
    if (1e-5..1e16).contains(&size) {
        format!("{value}")
    } else {
        format!("{value:e}")
    }
}

/// A list for `data-value`: full values separated by blanks.
pub fn full_list(values: &[f64]) -> String {
    values
        .iter()
        .map(|v| full(*v))
        .collect::<Vec<_>>()
        .join(" ")
}

/// About `digits` significant digits, with a true minus sign and powers of ten written out:
/// `0.1234`, `−12.5`, `3.2 · 10⁻¹⁷`.
pub fn short(value: f64, digits: usize) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let digits = digits.clamp(1, 17);
    let scientific = format!("{value:.*e}", digits - 1);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let power: i32 = exponent.parse().unwrap_or(0);
    let text = if (-4..7).contains(&power) {
        let decimals = usize::try_from(digits as i32 - 1 - power).unwrap_or(0);
        trim_zeros(&format!("{value:.decimals$}"))
    } else {
        let mantissa = trim_zeros(mantissa);
        format!("{mantissa} · 10{}", superscript(power))
    };
    text.replace('-', "−")
}

/// A share as a percentage with one decimal: `98.6 %`. Shares just below one never read "100 %".
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let text = if percent > 99.9 && percent < 100.0 {
        let decimals = (1..=12).find(|d| format!("{percent:.d$}") != format!("{:.d$}", 100.0));
        match decimals {
            Some(decimals) => format!("{percent:.decimals$}"),
            None => "100".to_owned(),
        }
    } else if percent > 0.0 && percent < 0.1 {
        short(percent, 2)
    } else {
        trim_zeros(&format!("{percent:.1}"))
    };
    format!("{} %", text.replace('-', "−"))
}

/// A whole number with thin spaces between groups of three: `16 777 216`.
pub fn grouped(value: usize) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// Whole numbers as subscripts: `c₁₂`.
pub fn subscript(value: usize) -> String {
    value
        .to_string()
        .bytes()
        .filter_map(|b| char::from_u32(0x2080 + u32::from(b - b'0')))
        .collect()
}

fn superscript(value: i32) -> String {
    value
        .to_string()
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            digit => char::from_u32(0x2070 + digit.to_digit(10).unwrap_or(0)).unwrap_or(digit),
        })
        .collect()
}

fn trim_zeros(text: &str) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers() {
        assert_eq!(short(0.0, 4), "0");
        assert_eq!(short(-0.0, 4), "0");
        assert_eq!(short(12.0, 4), "12");
        assert_eq!(short(-12.3456, 4), "−12.35");
        assert_eq!(short(0.000123456, 3), "0.000123");
        assert_eq!(short(3.2e-17, 3), "3.2 · 10⁻¹⁷");
        assert_eq!(short(1e300, 3), "1 · 10³⁰⁰");
        assert_eq!(short(9.9999, 2), "10");
    }

    #[test]
    fn shares_never_round_up_to_the_whole() {
        assert_eq!(percent(1.0), "100 %");
        assert_eq!(percent(0.9996), "99.96 %");
        assert_eq!(percent(0.99999), "99.999 %");
        assert_eq!(percent(0.146), "14.6 %");
        assert_eq!(percent(0.0), "0 %");
        assert_eq!(percent(1.25), "125 %");
    }

    #[test]
    fn full_reads_back() {
        for value in [0.1, 1e-300, 1e300, -2.5e-7, 1.0 / 3.0, 8160.0] {
            assert_eq!(full(value).parse::<f64>(), Ok(value));
        }
        assert_eq!(full(-0.0), "0");
    }

    #[test]
    fn grouping_and_indices() {
        assert_eq!(grouped(16_777_216), "16\u{202f}777\u{202f}216");
        assert_eq!(grouped(512), "512");
        assert_eq!(subscript(12), "₁₂");
    }
}
