//! What separates the entries, and what a comma is: the ways a table can be read.

use super::Plan;
use super::fields::{Separator, blanks};
use super::lines::{Line, Lines};
use crate::data::characters::NO_BREAK;
use crate::data::entry::parse_entry;
use crate::data::numeral::{Style, respell};

/// One plan where the text is clear, several where it has to be asked.
pub fn plans(lines: &Lines) -> Vec<Plan> {
    let any = |mark: char| lines.rows.iter().any(|line| line.text.contains(mark));
    let body = || lines.rows.iter().skip(lines.heading);
    if let Some(mark) = lines.separator {
        return vec![Plan::new(Separator::Mark(mark))];
    }
    if any('\t') {
        return vec![Plan::new(Separator::Mark('\t'))];
    }
    if any(';') {
        return with_semicolons(lines);
    }
    let quoted = any('"');
    if any('|') && body().all(|line| line.text.contains('|')) {
        return vec![Plan::new(Separator::Mark('|'))];
    }
    if !any(',') {
        return with_blanks(lines);
    }
    if quoted || !lines.rows.iter().any(|line| commas_are_decimal(&line.text)) {
        return with_commas(lines, quoted);
    }
    with_blanks(lines)
}

/// `1,5 2,5`: between two commas stand two numbers with a blank between them, so the blank separates.
fn commas_are_decimal(line: &str) -> bool {
    !line.contains('"')
        && line.split(',').any(|field| {
            let pieces = blanks(field, false);
            pieces.len() > 1 && pieces.iter().all(|piece| parse_entry(piece).is_ok())
        })
}

/// A `;` ends a row on a single line, and at the ends of lines; otherwise it separates.
fn with_semicolons(lines: &Lines) -> Vec<Plan> {
    let ends_rows = Plan {
        rows_at_semicolons: true,
        label: "Rows end at “;”, commas separate".into(),
        ..Plan::new(Separator::Blanks)
    };
    let single = lines.rows.len() == 1;
    if !single && !lines.rows.iter().all(|line| ends_in_semicolon(&line.text)) {
        return vec![Plan::new(Separator::Mark(';'))];
    }
    let pieces: Vec<&str> = lines
        .rows
        .iter()
        .flat_map(|line| line.text.split(';'))
        .filter(|piece| !piece.trim().is_empty())
        .collect();
    let has_comma = pieces.iter().any(|piece| piece.contains(','));
    let decimal_blanks = pieces.iter().any(|piece| commas_are_decimal(piece));
    if !has_comma || decimal_blanks {
        return vec![ends_rows];
    }
    let own = Plan {
        separator: Separator::Mark(','),
        ..ends_rows
    };
    if !single || pieces.len() < 2 {
        return vec![own];
    }
    let one_row = Plan {
        style: Some(Style::Comma),
        label: "One row with decimal commas".into(),
        ..Plan::new(Separator::Mark(';'))
    };
    let width = |piece: &&str| piece.split(',').count();
    let even = pieces.iter().all(|piece| width(piece) == width(&pieces[0]));
    let decimals: Option<Vec<&str>> = pieces.iter().map(|piece| decimals(piece)).collect();
    let fits = |piece: &&str| {
        respell(piece.trim(), Style::Comma).is_some_and(|s| parse_entry(&s.text).is_ok())
    };
    match decimals {
        Some(behind) if even && look_decimal(&behind) => vec![own, one_row],
        _ if !even && pieces.iter().all(fits) => vec![one_row],
        _ => vec![own],
    }
}

fn ends_in_semicolon(line: &str) -> bool {
    match line.trim_end().split_once(';') {
        None => true,
        Some((row, rest)) => rest.is_empty() && row.contains([',', '\t', ' ']),
    }
}

/// The digits behind the comma, where a text is digits, one comma and digits.
fn decimals(text: &str) -> Option<&str> {
    let (whole, behind) = text.trim().split_once(',')?;
    let whole = whole.strip_prefix(['-', '+']).unwrap_or(whole);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (digits(whole) && digits(behind)).then_some(behind)
}

/// Two digits or more behind every comma, or a 5 at every end: prices and halves rather than whole numbers.
fn look_decimal(behind: &[&str]) -> bool {
    behind.iter().all(|digits| digits.len() > 1)
        || behind.iter().all(|digits| digits.ends_with('5'))
}

fn with_commas(lines: &Lines, quoted: bool) -> Vec<Plan> {
    let columns = Plan {
        label: "Commas separate".into(),
        ..Plan::new(Separator::Mark(','))
    };
    let body: Vec<&Line> = lines.rows.iter().skip(lines.heading).collect();
    if quoted {
        return vec![columns];
    }
    let named = lines.rows.iter().take(lines.heading);
    let (mut named_columns, mut title) = (false, false);
    for line in named {
        named_columns |= line.text.contains(',');
        title |= !line.text.contains(',');
    }
    let behind: Option<Vec<&str>> = body.iter().map(|line| decimals(&line.text)).collect();
    if let Some(behind) = behind
        && !named_columns
    {
        return one_comma_each(columns, &behind, title);
    }
    if named_columns {
        return vec![columns];
    }
    let grouped = |line: &&Line| {
        let spelled = respell(line.text.trim(), Style::Point);
        spelled.is_some_and(|spelled| spelled.grouped && parse_entry(&spelled.text).is_ok())
    };
    if body.iter().all(grouped) {
        return vec![
            columns,
            column_of(Style::Point, "One column, commas group thousands"),
        ];
    }
    // `1,5, 2,25`: some commas with a blank behind, some without.
    let both = |line: &&Line| {
        let spaced = line.text.matches(", ").count();
        spaced > 0 && line.text.matches(',').count() > spaced
    };
    if body.iter().any(both) {
        let decimal = Plan {
            style: Some(Style::Comma),
            label: "Decimal commas, a comma with a blank separates".into(),
            ..Plan::new(Separator::CommaBlank)
        };
        return vec![columns, decimal];
    }
    vec![columns]
}

/// Lines of digits, one comma and digits.
fn one_comma_each(columns: Plan, behind: &[&str], title: bool) -> Vec<Plan> {
    let decimal = column_of(Style::Comma, "One column with decimal commas");
    let thousands = column_of(Style::Point, "One column, commas group thousands");
    let groups = behind.iter().all(|digits| digits.len() == 3);
    if title {
        return match groups {
            true => vec![decimal, thousands],
            false => vec![decimal],
        };
    }
    match behind.iter().all(|digits| digits.len() > 1) {
        true if groups => vec![columns, decimal, thousands],
        true => vec![columns, decimal],
        false => vec![Plan {
            note: Some(
                "Commas were taken to separate columns; write decimal points for decimals.".into(),
            ),
            ..columns
        }],
    }
}

fn column_of(style: Style, label: &str) -> Plan {
    Plan {
        style: Some(style),
        label: label.into(),
        ..Plan::new(Separator::Blanks)
    }
}

/// Blanks separate; those that cannot break may group thousands instead.
fn with_blanks(lines: &Lines) -> Vec<Plan> {
    let blanks = Plan {
        label: "Every blank separates".into(),
        ..Plan::new(Separator::Blanks)
    };
    let grouping = |line: &Line| {
        line.text.match_indices(NO_BREAK).all(|(at, mark)| {
            let behind = &line.text[at + mark.len()..];
            let three = behind.bytes().take_while(u8::is_ascii_digit).count() == 3;
            three && line.text[..at].ends_with(|c: char| c.is_ascii_digit())
        })
    };
    let some = lines.rows.iter().any(|line| line.text.contains(NO_BREAK));
    if !some || !lines.rows.iter().all(grouping) {
        return vec![blanks];
    }
    let grouped = Plan {
        label: "Blanks that cannot break group thousands".into(),
        ..Plan::new(Separator::OtherBlanks)
    };
    vec![blanks, grouped]
}
