//! Tables of web pages: HTML, and MathML's matrices.

use super::explained::{Outcome, Rows};
use super::refusal;
use super::table::{self, Purpose, Table};
use crate::data::Error;

/// Marks around the text of a field, which say how it looks.
const LOOKS: [&str; 26] = [
    "b", "i", "em", "strong", "span", "font", "p", "div", "a", "u", "small", "code", "br", "mn",
    "mo", "mrow", "mi", "mtext", "mstyle", "nobr", "tt", "center", "mspace", "mpadded", "bdi",
    "label",
];
/// Marks around the rows.
const AROUND: [&str; 23] = [
    "table",
    "thead",
    "tbody",
    "tfoot",
    "colgroup",
    "col",
    "html",
    "body",
    "head",
    "meta",
    "math",
    "mtable",
    "mfenced",
    "semantics",
    "mrow",
    "mo",
    "div",
    "style",
    "google-sheets-html-origin",
    "!doctype",
    "!--startfragment--",
    "!--endfragment--",
    "mstyle",
];

pub(super) fn is(text: &str) -> bool {
    let start = text.trim_start();
    let lower: String = start
        .chars()
        .take(2000)
        .collect::<String>()
        .to_ascii_lowercase();
    [
        "<table",
        "<html",
        "<!doctype",
        "<tr",
        "<math",
        "<mtable",
        "<meta",
        "<body",
        "<google-sheets",
        "<!--startfragment",
        "<thead",
        "<tbody",
        "<div",
    ]
    .iter()
    .any(|tag| lower.starts_with(tag))
}

pub(super) fn read(text: &str, purpose: Purpose) -> Outcome {
    let mut rows = Rows::new();
    let mut field: Option<String> = None;
    let mut tables = 0;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        let end = tag.find('>').ok_or_else(|| refusal::not_closed("<"))?;
        outside(before, &mut field)?;
        let mark = tag[1..end].trim();
        rest = &tag[end + 1..];
        if mark.starts_with("!--") {
            continue;
        }
        let name = mark
            .trim_start_matches('/')
            .split([' ', '/', '\n', '\t'])
            .next()
            .unwrap_or("")
            .to_ascii_lowercase();
        match (name.as_str(), mark.starts_with('/')) {
            ("table" | "mtable", false) => tables += 1,
            ("tr" | "mtr", false) => rows.push(Vec::new()),
            ("td" | "th" | "mtd", false) => {
                close(&mut rows, &mut field);
                field = Some(String::new());
            }
            ("td" | "th" | "mtd" | "tr" | "mtr", true) => close(&mut rows, &mut field),
            (name, _) if field.is_some() && LOOKS.contains(&name) => {}
            ("script" | "style", false) => {
                let close = format!("</{name}");
                rest = rest.find(&close).map_or("", |at| &rest[at..]);
            }
            (name, _) if AROUND.contains(&name) || (name == "script") => {}
            ("title" | "h1" | "h2" | "caption", _) => {}
            (name, _) => return Err(refusal::foreign(&format!("<{name}>"))),
        }
    }
    outside(rest, &mut field)?;
    rows.retain(|row| !row.is_empty());
    if tables > 1 {
        return Err(refusal::because(format!(
            "The text holds {tables} tables. Paste one of them alone."
        )));
    }
    if rows.is_empty() {
        return Err(refusal::because(
            "This is a web page without a table in it. Open or paste the data themselves.",
        ));
    }
    table::read(
        Table {
            rows,
            ..Table::default()
        },
        purpose,
    )
}

fn close(rows: &mut Rows, field: &mut Option<String>) {
    if let Some(text) = field.take() {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match rows.last_mut() {
            Some(row) => row.push(text),
            None => rows.push(vec![text]),
        }
    }
}

/// Text between two marks: of a field, or, elsewhere, foreign.
fn outside(text: &str, field: &mut Option<String>) -> Result<(), Error> {
    match field {
        Some(field) => field.push_str(&entities(text)),
        None if text.trim().is_empty() => {}
        None => {
            return Err(refusal::because(format!(
                "“{}” stands outside a table of this web page. Open or paste the table alone.",
                refusal::printable(text)
            )));
        }
    }
    Ok(())
}

fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.into();
    }
    let named = [
        ("&nbsp;", " "),
        ("&#160;", " "),
        ("&minus;", "-"),
        ("&#8722;", "-"),
        ("&ndash;", "-"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&frac12;", "½"),
        ("&frac14;", "¼"),
        ("&pi;", "π"),
        ("&radic;", "√"),
        ("&#x2212;", "-"),
        ("&amp;", "&"),
    ];
    named.iter().fold(text.to_owned(), |text, (name, plain)| {
        text.replace(name, plain)
    })
}
