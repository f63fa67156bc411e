//! Atoms: numbers, brackets of all kinds with what stands in them, words.

use super::list::{self, Item, Separator};
use super::parser::Parser;
use super::tokens::{Kind, Token};
use super::value::Value;
use super::{angles, calls, names, wrapped};
use crate::data::Error;
use crate::data::entry::{canonical_entry, parse_entry};
use crate::data::matrix_text::terms::Term;
use crate::data::matrix_text::{noise, refusal};

/// More numbers than any matrix here has.
const LONGEST_RANGE: usize = 1 << 16;

impl<'a> Parser<'a> {
    pub fn atom(&mut self, in_list: bool) -> Result<Value, Error> {
        let Some(token) = self.peek() else {
            return Err(self.foreign());
        };
        match token.kind {
            Kind::Number => self.number(),
            Kind::Text => {
                self.at += 1;
                let inner = token.text.get(1..token.text.len() - 1).unwrap_or("");
                Ok(Value::Text(inner.to_owned()))
            }
            Kind::Word => self.deeper(|parser| calls::word(parser, in_list)),
            Kind::Open if token.is("(") => self.deeper(Self::parenthesis),
            Kind::Open => self.deeper(Self::list),
            Kind::Mark if token.is("√") => {
                self.at += 1;
                match self.deeper(|parser| parser.atom(in_list))? {
                    Value::Number(inner) => Ok(Value::Number(inner.root())),
                    _ => Err(self.foreign()),
                }
            }
            Kind::Mark if token.is("<") || token.is("<<") => self.deeper(angles::value),
            _ => Err(self.foreign()),
        }
    }

    fn number(&mut self) -> Result<Value, Error> {
        let from = self.at;
        let first = self.whole_number()?;
        // 1:4 and 1:2:9 are the numbers from one to the other.
        let colon = |token: Option<Token>| token.is_some_and(|t| t.is(":") && !t.gap);
        if !colon(self.peek()) {
            return Ok(Value::Number(first));
        }
        let mut ends = vec![first];
        while colon(self.peek()) && ends.len() < 3 {
            self.at += 1;
            let negative = self.take("-");
            let end = self.whole_number()?;
            ends.push(if negative { end.negative() } else { end });
        }
        let ends: Option<Vec<i64>> = ends.iter().map(|end| end.text().parse().ok()).collect();
        range(ends.as_deref().unwrap_or(&[])).ok_or_else(|| refusal::foreign(self.since(from)))
    }

    fn whole_number(&mut self) -> Result<Term, Error> {
        let token = self.peek().filter(|token| token.kind == Kind::Number);
        let Some(token) = token else {
            return Err(self.foreign());
        };
        self.at += 1;
        let unit = self
            .peek()
            .filter(|next| !next.gap && next.kind == Kind::Word);
        if unit.is_some_and(|unit| matches!(unit.text, "i" | "j" | "J" | "I" | "im")) {
            self.at += 1;
            return Err(refusal::complex(self.since(self.at - 2)));
        }
        Ok(Term::atom(plain_number(token.text)))
    }

    /// What stands in round brackets: a number, a matrix, or a list of them.
    fn parenthesis(&mut self) -> Result<Value, Error> {
        self.at += 1;
        let (mut items, commas) = self.items(")")?;
        if items.len() == 1
            && !commas
            && let Some(item) = items.pop()
        {
            return Ok(match item.value {
                Value::Number(term) => Value::Number(term.in_parentheses()),
                other => other,
            });
        }
        let kinds = |want: fn(&Value) -> bool| items.iter().all(|item| want(&item.value));
        let one_kind =
            kinds(|v| matches!(v, Value::Number(_))) || kinds(|v| matches!(v, Value::Row(_)));
        match one_kind || items.is_empty() {
            true => list::value(items, false, 1),
            false => Ok(Value::Several(
                items.into_iter().map(|item| item.value).collect(),
            )),
        }
    }

    fn list(&mut self) -> Result<Value, Error> {
        let open = self.peek().map_or("[", |token| token.text);
        let start = self.at;
        self.at += 1;
        if let Some(named) = names::dictionary(self, open)? {
            return Ok(named);
        }
        let (mut items, _) = self.items(if open == "{" { "}" } else { "]" })?;
        let inner = open == "[" && self.depth > 1 && self.tokens[..start].iter().any(|t| t.is("["));
        let lines = open == "[" && !inner;
        if lines && wrapped::is_wrapped(self.text, &items) {
            items
                .iter_mut()
                .for_each(|item| item.before = Separator::Along);
            self.notes
                .push("A row that was broken over several lines was put together.".into());
        }
        list::value(items, lines, self.nesting(start))
    }

    /// How deep the brackets are nested from the one at token `start` on.
    fn nesting(&self, start: usize) -> usize {
        let (mut depth, mut deepest) = (0_usize, 0);
        for token in &self.tokens[start..self.at] {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(depth);
        }
        deepest
    }

    /// The elements up to and with the closing bracket, and whether a comma stands between them.
    pub fn items(&mut self, close: &str) -> Result<(Vec<Item<'a>>, bool), Error> {
        let mut items = Vec::new();
        let (mut before, mut commas, mut pending_comma) = (Separator::Along, false, false);
        loop {
            let Some(token) = self.peek() else {
                return Err(self.foreign());
            };
            if token.is(close) {
                self.at += 1;
                return Ok((items, commas));
            }
            if token.kind == Kind::Break {
                self.at += 1;
                if !pending_comma && before == Separator::Along && !items.is_empty() {
                    before = Separator::Line;
                }
            } else if token.is(",") {
                self.at += 1;
                commas = true;
                if pending_comma || items.is_empty() {
                    items.push(self.empty(before));
                }
                (pending_comma, before) = (true, Separator::Along);
            } else if token.is(";") {
                self.at += 1;
                (pending_comma, before) = (false, Separator::Semicolon);
            } else if token.is("|")
                && !items.is_empty()
                && self.after(1).is_some_and(|t| !t.is("|"))
            {
                // The bar of an augmented matrix.
                self.at += 1;
                self.notes.push(noise::BAR.into());
                self.notes.dedup();
            } else {
                let from = self.at;
                let value = self.expression(true)?;
                let text = self.since(from);
                let ends = |next: Token| {
                    next.gap
                        || next.kind == Kind::Break
                        || matches!(next.text, "," | ";" | "|")
                        || next.is(close)
                };
                if self.peek().is_some_and(|next| !ends(next)) {
                    return Err(self.foreign());
                }
                items.push(Item {
                    before,
                    value: as_written(value, text),
                    text,
                });
                (pending_comma, before) = (false, Separator::Along);
            }
        }
    }

    fn empty(&self, before: Separator) -> Item<'a> {
        Item {
            before,
            value: Value::Number(Term::atom("")),
            text: "",
        }
    }
}

/// An entry keeps the spelling it has in the text, where that is one a person may type.
fn as_written(value: Value, text: &str) -> Value {
    let Value::Number(term) = value else {
        return value;
    };
    let read = term.clone().into_text();
    if read == text {
        return Value::Number(term);
    }
    match (canonical_entry(text), parse_entry(&read)) {
        (Ok((kept, value)), Ok(same)) if value == same => Value::Number(Term::atom(kept)),
        _ => Value::Number(term),
    }
}

/// A number's token as an entry has it: without suffix, precision and `_`, with `e` for its exponent.
fn plain_number(text: &str) -> String {
    let text = text.split('`').next().unwrap_or(text).replace('_', "");
    let text = text.replace("*^", "e").replace(['D', 'd'], "e");
    let text = text.strip_suffix("f0").unwrap_or(&text);
    text.trim_end_matches(['f', 'F', 'L', 'l', 'u', 'U', 'e', 'E'])
        .to_owned()
}

fn range(ends: &[i64]) -> Option<Value> {
    let (first, step, last) = match *ends {
        [first, last] => (first, 1, last),
        [first, step, last] => (first, step, last),
        _ => return None,
    };
    let count = last.checked_sub(first)?.checked_div(step)?;
    let count = usize::try_from(count)
        .ok()
        .filter(|count| *count < LONGEST_RANGE)?
        + 1;
    let numbers = (0..count).map(|i| (first + step * i as i64).to_string());
    Some(Value::Row(numbers.collect()))
}
