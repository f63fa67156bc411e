//! Characters that look like others, or like nothing, as the plain ones that the readers know.
//!
//! Word processors, web pages and spreadsheets set dashes for minus signs, blanks of a dozen widths, marks without
//! any width, digits of other scripts. Here, and only here, each becomes one plain character, or is dropped.

/// A blank of web pages: it pads columns, and it groups thousands.
pub(super) const NO_BREAK: char = '\u{A0}';
/// A narrow blank, thin ones included: between digits it groups thousands.
pub(super) const NARROW: char = '\u{202F}';

/// The text in plain characters; line breaks of every kind become `\n`, raised digits `^` and digits.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut raised = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if let Some(plain) = lowered(c) {
            if !raised {
                out.push('^');
            }
            raised = true;
            out.push(plain);
            continue;
        }
        raised = false;
        if c == '\r' {
            chars.next_if_eq(&'\n');
            out.push('\n');
        } else if !is_without_width(c) {
            out.push(same(c));
        }
    }
    out
}

/// Marks for directions and joins, soft hyphens, byte-order marks.
fn is_without_width(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The plain character that stands for the same.
fn same(c: char) -> char {
    match c {
        '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{2010}'..='\u{2014}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '\u{2007}'..='\u{2009}' | NARROW => NARROW,
        '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{200A}' | '\u{205F}' | '\u{3000}' => ' ',
        '\u{2018}' | '\u{2019}' | '\u{2032}' | '\u{66C}' => '\'',
        '\u{201C}'..='\u{201F}' | '«' | '»' => '"',
        '\u{66B}' => '.',
        '\u{2217}' => '*',
        '\u{2219}' | '\u{22C5}' => '·',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{2236}' => ':',
        '\u{FF01}'..='\u{FF5E}' => shifted(c, '\u{FF01}', '!'),
        '\u{660}'..='\u{669}' => shifted(c, '\u{660}', '0'),
        '\u{6F0}'..='\u{6F9}' => shifted(c, '\u{6F0}', '0'),
        '\u{966}'..='\u{96F}' => shifted(c, '\u{966}', '0'),
        other => other,
    }
}

fn shifted(c: char, from: char, to: char) -> char {
    char::from_u32(u32::from(c) - u32::from(from) + u32::from(to)).unwrap_or(c)
}

/// A raised digit, sign or T.
fn lowered(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => shifted(c, '⁴', '4'),
        '⁻' => '-',
        '⁺' => '+',
        'ᵀ' | 'ᵗ' => 'T',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn each_character_has_its_plain_one() {
        assert_eq!(
            plain("\u{FEFF}\u{2212}1\u{200B}\r\n２，３\u{2028}"),
            "-1\n2,3\n"
        );
        assert_eq!(plain("1×10⁻³ A⁻¹"), "1×10^-3 A^-1");
        assert_eq!(plain("1\u{2009}234\u{A0}5\r6"), "1\u{202F}234\u{A0}5\n6");
        assert_eq!(plain("١٢٫٥ “x”"), "12.5 \"x\"");
    }
}
