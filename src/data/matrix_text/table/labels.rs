//! A first column of names, and an index that a heading names.

use super::field::{self, Kind};
use super::{Purpose, Table, column};
use crate::data::Error;
use crate::data::entry::shorten;

/// Takes a first column of labels off, and says so: each row begins with a word and holds numbers behind it.
pub fn take(table: &mut Table, purpose: Purpose) {
    let width = table.rows.first().map_or(0, Vec::len);
    let words = column(table, 0).all(|kind| kind == Kind::Word);
    if table.formula || width < 2 || !words || table.rows.iter().any(|row| row.len() < 2) {
        return;
    }
    let labels: Vec<String> = table.rows.iter_mut().map(|row| row.remove(0)).collect();
    let labels: Vec<String> = labels
        .iter()
        .map(|label| field::unquoted(label).to_owned())
        .collect();
    if purpose == Purpose::Points && super::words::are_classes(&labels) {
        super::words::keep(table, labels, "first");
        return;
    }
    table.notes.push(format!(
        "The first column holds names, not numbers, and was left out: {}.",
        shorten(&labels.join(", "))
    ));
}

type Answers = (String, Vec<(String, Table)>);

/// A heading such as `id` or `index` above a column that counts: an index, or data?
pub fn named_index(table: &Table) -> Option<Result<Answers, Error>> {
    let name = field::unquoted(table.names.first()?).to_owned();
    let index = ["id", "index", "idx", "no", "nr", "row", "obs", "#", "x1"];
    let width = table.rows.first().map_or(0, Vec::len);
    let counts = |from: usize| {
        let first = table
            .rows
            .iter()
            .map(|row| row.first().map_or("", |f| field::unquoted(f)));
        first
            .enumerate()
            .all(|(i, text)| text == (from + i).to_string())
    };
    let named = index.iter().any(|known| name.eq_ignore_ascii_case(known));
    if table.names.len() != width
        || width < 2
        || table.rows.len() < 2
        || !named
        || !(counts(0) || counts(1))
    {
        return None;
    }
    // Answered, it is not asked again.
    let answered = || Table {
        names: Vec::new(),
        ..table.clone()
    };
    let mut without = answered();
    without.rows.iter_mut().for_each(|row| drop(row.remove(0)));
    without
        .notes
        .push(format!("The column “{name}” was left out."));
    let mut with = answered();
    with.notes
        .push(format!("The column “{name}” was taken for data."));
    let why = format!(
        "The column “{name}” counts the rows. Is it an index or data? Choose one, or leave the column out."
    );
    Some(Ok((
        why,
        vec![
            (format!("Leave out “{name}”, an index"), without),
            (format!("Take “{name}” for data"), with),
        ],
    )))
}
