//! The singular values of an update, in the worker: of the synthetic one, or of what stands in files.

use serde::{Deserialize, Serialize};

use crate::data::file::{self, Contents};
use crate::data::{self, matrix_text, npy};
use crate::engine::{self, Job, JobKind, Step};
use crate::learn::lora::{LoraProblem, ProblemSettings, Update};
use crate::linalg::{Matrix, svd};

use super::state::{SIDE, Wanted};

/// Largest shorter side of a file's matrix: some seconds in a browser, in one piece, and a worker that is silent for
/// much longer is taken for dead.
pub const MAX_SHORT_SIDE: usize = 1280;
/// Most entries of a file's matrix, such as 1024 × 4096.
pub const MAX_ENTRIES: usize = 1 << 22;
/// Most rows and columns of a matrix written as text; as `.npy` it may be larger.
pub const MAX_TEXT_SIDE: usize = 1024;

/// The name the page asks by.
pub const NAME: &str = "choose-r.spectrum";

/// The name by which it asks for the reader's own files: choosing another update does not stop that.
pub const FILE_NAME: &str = "choose-r.file";

pub const READ: JobKind = JobKind {
    name: NAME,
    start: begin,
};
pub const READ_FILE: JobKind = JobKind {
    name: FILE_NAME,
    start: begin,
};

fn begin(input: &[u8]) -> Result<Box<dyn Job>, String> {
    let order: Order = engine::decode(input).map_err(|error| error.to_string())?;
    Ok(Box::new(Read(Stage::Start(order, Vec::new()))))
}

/// What the page asks for; the files come beside it. Two files are subtracted from each other; their order does not
/// change σ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub wanted: Wanted,
    /// What the files are called.
    pub names: Vec<String>,
}

/// A file as it was opened.
struct File {
    name: String,
    bytes: Vec<u8>,
}

/// What the worker sends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub wanted: Wanted,
    pub rows: usize,
    pub cols: usize,
    pub sigma: Vec<f64>,
}

enum Stage {
    Start(Order, Vec<Vec<u8>>),
    /// One matrix at a time.
    Files(Wanted, std::vec::IntoIter<File>, Option<Matrix>),
    Decompose(Wanted, Matrix),
    Over,
}

struct Read(Stage);

impl Job for Read {
    fn step(&mut self) -> Step {
        let next = match std::mem::replace(&mut self.0, Stage::Over) {
            Stage::Start(order, files) => start(order, files),
            Stage::Files(wanted, files, so_far) => read_next(wanted, files, so_far),
            Stage::Decompose(wanted, matrix) => return decompose(wanted, &matrix),
            Stage::Over => Err("this computation is over".to_owned()),
        };
        match next {
            Ok(stage) => {
                let share = match &stage {
                    Stage::Decompose(..) => 0.3,
                    _ => 0.1,
                };
                self.0 = stage;
                Step::Working(share)
            }
            Err(reason) => Step::Failed(reason),
        }
    }

    fn take_files(&mut self, files: Vec<Vec<u8>>) {
        if let Stage::Start(_, taken) = &mut self.0 {
            *taken = files;
        }
    }
}

fn start(order: Order, files: Vec<Vec<u8>>) -> Result<Stage, String> {
    match order.wanted {
        Wanted::Synthetic { decay, floor, seed } => {
            let settings = ProblemSettings {
                update: Update::Synthetic {
                    decay,
                    noise: floor,
                },
                ..ProblemSettings::new(SIDE, SIDE, seed)
            };
            let problem = LoraProblem::new(&settings).map_err(|error| error.to_string())?;
            Ok(Stage::Decompose(order.wanted, problem.delta_w().clone()))
        }
        _ if files.is_empty() || files.len() > 2 => Err(format!(
            "These are {} files. Open one with ΔW, or two with W after and before fine-tuning.",
            files.len()
        )),
        _ => {
            let named = order.names.into_iter().zip(files);
            let files: Vec<File> = named.map(|(name, bytes)| File { name, bytes }).collect();
            Ok(Stage::Files(order.wanted, files.into_iter(), None))
        }
    }
}

fn read_next(
    wanted: Wanted,
    mut files: std::vec::IntoIter<File>,
    so_far: Option<Matrix>,
) -> Result<Stage, String> {
    let Some(file) = files.next() else {
        let matrix = so_far.ok_or_else(|| "there is no file to read".to_owned())?;
        return Ok(Stage::Decompose(wanted, matrix));
    };
    let named = |reason: String| format!("“{}”: {reason}", shortened(&file.name));
    let read = read(&file).map_err(&named)?;
    let matrix = match so_far {
        None => read,
        Some(first) if first.shape() == read.shape() => first - read,
        Some(first) => {
            return Err(named(format!(
                "it is {} × {}, and the other file is {} × {}. W after and before fine-tuning have the same shape.",
                read.nrows(),
                read.ncols(),
                first.nrows(),
                first.ncols()
            )));
        }
    };
    Ok(Stage::Files(wanted, files, Some(matrix)))
}

/// A matrix from a `.npy` file or from text, told apart by what is in it.
fn read(file: &File) -> Result<Matrix, String> {
    let matrix = matrix_in(&file.bytes).map_err(|error| error.to_string())?;
    let (rows, cols) = matrix.shape();
    if rows.min(cols) > MAX_SHORT_SIDE || rows.saturating_mul(cols) > MAX_ENTRIES {
        return Err(format!(
            "This matrix is {rows} × {cols}. Up to 4 194 304 entries, with a shorter side of at most {MAX_SHORT_SIDE}, can be decomposed in a browser; for a larger one, numpy.linalg.svd(A, compute_uv=False) gives its singular values."
        ));
    }
    Ok(matrix)
}

fn matrix_in(bytes: &[u8]) -> Result<Matrix, data::Error> {
    match file::contents(bytes)? {
        Contents::Array(bytes) => {
            let matrix = npy::read(bytes)?;
            npy::require_finite(&matrix)?;
            Ok(matrix)
        }
        Contents::Text(text) => {
            let read = matrix_text::read(&text, MAX_TEXT_SIDE, MAX_TEXT_SIDE).settled()?;
            Ok(read.matrix.matrix().clone())
        }
    }
}

fn decompose(wanted: Wanted, matrix: &Matrix) -> Step {
    let found = match svd(matrix) {
        Ok(parts) => Found {
            wanted,
            rows: matrix.nrows(),
            cols: matrix.ncols(),
            sigma: parts.singular_values,
        },
        Err(error) => return Step::Failed(error.to_string()),
    };
    match engine::encode(&found) {
        Ok(bytes) => Step::Done(bytes),
        Err(error) => Step::Failed(error.to_string()),
    }
}

/// A file's name, no longer than a sentence can bear.
fn shortened(name: &str) -> String {
    match name.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(wanted: Wanted, files: Vec<File>) -> Result<Found, String> {
        let names = files.iter().map(|file| file.name.clone()).collect();
        let input = engine::encode(&Order { wanted, names }).unwrap();
        let mut job = (READ.start)(&input)?;
        job.take_files(files.into_iter().map(|file| file.bytes).collect());
        for _ in 0..10 {
            match job.step() {
                Step::Working(share) => assert!((0.0..1.0).contains(&share)),
                Step::Done(bytes) => return Ok(engine::decode(&bytes).unwrap()),
                Step::Failed(reason) => return Err(reason),
                Step::Snapshot(_) => panic!("there is no preview"),
            }
        }
        panic!("the job does not end");
    }

    fn text(name: &str, text: &str) -> File {
        File {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    #[test]
    fn the_synthetic_spectrum_is_what_it_says() {
        let synthetic = |decay, floor| Wanted::Synthetic {
            decay,
            floor,
            seed: 3,
        };
        let found = run(synthetic(1.5, 0.0), vec![]).unwrap();
        assert_eq!((found.rows, found.cols, found.sigma.len()), (64, 64, 64));
        for (i, s) in found.sigma.iter().enumerate() {
            assert!((s - ((i + 1) as f64).powf(-1.5)).abs() < 1e-13);
        }
        let noisy = run(synthetic(1.5, 0.2), vec![]).unwrap();
        assert!(noisy.sigma[63] != found.sigma[63] && noisy.sigma[10] > 0.1);
    }

    #[test]
    fn one_file_is_the_update_and_two_are_subtracted() {
        let after = || text("after.csv", "a,b\n4,0\n0,3\n");
        let before = || text("before.csv", "1;1\n1;1");
        let one = run(Wanted::Own(0), vec![after()]).unwrap();
        assert_eq!(one.sigma, [4.0, 3.0]);
        let two = run(Wanted::Own(1), vec![after(), before()]).unwrap();
        let other = run(Wanted::Own(2), vec![before(), after()]).unwrap();
        assert_eq!(two.sigma, other.sigma);
        assert!((two.sigma[0].powi(2) + two.sigma[1].powi(2) - 15.0).abs() < 1e-12);
    }

    #[test]
    fn the_shipped_update_is_read() {
        let bytes = include_bytes!("../../../assets/update/dw_l5_value.npy").to_vec();
        let name = "dw.npy".to_owned();
        let found = run(Wanted::Value, vec![File { name, bytes }]).unwrap();
        assert_eq!((found.rows, found.cols), (384, 384));
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let big = format!("[{}]", vec!["1"; 1025].join(","));
        let mut npy = b"\x93NUMPY\x01\x00".to_vec();
        npy.extend_from_slice(&[118, 0]);
        npy.extend_from_slice(b"{'descr': '|b1', 'fortran_order': False, 'shape': (1600, 1600), }");
        npy.resize(128 + 1600 * 1600, b' ');
        let cases: Vec<(Vec<File>, &str)> = vec![
            (vec![], "0 files"),
            (
                vec![text("a", "1"), text("b", "2"), text("c", "3")],
                "3 files",
            ),
            (vec![text("empty.csv", "")], "“empty.csv”"),
            (vec![text("x.csv", "1,2\n3")], "Row 2"),
            (vec![text("x.csv", "1,two\n3,4\nx,y")], "column"),
            (vec![text("a", "1,2"), text("b", "1;2\n3;4")], "1 × 2"),
            (vec![text("x.npz", "PK\u{3}\u{4}")], "archive"),
            (
                vec![File {
                    name: "x".repeat(200),
                    bytes: vec![0xff, 0xfe, 0x00],
                }],
                "numpy.save",
            ),
            (vec![text("wide.txt", &big)], "1024"),
            (
                vec![File {
                    name: "big.npy".to_owned(),
                    bytes: npy,
                }],
                "1600 × 1600",
            ),
            (vec![text("nan.npy", "\u{93}NUMPY")], "“nan.npy”"),
        ];
        for (files, part) in cases {
            let reason = run(Wanted::Own(0), files).unwrap_err();
            assert!(reason.contains(part), "{reason}");
            assert!(reason.chars().count() < 330, "{reason}");
        }
    }
}
