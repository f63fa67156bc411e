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
use low_rank_lab::labs::{self, LABS};
use low_rank_lab::linalg::Matrix;
use std::fs;
use std::path::{Path, PathBuf};

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

/// A script that is to be run, and what it is to print.
struct Case {
    lab: &'static str,
    query: String,
    readouts: Readouts,
    /// What is put in the place of what in the script: the name of a reader's file.
    named: Option<(&'static str, String)>,
}

fn cases() -> Vec<Case> {
    let mut cases = own_files();
    for lab in LABS {
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
                query,
                readouts,
                named: None,
            });
        }
    }
    cases
}

/// Files of the reader's, which are not in the link: here shipped ones that another link names.
fn own_files() -> Vec<Case> {
    let (picture, of_picture) = svd::own_picture();
    let picture_file = folder().join("picture.npy");
    fs::write(&picture_file, npy(&picture)).unwrap();
    let delta_w = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/update/dw_l5_value.npy");
    let mut of_update = choose_r::readouts("?lab=choose-r&adaptive=0&update=minilm-l5-value");
    of_update.retain(|(name, _)| !name.ends_with("median"));
    let text = "1,2,3,4\n2,1,5,0.5\n-1,0,2,1\n3,3,3,9\n0,1,-1,4\n";
    let points_file = folder().join("points.csv");
    fs::write(&points_file, text).unwrap();
    let points = text.trim().replace('\n', ";");
    let of_points = autoencoder::readouts(&format!("?lab=autoencoder&m={points}&r=3&steps=50"));
    let case = |lab, query: &str, readouts, placeholder, file: &Path| Case {
        lab,
        query: query.to_owned(),
        readouts,
        named: Some((placeholder, file.display().to_string())),
    };
    vec![
        case(
            "svd",
            "?lab=svd&image=own",
            of_picture,
            "picture.png",
            &picture_file,
        ),
        case(
            "choose-r",
            "?lab=choose-r&adaptive=0&update=own",
            of_update,
            "delta_w.npy",
            &delta_w,
        ),
        case(
            "autoencoder",
            "?lab=autoencoder&data=own&r=3&steps=50",
            of_points,
            "points.npy",
            &points_file,
        ),
    ]
}

/// A matrix in NumPy's format.
fn npy(matrix: &Matrix) -> Vec<u8> {
    let (rows, cols) = matrix.shape();
    let header = format!("{{'descr': '<f8', 'fortran_order': True, 'shape': ({rows}, {cols}), }}");
    let mut bytes = b"\x93NUMPY\x01\x00\x76\x00".to_vec();
    bytes.extend(format!("{header:<117}\n").into_bytes());
    bytes.extend(matrix.iter().flat_map(|entry| entry.to_le_bytes()));
    bytes
}

fn folder() -> PathBuf {
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
            named,
        } = case;
        let script = labs::find(lab).and_then(|entry| entry.script).unwrap();
        let mut code = script(&query, "https://example.org/lab/");
        let not_shown = |name: &str| !code.contains(&format!("show(\"{name}\""));
        let names = readouts.iter().map(|(name, _)| *name);
        let not_shown = names.filter(|name| *name != FIRST_LOSS && not_shown(name));
        missing.extend(not_shown.map(|name| format!("{query}: {name}")));
        if let Some((placeholder, file)) = named {
            assert!(code.contains(placeholder), "{query}");
            code = code.replace(placeholder, &file);
        }
        let stem = folder().join(format!("{index:03}-{lab}"));
        fs::write(stem.with_extension("py"), code).unwrap();
        let readouts: serde_json::Map<String, serde_json::Value> = readouts
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.into()))
            .collect();
        let expected = serde_json::json!({ "query": query, "readouts": readouts });
        fs::write(stem.with_extension("json"), expected.to_string()).unwrap();
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
