//! One key of a lab's links: a row that reads a value, writes it, bounds it, labels its control and documents itself.

use super::kind::{Kind, either, read_switch};
use super::limits::{Limits, in_words, written};
use crate::data::number_format::full;

/// A row of a lab's table.
pub struct Key<S: 'static> {
    pub name: &'static str,
    /// What its control is called; empty where the page has no plain control for it.
    pub label: &'static str,
    /// What it means.
    pub words: &'static str,
    pub kind: Kind<S>,
    /// What holds where the key is absent, in words, if that is not a value that the default state has.
    absent: Option<&'static str>,
}

/// A row.
pub const fn key<S>(
    name: &'static str,
    label: &'static str,
    words: &'static str,
    kind: Kind<S>,
) -> Key<S> {
    Key {
        name,
        label,
        words,
        kind,
        absent: None,
    }
}

impl<S> Key<S> {
    /// Says in words what holds where the key is absent.
    pub const fn absent(mut self, words: &'static str) -> Self {
        self.absent = Some(words);
        self
    }

    /// Reads a value into the state.
    /// # Errors
    /// What completes the sentence "… could not be used: …"; the state is then as it was.
    pub fn read(&self, state: &mut S, text: &str) -> Result<(), String> {
        match &self.kind {
            Kind::Number(field, range) => (field.set)(state, range.now(state).read(text)?),
            Kind::Choice(field, names) => (field.set)(state, names.read(text)?),
            Kind::Switch(field) => (field.set)(state, read_switch(text)?),
            Kind::Text(text_of) => return (text_of.set)(state, text),
        }
        Ok(())
    }

    /// What a link says of the state, whatever the default is.
    pub fn value(&self, state: &S) -> Option<String> {
        match &self.kind {
            Kind::Number(field, _) => (field.get)(state).map(full),
            Kind::Choice(field, names) => names.write((field.get)(state)),
            Kind::Switch(field) => (field.get)(state).map(|on| u8::from(on).to_string()),
            Kind::Text(text) => (text.get)(state),
        }
    }

    /// The same, left out where it is what holds without it; `default` is the default state.
    pub fn write(&self, state: &S, default: &S) -> Option<String> {
        let standing = match &self.kind {
            Kind::Number(_, range) if range.otherwise.is_some() => {
                range.otherwise.map(|value| full(value(state) as f64))
            }
            _ => self.value(default),
        };
        self.value(state)
            .filter(|value| Some(value) != standing.as_ref())
    }

    /// The number in effect; none for other kinds, and where only the rest of the page knows it.
    pub fn number(&self, state: &S) -> Option<f64> {
        let Kind::Number(field, range) = &self.kind else {
            return None;
        };
        let otherwise = || range.otherwise.map(|value| value(state) as f64);
        (field.get)(state).or_else(otherwise)
    }

    /// The numbers that the present state allows.
    pub fn limits(&self, state: &S) -> Limits {
        match &self.kind {
            Kind::Number(_, range) => range.now(state),
            _ => Limits::between(0.0, 0.0),
        }
    }

    /// Sets a number that lies within the limits.
    pub fn set_number(&self, state: &mut S, value: f64) {
        if let Kind::Number(field, _) = &self.kind {
            (field.set)(state, value);
        }
    }

    /// The index of what is chosen; off and on are 0 and 1.
    pub fn chosen(&self, state: &S) -> Option<usize> {
        match &self.kind {
            Kind::Choice(field, _) => (field.get)(state),
            Kind::Switch(field) => (field.get)(state).map(usize::from),
            _ => None,
        }
    }

    /// Chooses by the index.
    pub fn choose(&self, state: &mut S, index: usize) {
        match &self.kind {
            Kind::Choice(field, _) => (field.set)(state, index),
            Kind::Switch(field) => (field.set)(state, index == 1),
            _ => {}
        }
    }
}

/// A row as documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyNote {
    pub name: &'static str,
    pub words: &'static str,
    /// Which values there are.
    pub range: String,
    /// What holds without the key.
    pub default: String,
}

impl<S: Default> Key<S> {
    pub fn note(&self) -> KeyNote {
        let default = match self.absent {
            Some(words) => words.to_owned(),
            None => self
                .value(&S::default())
                .unwrap_or_else(|| "none".to_owned()),
        };
        KeyNote {
            name: self.name,
            words: self.words,
            range: self.range(),
            default,
        }
    }

    fn range(&self) -> String {
        match &self.kind {
            Kind::Number(_, range) => {
                let limits = range.limits;
                let end =
                    |name: Option<&str>, value| name.map_or_else(|| written(value), str::to_owned);
                let least = end(limits.names[0], limits.least);
                let most = end(limits.names[1], limits.most);
                in_words(limits.numbers, &least, &most)
            }
            Kind::Choice(_, names) => either(&names.list()),
            Kind::Switch(_) => "0 or 1".to_owned(),
            Kind::Text(text) => text.range.to_owned(),
        }
    }
}

/// The row called `name`, for constants.
pub const fn find<S>(keys: &'static [Key<S>], name: &str) -> &'static Key<S> {
    let mut at = 0;
    // Where there is none this runs over the end, which the compiler reports.
    while !same(keys[at].name.as_bytes(), name.as_bytes()) {
        at += 1;
    }
    &keys[at]
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// A sentence as the end of another: without its capital and its full stop.
pub fn lowered(sentence: &str) -> String {
    let mut letters = sentence.trim_end_matches('.').chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
