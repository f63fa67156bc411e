//! The module paths a source file names, made absolute.

use crate::source::Source;

/// A path into this crate, from its root: `crate::linalg::svd` and `super::svd` in `linalg/rref.rs` are both
/// `["linalg", "svd"]`.
pub struct Named {
    pub line: usize,
    pub path: Vec<String>,
}

/// Every path in `source` that begins with `crate`, `super`, `low_rank_lab`, groups `{…}` taken apart.
pub fn named(source: &Source) -> Vec<Named> {
    let code = &source.code;
    let mut found = Vec::new();
    let mut after = 0;
    for (start, word) in words(code) {
        if start < after || !matches!(word, "crate" | "super" | "low_rank_lab") {
            continue;
        }
        let mut base: Vec<String> = source.module().iter().map(|s| (*s).to_owned()).collect();
        if word != "super" {
            base.clear();
        }
        let mut rest = start;
        while let Some(next) = step_up(code, rest, "super") {
            base.pop();
            rest = next;
        }
        if let Some(next) =
            step_up(code, rest, "crate").or_else(|| step_up(code, rest, "low_rank_lab"))
        {
            rest = next;
        }
        let (paths, end) = expand(code, rest, &base);
        after = end;
        let line = source.line_of(start);
        found.extend(paths.into_iter().map(|path| Named { line, path }));
    }
    found
}

/// If `code[at..]` is `word ::`, the place behind it.
fn step_up(code: &str, at: usize, word: &str) -> Option<usize> {
    let rest = code[at..].strip_prefix(word)?.trim_start();
    let rest = rest.strip_prefix("::")?.trim_start();
    Some(code.len() - rest.len())
}

/// The paths that begin at `at` below `base`, groups `{…}` taken apart, and where they end.
pub fn expand(code: &str, at: usize, base: &[String]) -> (Vec<Vec<String>>, usize) {
    let rest = code[at..].trim_start();
    let at = code.len() - rest.len();
    if rest.starts_with('{') {
        return expand_group(code, at + 1, base);
    }
    let name: String = rest.chars().take_while(|c| is_word(*c)).collect();
    let mut end = at + name.len();
    if name.is_empty() {
        return (vec![base.to_vec()], end);
    }
    let mut path = base.to_vec();
    if name != "self" {
        path.push(name);
    }
    let tail = code[end..].trim_start();
    match tail.strip_prefix("::") {
        Some(inner) if inner.trim_start().starts_with(|c| is_word(c) || c == '{') => {
            end = code.len() - inner.len();
            expand(code, end, &path)
        }
        _ => (vec![path], end),
    }
}

fn expand_group(code: &str, mut at: usize, base: &[String]) -> (Vec<Vec<String>>, usize) {
    let mut paths = Vec::new();
    loop {
        let rest = code[at..].trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        at = code.len() - rest.len();
        if rest.is_empty() {
            return (paths, at);
        }
        if rest.starts_with('}') {
            return (paths, at + 1);
        }
        let (more, end) = expand(code, at, base);
        paths.extend(more);
        // On to the next element, past `as name` and `*`.
        let skipped = code[end..].find([',', '}']).unwrap_or(code.len() - end);
        at = end + skipped;
    }
}

/// Identifiers with their offsets.
pub fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    code.split(|c: char| !is_word(c))
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - code.as_ptr() as usize, word))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
