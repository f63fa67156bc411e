//! The expressions: sums, products, powers, what follows a matrix, and atoms.

use super::super::refusal;
use super::super::scale;
use super::super::terms::Term;
use super::calls;
use super::list::{self, Item, Separator};
use super::tokens::{Kind, Token};
use super::value::Value;
use crate::data::Error;
use crate::data::entry::{canonical_entry, parse_entry};

/// Deeper brackets are no matrix; it also bounds the recursion.
const DEEPEST: usize = 24;
/// More numbers than any matrix here has.
const LONGEST_RANGE: usize = 1 << 16;

pub struct Parser<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token<'a>>,
    pub at: usize,
    /// Sentences about what was left out or done.
    pub notes: Vec<String>,
    depth: usize,
}

impl<'a> Parser<'a> {
    /// Comments are left out, and said.
    pub fn new(text: &'a str, tokens: Vec<Token<'a>>) -> Self {
        let mut notes = Vec::new();
        let comments: Vec<&str> = tokens
            .iter()
            .filter(|token| token.kind == Kind::Comment)
            .map(|token| token.text)
            .collect();
        if let Some(first) = comments.first() {
            notes.push(super::super::noise::comments(first, comments.len()));
        }
        let tokens = tokens
            .into_iter()
            .filter(|token| token.kind != Kind::Comment)
            .collect();
        Self {
            text,
            tokens,
            at: 0,
            notes,
            depth: 0,
        }
    }

    pub fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).copied()
    }

    pub fn after(&self, ahead: usize) -> Option<Token<'a>> {
        self.tokens.get(self.at + ahead).copied()
    }

    pub fn next_is(&self, mark: &str) -> bool {
        self.peek().is_some_and(|token| token.is(mark))
    }

    pub fn take(&mut self, mark: &str) -> bool {
        let is = self.next_is(mark);
        self.at += usize::from(is);
        is
    }

    pub fn skip_breaks(&mut self) {
        while self.peek().is_some_and(|token| token.kind == Kind::Break) {
            self.at += 1;
        }
    }

    /// The text from token `from` up to the present one.
    pub fn since(&self, from: usize) -> &'a str {
        let start = self
            .tokens
            .get(from)
            .map_or(self.text.len(), |token| token.at);
        let end = match self.at {
            0 => start,
            at => self.tokens.get(at - 1).map_or(start, Token::end),
        };
        self.text.get(start..end.max(start)).unwrap_or("")
    }

    /// The text from token `from` to the end of its line.
    pub fn line_from(&self, from: usize) -> &'a str {
        let start = self
            .tokens
            .get(from)
            .map_or(self.text.len(), |token| token.at);
        self.text
            .get(start..)
            .and_then(|rest| rest.split('\n').next())
            .unwrap_or("")
    }

    /// Refuses what stands here, quoted to the end of its line.
    pub fn foreign(&self) -> Error {
        let Some(token) = self.peek() else {
            return match self.opened() {
                Some(bracket) => Error::Unbalanced(bracket),
                None => refusal::because("The text ends in the middle. Paste all of it."),
            };
        };
        let piece = self.text.get(token.at..).unwrap_or("");
        match token.kind {
            Kind::Close => Error::Unbalanced(token.text.chars().next().unwrap_or(']')),
            Kind::Ellipsis => refusal::shortened(token.text),
            _ => refusal::foreign(piece),
        }
    }

    /// The innermost bracket that is open at the end.
    fn opened(&self) -> Option<char> {
        let mut open = Vec::new();
        for token in &self.tokens {
            match token.kind {
                Kind::Open => open.extend(token.text.chars().next()),
                Kind::Close => drop(open.pop()),
                _ => {}
            }
        }
        open.first().copied()
    }

    /// One level deeper, while `read` runs.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        if self.depth == DEEPEST {
            return Err(refusal::too_deep());
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// An expression. Inside a list a blank before a sign and none behind it begins a new element.
    pub fn expression(&mut self, in_list: bool) -> Result<Value, Error> {
        let from = self.at;
        let mut left = self.product(in_list)?;
        while let Some(token) = self.peek() {
            let minus = token.is("-");
            let glued = self.after(1).is_some_and(|next| !next.gap);
            if !(minus || token.is("+")) || (in_list && token.gap && glued) {
                break;
            }
            self.at += 1;
            let right = self.product(in_list)?;
            left = match (left, right) {
                (Value::Number(a), Value::Number(b)) if minus => Value::Number(a.minus(&b)),
                (Value::Number(a), Value::Number(b)) => Value::Number(a.plus(&b)),
                _ => return Err(refusal::not_computed("A sum", self.since(from))),
            };
        }
        Ok(left)
    }

    fn product(&mut self, in_list: bool) -> Result<Value, Error> {
        let from = self.at;
        let mut left = self.signed(in_list)?;
        while let Some(token) = self.peek() {
            let divides = token.is("/") || token.is("./") || token.is("//");
            let times = token.is("*") || token.is(".*") || token.is("·") || token.is("×");
            if divides || times {
                self.at += 1;
                self.skip_breaks();
            } else if !self.multiplies_unsaid(&left, token, in_list) {
                break;
            }
            let right = self.signed(in_list)?;
            left = self.multiplied(left, right, divides, from)?;
        }
        Ok(left)
    }

    /// `2pi`, `2√3`, `3(1+√2)`; and outside lists `2 {{1, 2}}`.
    fn multiplies_unsaid(&self, left: &Value, token: Token, in_list: bool) -> bool {
        if !matches!(left, Value::Number(_)) {
            return false;
        }
        let opens = token.is("(") || (!in_list && (token.is("[") || token.is("{")));
        let after_number = self.at > 0 && self.tokens[self.at - 1].kind == Kind::Number;
        let constant = matches!(token.text, "pi" | "π" | "Pi" | "sqrt") || token.is("√");
        (constant && (!token.gap || !in_list))
            || (opens && (!token.gap || (!in_list && after_number)))
    }

    fn multiplied(
        &mut self,
        left: Value,
        right: Value,
        divides: bool,
        from: usize,
    ) -> Result<Value, Error> {
        Ok(match (left, right) {
            (Value::Number(a), Value::Number(b)) if divides => Value::Number(a.over(&b)),
            (Value::Number(a), Value::Number(b)) => Value::Number(a.times(&b)),
            (Value::Number(factor), matrix) if !divides && matrix.is_matrix() => {
                self.scale(matrix, &factor.into_text())
            }
            (matrix, Value::Number(factor)) if matrix.is_matrix() => {
                let factor = factor.into_text();
                let factor = if divides {
                    scale::inverse_of(&factor)
                } else {
                    factor
                };
                self.scale(matrix, &factor)
            }
            _ => {
                return Err(refusal::not_computed(
                    "A product of matrices",
                    self.since(from),
                ));
            }
        })
    }

    fn scale(&mut self, matrix: Value, factor: &str) -> Value {
        self.notes.push(super::super::noise::scaled(factor));
        matrix.scaled(factor)
    }

    fn signed(&mut self, in_list: bool) -> Result<Value, Error> {
        let mut negative = false;
        while self.next_is("-") || self.next_is("+") {
            negative ^= self.next_is("-");
            self.at += 1;
        }
        let value = self.power(in_list)?;
        match value {
            value if !negative => Ok(value),
            Value::Number(term) => Ok(Value::Number(term.negative())),
            matrix if matrix.is_matrix() => Ok(self.scale(matrix, "-1")),
            _ => Err(self.foreign()),
        }
    }

    fn power(&mut self, in_list: bool) -> Result<Value, Error> {
        let from = self.at;
        let mut value = self.atom(in_list)?;
        loop {
            if self.next_is("^") || self.next_is("**") || self.next_is(".^") {
                self.at += 1;
                value = self.raised(value, from)?;
            } else if value.is_matrix() && (self.next_is("'") || self.next_is(".'")) {
                self.at += 1;
                value = self.transposed(value)?;
            } else if value.is_matrix() && self.next_is(".") {
                self.at += 1;
                value = calls::method(self, value)?;
            } else if value.is_matrix()
                && self
                    .peek()
                    .is_some_and(|t| !t.gap && matches!(t.text, "[" | "("))
            {
                return Err(self.foreign());
            } else {
                return Ok(value);
            }
        }
    }

    fn raised(&mut self, value: Value, from: usize) -> Result<Value, Error> {
        let Value::Number(base) = value else {
            let turns = |token: &Token| matches!(token.text, "T" | "t" | "'" | "⊤" | "top" | "H");
            if self.peek().as_ref().is_some_and(turns) {
                self.at += 1;
                return self.transposed(value);
            }
            let _ = self.signed(true);
            return Err(refusal::not_computed(
                "A power or an inverse",
                self.since(from),
            ));
        };
        let negative = self.take("-");
        self.take("+");
        let Value::Number(exponent) = self.atom(true)? else {
            return Err(self.foreign());
        };
        let exponent = if negative {
            exponent.negative()
        } else {
            exponent
        };
        Ok(Value::Number(base.raised_to(&exponent)))
    }

    pub fn transposed(&mut self, value: Value) -> Result<Value, Error> {
        self.notes
            .push("The matrix was transposed, as the text says.".into());
        value.transposed()
    }

    fn atom(&mut self, in_list: bool) -> Result<Value, Error> {
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
            Kind::Mark if token.is("<") || token.is("<<") => self.deeper(super::angles::value),
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
        if let Some(named) = super::names::dictionary(self, open)? {
            return Ok(named);
        }
        let (mut items, _) = self.items(if open == "{" { "}" } else { "]" })?;
        let inner = self.depth > 1 && self.tokens[..start].iter().any(|token| token.is("["));
        let lines = open == "[" && !inner;
        if lines && super::wrapped::is_wrapped(self.text, &items) {
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
                self.notes.push(super::super::noise::BAR.into());
                self.notes.dedup();
            } else {
                let from = self.at;
                let value = self.expression(true)?;
                let text = self.since(from);
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
