//! The constructors of arrays, in all the forms of their arguments.

use super::argument::Argument;
use super::list::{self, Item, Separator};
use super::parser::Parser;
use super::tokens;
use super::value::Value;
use crate::data::Error;
use crate::data::matrix_text::explained::Rows;
use crate::data::matrix_text::terms::Term;
use crate::data::matrix_text::{noise, refusal};

/// Constructors that take numbers alone for entries.
const OF_NUMBERS: [&str; 8] = [
    "mat",
    "pmat",
    "bmat",
    "listOf",
    "arrayOf",
    "doubleArrayOf",
    "floatArrayOf",
    "intArrayOf",
];

/// The arguments of a constructor, as they come.
pub struct Form<'n> {
    name: &'n str,
    /// Sizes in front of the entries and behind them.
    before: Vec<usize>,
    behind: Vec<usize>,
    rows: Option<usize>,
    cols: Option<usize>,
    by_row: Option<bool>,
    /// R's `matrix(c(…))` is a column.
    in_r: bool,
    shape: Option<Vec<i64>>,
    /// Matrices and rows; numbers of their own, row by row.
    values: Vec<Value>,
    numbers: Rows,
}

impl<'n> Form<'n> {
    pub fn new(name: &'n str) -> Self {
        Self {
            name,
            before: Vec::new(),
            behind: Vec::new(),
            rows: None,
            cols: None,
            by_row: None,
            in_r: false,
            shape: None,
            values: Vec::new(),
            numbers: Vec::new(),
        }
    }

    pub fn take(
        &mut self,
        parser: &mut Parser,
        argument: Argument,
        said_about: &[&str],
    ) -> Result<(), Error> {
        let Argument {
            key,
            value,
            text,
            row,
        } = argument;
        let foreign = || refusal::foreign(text);
        self.in_r |= self.name == "matrix" && (text.starts_with("c(") || key == Some("byrow"));
        match key {
            Some("nrow") => self.rows = Some(value.size().ok_or_else(foreign)?),
            Some("ncol") => self.cols = Some(value.size().ok_or_else(foreign)?),
            Some("byrow") => self.by_row = Some(value == Value::Number(Term::atom("1"))),
            Some("dim" | "Dim") => match value.sizes().as_deref() {
                Some([rows, cols]) => {
                    self.rows = Some(usize::try_from(*rows).map_err(|_| foreign())?);
                    self.cols = Some(usize::try_from(*cols).map_err(|_| foreign())?);
                }
                _ => return Err(foreign()),
            },
            Some("shape" | "size") => self.shape = Some(value.sizes().ok_or_else(foreign)?),
            Some("data" | "numpy" | "object") => self.values.push(value),
            Some(key) if said_about.contains(&key) => {
                parser.notes.push(noise::said_about(key, text))
            }
            Some(_) => return Err(foreign()),
            None => match value {
                Value::Word(word) => parser.notes.push(noise::said_about("type", &word)),
                Value::Number(term) => {
                    let size = Value::Number(term.clone()).size();
                    match (size, self.values.is_empty()) {
                        (Some(size), true) => self.before.push(size),
                        (Some(size), false) => self.behind.push(size),
                        (None, _) => {}
                    }
                    if row || self.numbers.is_empty() {
                        self.numbers.push(Vec::new());
                    }
                    if let Some(row) = self.numbers.last_mut() {
                        row.push(term.into_text());
                    }
                }
                Value::Text(text) if self.values.is_empty() => self.values.push(in_quotes(&text)?),
                value if value.is_matrix() => self.values.push(value),
                _ => return Err(foreign()),
            },
        }
        Ok(())
    }

    /// `mat(1, 2; 3, 4)`, `listOf(1, 2)`
    fn listed(mut self) -> Option<Value> {
        match self.numbers.len() {
            0 => None,
            1 => self.numbers.pop().map(Value::Row),
            _ => Some(Value::block(self.numbers)),
        }
    }

    /// R's `matrix(0, 2, 3)`: one number everywhere.
    fn filled(self) -> Option<Value> {
        let given = self.numbers.first()?;
        let size = |at: usize| given.get(at).and_then(|text| text.parse().ok());
        let (rows, cols) = (
            self.rows.or_else(|| size(1))?,
            self.cols.or_else(|| size(2))?,
        );
        let known =
            given.len() + usize::from(self.rows.is_some()) + usize::from(self.cols.is_some()) == 3;
        let fits =
            (1..=1024).contains(&rows) && (1..=1024).contains(&cols) && self.numbers.len() == 1;
        (known && fits).then(|| Value::block(vec![vec![given[0].clone(); cols]; rows]))
    }

    pub fn value(mut self, parser: &mut Parser) -> Result<Value, Error> {
        let misused = refusal::foreign(&format!("{}(…)", self.name));
        let value = match self.values.len() {
            0 if self.name == "matrix" => return self.filled().ok_or(misused),
            0 if OF_NUMBERS.contains(&self.name) => return self.listed().ok_or(misused),
            0 if self.numbers.is_empty() => return Err(Error::Empty),
            0 => return Err(misused),
            1 => self.values.swap_remove(0),
            _ if !self.numbers.is_empty() => return Err(misused),
            _ => {
                let rows: Option<Vec<Rows>> = self
                    .values
                    .into_iter()
                    .map(|value| {
                        if matches!(value, Value::Row(_)) {
                            value.rows()
                        } else {
                            None
                        }
                    })
                    .collect();
                return Ok(Value::block(rows.ok_or(misused)?.concat()));
            }
        };
        if let Some(shape) = &self.shape {
            super::around::agrees(parser, shape, &value)?;
        }
        let entries = value.shape().map_or(0, |(rows, cols)| rows * cols);
        let mut sizes = self.before.iter().chain(&self.behind).copied();
        let (rows, cols) = (
            self.rows.or_else(|| sizes.next()),
            self.cols.or_else(|| sizes.next()),
        );
        let (rows, cols) = match (rows, cols) {
            (None, None) if self.in_r => (entries, 1),
            (None, None) => return Ok(value),
            (Some(rows), Some(cols)) => (rows, cols),
            (Some(rows), None) => (rows, entries.checked_div(rows).unwrap_or(0)),
            (None, Some(cols)) => (entries.checked_div(cols).unwrap_or(0), cols),
        };
        if sizes.next().is_some() {
            return Err(misused);
        }
        if matches!(&value, Value::Matrix(grid) if grid.nested)
            && value.shape() == Some((rows, cols))
        {
            return Ok(value);
        }
        // R fills columns; Maple and Sage, with the sizes in front, fill rows.
        let by_columns = self.before.is_empty() && !self.by_row.unwrap_or(false);
        value.reshaped(rows, cols, by_columns)
    }
}

/// `np.matrix("1 2; 3 4")`
fn in_quotes(text: &str) -> Result<Value, Error> {
    let tokens = tokens::tokens(text)?;
    let mut parser = Parser::new(text, tokens);
    let mut items = Vec::new();
    while parser.peek().is_some() {
        let start = parser.at;
        let before = if parser.take(";") {
            Separator::Semicolon
        } else {
            Separator::Along
        };
        parser.take(",");
        let value = parser.expression(true)?;
        items.push(Item {
            before,
            value,
            text: parser.since(start),
        });
    }
    list::value(items, false, 1)
}
