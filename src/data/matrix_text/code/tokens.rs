//! The tokens of a program's text. Every character is in one token, or is a blank in front of one.

use super::super::refusal;
use crate::data::Error;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `12`, `.5`, `1e-3`, `1.5D+00`, `1_000`, `1.5f`
    Number,
    Word,
    /// In quotation marks.
    Text,
    /// One of `( [ {`.
    Open,
    /// One of `) ] }`.
    Close,
    /// A sign or several: `,` `;` `=` `:=` `**` `.*` `'`
    Mark,
    Comment,
    /// The end of a line.
    Break,
    /// What stands for entries that were not printed.
    Ellipsis,
    /// Anything else: no notation has a place for it.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    /// Where it begins, in bytes.
    pub at: usize,
    /// A blank, or the start of the text, stands in front.
    pub gap: bool,
}

impl Token<'_> {
    pub fn is(&self, mark: &str) -> bool {
        self.text == mark && matches!(self.kind, Kind::Mark | Kind::Open | Kind::Close)
    }

    pub fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

/// Signs of more than one character, longest first.
const MARKS: [&str; 14] = [
    "<<", ":=", "<-", "==", "**", "*^", ".*", "./", ".^", ".'", "::", ":-", "->", "//",
];

/// The tokens of `text`; a line that goes on behind `...` is joined to the next.
/// # Errors
/// A quotation mark or a comment without its end.
pub fn tokens(text: &str) -> Result<Vec<Token<'_>>, Error> {
    let mut found: Vec<Token> = Vec::new();
    let mut at = 0;
    let mut gap = true;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if c != '\n' && c.is_whitespace() {
            at += c.len_utf8();
            gap = true;
            continue;
        }
        if let Some(length) = continuation(rest, found.last()) {
            at += length;
            gap = true;
            continue;
        }
        let (kind, length) = token(rest, found.last(), gap)?;
        found.push(Token {
            kind,
            text: &rest[..length],
            at,
            gap,
        });
        at += length;
        gap = kind == Kind::Break;
    }
    Ok(found)
}

/// MATLAB's `...` at the end of a line that has begun: the length up to and with the line break.
fn continuation(rest: &str, last: Option<&Token>) -> Option<usize> {
    let begun = last.is_some_and(|last| !matches!(last.kind, Kind::Break));
    let after = rest.strip_prefix("...").filter(|_| begun)?;
    let line = after.split('\n').next().unwrap_or(after);
    let comment = line.trim_start();
    let ends = comment.is_empty() || comment.starts_with('%');
    (ends && line.len() < after.len()).then_some(3 + line.len() + 1)
}

fn token(rest: &str, last: Option<&Token>, gap: bool) -> Result<(Kind, usize), Error> {
    let c = rest.chars().next().unwrap_or(' ');
    let line = rest.find('\n').unwrap_or(rest.len());
    let next = rest[c.len_utf8()..].chars().next();
    let last_kind = last.map(|last| last.kind);
    let after_number = last_kind == Some(Kind::Number) && !gap;
    Ok(match c {
        '\n' => (Kind::Break, 1),
        '#' => (Kind::Comment, line),
        '%' if gap || !matches!(last_kind, Some(Kind::Number | Kind::Word)) => {
            (Kind::Comment, line)
        }
        '/' if next == Some('/') && !after_number => (Kind::Comment, line),
        '/' if next == Some('*') => (Kind::Comment, closed(rest, "/*", "*/")?),
        '(' if next == Some('*') => (Kind::Comment, closed(rest, "(*", "*)")?),
        '…' | '⋯' | '⋮' | '⋱' => (Kind::Ellipsis, c.len_utf8()),
        '.' if rest.starts_with("...") => (Kind::Ellipsis, 3),
        '0'..='9' => (Kind::Number, number(rest)),
        '.' if next.is_some_and(|c| c.is_ascii_digit()) => (Kind::Number, number(rest)),
        '"' => (Kind::Text, quoted(rest, '"')?),
        // Behind a matrix it transposes.
        '\'' if gap || !matches!(last_kind, Some(Kind::Close | Kind::Word | Kind::Number)) => {
            (Kind::Text, quoted(rest, '\'')?)
        }
        '(' | '[' | '{' => (Kind::Open, 1),
        ')' | ']' | '}' => (Kind::Close, 1),
        '√' => (Kind::Mark, c.len_utf8()),
        c if c.is_alphabetic() || c == '_' => (Kind::Word, word(rest)),
        _ => match MARKS.iter().find(|mark| rest.starts_with(**mark)) {
            Some(mark) => (Kind::Mark, mark.len()),
            None if c.is_ascii_punctuation() || matches!(c, '·' | '×' | '←') => {
                (Kind::Mark, c.len_utf8())
            }
            None => (Kind::Other, c.len_utf8()),
        },
    })
}

fn closed(rest: &str, open: &str, close: &str) -> Result<usize, Error> {
    match rest[open.len()..].find(close) {
        Some(at) => Ok(open.len() + at + close.len()),
        None => Err(refusal::not_closed(open)),
    }
}

fn quoted(rest: &str, quote: char) -> Result<usize, Error> {
    let line = rest.find('\n').unwrap_or(rest.len());
    match rest[1..line].find(quote) {
        Some(at) => Ok(at + 2),
        None => Err(refusal::not_closed(&quote.to_string())),
    }
}

fn word(rest: &str) -> usize {
    let belongs = |c: char| c.is_alphanumeric() || c == '_';
    rest.find(|c| !belongs(c)).unwrap_or(rest.len())
}

/// The length of a number with its exponent and the suffixes of C, Java, R and Mathematica.
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit)
            || (bytes.get(at) == Some(&b'_') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
        {
            at += 1;
        }
        at
    };
    let mut at = digits(0);
    // `2.*` multiplies, `2.*^3` is a power of ten.
    let is_operator = |at: usize| {
        let sign = matches!(bytes.get(at + 1), Some(b'*' | b'/' | b'^' | b'\'' | b'T'));
        sign && bytes.get(at + 1..at + 3) != Some(b"*^")
    };
    if bytes.get(at) == Some(&b'.') && !is_operator(at) {
        at = digits(at + 1);
    }
    let exponent = match bytes.get(at) {
        Some(b'e' | b'E' | b'd' | b'D') => 1,
        Some(b'*') if bytes.get(at + 1) == Some(&b'^') => 2,
        _ => 0,
    };
    if exponent > 0 {
        let sign = usize::from(matches!(bytes.get(at + exponent), Some(b'+' | b'-')));
        let end = digits(at + exponent + sign);
        if end > at + exponent + sign {
            at = end;
        }
    }
    // Mathematica's precision: 0.5`, 0.5`20.
    if bytes.get(at) == Some(&b'`') {
        at = digits(at + 1);
    }
    let ends = |at: usize| !rest[at..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    for suffix in ["f0", "f", "F", "L", "l", "d", "D", "u", "U"] {
        if rest[at..].starts_with(suffix) && ends(at + suffix.len()) {
            return at + suffix.len();
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_in_a_token_or_a_blank() {
        for text in [
            "A = np.array([[1, 2.5e-3], [.5, 3.]]).T % note",
            "{{1/2, Sqrt[2]}, {0.5`, 1*^-3}} (* x *)",
            "let a: [[f64; 2]; 2] = [[1.0f, 2_000.0]]; // é ∂",
        ] {
            let mut at = 0;
            for token in tokens(text).unwrap() {
                assert!(text[at..token.at].chars().all(char::is_whitespace));
                assert_eq!(token.gap, token.at == 0 || at < token.at);
                at = token.end();
            }
            assert_eq!(at, text.len());
        }
    }

    #[test]
    fn a_line_goes_on_behind_dots() {
        let kinds = |text| {
            tokens(text)
                .unwrap()
                .iter()
                .map(|t| t.kind)
                .collect::<Vec<_>>()
        };
        assert!(!kinds("[1 2 ... % more\n 3]").contains(&Kind::Break));
        assert!(kinds("[[1 2]\n ...\n [3 4]]").contains(&Kind::Ellipsis));
        assert!(kinds("[1 2 ... 3]").contains(&Kind::Ellipsis));
        assert_eq!(kinds("1//2"), [Kind::Number, Kind::Mark, Kind::Number]);
        assert!(tokens("'a").is_err() && tokens("(* a").is_err());
    }
}
