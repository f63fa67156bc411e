//! Lines above the numbers that hold names.

use super::super::refusal;
use super::Table;
use super::field::{self, Kind};
use crate::data::Error;
use crate::data::entry::shorten;

/// Takes lines of names off the top, and says so. A line with a number in it is not one of them.
pub fn take(table: &mut Table) -> Result<(), Error> {
    if table.formula {
        return Ok(());
    }
    let mut taken = 0;
    while table.rows.len() > 1 && is_names(&table.rows[0], taken > 0) {
        let row = table.rows.remove(0);
        if taken == 0 && hidden_index(&row, table) {
            // The names are kept for what follows.
            table.rows.iter_mut().for_each(|r| drop(r.remove(0)));
            table
                .notes
                .push("The first column is an index and was left out.".into());
        }
        note(table, &row);
        if taken == 0 {
            table.names = row;
        }
        table.above += 1;
        taken += 1;
    }
    if table.rows.len() == 1
        && taken == 0
        && is_names(&table.rows[0], false)
        && table.rows[0].len() > 1
    {
        return Err(refusal::because(format!(
            "There are names here (“{}”) and no numbers below them. Give at least one row of numbers.",
            shorten(&table.rows[0].join(", "))
        )));
    }
    numbers_above(table);
    Ok(())
}

fn note(table: &mut Table, row: &[String]) {
    let names: Vec<&str> = row
        .iter()
        .map(|name| field::unquoted(name))
        .filter(|name| !name.is_empty())
        .collect();
    table.notes.push(format!(
        "The first row holds names, not numbers, and was left out: {}.",
        shorten(&names.join(", "))
    ));
}

/// At least one name, and nothing but names, units and empty fields.
fn is_names(row: &[String], below_names: bool) -> bool {
    let kinds: Vec<Kind> = row.iter().map(|field| field::kind(field)).collect();
    let is_unit = |field: &str| {
        field.starts_with(['(', '[', '%', '°', '/']) && !field.chars().any(|c| c.is_ascii_digit())
    };
    let name = |(field, kind): (&String, &Kind)| match kind {
        Kind::Word => !is_part_of_number(field),
        Kind::Empty => true,
        Kind::Odd => is_unit(field),
        _ => false,
    };
    let some = kinds.contains(&Kind::Word) || (below_names && kinds.contains(&Kind::Odd));
    some && row.iter().zip(&kinds).all(name)
}

/// `e5`, `i` beside numbers is not looked for: a name may be a letter. `x1F` is.
fn is_part_of_number(field: &str) -> bool {
    field.starts_with("0x")
}

/// The heading's first field is empty, or it is one field shorter than the rows: the first column is an index.
fn hidden_index(names: &[String], table: &Table) -> bool {
    let Some(width) = table.rows.first().map(Vec::len) else {
        return false;
    };
    if width < 2 || table.rows.iter().any(|row| row.len() != width) {
        return false;
    }
    let empty_corner =
        names.len() == width && names[0].is_empty() && names.iter().skip(1).all(|n| !n.is_empty());
    let unnamed = names.len() == width && names[0].starts_with("Unnamed: 0");
    empty_corner || unnamed || (names.len() + 1 == width && !names.is_empty() && is_index(table))
}

/// A column of whole numbers in order, or of labels.
fn is_index(table: &Table) -> bool {
    let first: Vec<&str> = table
        .rows
        .iter()
        .map(|row| field::unquoted(&row[0]))
        .collect();
    let counts = |from: usize| {
        first
            .iter()
            .enumerate()
            .all(|(i, text)| *text == (from + i).to_string())
    };
    counts(0) || counts(1) || first.iter().all(|text| field::kind(text) == Kind::Word)
}

/// pandas names columns 0, 1, … and rows likewise: a first line one field short, or with an empty corner, that counts.
fn numbers_above(table: &mut Table) {
    let Some(names) = table.rows.first() else {
        return;
    };
    let width = table.rows.get(1).map_or(0, Vec::len);
    let corner = names.first().is_some_and(String::is_empty);
    let names: Vec<&str> = names
        .iter()
        .skip(usize::from(corner))
        .map(|n| field::unquoted(n))
        .collect();
    let counts = |from: usize| {
        names
            .iter()
            .enumerate()
            .all(|(i, name)| *name == (from + i).to_string())
    };
    let short = !names.is_empty() && names.len() + 1 == width;
    let whole = |name: &&str| name.parse::<u32>().is_ok();
    let above = counts(0) || counts(1) || (corner && names.iter().all(whole));
    if !short || !above || table.rows.iter().skip(1).any(|row| row.len() != width) {
        return;
    }
    let row = table.rows.remove(0);
    if !(is_index(table) || corner) {
        table.rows.insert(0, row);
        return;
    }
    table.rows.iter_mut().for_each(|row| drop(row.remove(0)));
    table.above += 1;
    table
        .notes
        .push("The first row and the first column are an index and were left out.".into());
}
