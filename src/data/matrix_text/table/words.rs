//! A last column of words: the classes of points, or a question.

use super::super::explained::{Explained, Found, Outcome};
use super::super::refusal;
use super::field::{self, Kind};
use super::{Purpose, Table, column};
use crate::data::Error;

/// More classes than the colours of any figure, and than a byte holds.
const MOST_CLASSES: usize = 255;

/// Several rows share a word, or there are few rows.
pub fn are_classes(words: &[String]) -> bool {
    let mut names = words.to_vec();
    names.sort_unstable();
    names.dedup();
    names.len() < words.len()
}

/// Keeps a column of words as the classes of the rows.
pub fn keep(table: &mut Table, words: Vec<String>, which: &str) {
    let mut names = words.clone();
    names.sort_unstable();
    names.dedup();
    table.notes.push(format!(
        "The {which} column holds words and was taken for the class: {} of them.",
        names.len()
    ));
    table.classes = Some(words);
}

/// Whether the last column is one of words; `true` and `false` count where points are read.
fn ends_in_words(table: &Table, purpose: Purpose) -> bool {
    let width = table.rows.first().map_or(0, Vec::len);
    let truth = |row: &Vec<String>| {
        row.last().is_some_and(|f| {
            matches!(
                f.as_str(),
                "True" | "False" | "TRUE" | "FALSE" | "true" | "false"
            )
        })
    };
    let is_truths = purpose == Purpose::Points && width > 1 && table.rows.iter().all(truth);
    width > 1 && (is_truths || column(table, width - 1).all(|kind| kind == Kind::Word))
}

/// Where points are read, takes a last column of words for the class.
/// # Errors
/// More classes than can be told apart.
pub fn take(table: &mut Table, purpose: Purpose) -> Result<(), Error> {
    if purpose != Purpose::Points || table.classes.is_some() || !ends_in_words(table, purpose) {
        return Ok(());
    }
    let words = table.rows.iter_mut().filter_map(Vec::pop);
    let words: Vec<String> = words
        .map(|word| field::unquoted(&word).to_owned())
        .collect();
    let mut names = words.clone();
    names.sort_unstable();
    names.dedup();
    if names.len() > MOST_CLASSES {
        return Err(refusal::because(format!(
            "The last column holds {} different words, too many for classes. Leave the column out.",
            names.len()
        )));
    }
    keep(table, words, "last");
    Ok(())
}

/// Elsewhere such a column is left out only if the reader of the page says so.
pub fn question(table: &Table) -> Option<Outcome> {
    if table.formula || table.classes.is_some() || !ends_in_words(table, Purpose::Matrix) {
        return None;
    }
    let width = table.rows.first().map_or(0, Vec::len);
    let word = table
        .rows
        .first()
        .and_then(|row| row.last())
        .map_or("", |w| w.as_str());
    let why = format!(
        "Column {width} holds words such as “{}”, not numbers. Choose to leave it out, or paste the numbers alone.",
        refusal::printable(word)
    );
    let mut without = table.clone();
    without.rows.iter_mut().for_each(|row| drop(row.pop()));
    without
        .notes
        .push(format!("Column {width} holds words and was left out."));
    Some(super::settle(without).map(|explained| match explained {
        Explained::One(found) => Explained::Ask(why, vec![(label(width, &found), found)]),
        asked => asked,
    }))
}

fn label(width: usize, found: &Found) -> String {
    let cols = found.rows.first().map_or(0, Vec::len);
    format!(
        "Leave out column {width} and take {} × {cols}",
        found.rows.len()
    )
}
