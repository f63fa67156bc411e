//! `index.html` begins as the app goes on: the names and the words are the labs' own.

use low_rank_lab::labs::{LABS, autoencoder, choose_r, lora, rank, svd};

const PAGE: &str = include_str!("../index.html");

#[test]
fn the_header_leads_to_every_lab_by_its_name() {
    for lab in LABS {
        let link = format!("<a href=\"?lab={}\">{}</a>", lab.id, lab.name);
        assert!(PAGE.contains(&link), "index.html lacks {link}");
    }
}

#[test]
fn a_lab_begins_with_its_own_words() {
    let words = [
        (rank::ENTRY.id, rank::text::QUESTION),
        (svd::ENTRY.id, svd::text::LEDE),
        (lora::ENTRY.id, lora::text::LEDE),
        (choose_r::ENTRY.id, choose_r::text::LEDE),
        (autoencoder::ENTRY.id, autoencoder::text::LEDE),
    ];
    for (id, question) in words {
        let opens = format!("data-opens=\"{id}\"");
        let section = PAGE
            .split(&opens)
            .nth(1)
            .unwrap_or_else(|| panic!("index.html lacks {opens}"));
        let section = section.split("</section>").next().unwrap_or_default();
        assert!(
            section.contains(question),
            "index.html does not begin {id} with “{question}”"
        );
    }
}

const HEADER: &str = include_str!("../src/app/header.rs");
const ICONS: &str = include_str!("../src/ui/icon.rs");

/// What stands between `from` and `to`, each time.
fn all_between<'a>(text: &'a str, from: &'a str, to: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(from)
        .skip(1)
        .filter_map(move |rest| rest.split(to).next())
}

#[test]
fn the_header_has_each_of_its_buttons_once() {
    let tools: Vec<&str> = all_between(PAGE, "<div class=\"top-tools\">", "</div>").collect();
    let [tools] = tools[..] else {
        panic!("index.html has {} sets of tools", tools.len());
    };
    let name = |button: &'static str| {
        let label = all_between(button, "aria-label=\"", "\"").next();
        label
            .or_else(|| all_between(button, ">", "<").next())
            .unwrap_or_default()
            .trim()
    };
    let mut names: Vec<&str> = all_between(tools, "<button", "</button>")
        .map(name)
        .collect();
    for name in &names {
        assert!(
            HEADER.contains(&format!("\"{name}\"")),
            "the header goes on without “{name}”"
        );
    }
    assert_eq!(names.len(), HEADER.matches("<button").count(), "{names:?}");
    names.sort_unstable();
    names.dedup();
    assert_eq!(
        names.len(),
        HEADER.matches("<button").count(),
        "one occurs twice: {names:?}"
    );
}

#[test]
fn its_icons_are_drawn_as_the_app_draws_them() {
    let paths: Vec<&str> = all_between(PAGE, "<path d=\"", "\"").collect();
    assert_eq!(paths.len(), HEADER.matches("Icon::").count(), "{paths:?}");
    for path in paths {
        assert!(
            ICONS.contains(&format!("\"{path}\"")),
            "src/ui/icon.rs does not draw {path}"
        );
    }
}

/// A character that stands as a sign on a button would be an empty box where no font has it.
#[test]
fn no_character_stands_as_an_icon() {
    let sign = |c: char| matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{25a0}'..='\u{27bf}' | '\u{27f0}'..='\u{27ff}' | '\u{2900}'..='\u{2bff}' | '\u{22ee}'..='\u{22f1}');
    let buttons = all_between(PAGE, "<button", "</button>");
    let found: Vec<&str> = buttons.filter(|button| button.contains(sign)).collect();
    assert!(found.is_empty(), "{found:?}");
}
