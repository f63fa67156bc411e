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
#[path = "python/rank.rs"]
mod rank;
#[path = "python/svd.rs"]
mod svd;

use low_rank_lab::engine::{self, Job, JobKind, Step};
use low_rank_lab::labs::LABS;
use std::fs;
use std::path::Path;

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
    let mut job: Box<dyn Job> = (kind.start)(&engine::encode(order).unwrap()).unwrap();
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

#[test]
fn every_lab_has_scripts_to_run() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for lab in LABS {
        let script = lab.script.unwrap();
        let queries = states::of(lab.id);
        assert!(
            queries.len() >= 8,
            "{} has {} states",
            lab.id,
            queries.len()
        );
        for (index, query) in queries.iter().enumerate() {
            let readouts = match lab.id {
                "rank" => rank::readouts(query),
                "svd" => svd::readouts(query),
                "lora" => lora::readouts(query),
                "choose-r" => choose_r::readouts(query),
                "autoencoder" => autoencoder::readouts(query),
                other => panic!("tell here what the readouts of {other} are"),
            };
            let code = script(query, "https://example.org/lab/");
            for (name, _) in readouts.iter().filter(|(name, _)| *name != FIRST_LOSS) {
                assert!(
                    code.contains(&format!("show(\"{name}\"")),
                    "{query}: {name}"
                );
            }
            let stem = folder.join(format!("{}-{index:02}", lab.id));
            fs::write(stem.with_extension("py"), code).unwrap();
            let readouts: serde_json::Map<String, serde_json::Value> = readouts
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.into()))
                .collect();
            let expected = serde_json::json!({ "query": query, "readouts": readouts });
            fs::write(stem.with_extension("json"), expected.to_string()).unwrap();
        }
    }
}
