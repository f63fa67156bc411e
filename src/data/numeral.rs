//! The ways to write one number: decimal point or comma, groups of thousands, exponents of all kinds.

use super::characters::{NARROW, NO_BREAK};

/// What stands between the whole part and the fraction. A table has one of the two throughout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

impl Style {
    fn decimal(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    fn group(self) -> char {
        match self {
            Self::Point => ',',
            Self::Comma => '.',
        }
    }
}

/// A field in the notation of an entry, and whether something had to be settled to write it so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Respelled {
    pub text: String,
    /// Blanks, points or commas that group thousands were taken out.
    pub grouped: bool,
    /// A comma became the decimal point.
    pub decimal_comma: bool,
}

/// The field with each number in it as an entry has it; `None` where a number does not fit the style.
///
/// What is no number is left as it is: the entry's own grammar judges it.
pub(super) fn respell(field: &str, style: Style) -> Option<Respelled> {
    let mut out = Respelled {
        text: String::with_capacity(field.len()),
        grouped: false,
        decimal_comma: false,
    };
    let mut rest = field;
    while let Some(c) = rest.chars().next() {
        let length = run(rest);
        if length == 0 {
            out.text.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (number, after) = rest.split_at(length);
        number_in(number, style, &mut out)?;
        rest = exponent(after, &mut out.text);
    }
    let text = mixed(&percent(&out.text));
    out.text = text;
    Some(out)
}

/// Whether commas in the field can be read both as decimals and as groups: `1,234`.
pub(super) fn is_ambiguous(field: &str) -> bool {
    if !field.contains(',') {
        return false;
    }
    let (point, comma) = (respell(field, Style::Point), respell(field, Style::Comma));
    matches!((point, comma), (Some(point), Some(comma)) if point.text != comma.text)
}

/// The length of the digits, points, commas and groups that `text` begins with.
fn run(text: &str) -> usize {
    let mut length = 0;
    let mut chars = text.char_indices().peekable();
    let mut digits = false;
    while let Some((at, c)) = chars.next() {
        let next_digit = chars.peek().is_some_and(|(_, c)| c.is_ascii_digit());
        let belongs = match c {
            '0'..='9' => true,
            '.' | ',' => digits || next_digit,
            '\'' | '_' => digits && next_digit,
            NO_BREAK | NARROW => digits && three_digits(&text[at + c.len_utf8()..]),
            _ => false,
        };
        if !belongs {
            break;
        }
        digits |= c.is_ascii_digit();
        length = at + c.len_utf8();
    }
    if digits { length } else { 0 }
}

fn three_digits(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// Appends one number without its groups.
fn number_in(number: &str, style: Style, out: &mut Respelled) -> Option<()> {
    let decimal = style.decimal();
    let (whole, fraction) = match number.rsplit_once(decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    if fraction.is_some_and(|f| !f.bytes().all(|b| b.is_ascii_digit() || b == b'_')) {
        return None;
    }
    let marks: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    if let Some(&mark) = marks.first() {
        let known = mark == style.group() || matches!(mark, '\'' | '_' | NO_BREAK | NARROW);
        if !known || marks.iter().any(|m| *m != mark) {
            return None;
        }
        if mark != '_' && !is_grouped(whole, mark) {
            return None;
        }
        out.grouped = true;
    }
    out.text.extend(whole.chars().filter(char::is_ascii_digit));
    if let Some(fraction) = fraction {
        out.decimal_comma |= decimal == ',';
        out.text.push('.');
        out.text
            .extend(fraction.chars().filter(char::is_ascii_digit));
    }
    Some(())
}

/// `1.234.567`: groups of three behind one to three digits that do not begin with 0.
fn is_grouped(whole: &str, mark: char) -> bool {
    let mut groups = whole.split(mark);
    let first = groups.next().unwrap_or("");
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|g| g.len() == 3)
}

/// An exponent in any spelling becomes `e…`; returns what follows it.
fn exponent<'a>(after: &'a str, out: &mut String) -> &'a str {
    let letters = ["e", "E", "d", "D", "*^"];
    let powers = ["·10^", "*10^", "×10^", "x10^", "·10**", "*10**", "⏨"];
    for mark in letters.iter().chain(&powers) {
        let Some(rest) = strip_spaced(after, mark) else {
            continue;
        };
        let (inner, bracket) = match rest.strip_prefix(['(', '{']) {
            Some(inner) => (inner, true),
            None => (rest, false),
        };
        let sign = usize::from(inner.starts_with(['+', '-']));
        let digits = inner[sign..].bytes().take_while(u8::is_ascii_digit).count();
        let (power, tail) = inner.split_at(sign + digits);
        if digits == 0 {
            continue;
        }
        let tail = match bracket {
            false => tail,
            true => match tail.strip_prefix([')', '}']) {
                Some(tail) => tail,
                None => continue,
            },
        };
        out.push('e');
        out.push_str(power);
        return tail;
    }
    // A single-precision literal: 1.5f, 1.5f0.
    let point = out.rsplit(|c: char| !c.is_ascii_digit() && c != '.').next();
    if let Some(tail) = after.strip_prefix(['f', 'F'])
        && point.is_some_and(|number| number.contains('.'))
    {
        let tail = tail.strip_prefix('0').unwrap_or(tail);
        if !tail.starts_with(char::is_alphanumeric) {
            return tail;
        }
    }
    after
}

/// What follows `mark` at the start of the text; the marks of powers may have blanks around the sign of times.
fn strip_spaced<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let Some(power) = mark
        .get(mark.chars().next()?.len_utf8()..)
        .filter(|p| p.starts_with("10"))
    else {
        return text.strip_prefix(mark);
    };
    let times = mark.chars().next()?;
    text.trim_start_matches(' ')
        .strip_prefix(times)?
        .trim_start_matches(' ')
        .strip_prefix(power)
}

/// `12%` as 0.12; the digits stay exact.
fn percent(text: &str) -> String {
    let Some(number) = text.strip_suffix('%').map(str::trim_end) else {
        return text.into();
    };
    let plain = number.strip_prefix(['-', '+']).unwrap_or(number);
    if plain.is_empty() || !plain.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return text.into();
    }
    shifted(number, -2)
}

/// A plain decimal number times a power of ten, digits kept, zeros that say nothing left out.
pub(super) fn shifted(number: &str, power: i32) -> String {
    let (sign, plain) = match number.strip_prefix('-') {
        Some(plain) => ("-", plain),
        None => ("", number.strip_prefix('+').unwrap_or(number)),
    };
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let digits = format!("{whole}{fraction}");
    let point = whole.len() as i64 + i64::from(power);
    let text = if point <= 0 {
        format!("0.{}{digits}", "0".repeat(point.unsigned_abs() as usize))
    } else if point as usize >= digits.len() {
        format!("{digits}{}", "0".repeat(point as usize - digits.len()))
    } else {
        format!(
            "{}.{}",
            &digits[..point as usize],
            &digits[point as usize..]
        )
    };
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => &text,
    };
    let kept = text.trim_start_matches('0');
    match kept.chars().next() {
        None => "0".into(),
        Some('.') => format!("{sign}0{kept}"),
        Some(_) => format!("{sign}{kept}"),
    }
}

/// `½` and `2½` as `1/2` and `5/2`.
fn mixed(text: &str) -> String {
    const FRACTIONS: [(char, u64, u64); 15] = [
        ('½', 1, 2),
        ('⅓', 1, 3),
        ('⅔', 2, 3),
        ('¼', 1, 4),
        ('¾', 3, 4),
        ('⅕', 1, 5),
        ('⅖', 2, 5),
        ('⅗', 3, 5),
        ('⅘', 4, 5),
        ('⅙', 1, 6),
        ('⅚', 5, 6),
        ('⅛', 1, 8),
        ('⅜', 3, 8),
        ('⅝', 5, 8),
        ('⅞', 7, 8),
    ];
    let Some((_, above, below)) = FRACTIONS.iter().find(|(c, ..)| text.ends_with(*c)) else {
        return text.into();
    };
    let before = text.trim_end_matches(|c: char| !c.is_ascii());
    let (sign, whole) = match before.strip_prefix('-') {
        Some(whole) => ("-", whole),
        None => ("", before),
    };
    match whole.trim_end() {
        "" => format!("{sign}{above}/{below}"),
        whole => match whole.parse::<u32>() {
            Ok(whole) => format!("{sign}{}/{below}", u64::from(whole) * below + above),
            Err(_) => text.into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(field: &str) -> Option<String> {
        respell(field, Style::Point).map(|r| r.text)
    }

    fn comma(field: &str) -> Option<String> {
        respell(field, Style::Comma).map(|r| r.text)
    }

    #[test]
    fn both_styles() {
        for (field, in_point, in_comma) in [
            ("1,234.5", Some("1234.5"), None),
            ("1.234,5", None, Some("1234.5")),
            ("1,234", Some("1234"), Some("1.234")),
            ("0,125", None, Some("0.125")),
            ("1.5", Some("1.5"), None),
            ("1.234.567", None, Some("1234567")),
            ("1'234.5", Some("1234.5"), None),
            ("1\u{A0}234,5", None, Some("1234.5")),
            ("-.25", Some("-.25"), None),
            ("5.", Some("5."), None),
            ("1_000", Some("1000"), Some("1000")),
            ("(1+√5)/2", Some("(1+√5)/2"), Some("(1+√5)/2")),
        ] {
            assert_eq!(point(field).as_deref(), in_point, "{field}");
            assert_eq!(comma(field).as_deref(), in_comma, "{field}");
        }
    }

    #[test]
    fn exponents_percents_and_fractions() {
        for (field, text) in [
            ("1.5D+00", "1.5e+00"),
            ("1.5*^-3", "1.5e-3"),
            ("1×10^-3", "1e-3"),
            ("1.5 · 10^(-3)", "1.5e-3"),
            ("1.5f", "1.5"),
            ("12%", "0.12"),
            ("-20 %", "-0.2"),
            ("½", "1/2"),
            ("-2½", "-5/2"),
            ("10kg", "10kg"),
            ("5.5farad", "5.5farad"),
        ] {
            assert_eq!(point(field).as_deref(), Some(text), "{field}");
        }
        assert_eq!(shifted("4.0000", 3), "4000");
        assert_eq!(shifted("-0.30", -1), "-0.03");
    }
}
