//! What a handout says, read off the page: it is what the reader sees, drawn for paper.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement, HtmlInputElement, HtmlSelectElement};

use super::element;

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
#[derive(Clone)]
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
pub fn collect(figure: Option<&str>) -> Handout {
    let all = |selector: &str| find(None, selector);
    let first = |selector: &str| all(selector).first().map(text).unwrap_or_default();
    let equation = all("main .lede-equation math").into_iter().next();
    Handout {
        title: first("main h1"),
        question: first("main .question"),
        equation: equation.map(|math| math.outer_html()).unwrap_or_default(),
        pictures: pictures(figure),
        settings: settings(),
        numbers: numbers(),
        notices: all("main .notice li").iter().map(text).collect(),
        tasks: all("main .challenge p:first-child")
            .iter()
            .map(text)
            .collect(),
    }
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
fn pictures(figure: Option<&str>) -> Vec<Picture> {
    let wanted = figure.and_then(|id| {
        let selector = format!("main [data-figure='{id}']");
        find(None, &selector).into_iter().next()
    });
    let figure = wanted.or_else(|| find(None, "main [data-figure]").into_iter().next());
    let card = figure.and_then(|figure| figure.closest(".card").ok().flatten());
    let figures = find(card.as_ref(), "[data-figure]");
    figures.iter().take(MOST_PICTURES).map(picture).collect()
}

fn picture(figure: &Element) -> Picture {
    let canvas = within(figure, "canvas").and_then(|c| c.dyn_into::<HtmlCanvasElement>().ok());
    let sharp = figure.get_attribute("data-kind").as_deref() == Some("heatmap");
    let drawn = canvas
        .and_then(|canvas| canvas.to_data_url().ok())
        .map(|address| {
            let class = if sharp { "pixels" } else { "" };
            format!("<img class=\"{class}\" alt=\"\" src=\"{address}\">")
        });
    let svg = || within(figure, ".figure-body svg").map(|svg| svg.outer_html());
    let words = within(figure, "p.unseen").map(|p| text(&p));
    Picture {
        caption: caption(figure),
        drawn: drawn.or_else(svg).unwrap_or_default(),
        words: words.map(shortened).unwrap_or_default(),
    }
}

fn caption(figure: &Element) -> String {
    let parts = find(Some(figure), "figcaption > *");
    joined(parts.iter().map(text), ", ")
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
fn numbers() -> Vec<String> {
    let mut places: Vec<Element> = Vec::new();
    for readout in find(None, "main [data-readout]") {
        let place = readout.closest(".stat, tr, dd, p").ok().flatten();
        if let Some(place) = place.filter(|place| !places.contains(place)) {
            places.push(place);
        }
    }
    let mut lines: Vec<String> = places.iter().map(line).collect();
    lines.retain(|line| !line.is_empty());
    lines
}

fn line(place: &Element) -> String {
    let children = |selector: &str| find(Some(place), selector);
    match place.tag_name().as_str() {
        "TR" => joined(children("th, td").iter().map(markup), " · "),
        "DD" => {
            let term = place.previous_element_sibling().map(|term| markup(&term));
            joined([term.unwrap_or_default(), markup(place)].into_iter(), ": ")
        }
        "P" => markup(place),
        _ => {
            let part = |name: &str| children(name).first().map(markup).unwrap_or_default();
            let figure = joined(
                [part(".stat-label"), part(".stat-number")].into_iter(),
                ": ",
            );
            joined([figure, part(".stat-note")].into_iter(), " · ")
        }
    }
}
