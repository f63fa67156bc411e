//! Writes every lab's Python script for many states, with the readouts that the page shows for them, for
//! tests/python/run.py to run and compare.

#[path = "python/own.rs"]
mod own;

use low_rank_lab::labs::tested::{FIRST_LOSS, Readouts};
use low_rank_lab::labs::{self, LABS};
use low_rank_lab::state::link::Query;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the page is said to be.
pub const ADDRESS: &str = "https://example.org/lab/";

/// The folder whose files the page would fetch.
pub fn shipped(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// What the page shows for a query.
pub fn readouts(query: &str) -> Readouts {
    let parsed = Query::parse(query);
    let lab = parsed.get("lab").and_then(labs::find).unwrap();
    let readouts = (lab.tested.unwrap().readouts)(&parsed, shipped);
    readouts.unwrap_or_else(|error| panic!("{query}: {error}"))
}

/// A script that is to be run, and what it is to print.
pub struct Case {
    pub lab: &'static str,
    pub query: String,
    pub readouts: Readouts,
    pub script: String,
}

fn cases() -> Vec<Case> {
    let mut cases = own::cases();
    for lab in LABS {
        let tested = lab.tested.unwrap();
        assert!(
            tested.states.len() >= 8,
            "{} has {} states",
            lab.id,
            tested.states.len()
        );
        for state in tested.states {
            let and = if state.is_empty() { "" } else { "&" };
            let query = format!("?lab={}{and}{state}", lab.id);
            cases.push(Case {
                lab: lab.id,
                readouts: readouts(&query),
                script: (tested.script)(&query, ADDRESS),
                query,
            });
        }
    }
    cases
}

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("python")
}

#[test]
fn every_lab_has_scripts_to_run() {
    let _ = fs::remove_dir_all(folder());
    fs::create_dir_all(folder()).unwrap();
    let mut missing = Vec::new();
    for (index, case) in cases().into_iter().enumerate() {
        let Case {
            lab,
            query,
            readouts,
            script,
        } = case;
        let not_shown = |name: &str| !script.contains(&format!("show(\"{name}\""));
        let names = readouts.iter().map(|(name, _)| *name);
        let not_shown = names.filter(|name| *name != FIRST_LOSS && not_shown(name));
        missing.extend(not_shown.map(|name| format!("{query}: {name}")));
        let stem = folder().join(format!("{index:03}-{lab}"));
        fs::write(stem.with_extension("py"), script).unwrap();
        let readouts: serde_json::Map<String, serde_json::Value> = readouts
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.into()))
            .collect();
        let expected = serde_json::json!({ "query": query, "readouts": readouts });
        fs::write(stem.with_extension("json"), expected.to_string()).unwrap();
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
