//! Numbers as text, on the page and in its figures: short for the eye, full for machines.

/// The shortest text that reads back as the same number; what `data-value`, links and files carry.
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
    if !value.is_finite() {
        return beyond(value).to_owned();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let digits = digits.clamp(1, 17);
    // The power after rounding: 9.9996 becomes 1.000e1.
    let scientific = format!("{value:.*e}", digits - 1);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let power: i32 = exponent.parse().unwrap_or(0);
    let text = if (-4..7).contains(&power) {
        let decimals = usize::try_from(digits as i32 - 1 - power).unwrap_or(0);
        trim_zeros(&format!("{value:.decimals$}")).to_owned()
    } else {
        format!("{} · 10{}", trim_zeros(mantissa), superscript(power))
    };
    text.replace('-', "−")
}

/// What is no number, in a word or a sign.
fn beyond(value: f64) -> &'static str {
    if value.is_nan() {
        "not a number"
    } else if value > 0.0 {
        "∞"
    } else {
        "−∞"
    }
}

/// A fixed number of decimals and a true minus sign; never "−0".
pub fn fixed(value: f64, decimals: usize) -> String {
    let text = format!("{:.*}", decimals.min(17), value.abs());
    if value < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        format!("−{text}")
    } else {
        text
    }
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
        trim_zeros(&format!("{percent:.1}")).to_owned()
    };
    format!("{} %", text.replace('-', "−"))
}

/// A whole number with thin spaces between groups of three: `16 777 216`.
pub fn grouped(value: usize) -> String {
    in_groups(&value.to_string())
}

/// The same for a number that is text already, such as [`fixed`] gives: `−12 345.5`.
pub fn in_groups(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut left = whole.chars().filter(char::is_ascii_digit).count();
    let mut text = String::with_capacity(number.len() + left);
    for c in whole.chars() {
        text.push(c);
        if c.is_ascii_digit() {
            left -= 1;
            if left > 0 && left.is_multiple_of(3) {
                text.push('\u{202f}');
            }
        }
    }
    text.push_str(rest);
    text
}

/// `10ⁿ`; 1 and 10 as such.
pub fn power_of_ten(n: i32) -> String {
    match n {
        0 => "1".to_owned(),
        1 => "10".to_owned(),
        _ => format!("10{}", superscript(n)),
    }
}

/// Whole numbers as subscripts: `c₁₂`.
pub fn subscript(value: usize) -> String {
    value
        .to_string()
        .bytes()
        .filter_map(|b| char::from_u32(0x2080 + u32::from(b - b'0')))
        .collect()
}

/// Whole numbers as exponents: `10⁻¹²`.
pub fn superscript(value: i32) -> String {
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
    use proptest::prelude::*;

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
        assert_eq!(short(123_456.0, 4), "123456");
        assert_eq!(short(f64::NEG_INFINITY, 4), "−∞");
        assert_eq!(short(f64::NAN, 4), "not a number");
    }

    #[test]
    fn fixed_never_shows_minus_zero() {
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(fixed(-0.5, 1), "−0.5");
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
        for value in [0.1, 1e-300, 1e300, -2.5e-7, 1.0 / 3.0, 8160.0, 5e-324] {
            assert_eq!(full(value).parse::<f64>(), Ok(value));
        }
        assert_eq!(full(-0.0), "0");
    }

    #[test]
    fn grouping_and_indices() {
        assert_eq!(grouped(16_777_216), "16\u{202f}777\u{202f}216");
        assert_eq!(grouped(512), "512");
        assert_eq!(in_groups("−12345.5678"), "−12\u{202f}345.5678");
        assert_eq!(in_groups("0.00"), "0.00");
        assert_eq!(subscript(120), "₁₂₀");
        assert_eq!(power_of_ten(-12), "10⁻¹²");
    }

    /// The number that a short text stands for.
    fn read_back(text: &str) -> f64 {
        let plain = |c: char| match c {
            '−' | '⁻' => '-',
            _ => "⁰¹²³⁴⁵⁶⁷⁸⁹"
                .chars()
                .zip('0'..='9')
                .find_map(|(high, digit)| (high == c).then_some(digit))
                .unwrap_or(c),
        };
        let text: String = text.chars().map(plain).collect();
        text.replace(" · 10", "e").parse().unwrap()
    }

    fn any_finite() -> impl Strategy<Value = f64> {
        prop_oneof![
            any::<f64>().prop_filter("finite", |v| v.is_finite()),
            -1e8..1e8,
            -1.0..1.0,
        ]
    }

    proptest! {
        #[test]
        fn short_is_right_in_the_digits_it_shows(value in any_finite(), digits in 1usize..=17) {
            let text = short(value, digits);
            prop_assert!(!text.contains(['-', 'e']), "{}", text);
            prop_assert_eq!(text.starts_with('−'), value < 0.0);
            // Half a unit of the last digit, and the rounding of what is read back.
            let power = format!("{value:e}").split_once('e').unwrap().1.parse::<i32>().unwrap();
            let unit = format!("1e{}", power + 1 - digits as i32).parse::<f64>().unwrap();
            let error = (read_back(&text) - value).abs();
            prop_assert!(error <= 0.5 * unit * (1.0 + 1e-9) + value.abs() * 1e-15, "{}", text);
        }

        #[test]
        fn short_of_what_it_says_is_the_same_text(value in any_finite(), digits in 1usize..=15) {
            let text = short(value, digits);
            let said = read_back(&text);
            // The last doubles round up to infinity.
            prop_assume!(said.is_finite());
            prop_assert_eq!(short(said, digits), text);
        }

        #[test]
        fn full_of_any_number_reads_back(value in any_finite()) {
            prop_assert_eq!(full(value).parse::<f64>(), Ok(value));
        }

        #[test]
        fn fixed_is_right_in_its_decimals(value in -1e6..1e6f64, decimals in 0usize..=6) {
            let error = (read_back(&fixed(value, decimals)) - value).abs();
            prop_assert!(error <= 0.5 * 0.1f64.powi(decimals as i32) + 1e-9);
        }

        #[test]
        fn only_the_whole_is_a_hundred_percent(share in 0.0..1.0f64) {
            prop_assume!(share < 1.0 - 1e-13);
            prop_assert_ne!(percent(share), "100 %");
        }

        #[test]
        fn groups_are_of_three(value in any::<usize>()) {
            let text = grouped(value);
            prop_assert_eq!(text.replace('\u{202f}', ""), value.to_string());
            let mut groups = text.split('\u{202f}');
            prop_assert!((1..=3).contains(&groups.next().unwrap().len()));
            prop_assert!(groups.all(|group| group.len() == 3));
        }
    }
}
