//! Tables of fields: what is a heading, what a label, what a number, and what is missing.
//!
//! Spreadsheets, CSV, Markdown, HTML, LaTeX and printed tables all come here once their fields are apart.

pub(super) mod field;
mod headings;
mod labels;
pub(super) mod missing;
mod words;

use self::field::Kind;
use super::super::numeral::{Style, is_ambiguous, respell};
use super::explained::{Explained, Found, Outcome, Rows};
use super::refusal;
use crate::data::Error;
use crate::data::entry::{EntryError, shorten};

/// What the matrix is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::data) enum Purpose {
    Matrix,
    /// Points in rows: a column of words says which class each belongs to.
    Points,
}

/// Fields in lines, each without blanks around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    pub rows: Rows,
    pub notes: Vec<String>,
    /// Lines above the first row that were left out already.
    pub above: usize,
    /// Commas are settled as decimal, or points are.
    pub style: Option<Style>,
    pub classes: Option<Vec<String>>,
    /// The first line of names that was taken off.
    pub names: Vec<String>,
    /// A matrix of a formula, which has no labels.
    pub formula: bool,
}

/// The matrix of a table, or a question about it.
pub(super) fn read(mut table: Table, purpose: Purpose) -> Outcome {
    if let Some(field) = field::shortened(&table.rows) {
        return Err(refusal::shortened(&field));
    }
    drop_empty(&mut table);
    if table.rows.is_empty() {
        return Err(Error::Empty);
    }
    headings::take(&mut table)?;
    labels::take(&mut table, purpose);
    if let Some(question) = labels::named_index(&table) {
        return question.and_then(|answers| asked(answers, purpose));
    }
    if let Some(error) = ragged(&table) {
        return Err(error);
    }
    words::take(&mut table, purpose)?;
    if let Some(question) = words::question(&table) {
        return question;
    }
    settle(table)
}

fn asked((why, answers): (String, Vec<(String, Table)>), purpose: Purpose) -> Outcome {
    let mut found = Vec::new();
    for (label, table) in answers {
        if let Explained::One(one) = read(table, purpose)? {
            found.push((label, one));
        }
    }
    Ok(Explained::Ask(why, found))
}

/// Rows and columns at the edges that hold nothing, as spreadsheets add them.
fn drop_empty(table: &mut Table) {
    let before = table.rows.len();
    let is_empty = |row: &Vec<String>| row.iter().all(String::is_empty);
    let leading = table.rows.iter().take_while(|row| is_empty(row)).count();
    let trailing = table
        .rows
        .iter()
        .rev()
        .take_while(|row| is_empty(row))
        .count();
    table.rows.retain(|row| !is_empty(row));
    table.above += leading;
    let said = table
        .notes
        .iter()
        .any(|note| note == super::noise::BLANK_LINES);
    if before > table.rows.len() + leading + trailing && !said {
        table.notes.push(super::noise::BLANK_LINES.into());
    }
    let ends_empty = |row: &Vec<String>| row.len() > 1 && row.last().is_some_and(String::is_empty);
    while !table.rows.is_empty() && table.rows.iter().all(ends_empty) {
        table.rows.iter_mut().for_each(|row| drop(row.pop()));
    }
    let leading = |row: &Vec<String>| {
        let empty = row.iter().take_while(|field| field.is_empty()).count();
        empty.min(row.len().saturating_sub(1))
    };
    let empty = table.rows.iter().map(leading).min().unwrap_or(0);
    for row in table.rows.iter_mut().filter(|_| empty > 0) {
        row.drain(..empty);
    }
}

fn ragged(table: &Table) -> Option<Error> {
    let expected = table.rows.first()?.len();
    let at = table.rows.iter().position(|row| row.len() != expected)?;
    Some(Error::Ragged {
        row: at + 1 + table.above,
        found: table.rows[at].len(),
        expected,
    })
}

/// Settles decimal points and commas for the whole table, then spells each entry as an entry.
fn settle(table: Table) -> Outcome {
    if let Some(style) = table.style {
        return in_style(table, style);
    }
    let fits = |style: Style| {
        let all = table.rows.iter().flatten();
        all.clone().all(|field| respell(field, style).is_some())
    };
    let has_comma = table.rows.iter().flatten().any(|field| field.contains(','));
    let (point, comma) = match has_comma {
        false => (fits(Style::Point), false),
        true => (fits(Style::Point), fits(Style::Comma)),
    };
    match (point, comma) {
        (true, true) => both(table),
        (true, false) => in_style(table, Style::Point),
        (false, true) => in_style(table, Style::Comma),
        // Points that group thousands, and no comma that would say so.
        (false, false) if !has_comma && fits(Style::Comma) => in_style(table, Style::Comma),
        (false, false) => Err(unsettled(&table)),
    }
}

fn both(table: Table) -> Outcome {
    let Some(odd) = table
        .rows
        .iter()
        .flatten()
        .find(|field| is_ambiguous(field))
    else {
        return in_style(table, Style::Point);
    };
    let odd = odd.clone();
    let why = format!(
        "“{}” can be read in two ways: its comma groups thousands, or it is a decimal comma. Choose one, or write it without the comma.",
        shorten(&odd)
    );
    let mut answers = Vec::new();
    for (style, what) in [(Style::Point, "thousands"), (Style::Comma, "decimals")] {
        let value = respell(&odd, style)
            .map(|spelled| spelled.text)
            .unwrap_or_default();
        let label = format!("Commas are {what}: “{}” is {value}", shorten(&odd));
        match in_style(table.clone(), style)? {
            Explained::One(found) => answers.push((label, found)),
            Explained::Ask(..) => return in_style(table, style),
        }
    }
    Ok(Explained::Ask(why, answers))
}

fn in_style(table: Table, style: Style) -> Outcome {
    let (mut grouped, mut comma) = (None, false);
    let mut rows = Rows::with_capacity(table.rows.len());
    for row in &table.rows {
        let mut spelled_row = Vec::with_capacity(row.len());
        for field in row {
            let Some(spelled) = respell(field, style) else {
                return Err(unsettled(&table));
            };
            if spelled.grouped && grouped.is_none() {
                grouped = Some(format!(
                    "“{}” was read as {}.",
                    shorten(field),
                    shorten(&spelled.text)
                ));
            }
            comma |= spelled.decimal_comma;
            spelled_row.push(spelled.text);
        }
        rows.push(spelled_row);
    }
    let mut notes = table.notes;
    if comma {
        notes.push("Commas were read as decimal commas.".into());
    }
    notes.extend(grouped);
    let mixed = field::mixed_numbers(&mut rows);
    notes.extend(mixed);
    notes.extend(field::percents(&table.rows));
    notes.extend(field::truths(&mut rows));
    let found = Found {
        rows,
        notes,
        above: table.above,
        classes: table.classes,
    };
    if let Some(sentence) = accounting(&found.rows, table.formula) {
        return Ok(sentence.ask(found));
    }
    missing::ask(found)
}

/// A spreadsheet writes a negative amount in parentheses.
struct Accounting(String);

fn accounting(rows: &Rows, formula: bool) -> Option<Accounting> {
    let amounts = rows
        .iter()
        .flatten()
        .filter(|field| field::is_accounting(field));
    let plain = |field: &&String| !field.contains('(') || field::is_accounting(field);
    let first = amounts
        .clone()
        .next()
        .filter(|_| !formula && rows.iter().flatten().all(|f| plain(&f)))?;
    Some(Accounting(first.clone()))
}

impl Accounting {
    fn ask(self, found: Found) -> Explained {
        let field = shorten(&self.0);
        let inner = self.0.trim_matches(['(', ')']).to_owned();
        let with = |sign: &str| {
            let each = |entry: &String| match field::is_accounting(entry) {
                true => format!("{sign}{}", entry.trim_matches(['(', ')'])),
                false => entry.clone(),
            };
            let rows = found.rows.iter().map(|row| row.iter().map(each).collect());
            Found {
                rows: rows.collect(),
                ..found.clone()
            }
        };
        Explained::Ask(
            format!(
                "“{field}” can be read in two ways. Choose one, or write it without parentheses."
            ),
            vec![
                (
                    format!("“{field}” is −{inner}, as in accounting"),
                    with("-"),
                ),
                (format!("“{field}” is {inner}"), with("")),
            ],
        )
    }
}

/// Points and commas that contradict each other.
fn unsettled(table: &Table) -> Error {
    let fits = |field: &String, style: Style| respell(field, style).is_some();
    let never = |field: &String| !fits(field, Style::Point) && !fits(field, Style::Comma);
    let find = |odd: &dyn Fn(&String) -> bool| {
        let row = table.rows.iter().position(|row| row.iter().any(odd))?;
        Some((row, table.rows[row].iter().position(odd)?))
    };
    let place = find(&never)
        .or_else(|| find(&|field| !fits(field, Style::Point)))
        .unwrap_or_default();
    let field = &table.rows[place.0][place.1];
    if never(field) {
        return Error::Entry {
            row: place.0 + 1 + table.above,
            column: place.1 + 1,
            source: EntryError::unreadable(field),
        };
    }
    refusal::because(format!(
        "Row {}, column {}: “{}” does not go with the other numbers: decimal points and commas are mixed, or its groups are not of three digits. Write all numbers one way.",
        place.0 + 1 + table.above,
        place.1 + 1,
        shorten(field)
    ))
}

/// The kinds of the fields of a column.
fn column(table: &Table, at: usize) -> impl Iterator<Item = Kind> {
    table
        .rows
        .iter()
        .map(move |row| row.get(at).map_or(Kind::Empty, |field| field::kind(field)))
}
