//! Brackets and boxes drawn with characters: `⎡1 2⎤`, `|1 2|`, `[1 2|5]`, Markdown, `+---+---+`.

use super::super::explained::{Outcome, Rows};
use super::super::noise;
use super::super::refusal;
use super::super::table::{self, Purpose, Table};

/// Pieces of brackets and boxes that stand at the ends of lines.
const PIECES: &str = "⎡⎢⎣⎤⎥⎦⎛⎜⎝⎞⎟⎠⎧⎨⎩⎫⎬⎭⎪┌└┐┘╭╰╮╯╔╚╗╝";
/// Pieces that stand between fields.
const BARS: &str = "|│┃║┆┊╎❘";

fn is_piece(c: char) -> bool {
    PIECES.contains(c)
}

fn is_bar(c: char) -> bool {
    BARS.contains(c)
}

/// A line that draws a border: `|---|:-:|`, `+---+`, `├───┤`.
fn is_border(line: &str) -> bool {
    let drawn = |c: char| {
        c.is_whitespace()
            || is_bar(c)
            || matches!(c, '-' | '+' | '=' | ':' | '\u{2500}'..='\u{257F}')
    };
    let line = line.trim();
    let ruled = line.matches(['-', '=', '─', '═', '━', '╌', '┄']).count();
    (ruled >= 2
        && line.chars().all(drawn)
        && (line.contains("--") || line.contains("==") || !line.is_ascii()))
        || (!line.is_empty()
            && line
                .chars()
                .all(|c| c.is_whitespace() || is_piece(c) || is_bar(c)))
}

pub fn is(text: &str) -> bool {
    if text.contains(is_piece) {
        return true;
    }
    if text.trim_start().starts_with(['<', '{', '('])
        || ["||", "<<", ":="].iter().any(|mark| text.contains(mark))
    {
        return false;
    }
    let lines = || {
        text.split('\n')
            .map(str::trim)
            .filter(|line| !line.is_empty())
    };
    let barred = lines().all(|line| line.contains(is_bar) || is_border(line))
        && lines().any(|line| line.contains(is_bar));
    // `[1 2|5]` on each line, and the empty brackets between printed rows.
    let bracketed = lines()
        .all(|line| line.starts_with('[') && line.ends_with(']') && !line[1..].contains('['));
    barred
        || (bracketed
            && lines().any(|line| line[1..line.len() - 1].trim().is_empty() || line.contains('|'))
            && lines().count() > 1)
}

pub fn read(text: &str, purpose: Purpose) -> Outcome {
    let mut rows = Rows::new();
    let mut bar = false;
    let mut bordered = false;
    let mut above = 0;
    for line in text.split('\n').filter(|line| !line.trim().is_empty()) {
        if is_border(line) {
            bordered = true;
            above += usize::from(rows.is_empty());
            continue;
        }
        let inner = inside(line);
        if inner.trim().is_empty() {
            continue;
        }
        let fields: Vec<&str> = inner.split(is_bar).map(str::trim).collect();
        let words = fields
            .iter()
            .map(|field| field.split_whitespace().count())
            .max()
            .unwrap_or(0);
        let numbers = |field: &&str| {
            field
                .split_whitespace()
                .all(|word| table::field::kind(word) == table::field::Kind::Number)
        };
        if words > 1 && fields.iter().all(numbers) {
            // The bar of an augmented matrix, or those at its ends.
            bar |= fields.len() > 1;
            rows.push(
                inner
                    .split(|c: char| is_bar(c) || c.is_whitespace() || c == ',')
                    .filter(|f| !f.is_empty())
                    .map(str::to_owned)
                    .collect(),
            );
        } else {
            rows.push(fields.into_iter().map(str::to_owned).collect());
        }
    }
    let mut notes = Vec::new();
    if bar {
        notes.push(noise::BAR.into());
    }
    if text.contains(['─', '∕']) && !bordered {
        return Err(refusal::because(
            "The fractions are drawn over several lines. Print the matrix on single lines (in SymPy: print(A)) and paste that.",
        ));
    }
    table::read(
        Table {
            rows,
            notes,
            above,
            ..Table::default()
        },
        purpose,
    )
}

/// The line without the bracket's pieces or the bars at its ends.
fn inside(line: &str) -> &str {
    let line = line.trim();
    let ends = |c: char| is_piece(c) || c.is_whitespace();
    let line = line.trim_matches(ends);
    let line = match line
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(inner) => inner,
        None => line,
    };
    let line = line.trim();
    let line = line.strip_prefix(is_bar).unwrap_or(line);
    line.strip_suffix(is_bar).unwrap_or(line).trim()
}
