//! A Rust source file as the rules see it: code without comments and strings, each line with its conditions.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// One source file.
pub struct Source {
    /// Path under the repository, with `/`.
    pub path: String,
    /// The file as it stands.
    pub text: String,
    /// The same text with comments, strings and characters blanked, byte for byte in place.
    pub code: String,
    /// For each line: is it compiled for tests only?
    test: Vec<bool>,
    /// For each line: is it compiled with the feature `web` only?
    web: Vec<bool>,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let code = blank(text);
        let file = path.rsplit('/').next().unwrap_or(path);
        let all_test = file == "tests.rs" || path.contains("/tests/");
        let lines = text.lines().count();
        let mut source = Self {
            path: path.to_owned(),
            text: text.to_owned(),
            test: vec![all_test; lines],
            web: vec![false; lines],
            code,
        };
        source.mark_conditions();
        source
    }

    /// Every Rust file below `folder`, in a fixed order.
    pub fn all_below(root: &Path, folder: &str) -> Vec<Self> {
        files_below(&root.join(folder), &["rs"])
            .iter()
            .map(|file| Self::new(&relative(root, file), &read(file)))
            .collect()
    }

    /// Path segments under `src`, without `.rs`, `mod`, `lib` and `main`: the module the file is.
    pub fn module(&self) -> Vec<&str> {
        let path = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let path = path.strip_suffix(".rs").unwrap_or(path);
        path.split('/')
            .filter(|segment| !matches!(*segment, "mod" | "lib" | "main"))
            .collect()
    }

    /// The lines of code that are not for tests only: number from 1, and the blanked text.
    pub fn shipped_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.code.lines().enumerate();
        lines
            .filter(|(i, _)| !self.test[*i])
            .map(|(i, line)| (i + 1, line))
    }

    /// Is this line (from 1) for tests only?
    pub fn is_test(&self, line: usize) -> bool {
        self.test.get(line - 1).copied().unwrap_or(false)
    }

    /// Is this line (from 1) compiled with the feature `web` only?
    pub fn is_web(&self, line: usize) -> bool {
        self.web.get(line - 1).copied().unwrap_or(false)
    }

    /// The `pub use` lines: where the path of each begins, and its lines (from 1).
    pub fn re_exports(&self) -> Vec<(usize, RangeInclusive<usize>)> {
        let uses = self.code.match_indices("use ").filter(|(at, _)| {
            let before = self.code[..*at].rsplit(['\n', ';', '}']).next();
            let before = before.unwrap_or("").trim();
            before == "pub" || before.starts_with("pub(") && before.ends_with(')')
        });
        let re_export = |(at, word): (usize, &str)| {
            let length = self.code[at..].find(';').unwrap_or(0);
            (
                at + word.len(),
                self.line_of(at)..=self.line_of(at + length),
            )
        };
        uses.map(re_export).collect()
    }

    /// Line number, from 1, of a byte offset.
    pub fn line_of(&self, offset: usize) -> usize {
        self.code[..offset].matches('\n').count() + 1
    }

    /// Finds `#[cfg(…)]` attributes and marks the lines of the item that follows each.
    fn mark_conditions(&mut self) {
        for (start, _) in self.code.match_indices("#[cfg(") {
            let end = self.item_end(start);
            // The feature's name is a string, so it is read from the text.
            let attribute = self.text[start..end].split(']').next().unwrap_or("");
            let first = self.line_of(start) - 1;
            let last = self.line_of(end.saturating_sub(1).max(start)) - 1;
            let test = attribute.contains("test") && !attribute.contains("not(test");
            let web = attribute.contains("\"web\"") && !attribute.contains("not(");
            for line in first..=last.min(self.test.len().saturating_sub(1)) {
                self.test[line] |= test;
                self.web[line] |= web;
            }
        }
    }

    /// End of the item, field or element whose attributes begin at `start`: its closing brace, or a `;` or `,`
    /// outside any bracket, or the closing bracket of what it stands in.
    fn item_end(&self, start: usize) -> usize {
        let mut depth = 0usize;
        let mut braces = Vec::new();
        for (i, byte) in self.code.bytes().enumerate().skip(start) {
            match byte {
                b'(' | b'[' | b'{' => {
                    depth += 1;
                    braces.push(byte);
                }
                b')' | b']' | b'}' => {
                    if depth == 0 {
                        return i;
                    }
                    depth -= 1;
                    if braces.pop() == Some(b'{') && depth == 0 {
                        return i + 1;
                    }
                }
                b';' | b',' if depth == 0 => return i + 1,
                _ => {}
            }
        }
        self.code.len()
    }
}

/// The file's text; a file that is not UTF-8 has no place among the sources.
pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Files with one of these endings below `folder`, sorted; none if the folder is not there.
pub fn files_below(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("");
            if path.is_dir() {
                folders.push(path);
            } else if endings.contains(&ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// `path` under `root`, with `/` on every system.
pub fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

/// Replaces the insides of comments, strings and character literals by spaces; every byte keeps its place.
fn blank(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut i = 0;
    while i < bytes.len() {
        let end = match bytes[i] {
            b'/' if text[i..].starts_with("//") => line_end(bytes, i),
            b'/' if text[i..].starts_with("/*") => block_comment_end(bytes, i),
            b'"' => string_end(bytes, i),
            b'r' if !follows_a_name(bytes, i) => raw_string_end(bytes, i),
            b'\'' => character_end(text, i),
            _ => i,
        };
        for byte in &mut out[i..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        i = end.max(i + 1);
    }
    // Whole characters were blanked, so what is left is UTF-8.
    String::from_utf8_lossy(&out).into_owned()
}

fn line_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes[start..].iter().position(|&b| b == b'\n');
    rest.map_or(bytes.len(), |length| start + length)
}

fn block_comment_end(bytes: &[u8], start: usize) -> usize {
    let (mut i, mut depth) = (start, 0);
    while i + 1 < bytes.len() {
        match &bytes[i..i + 2] {
            b"/*" => depth += 1,
            b"*/" => depth -= 1,
            _ => {
                i += 1;
                continue;
            }
        }
        i += 2;
        if depth == 0 {
            return i;
        }
    }
    bytes.len()
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut i = start + 1;
    while i < bytes.len() {
        match bytes[i] {
            b'\\' => i += 1,
            b'"' => return i + 1,
            _ => {}
        }
        i += 1;
    }
    bytes.len()
}

/// End of `r"…"` or `r#"…"#`; `start` itself where no raw string begins.
fn raw_string_end(bytes: &[u8], start: usize) -> usize {
    let hashes = bytes[start + 1..]
        .iter()
        .take_while(|&&b| b == b'#')
        .count();
    if bytes.get(start + 1 + hashes) != Some(&b'"') {
        return start;
    }
    let mut closing = vec![b'"'];
    closing.resize(hashes + 1, b'#');
    let inside = start + hashes + 2;
    let found = bytes[inside..]
        .windows(closing.len())
        .position(|window| window == closing);
    found.map_or(bytes.len(), |at| inside + at + closing.len())
}

/// End of `'x'` or `'\n'`; `start` itself for a lifetime.
fn character_end(text: &str, start: usize) -> usize {
    let mut characters = text[start + 1..].char_indices();
    match characters.next() {
        Some((_, '\\')) => {
            characters.next();
            let close = characters.find(|(_, c)| *c == '\'');
            close.map_or(start, |(at, _)| start + 1 + at + 1)
        }
        Some(_) => match characters.next() {
            Some((at, '\'')) => start + 1 + at + 1,
            _ => start,
        },
        None => start,
    }
}

fn follows_a_name(bytes: &[u8], i: usize) -> bool {
    i > 0 && (bytes[i - 1].is_ascii_alphanumeric() || bytes[i - 1] == b'_') && bytes[i - 1] != b'b'
}
