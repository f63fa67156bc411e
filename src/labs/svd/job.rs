//! The decomposition of a large matrix in the worker: a preview at once, then the exact one, then the curves.

use serde::{Deserialize, Serialize};

use crate::data::random::SplitMix64;
use crate::engine::{self, Job, JobKind, Step};
use crate::linalg::randomized::randomized_svd;
use crate::linalg::residual_norms::ResidualNorms;
use crate::linalg::{Error, Matrix, Svd, svd};

use super::model::{Decomposition, Prepared, Task, gram_eigenvalues, prepare};

/// How many terms the preview has.
pub const PREVIEW_RANK: usize = 24;
/// Terms taken away in one slice: some ten milliseconds at 512×512.
const TERMS_PER_SLICE: usize = 16;

pub const DECOMPOSE: JobKind = JobKind {
    name: "svd.decompose",
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
    pub shown: Matrix,
    pub mean: f64,
    pub u: Matrix,
    pub singular_values: Vec<f64>,
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

enum Stage {
    Prepare,
    Exact(Prepared),
    Curves {
        prepared: Prepared,
        svd: Svd,
        residuals: ResidualNorms,
        clean_errors: Option<ResidualNorms>,
    },
    Over,
}

struct Decompose {
    task: Task,
    stage: Stage,
}

impl Job for Decompose {
    fn step(&mut self) -> Step {
        match std::mem::replace(&mut self.stage, Stage::Over) {
            Stage::Prepare => self.preview(),
            Stage::Exact(prepared) => self.exact(prepared),
            Stage::Curves {
                prepared,
                svd,
                residuals,
                clean_errors,
            } => self.curves(prepared, svd, residuals, clean_errors),
            Stage::Over => Step::Failed("this computation is over".to_owned()),
        }
    }
}

impl Decompose {
    fn preview(&mut self) -> Step {
        let prepared = prepare(&self.task);
        // The same preview every time; it is replaced by the exact result anyway.
        let mut generator = SplitMix64::new(0);
        let first_terms = randomized_svd(&prepared.shown, PREVIEW_RANK, 1, || generator.normal());
        let step = match first_terms {
            Ok(first_terms) => match engine::encode(&Answer::new(&prepared, &first_terms, true)) {
                Ok(bytes) => Step::Snapshot(bytes),
                Err(error) => Step::Failed(error.to_string()),
            },
            // The exact one will say what is wrong.
            Err(_) => Step::Working(0.1),
        };
        self.stage = Stage::Exact(prepared);
        step
    }

    fn exact(&mut self, prepared: Prepared) -> Step {
        match Self::curves_from(prepared) {
            Ok(stage) => {
                self.stage = stage;
                Step::Working(0.5)
            }
            Err(error) => Step::Failed(error.to_string()),
        }
    }

    fn curves_from(prepared: Prepared) -> Result<Stage, Error> {
        let svd = svd(&prepared.shown)?;
        let residuals = ResidualNorms::new(&prepared.shown, &svd)?;
        let clean = prepared.clean.as_ref();
        let clean_errors = clean.map(|c| ResidualNorms::new(c, &svd)).transpose()?;
        Ok(Stage::Curves {
            prepared,
            svd,
            residuals,
            clean_errors,
        })
    }

    fn curves(
        &mut self,
        prepared: Prepared,
        svd: Svd,
        mut residuals: ResidualNorms,
        mut clean_errors: Option<ResidualNorms>,
    ) -> Step {
        let mut more = false;
        for _ in 0..TERMS_PER_SLICE {
            more = residuals.step();
            if let Some(clean_errors) = &mut clean_errors {
                clean_errors.step();
            }
        }
        if more {
            let share = residuals.norms().len() as f64 / svd.singular_values.len().max(1) as f64;
            self.stage = Stage::Curves {
                prepared,
                svd,
                residuals,
                clean_errors,
            };
            return Step::Working(0.5 + 0.5 * share.min(1.0));
        }
        let mut answer = Answer::new(&prepared, &svd, false);
        answer.gram_eigenvalues = gram_eigenvalues(&prepared.shown);
        answer.residuals = residuals.finish();
        answer.clean_errors = clean_errors.map_or_else(Vec::new, ResidualNorms::finish);
        match engine::encode(&answer) {
            Ok(bytes) => Step::Done(bytes),
            Err(error) => Step::Failed(error.to_string()),
        }
    }
}
