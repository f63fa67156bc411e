//! LaTeX matrices: rows end in `\\`, entries in `&`.

use super::Rows;

/// The rows of the first matrix in `text`, each entry turned into the notation of the editor.
///
/// What is not understood is left as it stands, so that the message about the entry can show it.
pub(super) fn rows(text: &str) -> Rows {
    let body = body(text).replace("\\hline", " ").replace("\\cr", "\\\\");
    let mut rows: Rows = body
        .split("\\\\")
        .map(without_row_spacing)
        .map(|row| row.split('&').map(entry).collect())
        .collect();
    if rows
        .last()
        .is_some_and(|row: &Vec<String>| row.iter().all(String::is_empty))
    {
        rows.pop();
    }
    rows
}

/// What stands between `\begin{…}` and `\end`, or the whole text without its maths delimiters.
fn body(text: &str) -> String {
    let Some((_, after)) = text.split_once("\\begin") else {
        let text = text.trim().trim_matches('$');
        return text
            .trim_start_matches("\\[")
            .trim_end_matches("\\]")
            .into();
    };
    let mut body = after.split("\\end").next().unwrap_or(after);
    body = skip_group(body, '{', '}');
    body = skip_group(body, '[', ']');
    // The column letters of `\begin{array}{ccc}`; a first entry in braces holds no letters only.
    let columns =
        group(body, '{', '}').filter(|(letters, _)| letters.chars().all(|c| "lcr|@ ".contains(c)));
    columns.map_or(body, |(_, rest)| rest).into()
}

/// `\\[4pt]` puts space between rows.
fn without_row_spacing(row: &str) -> &str {
    skip_group(row, '[', ']')
}

fn skip_group(text: &str, open: char, close: char) -> &str {
    group(text, open, close).map_or(text, |(_, rest)| rest)
}

/// The content of the group that `text` begins with, and what follows it.
fn group(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let inner = text.trim_start().strip_prefix(open)?;
    let mut depth = 1_usize;
    for (at, c) in inner.char_indices() {
        if c == close {
            depth -= 1;
        } else if c == open {
            depth += 1;
        }
        if depth == 0 {
            return Some((&inner[..at], &inner[at + c.len_utf8()..]));
        }
    }
    None
}

/// One entry in the notation of the editor: `\frac{1}{2}` as `1/2`, `2\sqrt{3}` as `2√3`.
fn entry(latex: &str) -> String {
    // Deeper nesting than an entry may have characters is left unread.
    match translate(latex, 32) {
        Some(text) => without_outer_parentheses(text.trim()),
        None => latex.trim().into(),
    }
}

/// `(1/2)` as `1/2`, but `(1+√5)` as it is: a sum needs its parentheses.
fn without_outer_parentheses(text: &str) -> String {
    let (sign, rest) = text.split_at(usize::from(text.starts_with('-')));
    match group(rest, '(', ')') {
        Some((inner, "")) if !is_sum(inner) => format!("{sign}{inner}"),
        _ => text.into(),
    }
}

/// Whether a sign stands outside all parentheses.
fn is_sum(text: &str) -> bool {
    let mut depth = 0_i32;
    text.chars().any(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0 && matches!(c, '+' | '-')
    })
}

/// `None` where something is not understood.
fn translate(latex: &str, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    let mut rest = latex;
    let mut out = String::new();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '\\' => command(after, depth, &mut out)?,
            '{' => {
                let (inner, after) = group(rest, '{', '}')?;
                out.push_str(&translate(inner, depth)?);
                after
            }
            '^' => power_of_ten(after, depth, &mut out)?,
            '~' => after,
            c => {
                out.push(c);
                after
            }
        };
    }
    Some(out)
}

/// Translates one command, given what follows its backslash; returns what follows its arguments.
fn command<'a>(text: &'a str, depth: usize, out: &mut String) -> Option<&'a str> {
    let letters = text.chars().take_while(char::is_ascii_alphabetic).count();
    let (name, rest) = text.split_at(if letters == 0 {
        text.chars().next()?.len_utf8()
    } else {
        letters
    });
    match name {
        "frac" | "tfrac" | "dfrac" | "nicefrac" | "sfrac" => {
            let (above, rest) = argument(rest)?;
            let (below, rest) = argument(rest)?;
            let (above, below) = (translate(above, depth)?, translate(below, depth)?);
            let above = if is_product(&above) {
                above
            } else {
                format!("({above})")
            };
            let quotient = format!("({above}/{})", factor(&below));
            // 2\frac{1}{3} would be two and a third on paper and two thirds in algebra.
            let follows_number = out
                .trim_end()
                .ends_with(|c: char| c.is_ascii_digit() || c == '.');
            if follows_number {
                return None;
            }
            out.push_str(&quotient);
            Some(rest)
        }
        "sqrt" => {
            let (inner, rest) = argument(rest)?;
            out.push('√');
            out.push_str(&factor(&translate(inner, depth)?));
            Some(rest)
        }
        "phantom" | "hphantom" => argument(rest).map(|(_, rest)| rest),
        "pi" => push(out, "π", rest),
        "cdot" | "times" => push(out, "·", rest),
        "infty" => push(out, "∞", rest),
        "left" | "right" | "displaystyle" | "textstyle" | "quad" | "," | ";" | ":" | "!" | " "
        | ">" => Some(rest),
        _ => None,
    }
}

fn push<'a>(out: &mut String, symbol: &str, rest: &'a str) -> Option<&'a str> {
    out.push_str(symbol);
    Some(rest)
}

/// A command's argument: a group, or a single character as in `\frac12`.
fn argument(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    if text.starts_with('{') {
        return group(text, '{', '}');
    }
    let length = text.chars().next().filter(|&c| c != '\\')?.len_utf8();
    Some(text.split_at(length))
}

/// Numbers, roots and π multiplied, which may stand above a fraction's line without parentheses.
fn is_product(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '√' | 'π' | '·'))
}

/// An argument as one factor: in parentheses unless it is a number or the root of one.
fn factor(text: &str) -> String {
    let number = text.trim().trim_start_matches('√');
    match number == "π" || number.chars().all(|c| c.is_ascii_digit() || c == '.') {
        true => text.trim().into(),
        false => format!("({text})"),
    }
}

/// `2.5 \cdot 10^{-3}` becomes `2.5e-3`. No other power is understood.
fn power_of_ten<'a>(text: &'a str, depth: usize, out: &mut String) -> Option<&'a str> {
    let (exponent, rest) = argument(text)?;
    let exponent = translate(exponent, depth)?;
    let mantissa = out.trim_end().strip_suffix("10")?.trim();
    let mantissa = match mantissa.strip_suffix('·') {
        Some(mantissa) => mantissa.trim_end().to_string(),
        None if mantissa.is_empty() || mantissa == "-" => format!("{mantissa}1"),
        None => return None,
    };
    *out = format!("{mantissa}e{}", exponent.trim());
    Some(rest)
}
