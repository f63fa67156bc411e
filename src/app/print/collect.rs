//! What a handout says, read off the page: it is what the reader sees, drawn for paper.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

use super::element;
use crate::app::stage::CARD;
use crate::ui::registry::{Entry, Exhibit, Registry};

/// One figure.
#[derive(Clone)]
pub struct Picture {
    pub caption: String,
    /// Its drawing, as markup.
    pub drawn: String,
    /// Its text equivalent.
    pub words: String,
}

/// Everything on the two pages. The lines of the lists are markup, because an index is no factor.
#[derive(Clone, Default)]
pub struct Handout {
    pub title: String,
    pub question: String,
    pub equation: String,
    pub pictures: Vec<Picture>,
    pub settings: Vec<String>,
    pub numbers: Vec<String>,
    pub notices: Vec<String>,
    pub tasks: Vec<String>,
}

/// More characters of a text equivalent do not help on paper.
const LONGEST: usize = 300;
/// More pictures do not fit beside each other.
const MOST_PICTURES: usize = 6;

/// Reads the handout off the page, with the card of `figure`.
pub fn collect(registry: Registry, figure: Option<&str>) -> Handout {
    let page = registry.all();
    let mut handout = Handout {
        title: find(None, "main h1").first().map(text).unwrap_or_default(),
        pictures: pictures(&page, figure),
        settings: settings(),
        numbers: numbers(&page),
        ..Handout::default()
    };
    for Entry {
        element, exhibit, ..
    } in &page
    {
        match exhibit {
            Exhibit::Question(question) => handout.question = (*question).to_owned(),
            Exhibit::Equation => {
                let math = within(element, "math").map(|math| math.outer_html());
                handout.equation = math.unwrap_or_default();
            }
            Exhibit::Notices(sentences) => {
                let sentences = sentences.get_untracked();
                handout.notices.extend(sentences.iter().map(|s| escaped(s)));
            }
            Exhibit::Task(task) => handout.tasks.push(escaped(task)),
            _ => {}
        }
    }
    handout
}

fn find(within: Option<&Element>, selector: &str) -> Vec<Element> {
    let found = match within {
        Some(element) => element.query_selector_all(selector),
        None => document().query_selector_all(selector),
    };
    let Ok(found) = found else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|i| element(found.item(i)))
        .collect()
}

/// The text as it is read: blanks and line ends as single blanks.
fn text(element: &Element) -> String {
    let text = element.text_content().unwrap_or_default();
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// As [`text`], with its indices and exponents as markup.
fn markup(element: &Element) -> String {
    let mut marked = String::new();
    mark(element, &mut marked);
    marked
        .split_ascii_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn mark(parent: &web_sys::Node, into: &mut String) {
    let children = parent.child_nodes();
    for child in (0..children.length()).filter_map(|i| children.item(i)) {
        match child.node_name().as_str() {
            "#text" => into.push_str(&escaped(&child.text_content().unwrap_or_default())),
            name @ ("SUB" | "SUP") => {
                into.push_str(&format!("<{name}>"));
                mark(&child, into);
                into.push_str(&format!("</{name}>"));
            }
            // What opens and closes is no part of the sentence.
            "DETAILS" | "BUTTON" => {}
            _ => mark(&child, into),
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn within(element: &Element, selector: &str) -> Option<Element> {
    element.query_selector(selector).ok().flatten()
}

/// The figures of the card of `figure`, or of the first card that has some.
fn pictures(page: &[Entry], figure: Option<&str>) -> Vec<Picture> {
    let figures = || page.iter().filter(|entry| entry.exhibit.is_figure());
    let wanted = figures().find(|entry| entry.exhibit.id() == figure);
    let card = wanted
        .or_else(|| figures().next())
        .and_then(|entry| entry.element.closest(CARD).ok().flatten());
    let of_card = |entry: &&Entry| {
        card.as_ref()
            .is_some_and(|card| card.contains(Some(&entry.element)))
    };
    figures()
        .filter(of_card)
        .take(MOST_PICTURES)
        .filter_map(|entry| picture(&entry.exhibit))
        .collect()
}

fn picture(exhibit: &Exhibit) -> Option<Picture> {
    let Exhibit::Figure {
        title,
        shape,
        exports,
        ..
    } = exhibit
    else {
        return None;
    };
    let canvas = || {
        let canvas = exports.png?.run(())?;
        let address = canvas.to_data_url().ok()?;
        Some(format!("<img alt=\"\" src=\"{address}\">"))
    };
    let parts = [title.get_untracked(), shape.get_untracked()];
    Some(Picture {
        caption: joined(parts.into_iter(), ", "),
        drawn: exports.svg.run(()).or_else(canvas).unwrap_or_default(),
        words: shortened(exports.description.get_untracked()),
    })
}

/// The beginning, up to the end of a word.
fn shortened(words: String) -> String {
    if words.chars().count() <= LONGEST {
        return words;
    }
    let cut: String = words.chars().take(LONGEST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", &cut[..end])
}

fn joined(parts: impl Iterator<Item = String>, by: &str) -> String {
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(by)
}

/// What the controls stand at.
fn settings() -> Vec<String> {
    let mut settings = Vec::new();
    for control in find(None, "main [data-controls] :is(input[type=range], select)") {
        let (label, value) = if let Some(range) = control.dyn_ref::<HtmlInputElement>() {
            let words = range
                .get_attribute("aria-valuetext")
                .filter(|words| !words.is_empty());
            (
                range.get_attribute("aria-label"),
                words.unwrap_or_else(|| range.value()),
            )
        } else if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
            (label_of(&control), chosen(select))
        } else {
            continue;
        };
        if let Some(label) = label.filter(|label| !label.is_empty()) {
            settings.push(escaped(&format!("{label}: {value}")));
        }
    }
    settings
}

fn chosen(select: &HtmlSelectElement) -> String {
    let at = u32::try_from(select.selected_index()).unwrap_or_default();
    element(select.item(at).map(Into::into))
        .map(|option| text(&option))
        .unwrap_or_default()
}

/// The words of a menu's label without its options.
fn label_of(control: &Element) -> Option<String> {
    if let Some(name) = control.get_attribute("aria-label") {
        return Some(name);
    }
    let label = control.closest("label").ok()??;
    let own = label.first_child()?.text_content()?;
    Some(own.trim().to_owned())
}

/// Every number the page vouches for, one line for each place where some stand.
fn numbers(page: &[Entry]) -> Vec<String> {
    let stats: Vec<&Element> = page
        .iter()
        .filter(|entry| matches!(entry.exhibit, Exhibit::Stat))
        .map(|entry| &entry.element)
        .collect();
    let mut places: Vec<Element> = Vec::new();
    let mut lines = Vec::new();
    for readout in page
        .iter()
        .filter(|entry| matches!(entry.exhibit, Exhibit::Readout))
    {
        let readout = &readout.element;
        let stat = stats.iter().find(|stat| stat.contains(Some(readout)));
        let around = || readout.closest("tr, dd, p").ok().flatten();
        let Some(place) = stat.map(|stat| (*stat).clone()).or_else(around) else {
            continue;
        };
        if !places.contains(&place) {
            lines.push(match stat {
                Some(stat) => line_of_stat(stat),
                None => line(&place),
            });
            places.push(place);
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Label and number, then the line below them.
fn line_of_stat(stat: &Element) -> String {
    let parts = stat.children();
    let part = |i: u32| parts.item(i).map(|part| markup(&part)).unwrap_or_default();
    let number = joined([part(0), part(1)].into_iter(), ": ");
    joined([number, part(2)].into_iter(), " · ")
}

fn line(place: &Element) -> String {
    let children = |selector: &str| find(Some(place), selector);
    match place.tag_name().as_str() {
        "TR" => joined(children("th, td").iter().map(markup), " · "),
        "DD" => {
            let term = place.previous_element_sibling().map(|term| markup(&term));
            joined([term.unwrap_or_default(), markup(place)].into_iter(), ": ")
        }
        _ => markup(place),
    }
}
