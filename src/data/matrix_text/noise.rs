//! What may stand around a matrix and is left out, and the sentences that say so.
//!
//! These kinds only: a prompt, a name, `rref`, a comment, a heading, a type, a line that loads a library, the bar of
//! an augmented matrix, a shape that agrees. Everything else in a text is foreign.

use super::refusal::printable;

pub(super) const BAR: &str = "The bar of the augmented matrix was left out.";
pub(super) const REDUCED: &str =
    "The text asks for the reduced row echelon form; the matrix was read as it stands.";
pub(super) const TRUTH: &str = "True was read as 1, false as 0.";
pub(super) const BUILT: &str = "The matrix was built as the text says.";
pub(super) const BLANK_LINES: &str = "Empty lines between the rows were left out.";

pub(super) fn left_out(what: &str, text: &str) -> String {
    format!("{what} left out: “{}”.", printable(text))
}

pub(super) fn named(name: &str) -> String {
    format!("The name {} was left out.", printable(name))
}

pub(super) fn comments(first: &str, count: usize) -> String {
    match count {
        1 => left_out("Comment", first),
        _ => format!(
            "{count} comments left out, the first: “{}”.",
            printable(first)
        ),
    }
}

pub(super) fn scaled(factor: &str) -> String {
    match factor {
        "-1" => "The sign in front was applied: every entry was negated.".into(),
        _ => format!(
            "Every entry was multiplied by {}, as the text says.",
            printable(factor)
        ),
    }
}

pub(super) fn said_about(key: &str, text: &str) -> String {
    let text = printable(text);
    match text.is_empty() {
        true => format!("The {key} was left out."),
        false => format!("The {key} was left out: “{text}”."),
    }
}

/// “A, 2 × 2” or “the second, 2 × 1”.
pub(super) fn numbered(at: usize, name: Option<&str>, (rows, cols): (usize, usize)) -> String {
    const ORDER: [&str; 6] = [
        "the first",
        "the second",
        "the third",
        "the fourth",
        "the fifth",
        "the sixth",
    ];
    let which = match (name, ORDER.get(at)) {
        (Some(name), _) => printable(name),
        (None, Some(which)) => (*which).to_owned(),
        (None, None) => format!("number {}", at + 1),
    };
    format!("{which}, {rows} × {cols}")
}

pub(super) fn several(which: &[String]) -> String {
    let shown = which.iter().take(6).cloned().collect::<Vec<_>>().join("; ");
    let more = if which.len() > 6 { "; …" } else { "" };
    format!(
        "The text holds {} matrices: {shown}{more}. Choose one, or paste one alone.",
        which.len()
    )
}

/// The text without the prompts of interactive programs, and the first of them.
pub(super) fn without_prompts(text: &str) -> (String, Option<String>) {
    let mut first = None;
    let mut out = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let trimmed = line.trim_start();
        let Some(length) = prompt(trimmed, first.is_some()) else {
            out.push_str(line);
            continue;
        };
        let (mark, rest) = trimmed.split_at(length);
        first.get_or_insert_with(|| mark.trim().to_owned());
        // A name alone asks to see it.
        let input = !mark.starts_with("Out") && !mark.contains("%o");
        if !(input && is_name(rest.trim().trim_end_matches(';'))) {
            out.push_str(rest);
        }
    }
    (out, first)
}

fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// The length of the prompt that a line begins with. Lines that go on are known once a prompt was seen.
fn prompt(line: &str, seen: bool) -> Option<usize> {
    for mark in [">>> ", "julia> ", "sage: ", ">> ", "gp > ", "ghci> ", "> "] {
        if line.starts_with(mark) {
            return Some(mark.len());
        }
    }
    if seen
        && let Some(mark) = ["...: ", "... ", "....: ", "+ "]
            .iter()
            .find(|mark| line.starts_with(**mark))
    {
        return Some(mark.len());
    }
    let numbered = |opens: &str, ends: &[&str]| {
        let rest = line.strip_prefix(opens)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let behind = &rest[digits..];
        let end = ends.iter().find(|end| behind.starts_with(**end))?;
        (digits > 0).then_some(opens.len() + digits + end.len())
    };
    numbered("In [", &["]: ", "]:"])
        .or_else(|| {
            numbered(
                "Out[",
                &[
                    "]: ",
                    "]:",
                    "]//MatrixForm=",
                    "]//TableForm=",
                    "]//N=",
                    "]= ",
                    "]=",
                ],
            )
        })
        .or_else(|| numbered("In[", &["]:= ", "]:="]))
        .or_else(|| numbered("octave:", &["> ", ">"]))
        .or_else(|| numbered("(%i", &[") "]))
        .or_else(|| numbered("(%o", &[") "]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_are_taken_off() {
        let (text, first) = without_prompts(">>> A\n>>> np.array([[1, 2],\n...   [3, 4]])");
        assert_eq!(
            (text.as_str(), first.as_deref()),
            ("\nnp.array([[1, 2],\n  [3, 4]])", Some(">>>"))
        );
        let (text, _) = without_prompts("Out[12]: \narray([1])");
        assert_eq!(text, "\narray([1])");
        assert_eq!(without_prompts("1 2\n... 3").1, None);
        assert_eq!(without_prompts("In[1]:= {{1}}").0, "{{1}}");
    }
}
