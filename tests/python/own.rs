//! Files of the reader's, which are not in the link: the readouts are those of the same numbers from elsewhere.

use super::{ADDRESS, Case, folder, readouts};
use low_rank_lab::data::image::from_rgba;
use low_rank_lab::data::python::script_of;
use low_rank_lab::labs::autoencoder::state::{OwnFile, Source as Points};
use low_rank_lab::labs::choose_r::state::Source as Update;
use low_rank_lab::labs::svd::state::{Image, OwnPicture};
use low_rank_lab::labs::{autoencoder, choose_r, svd};
use low_rank_lab::linalg::Matrix;
use low_rank_lab::state::link::encode;
use std::fs;
use std::path::Path;

pub fn cases() -> Vec<Case> {
    vec![picture(), update(), points()]
}

/// A script with the name of a file put into it.
fn named(script: &str, placeholder: &str, file: &Path) -> String {
    assert!(script.contains(placeholder), "{script}");
    script.replace(placeholder, &file.display().to_string())
}

/// Averaged down from 700 × 90, and r its default.
fn picture() -> Case {
    let grey = |i: usize, j: usize| ((i * 7 + j * j * 3 + i * j) % 256) as f64;
    let given = Matrix::from_fn(700, 90, grey);
    let rgba: Vec<u8> = (0..700 * 90)
        .flat_map(|at| [[grey(at / 90, at % 90) as u8; 3].as_slice(), &[255]].concat())
        .collect();
    let reduced = from_rgba(90, 700, &rgba).unwrap().image.to_matrix();
    let file = folder().join("picture.npy");
    fs::write(&file, npy(&given)).unwrap();
    let (rows, cols) = reduced.shape();
    let state = svd::state::State {
        image: Image::Own(OwnPicture {
            serial: 0,
            rows,
            cols,
        }),
        ..Default::default()
    };
    let query = encode(&state);
    let script = script_of(&state, &query, ADDRESS);
    Case {
        lab: "svd",
        script: named(&script, "picture.png", &file),
        readouts: svd::tested::readouts_of(&state, reduced).unwrap(),
        query,
    }
}

fn update() -> Case {
    let state = choose_r::state::State {
        source: Update::Own(0),
        adaptive: false,
        ..Default::default()
    };
    let query = encode(&state);
    let script = script_of(&state, &query, ADDRESS);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/update/dw_l5_value.npy");
    let same = query.replace("update=own", "update=minilm-l5-value");
    Case {
        lab: "choose-r",
        script: named(&script, "delta_w.npy", &file),
        readouts: readouts(&same),
        query,
    }
}

fn points() -> Case {
    let text = "1,2,3,4\n2,1,5,0.5\n-1,0,2,1\n3,3,3,9\n0,1,-1,4\n";
    let file = folder().join("points.csv");
    fs::write(&file, text).unwrap();
    let state = autoencoder::state::State {
        source: Points::Own(OwnFile {
            serial: 0,
            points: 5,
            features: 4,
            classes: 0,
        }),
        rank: Some(3),
        steps: 50,
        ..Default::default()
    };
    let query = encode(&state);
    let script = script_of(&state, &query, ADDRESS);
    let same = format!("m={}", text.trim().replace('\n', ";"));
    Case {
        lab: "autoencoder",
        script: named(&script, "points.npy", &file),
        readouts: readouts(&query.replace("data=own", &same)),
        query,
    }
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
