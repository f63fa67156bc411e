//! The functions that the readers know: one row each.

use super::super::explained::Rows;
use super::super::noise;
use super::super::refusal;
use super::super::terms::Term;
use super::calls::Argument;
use super::parser::Parser;
use super::value::{Value, beside, transposed};
use crate::data::Error;
use crate::data::entry::parse_entry;
use crate::data::number_format::full;

#[derive(Clone, Copy, Debug)]
pub enum Meaning {
    /// Makes an array of its argument.
    Array,
    /// Shows its argument.
    Shown,
    /// Names the row reduction that the page does itself.
    Reduced,
    /// Its arguments are entries of one row.
    Row,
    /// Its arguments are rows below each other, or columns beside each other.
    Rows,
    Columns,
    /// Built from sizes.
    Identity,
    Filled(&'static str),
    /// From a row to the matrix with that diagonal.
    Diagonal,
    Transposed,
    Reshaped,
    /// The whole numbers of an interval: Python's, without the last one.
    Interval,
    /// A number from its argument.
    Number,
    Quotient,
    Root,
    Function(fn(f64) -> f64),
    /// A shape, said about the matrix before it.
    Shape,
    /// Known, and not carried out here.
    Elsewhere,
}

/// A newcomer's place: a name, and what it means. Module names in front (`np.`, `torch.`) are passed over.
const FUNCTIONS: [(&[&str], Meaning); 27] = [
    (
        &[
            "array",
            "asarray",
            "matrix",
            "mat",
            "tensor",
            "Tensor",
            "FloatTensor",
            "DoubleTensor",
            "constant",
            "Variable",
        ],
        Meaning::Array,
    ),
    (
        &[
            "Matrix",
            "ImmutableMatrix",
            "MutableDenseMatrix",
            "ImmutableDenseMatrix",
            "DataFrame",
            "Array",
            "Parameter",
        ],
        Meaning::Array,
    ),
    (
        &[
            "List",
            "list",
            "tuple",
            "vec",
            "dmatrix",
            "arr2",
            "arr1",
            "SMatrix",
            "DMatrix",
            "Vector",
            "vector",
            "double",
            "as_tensor",
        ],
        Meaning::Array,
    ),
    (
        &[
            "arrayOf",
            "doubleArrayOf",
            "floatArrayOf",
            "intArrayOf",
            "listOf",
            "asmatrix",
            "ndarray",
            "new",
            "pmat",
            "bmat",
        ],
        Meaning::Array,
    ),
    (
        &[
            "MatrixForm",
            "TableForm",
            "N",
            "print",
            "disp",
            "display",
            "pprint",
            "show",
            "Simplify",
            "simplify",
            "evalf",
        ],
        Meaning::Shown,
    ),
    (
        &[
            "rref",
            "RowReduce",
            "ReducedRowEchelonForm",
            "reduce",
            "gaussjord",
        ],
        Meaning::Reduced,
    ),
    (&["c", "tuple", "vec2", "vec3", "vec4"], Meaning::Row),
    (
        &["rbind", "vstack", "vcat", "row_stack", "stack"],
        Meaning::Rows,
    ),
    (&["cbind", "hcat", "column_stack"], Meaning::Columns),
    (
        &[
            "eye",
            "identity",
            "Identity",
            "IdentityMatrix",
            "identity_matrix",
            "speye",
        ],
        Meaning::Identity,
    ),
    (
        &["zeros", "zero_matrix", "ZeroMatrix"],
        Meaning::Filled("0"),
    ),
    (&["ones", "ones_matrix"], Meaning::Filled("1")),
    (
        &[
            "diag",
            "DiagonalMatrix",
            "diagonal_matrix",
            "diagm",
            "Diagonal",
        ],
        Meaning::Diagonal,
    ),
    (
        &[
            "transpose",
            "Transpose",
            "t",
            "permutedims",
            "adjoint",
            "ConjugateTranspose",
        ],
        Meaning::Transposed,
    ),
    (&["reshape"], Meaning::Reshaped),
    (&["arange", "range"], Meaning::Interval),
    (
        &[
            "float64", "float32", "float16", "int64", "int32", "int8", "Integer", "Float",
            "Decimal", "mpf", "S", "float", "int", "mpq",
        ],
        Meaning::Number,
    ),
    (&["Fraction", "Rational", "frac"], Meaning::Quotient),
    (&["sqrt", "Sqrt"], Meaning::Root),
    (&["cos", "Cos"], Meaning::Function(libm::cos)),
    (&["sin", "Sin"], Meaning::Function(libm::sin)),
    (&["tan", "Tan"], Meaning::Function(libm::tan)),
    (&["exp", "Exp"], Meaning::Function(libm::exp)),
    (&["log", "Log", "ln"], Meaning::Function(libm::log)),
    (&["Size", "size", "shape"], Meaning::Shape),
    (
        &[
            "inv",
            "Inverse",
            "inverse",
            "pinv",
            "PseudoInverse",
            "det",
            "Det",
            "dot",
            "matmul",
            "Dot",
            "kron",
            "trace",
            "Tr",
            "rank",
            "MatrixRank",
            "matrix_rank",
        ],
        Meaning::Elsewhere,
    ),
    (
        &[
            "expm",
            "MatrixExp",
            "MatrixPower",
            "matrix_power",
            "solve",
            "svd",
            "eig",
            "qr",
            "lu",
            "norm",
            "sum",
            "mean",
            "rand",
            "randn",
            "random",
            "magic",
            "hilb",
            "vander",
            "toeplitz",
            "triu",
            "tril",
            "cov",
            "Table",
            "RandomReal",
            "concatenate",
            "hstack",
            "block_diag",
            "linspace",
        ],
        Meaning::Elsewhere,
    ),
];

pub fn meaning(name: &str) -> Option<Meaning> {
    let row = FUNCTIONS.iter().find(|(names, _)| names.contains(&name));
    row.map(|(_, meaning)| *meaning)
}

/// Whether a word is a function from numbers to a number.
pub fn is_of_numbers(name: &str) -> bool {
    let numbers = |meaning| {
        matches!(
            meaning,
            Meaning::Number | Meaning::Quotient | Meaning::Root | Meaning::Function(_)
        )
    };
    meaning(name).is_some_and(numbers) || matches!(name, "pi" | "Pi" | "π")
}

/// The value of a call.
pub fn value(
    parser: &mut Parser,
    name: &str,
    path: &str,
    meaning: Meaning,
    mut given: Vec<Argument>,
) -> Result<Value, Error> {
    let misused = || refusal::foreign(&format!("{name}(…)"));
    match meaning {
        Meaning::Row => row(given).ok_or_else(misused),
        Meaning::Rows | Meaning::Columns => {
            bound(given, matches!(meaning, Meaning::Columns))?.ok_or_else(misused)
        }
        Meaning::Identity | Meaning::Filled(_) => {
            built(parser, path, meaning, &given).ok_or_else(misused)?
        }
        Meaning::Interval => interval(&given).ok_or_else(misused)?,
        Meaning::Quotient if given.len() == 2 => {
            let below = number(given.swap_remove(1).value).ok_or_else(misused)?;
            let above = number(given.swap_remove(0).value).ok_or_else(misused)?;
            Ok(Value::Number(above.over(&below).in_parentheses()))
        }
        _ if given.is_empty() => Err(misused()),
        Meaning::Reshaped => {
            let matrix = given.remove(0).value;
            // Bare, it is MATLAB's and Julia's, which fill columns.
            let by_columns = !path.contains('.');
            reshape(parser, matrix, given, by_columns)
        }
        _ => {
            let first = given.remove(0).value;
            if given.iter().any(|argument| argument.key.is_none())
                && !matches!(meaning, Meaning::Shown)
            {
                return Err(misused());
            }
            of_one(parser, name, meaning, first).ok_or_else(misused)?
        }
    }
}

fn of_one(
    parser: &mut Parser,
    name: &str,
    meaning: Meaning,
    first: Value,
) -> Option<Result<Value, Error>> {
    match meaning {
        Meaning::Shown => Some(Ok(first)),
        Meaning::Reduced => {
            parser.notes.push(noise::REDUCED.into());
            first.is_matrix().then_some(Ok(first))
        }
        Meaning::Transposed => first.is_matrix().then(|| parser.transposed(first)),
        Meaning::Diagonal => match first {
            Value::Row(row) => Some(Ok(diagonal(parser, &row))),
            _ => None,
        },
        Meaning::Number | Meaning::Quotient => number(first).map(|term| Ok(Value::Number(term))),
        Meaning::Root => number(first).map(|term| Ok(Value::Number(term.root()))),
        Meaning::Function(function) => {
            let text = number(first)?.into_text();
            let argument = parse_entry(&text).ok()?;
            parser.notes.push(format!("{name}({text}) was computed."));
            let value = function(argument);
            let size = Term::atom(full(value.abs()));
            let term = if value < 0.0 { size.negative() } else { size };
            Some(Ok(Value::Number(term)))
        }
        _ => None,
    }
}

fn number(value: Value) -> Option<Term> {
    match value {
        Value::Number(term) => Some(term),
        Value::Text(text) => parse_entry(&text).ok().map(|_| Term::atom(text)),
        _ => None,
    }
}

fn row(given: Vec<Argument>) -> Option<Value> {
    if !given.is_empty()
        && given
            .iter()
            .all(|argument| matches!(argument.value, Value::Text(_)))
    {
        return Some(Value::Several(
            given.into_iter().map(|argument| argument.value).collect(),
        ));
    }
    let mut row = Vec::new();
    for argument in given {
        match argument.value {
            Value::Number(term) => row.push(term.into_text()),
            Value::Row(more) => row.extend(more),
            _ => return None,
        }
    }
    Some(Value::Row(row))
}

fn bound(given: Vec<Argument>, columns: bool) -> Result<Option<Value>, Error> {
    let mut blocks: Vec<Rows> = Vec::new();
    for argument in given {
        // `np.vstack(([1, 2], [3, 4]))`: the argument is the list of rows.
        let blocks_of = |rows: Rows| rows.into_iter().map(|row| vec![row]);
        match argument.value {
            Value::Row(row) => blocks.push(vec![row]),
            Value::Matrix(grid) if grid.nested => blocks.extend(blocks_of(grid.rows)),
            Value::Matrix(grid) => blocks.push(grid.rows),
            _ => return Ok(None),
        }
    }
    if !columns {
        return Ok(Some(Value::block(blocks.concat())));
    }
    let upright = |block: Rows| match block.len() {
        1 => transposed(&block),
        _ => Ok(block),
    };
    let blocks: Result<Vec<Rows>, Error> = blocks.into_iter().map(upright).collect();
    beside(blocks?).map(|rows| Some(Value::block(rows)))
}

fn sizes(given: &[Argument]) -> Option<Vec<i64>> {
    let unnamed = given.iter().filter(|argument| argument.key.is_none());
    let sizes: Option<Vec<Vec<i64>>> = unnamed
        .filter(|argument| !matches!(argument.value, Value::Word(_)))
        .map(|argument| argument.value.sizes())
        .collect();
    sizes.map(|sizes| sizes.concat())
}

fn built(
    parser: &mut Parser,
    path: &str,
    meaning: Meaning,
    given: &[Argument],
) -> Option<Result<Value, Error>> {
    let (rows, cols) = match sizes(given)?[..] {
        // NumPy's zeros(3) is a vector; MATLAB's is square.
        [n] if path.contains('.') && matches!(meaning, Meaning::Filled(_)) => (1, n),
        [n] => (n, n),
        [rows, cols] => (rows, cols),
        _ => return None,
    };
    let (rows, cols) = (usize::try_from(rows).ok()?, usize::try_from(cols).ok()?);
    if rows == 0 || cols == 0 {
        return Some(Err(Error::Empty));
    }
    if rows > 4096 || cols > 4096 || rows * cols > 1 << 20 {
        return Some(Err(refusal::not_shaped(0, rows, cols)));
    }
    let entry = |row: usize, col: usize| match meaning {
        Meaning::Filled(entry) => entry,
        _ if row == col => "1",
        _ => "0",
    };
    let filled = |row| (0..cols).map(|col| entry(row, col).to_owned()).collect();
    parser.notes.push(noise::BUILT.into());
    Some(Ok(Value::block((0..rows).map(filled).collect())))
}

fn diagonal(parser: &mut Parser, row: &[String]) -> Value {
    parser
        .notes
        .push("The numbers were put on the diagonal, as the text says.".into());
    let entry = |r: usize, c: usize| if r == c { row[r].clone() } else { "0".into() };
    let rows = (0..row.len()).map(|r| (0..row.len()).map(|c| entry(r, c)).collect());
    Value::block(rows.collect())
}

fn interval(given: &[Argument]) -> Option<Result<Value, Error>> {
    let (first, last, step) = match sizes(given)?[..] {
        [last] => (0, last, 1),
        [first, last] => (first, last, 1),
        [first, last, step] if step > 0 => (first, last, step),
        _ => return None,
    };
    if last.saturating_sub(first) > 1 << 16 {
        return None;
    }
    let numbers = (first..last).step_by(usize::try_from(step).ok()?);
    Some(Ok(Value::Row(numbers.map(|n| n.to_string()).collect())))
}

/// `.reshape(2, -1)` and its like.
pub fn reshape(
    parser: &mut Parser,
    matrix: Value,
    given: Vec<Argument>,
    by_columns: bool,
) -> Result<Value, Error> {
    let asked = sizes(&given).filter(|_| given.iter().all(|argument| argument.key.is_none()));
    let entries = matrix.shape().map_or(0, |(rows, cols)| rows * cols);
    let open = |other: i64| match usize::try_from(other) {
        Ok(other) if other > 0 && entries.is_multiple_of(other) => Some(entries / other),
        _ => None,
    };
    let side = |size: i64| usize::try_from(size).ok();
    let shape = match asked.as_deref() {
        Some([-1]) => Some((1, entries)),
        Some([n]) if side(*n) == Some(entries) => Some((1, entries)),
        Some([-1, cols]) => open(*cols).zip(side(*cols)),
        Some([rows, -1]) => side(*rows).zip(open(*rows)),
        Some([rows, cols]) => side(*rows).zip(side(*cols)),
        _ => None,
    };
    let text = given
        .iter()
        .map(|argument| argument.text)
        .collect::<Vec<_>>()
        .join(", ");
    let Some((rows, cols)) = shape.filter(|_| matrix.is_matrix()) else {
        return Err(refusal::foreign(&format!("reshape({text})")));
    };
    let order = if by_columns {
        "column by column"
    } else {
        "row by row"
    };
    parser.notes.push(format!(
        "The entries were put into {rows} × {cols} {order}, as the text says."
    ));
    matrix.reshaped(rows, cols, by_columns)
}

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
            noise::agrees(parser, shape, &value)?;
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
    let tokens = super::tokens::tokens(text)?;
    let mut parser = Parser::new(text, tokens);
    let mut items = Vec::new();
    while parser.peek().is_some() {
        let start = parser.at;
        let before = if parser.take(";") {
            super::list::Separator::Semicolon
        } else {
            super::list::Separator::Along
        };
        parser.take(",");
        let value = parser.expression(true)?;
        items.push(super::list::Item {
            before,
            value,
            text: parser.since(start),
        });
    }
    super::list::value(items, false, 1)
}
