//! The invariants of `src/lib.rs`, held by reading the source. Each failure names file, line and reason.

#[path = "architecture/circles.rs"]
mod circles;
#[path = "architecture/map.rs"]
mod map;
#[path = "architecture/paths.rs"]
mod paths;
#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/self_test.rs"]
mod self_test;
#[path = "architecture/source.rs"]
mod source;

use map::Map;
use source::{Source, files_below, read, relative};
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn map() -> Map {
    Map::read(&read(&root().join("src/lib.rs")))
}

/// Folders below `src/labs`: the labs.
fn labs() -> Vec<String> {
    let sources = files_below(&root().join("src/labs"), &["rs"]);
    let mut labs: Vec<String> = sources
        .iter()
        .filter_map(|file| rules::lab_of(&relative(root(), file)).map(str::to_owned))
        .collect();
    labs.dedup();
    labs
}

/// Fails with every violation `rule` finds in the crate's sources.
fn hold(rule: impl Fn(&Source) -> Vec<String>) {
    let sources = Source::all_below(root(), "src");
    assert!(
        sources.len() > 5,
        "the sources are not where they should be"
    );
    fail_with(sources.iter().flat_map(rule).collect());
}

fn fail_with(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// Every text a person maintains here.
fn texts() -> Vec<(String, String)> {
    let folders = ["src", "tests", "benches", "script", "style", "assets"];
    let endings = ["rs", "css", "js", "mjs", "py"];
    let files = folders
        .iter()
        .flat_map(|folder| files_below(&root().join(folder), &endings))
        .filter(|file| !relative(root(), file).contains("node_modules"));
    files
        .map(|file| (relative(root(), &file), read(&file)))
        .collect()
}

#[test]
fn imports_point_down() {
    let map = map();
    hold(|source| rules::imports_point_down(&map, source));
}

#[test]
fn imports_go_round_in_no_circle() {
    fail_with(circles::circles(&Source::all_below(root(), "src")));
}

#[test]
fn no_lab_imports_another() {
    let labs = labs();
    hold(|source| rules::labs_stand_alone(&labs, source));
}

#[test]
fn pure_layers_know_no_browser() {
    let map = map();
    hold(|source| rules::pure_layers_know_no_browser(&map, source));
}

#[test]
fn pure_layers_neither_panic_nor_log_nor_read_clocks() {
    let map = map();
    hold(|source| rules::pure_layers_are_calm(&map, source));
}

#[test]
fn transcendental_functions_are_portable() {
    hold(rules::numbers_are_portable);
}

#[test]
fn effects_stand_in_three_places_only() {
    hold(rules::effects_stand_in_three_places);
}

#[test]
fn top_level_is_the_map() {
    let map = map();
    let mut expected: Vec<&str> = map.names();
    expected.sort_unstable();
    let mut found: Vec<String> = Source::all_below(root(), "src")
        .iter()
        .filter_map(|source| source.module().first().map(|layer| (*layer).to_owned()))
        .collect();
    found.sort_unstable();
    found.dedup();
    assert_eq!(
        found, expected,
        "src/ and the table in src/lib.rs name different layers"
    );
}

#[test]
fn main_is_thin() {
    let lines = read(&root().join("src/main.rs")).lines().count();
    assert!(
        lines <= 15,
        "src/main.rs:{lines}: main only mounts, 15 lines are the most"
    );
}

#[test]
fn every_lab_is_registered_and_has_its_parts() {
    let registry = Source::new("src/labs/mod.rs", &read(&root().join("src/labs/mod.rs")));
    let mut found = Vec::new();
    for lab in labs() {
        // A lab's id may hold a dash, its folder cannot: `choose-r` lives in `choose_r`.
        for line in [format!("pub mod {lab};"), format!("{lab}::ENTRY")] {
            if !registry.code.contains(&line) {
                found.push(format!(
                    "src/labs/mod.rs:1: `{line}` is missing: the lab would not appear"
                ));
            }
        }
        for part in [
            "state", "keys", "model", "figures", "python", "tested", "view", "text",
        ] {
            let folder = root().join("src/labs").join(&lab);
            if !folder.join(part).is_dir() && !folder.join(format!("{part}.rs")).is_file() {
                found.push(format!(
                    "src/labs/{lab}:1: `{part}.rs` is missing: every lab has the same parts"
                ));
            }
        }
        for file in [
            format!("tours/{}.txt", lab.replace('_', "-")),
            "browser.mjs".to_owned(),
        ] {
            if !root().join("src/labs").join(&lab).join(&file).is_file() {
                found.push(format!(
                    "src/labs/{lab}:1: `{file}` is missing: see “How to add a lab” in the README"
                ));
            }
        }
    }
    fail_with(found);
}

#[test]
fn nothing_names_a_machine() {
    // The rule's own list and examples are the exception.
    let texts = texts()
        .into_iter()
        .filter(|(path, _)| !path.starts_with("tests/architecture"));
    fail_with(
        texts
            .flat_map(|(path, text)| rules::no_foreign_paths(&path, &text))
            .collect(),
    );
}

#[test]
fn files_are_short() {
    fail_with(
        texts()
            .iter()
            .flat_map(|(path, text)| rules::not_too_long(path, text))
            .collect(),
    );
}
