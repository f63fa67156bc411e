//! Numbers in a formula.

use super::scan::Scan;
use crate::data::characters::NARROW;

/// Digits with their point, comma, groups and exponent.
pub fn number(scan: &mut Scan) -> Option<String> {
    let mut text = String::new();
    let mut digits = false;
    loop {
        let rest = scan.rest;
        let ahead = |skip: usize| rest.as_bytes().get(skip).is_some_and(u8::is_ascii_digit);
        if ahead(0) {
            digits = true;
            text.push_str(&rest[..1]);
            scan.rest = &rest[1..];
        } else if rest.starts_with(['.', ',']) && (digits || ahead(1)) {
            text.push_str(&rest[..1]);
            scan.rest = &rest[1..];
        } else if let Some(after) = rest
            .strip_prefix("{,}")
            .or_else(|| rest.strip_prefix("{.}"))
            .filter(|_| digits)
        {
            text.push_str(&rest[1..2]);
            scan.rest = after;
        } else if let Some(after) = rest
            .strip_prefix("\\,")
            .filter(|after| digits && three_digits(after))
        {
            text.push(NARROW);
            scan.rest = after;
        } else {
            break;
        }
    }
    if !digits {
        return None;
    }
    let rest = scan.rest;
    if rest.starts_with(['e', 'E', 'd', 'D']) {
        let sign = usize::from(rest[1..].starts_with(['-', '+']));
        let power = rest[1 + sign..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        if power > 0 {
            text.push('e');
            text.push_str(&rest[1..1 + sign + power]);
            scan.rest = &rest[1 + sign + power..];
        }
    }
    Some(text)
}

fn three_digits(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 3
}
