//! How a program's text is told from a table.

use super::functions;
use super::tokens::{self, Kind};

/// Whether a text begins as a program's does: with a bracket, an assignment, a call, or a factor before one of them.
pub fn is(text: &str) -> bool {
    let Ok(tokens) = tokens::tokens(text) else {
        // A quotation mark without its end: the brackets decide.
        return text.trim_start().starts_with(['[', '{']);
    };
    let mut tokens = tokens
        .iter()
        .filter(|t| !matches!(t.kind, Kind::Comment | Kind::Break))
        .peekable();
    let all: Vec<&tokens::Token> = tokens.by_ref().collect();
    begins(&all) && !is_heading(text)
}

fn begins(tokens: &[&tokens::Token]) -> bool {
    let sign = |t: &&&tokens::Token| t.is("-") || t.is("+") || t.is("&");
    let tokens = &tokens[tokens.iter().take_while(sign).count()..];
    let at = |i: usize| tokens.get(i).copied();
    let Some(first) = at(0) else {
        return false;
    };
    let opens = |token: Option<&tokens::Token>| token.is_some_and(|t| t.is("[") || t.is("{"));
    match first.kind {
        Kind::Open if first.is("(") => tuple(tokens) || factor(tokens),
        Kind::Open => true,
        Kind::Text => at(1).is_some_and(|t| t.is(":")),
        Kind::Mark if first.is("<") || first.is("<<") => true,
        Kind::Number => factor(tokens),
        Kind::Word => {
            let mark = tokens
                .iter()
                .take(24)
                .position(|t| t.is("=") || t.is(":=") || t.is("<-") || t.is("←"));
            let line_is_one = |mark: usize| {
                tokens[..mark]
                    .iter()
                    .all(|t| !matches!(t.kind, Kind::Other))
            };
            let behind_colon = at(1).is_some_and(|t| t.is(":")) && call_of_matrix(&tokens[2..]);
            mark.is_some_and(line_is_one)
                || call_of_matrix(tokens)
                || behind_colon
                || factor(tokens)
                || {
                    let words = tokens
                        .iter()
                        .take_while(|t| t.kind == Kind::Word || t.is(":") || t.is("!") || t.is("."))
                        .count();
                    opens(at(words))
                        || words > 2 && super::around::is_import(tokens.iter().map(|t| t.text))
                }
        }
        _ => false,
    }
}

/// A number in front of a matrix: `2 * [`, `1/2 [`, `(1/3)*[`, `sqrt(2) * np.array(`.
fn factor(tokens: &[&tokens::Token]) -> bool {
    let belongs = |t: &&&tokens::Token| {
        matches!(t.kind, Kind::Number | Kind::Word)
            || matches!(t.text, "*" | ".*" | "/" | "(" | ")" | "-" | "+" | "." | "√")
    };
    // Up to the first bracket, or the first call of a matrix behind a sign of times.
    let length = tokens.iter().take(32).take_while(belongs).count();
    let opens = tokens.get(length).is_some_and(|t| t.is("[") || t.is("{"));
    let numbers = tokens[..length]
        .iter()
        .all(|t| t.kind != Kind::Word || functions::is_of_numbers(t.text));
    let times = |at: &usize| tokens[*at].is("*") || tokens[*at].is(".*");
    let called = (0..length)
        .filter(times)
        .any(|at| call_of_matrix(&tokens[at + 1..]));
    (opens && numbers) || called
}

/// A call that is no number's: `np.array(`, `c(`.
fn call_of_matrix(tokens: &[&tokens::Token]) -> bool {
    let words = tokens
        .iter()
        .take_while(|t| t.kind == Kind::Word || t.is(".") || t.is("::") || t.is(":-") || t.is("!"))
        .count();
    let (Some(name), Some(open)) = (
        words.checked_sub(1).and_then(|at| tokens.get(at)),
        tokens.get(words),
    ) else {
        return false;
    };
    let scalar = functions::is_of_numbers(name.text) && words == 1;
    let glued = !open.gap && (open.is("(") || open.is("[") || open.is("{"));
    glued && (!scalar || open.is("["))
}

/// `((1, 2), (3, 4))`, `(1, 2, 3)`, `([1, 2])`: not `(1+√5)/2`.
fn tuple(tokens: &[&tokens::Token]) -> bool {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Open if depth > 0 && !token.is("(") => return true,
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Mark if token.is(",") && depth > 0 => return true,
            Kind::Word if depth == 1 && at == 1 && call_of_matrix(&tokens[1..]) => return true,
            _ => {}
        }
        if depth == 0 {
            return false;
        }
    }
    false
}

/// `x [mm],y [mm]` above rows of numbers: brackets with words in them, and the numbers outside.
fn is_heading(text: &str) -> bool {
    if text.trim_start().starts_with('<') || text.contains("<<") {
        return false;
    }
    let (mut depth, mut inside, mut outside) = (0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        match c {
            '[' | '{' | '(' => depth += 1,
            ']' | '}' | ')' => depth = depth.saturating_sub(1),
            '0'..='9' if depth == 0 => outside += 1,
            '0'..='9' => inside += 1,
            _ => {}
        }
    }
    inside == 0 && outside > 0
}
