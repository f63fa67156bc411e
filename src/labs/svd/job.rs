//! The decomposition of a large matrix in the worker: a preview at once, then the exact one, then the curves.

use serde::{Deserialize, Serialize};

use crate::data::random::SplitMix64;
use crate::engine::{self, Job, JobKind, Step};
use crate::linalg::randomized::randomized_svd;
use crate::linalg::residual_norms::ResidualNorms;
use crate::linalg::{Error, Matrix, Svd, svd, wire};

use super::model::{Decomposition, Prepared, Task, gram_eigenvalues, prepare};

/// How many terms the preview has.
pub const PREVIEW_RANK: usize = 24;
/// Terms taken away in one slice: some ten milliseconds at 512×512.
const TERMS_PER_SLICE: usize = 16;

/// The name the page asks by.
pub const NAME: &str = "svd.decompose";

pub const DECOMPOSE: JobKind = JobKind {
    name: NAME,
    start: |input| {
        let task: Task = engine::decode(input).map_err(|error| error.to_string())?;
        Ok(Box::new(Decompose {
            task,
            stage: Stage::Prepare,
        }))
    },
};

/// What the worker sends: first a preview, last the whole.
#[derive(Serialize, Deserialize)]
pub struct Answer {
    /// Whether these are only the first terms, and only nearly.
    pub preview: bool,
    #[serde(with = "wire::matrix")]
    pub shown: Matrix,
    pub mean: f64,
    #[serde(with = "wire::matrix")]
    pub u: Matrix,
    pub singular_values: Vec<f64>,
    #[serde(with = "wire::matrix")]
    pub v_t: Matrix,
    pub residuals: Vec<f64>,
    pub clean_errors: Vec<f64>,
    pub gram_eigenvalues: Vec<f64>,
}

impl Answer {
    fn new(prepared: &Prepared, svd: &Svd, preview: bool) -> Self {
        Self {
            preview,
            shown: prepared.shown.clone(),
            mean: prepared.mean,
            u: svd.u.clone(),
            singular_values: svd.singular_values.clone(),
            v_t: svd.v_t.clone(),
            residuals: Vec::new(),
            clean_errors: Vec::new(),
            gram_eigenvalues: Vec::new(),
        }
    }

    pub fn into_decomposition(self, noise: f64) -> Decomposition {
        Decomposition {
            shown: self.shown,
            mean: self.mean,
            svd: Svd {
                u: self.u,
                singular_values: self.singular_values,
                v_t: self.v_t,
            },
            noise,
            residuals: self.residuals,
            clean_errors: self.clean_errors,
            gram_eigenvalues: self.gram_eigenvalues,
        }
    }
}

/// The exact decomposition is there; the error curves are being walked.
struct Curves {
    prepared: Prepared,
    svd: Svd,
    residuals: ResidualNorms,
    clean_errors: Option<ResidualNorms>,
}

enum Stage {
    Prepare,
    Exact(Prepared),
    Curves(Box<Curves>),
    Over,
}

struct Decompose {
    task: Task,
    stage: Stage,
}

impl Job for Decompose {
    fn step(&mut self) -> Step {
        let result = match std::mem::replace(&mut self.stage, Stage::Over) {
            Stage::Prepare => self.preview(),
            Stage::Exact(prepared) => self.exact(prepared),
            Stage::Curves(curves) => self.walk(curves),
            Stage::Over => Err("this computation is over".to_owned()),
        };
        result.unwrap_or_else(Step::Failed)
    }
}

impl Decompose {
    fn preview(&mut self) -> Result<Step, String> {
        let prepared = prepare(&self.task);
        // The same preview every time; it is replaced by the exact result anyway.
        let mut generator = SplitMix64::new(0);
        let first_terms = randomized_svd(&prepared.shown, PREVIEW_RANK, 1, || generator.normal())
            .map_err(|error| error.to_string())?;
        let bytes = engine::encode(&Answer::new(&prepared, &first_terms, true))
            .map_err(|error| error.to_string())?;
        self.stage = Stage::Exact(prepared);
        Ok(Step::Snapshot(bytes))
    }

    fn exact(&mut self, prepared: Prepared) -> Result<Step, String> {
        let curves = Curves::start(prepared).map_err(|error| error.to_string())?;
        self.stage = Stage::Curves(Box::new(curves));
        Ok(Step::Working(0.5))
    }

    fn walk(&mut self, mut curves: Box<Curves>) -> Result<Step, String> {
        if curves.walk() {
            let share = curves.share();
            self.stage = Stage::Curves(curves);
            return Ok(Step::Working(0.5 + 0.5 * share));
        }
        engine::encode(&curves.finish())
            .map(Step::Done)
            .map_err(|error| error.to_string())
    }
}

impl Curves {
    fn start(prepared: Prepared) -> Result<Self, Error> {
        let svd = svd(&prepared.shown)?;
        let residuals = ResidualNorms::new(&prepared.shown, &svd)?;
        let clean = prepared.clean.as_ref();
        let clean_errors = clean.map(|c| ResidualNorms::new(c, &svd)).transpose()?;
        Ok(Self {
            prepared,
            svd,
            residuals,
            clean_errors,
        })
    }

    /// Takes a few terms away; false when none is left.
    fn walk(&mut self) -> bool {
        let mut more = false;
        for _ in 0..TERMS_PER_SLICE {
            more = self.residuals.step();
            if let Some(clean_errors) = &mut self.clean_errors {
                clean_errors.step();
            }
        }
        more
    }

    /// The share of the terms taken away, 0 to 1.
    fn share(&self) -> f64 {
        let terms = self.svd.singular_values.len().max(1) as f64;
        (self.residuals.norms().len() as f64 / terms).min(1.0)
    }

    fn finish(self) -> Answer {
        let mut answer = Answer::new(&self.prepared, &self.svd, false);
        answer.gram_eigenvalues = gram_eigenvalues(&self.prepared.shown);
        answer.residuals = self.residuals.finish();
        answer.clean_errors = self
            .clean_errors
            .map_or_else(Vec::new, ResidualNorms::finish);
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the job ends with.
    fn end(task: &Task) -> Step {
        let mut job = (DECOMPOSE.start)(&engine::encode(task).unwrap()).unwrap();
        loop {
            match job.step() {
                Step::Working(share) => assert!((0.0..=1.0).contains(&share)),
                Step::Snapshot(_) => {}
                end => return end,
            }
        }
    }

    #[test]
    fn numbers_that_no_double_holds_end_in_a_sentence() {
        for (entry, noise) in [(1.7e308, 0.0), (1.7e308, 1000.0)] {
            let task = Task {
                clean: Matrix::from_element(50, 60, entry),
                noise,
                seed: 1,
                centre: false,
            };
            match end(&task) {
                Step::Failed(reason) => assert!(reason.contains("largest number"), "{reason}"),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn the_ends_of_the_range_are_decomposed() {
        for entry in [1e300, 1e-300] {
            let task = Task {
                clean: Matrix::from_fn(50, 60, |i, j| entry * (1.0 + (i * j % 7) as f64)),
                noise: entry,
                seed: 1,
                centre: true,
            };
            assert!(matches!(end(&task), Step::Done(_)));
        }
    }
}
