//! Python scripts that compute a page's readouts again, with NumPy alone: the parts that several labs share, and what
//! puts a script together. A lab's `python.rs` writes the rest, from the state of a link.

use super::number_format::full;
use crate::linalg::Matrix;

/// Prints a readout: `NAME VALUE`, lists separated by blanks.
const SHOW: &str = include_str!("show.py");
/// `fetch(path)` for the files that ship with the page.
const FETCH: &str = include_str!("fetch.py");
/// The page's generator: `bits(seed, count)` and `uniforms(seed, count)`.
const UNIFORMS: &str = include_str!("random.py");
/// `normals(seed, *shape)`, from `uniforms`.
const NORMALS: &str = include_str!("normals.py");
/// `matrix_of(name)`: a matrix from a file of the reader's.
pub const MATRIX_FILE: &str = include_str!("matrix_file.py");
/// `orthonormal(gaussian)`.
pub const ORTHONORMAL: &str = include_str!("orthonormal.py");
/// `train(weights, loss_and_gradients, rate, steps, limit)` → weights, loss, steps taken.
pub const GRADIENT_DESCENT: &str = include_str!("gd.py");
/// The same with Adam.
pub const ADAM: &str = include_str!("adam.py");
/// `largest_angle(q1, q2)`.
pub const LARGEST_ANGLE: &str = include_str!("angle.py");

/// Whose numbers a script prints.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The lab's name in the navigation.
    pub name: &'a str,
    /// The query of the state.
    pub query: &'a str,
    /// The page's address without its query.
    pub address: &'a str,
}

impl Page<'_> {
    /// The folder of the page's address, with a slash at its end: its files are named from there.
    fn folder(&self) -> &str {
        let end = self.address.rfind('/').map_or(0, |at| at + 1);
        &self.address[..end]
    }
}

/// A lab's state whose readouts a script prints.
pub trait Scripted {
    /// The lab's name in the navigation.
    const NAME: &'static str;

    /// Writes what computes and shows the readouts.
    fn write(&self, script: &mut Script, page: &Page);
}

/// The script of a state; `query` is its link, `address` the page's without it.
pub fn script_of<S: Scripted>(state: &S, query: &str, address: &str) -> String {
    let page = Page {
        name: S::NAME,
        query,
        address,
    };
    let mut script = Script::new();
    state.write(&mut script, &page);
    script.finish(&page)
}

/// A script in the making: modules and functions first, then its statements.
#[derive(Clone, Debug, Default)]
pub struct Script {
    modules: Vec<&'static str>,
    functions: Vec<String>,
    body: String,
}

impl Script {
    pub fn new() -> Self {
        let mut script = Self::default();
        script.function(SHOW);
        script
    }

    /// Imports a module of the standard library.
    pub fn import(&mut self, line: &'static str) {
        if !self.modules.contains(&line) {
            self.modules.push(line);
        }
    }

    /// A function, once.
    pub fn function(&mut self, code: impl Into<String>) {
        let code = code.into();
        if !self.functions.contains(&code) {
            self.functions.push(code);
        }
    }

    /// What the reader has to fill in, before everything else.
    pub fn first(&mut self, code: impl Into<String>) {
        self.functions.insert(0, code.into());
    }

    /// Makes `bits` and `uniforms` known.
    pub fn with_uniforms(&mut self) {
        self.function(UNIFORMS);
    }

    /// Makes `bits`, `uniforms` and `normals` known.
    pub fn with_normals(&mut self) {
        self.function(UNIFORMS);
        self.function(NORMALS);
    }

    /// Makes `fetch` known.
    pub fn with_fetch(&mut self, page: &Page) {
        self.import("import sys");
        self.import("import urllib.request");
        self.import("from pathlib import Path");
        let folder = quoted(page.folder());
        self.function(format!("PAGE = {folder}\n{FETCH}"));
    }

    /// Makes `np.load(…)` of one of the page's files possible: the expression that does it.
    pub fn load_npy(&mut self, page: &Page, path: &str) -> String {
        self.with_fetch(page);
        self.import("import io");
        format!("np.load(io.BytesIO(fetch({}))).astype(float)", quoted(path))
    }

    /// Statements, one or several lines.
    pub fn line(&mut self, code: impl AsRef<str>) {
        self.body.push_str(code.as_ref());
        self.body.push('\n');
    }

    /// An empty line, between paragraphs.
    pub fn gap(&mut self) {
        self.line("");
    }

    /// Prints a readout that is the value of an expression.
    pub fn show(&mut self, name: &str, expression: impl AsRef<str>) {
        self.line(format!("show({}, {})", quoted(name), expression.as_ref()));
    }

    /// Prints a readout that is empty on the page.
    pub fn show_empty(&mut self, name: &str, why: &str) {
        self.line(format!("show({})  # {why}", quoted(name)));
    }

    /// The whole script.
    pub fn finish(mut self, page: &Page) -> String {
        self.modules
            .sort_unstable_by_key(|line| (line.starts_with("from"), *line));
        let mut text = format!(
            "# Low-Rank Lab, “{}”: the readouts of one state of the page, computed again with NumPy (pip install numpy).\n# {}{}\n\n",
            page.name,
            one_line(page.address),
            one_line(page.query)
        );
        for module in &self.modules {
            text.push_str(module);
            text.push('\n');
        }
        if !self.modules.is_empty() {
            text.push('\n');
        }
        text.push_str("import numpy as np\n");
        for function in &self.functions {
            text.push_str("\n\n");
            text.push_str(function);
        }
        text.push_str("\n\n");
        text.push_str(&self.body);
        text
    }
}

/// A text that does not leave its comment. Links have no such letters, but nothing here rests on that.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// A text as Python writes it.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => quoted.push(' '),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A matrix as NumPy reads it, one row a line, every entry in full precision.
pub fn array(matrix: &Matrix) -> String {
    let mut text = String::from("np.array([\n");
    for row in matrix.row_iter() {
        let entries: Vec<String> = row.iter().map(|entry| full(*entry)).collect();
        text.push_str(&format!("    [{}],\n", entries.join(", ")));
    }
    text.push_str("], dtype=float)");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_has_its_head_its_functions_and_its_lines() {
        let page = Page {
            name: "Rank",
            query: "?lab=rank\n",
            address: "https://example.org/a/index.html",
        };
        let mut script = Script::new();
        script.with_normals();
        script.with_normals();
        let npy = script.load_npy(&page, "assets/x.npy");
        script.line(format!("a = {npy}"));
        script.show("rows", "len(a)");
        let text = script.finish(&page);
        assert!(text.contains("# https://example.org/a/index.html?lab=rank \n"));
        assert!(text.contains("PAGE = \"https://example.org/a/\"\n"));
        assert_eq!(text.matches("def normals").count(), 1);
        assert!(text.ends_with("\nshow(\"rows\", len(a))\n"));
    }

    #[test]
    fn texts_cannot_leave_their_quotes() {
        assert_eq!(quoted("a\"b\\c\nd"), "\"a\\\"b\\\\c d\"");
    }

    #[test]
    fn a_matrix_is_written_in_full() {
        let a = Matrix::from_row_slice(2, 2, &[0.1, -0.0, 1e300, 1.0 / 3.0]);
        let rows = "    [0.1, 0],\n    [1e300, 0.3333333333333333],\n";
        assert_eq!(array(&a), format!("np.array([\n{rows}], dtype=float)"));
    }
}
