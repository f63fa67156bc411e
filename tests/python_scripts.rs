//! Writes every lab's Python script for many states, with the readouts that the page shows for them, for
//! tests/python/run.py to run and compare.

#[path = "python/states.rs"]
mod states;

#[path = "python/autoencoder.rs"]
mod autoencoder;
#[path = "python/choose_r.rs"]
mod choose_r;
#[path = "python/lora.rs"]
mod lora;
#[path = "python/own.rs"]
mod own;
#[path = "python/rank.rs"]
mod rank;
#[path = "python/svd.rs"]
mod svd;

use low_rank_lab::engine::{self, Job, JobKind, Step};
use low_rank_lab::labs::LABS;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the page is said to be.
pub const ADDRESS: &str = "https://example.org/lab/";

/// Names and values, as they stand in `data-readout` and `data-value`.
pub type Readouts = Vec<(&'static str, String)>;

/// No readout: what the tolerance of a loss is measured by.
pub const FIRST_LOSS: &str = "first-loss";

/// The folder whose files the page would fetch.
pub fn shipped(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// What a job sends until it is done.
pub fn run<T: serde::de::DeserializeOwned>(
    kind: &JobKind,
    order: &impl serde::Serialize,
) -> Vec<T> {
    run_with(kind, order, Vec::new())
}

/// The same with files.
pub fn run_with<T: serde::de::DeserializeOwned>(
    kind: &JobKind,
    order: &impl serde::Serialize,
    files: Vec<Vec<u8>>,
) -> Vec<T> {
    let mut job: Box<dyn Job> = (kind.start)(&engine::encode(order).unwrap()).unwrap();
    job.take_files(files);
    let mut answers = Vec::new();
    loop {
        match job.step() {
            Step::Working(_) => {}
            Step::Snapshot(bytes) => answers.push(engine::decode(&bytes).unwrap()),
            Step::Done(bytes) => {
                answers.push(engine::decode(&bytes).unwrap());
                return answers;
            }
            Step::Failed(reason) => panic!("{reason}"),
        }
    }
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
        let script = lab.script.unwrap();
        let queries = states::of(lab.id);
        assert!(
            queries.len() >= 8,
            "{} has {} states",
            lab.id,
            queries.len()
        );
        for query in queries {
            let readouts = match lab.id {
                "rank" => rank::readouts(&query),
                "svd" => svd::readouts(&query),
                "lora" => lora::readouts(&query),
                "choose-r" => choose_r::readouts(&query),
                "autoencoder" => autoencoder::readouts(&query),
                other => panic!("tell here what the readouts of {other} are"),
            };
            cases.push(Case {
                lab: lab.id,
                readouts,
                script: script(&query, ADDRESS),
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
