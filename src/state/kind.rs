//! What values a key has: numbers in a range, one of several names, a switch, or a text with a form of its own.

use std::ops::RangeInclusive;

use super::field::Field;
use super::limits::{Limits, Numbers};

/// What values a key has.
pub enum Kind<S: 'static> {
    Number(Field<S, f64>, Range<S>),
    /// One of several, by its index among the names.
    Choice(Field<S, usize>, Names),
    Switch(Field<S, bool>),
    Text(Text<S>),
}

/// A value with a form of its own.
pub struct Text<S: 'static> {
    /// What may stand there, in words.
    pub(super) range: &'static str,
    pub(super) get: fn(&S) -> Option<String>,
    /// The error completes the sentence "… could not be used: …"; the state then stays as it was.
    pub(super) set: fn(&mut S, &str) -> Result<(), String>,
}

/// A number that the rest of the state decides.
type Count<S> = fn(&S) -> usize;

/// Which numbers.
pub struct Range<S: 'static> {
    pub(super) limits: Limits,
    /// The ends, where they depend on the rest of the state. They lie within `limits`.
    ends: [Option<Count<S>>; 2],
    /// What is in effect where the state leaves it open.
    pub(super) otherwise: Option<Count<S>>,
}

/// The names of a choice, as in links.
#[derive(Clone, Copy)]
pub struct Names {
    list: NameList,
    /// Why the reader's own cannot be opened, where that is one of the things to choose.
    own: Option<&'static str>,
}

#[derive(Clone, Copy)]
enum NameList {
    Fixed(&'static [&'static str]),
    Made(fn() -> Vec<String>),
}

/// How a link says that the reader brought something that is not in it.
const OWN: &str = "own";

/// A whole number.
pub const fn whole<S>(field: Field<S, f64>, range: RangeInclusive<u64>) -> Kind<S> {
    multiples(1, field, range)
}

/// A whole multiple of `unit`.
pub const fn multiples<S>(unit: u32, field: Field<S, f64>, range: RangeInclusive<u64>) -> Kind<S> {
    let ends = (*range.start() as f64, *range.end() as f64);
    numbers(Numbers::Multiples(unit), field, ends)
}

/// A number.
pub const fn number<S>(field: Field<S, f64>, range: RangeInclusive<f64>) -> Kind<S> {
    numbers(Numbers::Any, field, (*range.start(), *range.end()))
}

/// A number above 0.
pub const fn positive<S>(field: Field<S, f64>, most: f64) -> Kind<S> {
    numbers(Numbers::Above, field, (0.0, most))
}

const fn numbers<S>(numbers: Numbers, field: Field<S, f64>, (least, most): (f64, f64)) -> Kind<S> {
    let limits = Limits {
        numbers,
        ..Limits::between(least, most)
    };
    let range = Range {
        limits,
        ends: [None; 2],
        otherwise: None,
    };
    Kind::Number(field, range)
}

/// One of the names. [`one_of!`] writes it for an enum.
pub const fn choice<S>(field: Field<S, usize>, names: &'static [&'static str]) -> Kind<S> {
    let list = NameList::Fixed(names);
    Kind::Choice(field, Names { list, own: None })
}

/// One of the names in a list that is made when it is needed.
pub const fn choice_of<S>(field: Field<S, usize>, names: fn() -> Vec<String>) -> Kind<S> {
    let list = NameList::Made(names);
    Kind::Choice(field, Names { list, own: None })
}

/// On or off.
pub const fn switch<S>(field: Field<S, bool>) -> Kind<S> {
    Kind::Switch(field)
}

/// What has a form of its own.
pub const fn text<S>(
    range: &'static str,
    get: fn(&S) -> Option<String>,
    set: fn(&mut S, &str) -> Result<(), String>,
) -> Kind<S> {
    Kind::Text(Text { range, get, set })
}

impl<S> Kind<S> {
    /// The lower end depends on the rest of the state and is called `name`.
    pub const fn at_least(self, name: &'static str, end: Count<S>) -> Self {
        self.end(0, name, end)
    }

    /// The upper end depends on the rest of the state and is called `name`.
    pub const fn at_most(self, name: &'static str, end: Count<S>) -> Self {
        self.end(1, name, end)
    }

    const fn end(mut self, which: usize, name: &'static str, end: Count<S>) -> Self {
        if let Self::Number(_, range) = &mut self {
            range.limits.names[which] = Some(name);
            range.ends[which] = Some(end);
        }
        self
    }

    /// What is in effect where the state leaves it open.
    pub const fn otherwise(mut self, value: Count<S>) -> Self {
        if let Self::Number(_, range) = &mut self {
            range.otherwise = Some(value);
        }
        self
    }

    /// The reader may also bring something of their own, which is not in the link: `why` says so.
    pub const fn or_own(mut self, why: &'static str) -> Self {
        if let Self::Choice(_, names) = &mut self {
            names.own = Some(why);
        }
        self
    }
}

impl<S> Range<S> {
    /// The numbers that the present state allows.
    pub(super) fn now(&self, state: &S) -> Limits {
        let mut limits = self.limits;
        if let Some(end) = self.ends[0] {
            limits.least = limits.least.max(end(state) as f64);
        }
        if let Some(end) = self.ends[1] {
            limits.most = limits.most.min(end(state) as f64);
        }
        limits
    }
}

impl Names {
    /// All of them, in their order.
    pub fn list(self) -> Vec<String> {
        match self.list {
            NameList::Fixed(names) => names.iter().map(|name| (*name).to_owned()).collect(),
            NameList::Made(names) => names(),
        }
    }

    pub(super) fn read(self, text: &str) -> Result<usize, String> {
        let names = self.list();
        match (names.iter().position(|name| name == text), self.own) {
            (Some(index), _) => Ok(index),
            (None, Some(why)) if text == OWN => Err(why.to_owned()),
            (None, _) => Err(format!("{} is needed", either(&names))),
        }
    }

    /// `None` is the reader's own.
    pub(super) fn write(self, index: Option<usize>) -> Option<String> {
        match index {
            Some(index) => self.list().into_iter().nth(index),
            None => self.own.map(|_| OWN.to_owned()),
        }
    }
}

/// `a, b or c`.
pub(super) fn either(names: &[String]) -> String {
    match names {
        [names @ .., last] if !names.is_empty() => format!("{} or {last}", names.join(", ")),
        _ => names.concat(),
    }
}

pub(super) fn read_switch(text: &str) -> Result<bool, String> {
    match text {
        "1" | "true" => Ok(true),
        "0" | "false" => Ok(false),
        _ => Err("0 or 1 is needed".to_owned()),
    }
}

/// A choice among values that the field of this name has, each with its name in links, in the `impl` of the state's table.
macro_rules! one_of {
    ($field:ident: $($name:literal = $value:expr),+) => {
        $crate::state::kind::choice(
            $crate::state::field::Field {
                get: |s: &Self| [$($value),+].iter().position(|value| *value == s.$field),
                set: |s: &mut Self, index| {
                    if let Some(value) = [$($value),+].get(index) {
                        s.$field = *value;
                    }
                },
            },
            &[$($name),+],
        )
    };
}
pub(crate) use one_of;
