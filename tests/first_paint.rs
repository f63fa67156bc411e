//! What `index.html` holds of the labs follows from `LABS`: their style sheets and tours, their links, and how their pages
//! begin before the program is there. `script/labs` writes it.

use low_rank_lab::labs::{Ahead, Entry, LABS, What};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folder(lab: &Entry) -> String {
    format!("src/labs/{}", lab.folder())
}

/// The files of a lab that are no program: its style sheet, if it has one, and its tours.
fn files(lab: &Entry) -> String {
    let folder = folder(lab);
    let style = match root().join(&folder).join("style.css").is_file() {
        true => format!("<link data-trunk rel=\"css\" href=\"{folder}/style.css\">\n"),
        false => String::new(),
    };
    format!(
        "{style}<link data-trunk rel=\"copy-dir\" href=\"{folder}/tours\" data-target-path=\"assets/tours\">\n"
    )
}

fn link(lab: &Entry) -> String {
    format!(
        "      <a href=\"?lab={}\">{}</a>\n",
        lab.id,
        escaped(lab.name)
    )
}

/// How the page begins, and what it needs at once.
fn headline(lab: &Entry) -> String {
    let ahead: Vec<String> = lab.ahead.iter().map(Ahead::json).collect();
    let ahead = match ahead.is_empty() {
        true => String::new(),
        false => format!(" data-ahead='[{}]'", ahead.join(",")),
    };
    format!(
        "    <section class=\"lede\" data-opens=\"{}\"{ahead}>
      <div>
        <h1>{}</h1>
        <p class=\"question\">{}</p>
      </div>
    </section>\n",
        lab.id,
        lab.headline,
        escaped(lab.lede)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// `page` with `lines` between `<!-- labs: NAME -->` and `<!-- /labs -->`.
fn with(page: &str, name: &str, lines: fn(&Entry) -> String) -> String {
    let mark = format!("<!-- labs: {name} -->\n");
    let (before, rest) = page
        .split_once(&mark)
        .unwrap_or_else(|| panic!("index.html lacks {mark}"));
    let (between, after) = rest
        .split_once("<!-- /labs -->")
        .unwrap_or_else(|| panic!("index.html does not end {mark}"));
    // The closing mark stands as far in as it did.
    let indent = &between[between.rfind('\n').map_or(0, |end| end + 1)..];
    let lines: String = LABS.iter().map(lines).collect();
    format!("{before}{mark}{lines}{indent}<!-- /labs -->{after}")
}

#[test]
fn index_html_holds_what_the_labs_say() {
    let path: PathBuf = root().join("index.html");
    let page = fs::read_to_string(&path).expect("index.html can be read");
    let written = with(&page, "files", files);
    let written = with(&written, "links", link);
    let written = with(&written, "headlines", headline);
    if std::env::var_os("UPDATE_LABS").is_some() {
        fs::write(&path, &written).expect("index.html can be written");
    } else {
        assert!(
            written == page,
            "index.html is not what the labs say: run script/labs and commit what it writes"
        );
    }
}

#[test]
fn what_a_lab_fetches_ahead_is_there_and_its_keys_are_in_its_links() {
    for lab in LABS {
        let keys = (lab.keys)();
        for Ahead { what, unless } in lab.ahead {
            if let What::File(path) = what {
                assert!(
                    root().join(path).is_file(),
                    "{}: there is no {path}",
                    lab.id
                );
            }
            for key in *unless {
                assert!(
                    keys.iter().any(|k| k.name == *key),
                    "{}: no key {key}",
                    lab.id
                );
            }
        }
    }
}

const PAGE: &str = include_str!("../index.html");
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
