//! The inside of a LaTeX matrix: rows end in `\\`, entries in `&`.

use super::super::explained::Rows;
use super::entry::{entry, words};
use super::scan::{Piece, Scan};

/// Lines between the rows, and how many arguments they have.
const RULES: [(&str, usize); 12] = [
    ("hline", 0),
    ("toprule", 0),
    ("midrule", 0),
    ("bottomrule", 0),
    ("hdashline", 0),
    ("addlinespace", 0),
    ("cline", 1),
    ("cmidrule", 1),
    ("noalign", 1),
    ("cdashline", 1),
    ("Xhline", 1),
    ("rowcolor", 1),
];

/// The rows, each entry in the notation of an entry where it is understood, and as it stands otherwise.
pub fn rows(body: &str) -> Rows {
    let mut rows: Rows = vec![Vec::new()];
    let single = !ends_rows(body);
    let mut scan = Scan::new(body);
    let mut start = scan.rest;
    let length = |start: &str, rest: &str| start.len() - rest.len();
    loop {
        let before = scan.rest;
        let piece = scan.next();
        let ends_row = match piece {
            Some(Piece::Command("\\" | "cr" | "newline" | "tabularnewline" | "crcr")) => true,
            // A program took one of the two backslashes away.
            Some(Piece::Command(name)) => {
                single
                    && name.chars().all(|c| {
                        c.is_whitespace() || c.is_ascii_digit() || matches!(c, '-' | '.' | '(')
                    })
            }
            _ => false,
        };
        let ends_field = ends_row || matches!(piece, None | Some(Piece::Char('&')));
        if ends_field {
            let field = &start[..length(start, before)];
            if let Some(row) = rows.last_mut() {
                row.push(field.to_owned());
            }
            if let (true, Some(Piece::Command(name))) = (ends_row, piece)
                && name
                    .chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '('))
                && !name.is_empty()
                && name != "\\"
            {
                scan.rest = &before[1..];
            }
            start = scan.rest;
        }
        if ends_row {
            // `\\*` and `\\[4pt]`
            scan.rest = scan.rest.strip_prefix('*').unwrap_or(scan.rest);
            scan.optional();
            start = scan.rest;
            rows.push(Vec::new());
        }
        if piece.is_none() {
            break;
        }
    }
    let fields = |row: Vec<String>| -> Vec<String> {
        row.iter()
            .map(|field| {
                let field = without_rules(field);
                entry(field).unwrap_or_else(|| words(field))
            })
            .collect()
    };
    let mut rows: Rows = rows.into_iter().map(fields).collect();
    rows.retain(|row| !row.iter().all(String::is_empty));
    rows
}

fn ends_rows(body: &str) -> bool {
    ["\\\\", "\\cr", "\\newline", "\\tabularnewline"]
        .iter()
        .any(|end| body.contains(end))
}

/// The field without the lines drawn above its row.
fn without_rules(field: &str) -> &str {
    let mut scan = Scan::new(field.trim());
    loop {
        scan.skip_blanks();
        let before = scan;
        let Some(Piece::Command(name)) = scan.next() else {
            return before.rest.trim();
        };
        let Some((_, arguments)) = RULES.iter().find(|(rule, _)| *rule == name) else {
            return before.rest.trim();
        };
        scan.optional();
        if let Some(rest) = scan.rest.strip_prefix('(') {
            scan.rest = rest.split_once(')').map_or("", |(_, rest)| rest);
        }
        for _ in 0..*arguments {
            scan.argument();
        }
    }
}
