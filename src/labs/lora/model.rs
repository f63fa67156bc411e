//! From a state to what is asked of the mathematics, and what comes back.

use serde::{Deserialize, Serialize};

use crate::data::npy;
use crate::data::random::SplitMix64;
use crate::learn::lora::parameters::{break_even_rank, lora_parameters};
use crate::learn::lora::{self, ProblemSettings, Start, TrainingSettings};
use crate::linalg::{Matrix, Svd, wire};

use super::state::{Inputs, Method, Probe, State, Task, Update};

/// Training within this share of its floor has reached it.
pub const AT_FLOOR: f64 = 0.01;

/// The counts of the layer on screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counts {
    /// r(d + k).
    pub lora: usize,
    /// dk.
    pub full: usize,
    /// dk/(d + k).
    pub break_even: f64,
}

impl Counts {
    pub fn of(state: &State) -> Self {
        let (d, k) = state.shape();
        Self {
            lora: lora_parameters(d as u64, k as u64, state.rank() as u64) as usize,
            full: d * k,
            break_even: break_even_rank(d as u64, k as u64),
        }
    }

    /// The share that is trained; above 1 where LoRA is the larger.
    pub fn ratio(&self) -> f64 {
        self.lora as f64 / self.full.max(1) as f64
    }
}

/// The files of the real W and ΔW*, beside the page.
pub const W_FILE: &str = "assets/update/w_l5_value.npy";
pub const DELTA_W_FILE: &str = "assets/update/dw_l5_value.npy";

/// The files of the real W and ΔW*, as they are: the worker reads them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Real {
    #[serde(with = "wire::bytes")]
    pub w: Vec<u8>,
    #[serde(with = "wire::bytes")]
    pub delta_w: Vec<u8>,
}

impl Real {
    /// W and ΔW*.
    /// # Errors
    /// A sentence for the reader: a file is not what it should be.
    pub fn matrices(&self) -> Result<(Matrix, Matrix), String> {
        let read = |bytes| npy::read(bytes).map_err(|error| error.to_string());
        Ok((read(&self.w)?, read(&self.delta_w)?))
    }
}

/// The problem that a task describes; the real W and ΔW* are given where the task is about them.
pub fn problem_settings(task: &Task, real: Option<(Matrix, Matrix)>) -> ProblemSettings {
    let (weight, update) = match (task.update, real) {
        (Update::Minilm, Some((w, delta_w))) => (Some(w), lora::Update::Given(delta_w)),
        _ => {
            let (decay, noise) = (task.decay, task.floor);
            (None, lora::Update::Synthetic { decay, noise })
        }
    };
    ProblemSettings {
        outputs: task.d,
        inputs: task.k,
        weight,
        update,
        covariance: match task.inputs {
            Inputs::Isotropic => lora::Inputs::Isotropic,
            Inputs::Correlated => lora::Inputs::Correlated { rho: task.corr },
        },
        samples: Some(task.samples),
        target_noise: task.target_noise,
        seed: task.seed,
    }
}

/// The training that a method describes.
pub fn training_settings(method: &Method) -> TrainingSettings {
    TrainingSettings {
        rank: method.rank,
        alpha: method.alpha,
        scaling: method.scaling,
        start: method.start,
        optimizer: method.optimizer,
        learning_rate: method.learning_rate,
    }
}

/// The input x of the forward pass: standard normals, one entry set by hand.
pub fn probe_input(k: usize, probe: &Probe) -> Vec<f64> {
    let mut generator = SplitMix64::new(probe.seed);
    let mut x: Vec<f64> = (0..k).map(|_| generator.normal()).collect();
    if let (Some(value), Some(entry)) = (
        probe.value,
        probe.index.checked_sub(1).and_then(|i| x.get_mut(i)),
    ) {
        *entry = value;
    }
    x
}

/// What holds for a task whatever r is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Known {
    /// d and k.
    pub shape: (usize, usize),
    /// Row by row, for pixels.
    pub w: Vec<f32>,
    pub delta_w: Vec<f32>,
    /// Of ΔW*.
    pub svd: Svd,
    /// The floor of the loss at r = 0, 1, …, min(d, k), for the paper's start.
    pub floors: Vec<f64>,
}

impl Known {
    /// ‖ΔW* − (ΔW*)_r‖/‖ΔW*‖; 0 for a zero update.
    pub fn best_error(&self, rank: usize) -> f64 {
        let whole = self.svd.tail_norm(0);
        if whole > 0.0 {
            self.svd.tail_norm(rank) / whole
        } else {
            0.0
        }
    }

    /// What holds for the paper's start; another start has limits of its own, which its pictures tell.
    pub fn limits(&self, method: &Method) -> Option<Limits> {
        let most = self.floors.len().checked_sub(1)?;
        (method.start == Start::Paper).then(|| Limits {
            error: self.best_error(method.rank),
            loss: self.floors[method.rank.min(most)],
        })
    }
}

/// What no training of one rank can come below.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// ‖ΔW* − s·BA‖/‖ΔW*‖, by Eckart–Young.
    pub error: f64,
    /// The floor of the loss.
    pub loss: f64,
}

/// One of the arithmetics in which the layer is run both ways.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rounded {
    pub name: String,
    /// max|h_merged − h_unmerged|/max|h|.
    pub gap: f64,
    /// Entries of W that the merge leaves as they are though s·BA is not zero there.
    pub unchanged: usize,
}

/// The forward pass for one x.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forward {
    pub x: Vec<f64>,
    /// Wx, with what is frozen in the place of W.
    pub frozen: Vec<f64>,
    /// Ax.
    pub hidden: Vec<f64>,
    /// s·B(Ax).
    pub update: Vec<f64>,
    /// Their sum.
    pub h: Vec<f64>,
    /// In f64.
    pub gap: f64,
    /// f64, f32 and bf16; empty in quick pictures.
    pub rounded: Vec<Rounded>,
}

/// A training at one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trained {
    pub method: Method,
    pub steps: usize,
    #[serde(with = "wire::matrix")]
    pub a: Matrix,
    #[serde(with = "wire::matrix")]
    pub b: Matrix,
    /// s·BA, row by row, for pixels.
    pub product: Vec<f32>,
    /// What s·BA should become less ΔW*, row by row; empty for the paper's start, where it is zero.
    pub offset: Vec<f32>,
    pub scale: f64,
    pub learning_rate: f64,
    pub loss: f64,
    pub first_loss: f64,
    pub limits: Limits,
    /// (step, loss), thinned out.
    pub history: Vec<(f64, f64)>,
    pub error: f64,
    pub rank: usize,
    /// Degrees, smallest first; `None` where the optimum's subspace is not unique.
    pub angles: Option<Vec<f64>>,
    /// Of s·BA.
    pub singular_values: Vec<f64>,
    pub diverged: bool,
    pub forward: Forward,
}

impl Trained {
    /// The largest principal angle, in degrees.
    pub fn largest_angle(&self) -> Option<f64> {
        self.angles.as_ref()?.last().copied()
    }

    /// How much of the way from the first loss to the floor is done, 0 to 1.
    pub fn way_done(&self) -> f64 {
        let way = self.first_loss - self.limits.loss;
        if way > 0.0 {
            ((self.first_loss - self.loss) / way).clamp(0.0, 1.0)
        } else {
            1.0
        }
    }

    /// Whether the loss is within 1 % of its floor, or of zero by the first loss where the floor is zero.
    pub fn at_floor(&self) -> bool {
        let above = self.loss - self.limits.loss;
        !self.diverged
            && self.steps > 0
            && (above <= AT_FLOOR * self.limits.loss || above <= 1e-6 * self.first_loss)
    }
}

/// A matrix row by row in f32.
pub fn pixels(matrix: &Matrix) -> Vec<f32> {
    let mut values = Vec::with_capacity(matrix.len());
    for row in matrix.row_iter() {
        values.extend(row.iter().map(|v| *v as f32));
    }
    values
}

/// At most this many points of a loss curve are drawn.
const CURVE_POINTS: usize = 400;

/// The points of a long curve that are drawn: evenly spread, first and last among them.
pub fn thinned(curve: &[f64]) -> Vec<(f64, f64)> {
    let stride = curve.len().div_ceil(CURVE_POINTS).max(1);
    let last = curve.len().saturating_sub(1);
    let points = curve.iter().enumerate();
    points
        .filter(|(i, _)| i % stride == 0 || *i == last)
        .map(|(i, loss)| (i as f64, *loss))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_of_the_toy() {
        let counts = Counts::of(&State::default());
        assert_eq!((counts.lora, counts.full), (448, 3072));
        assert!((counts.break_even - 3072.0 / 112.0).abs() < 1e-12);
    }

    #[test]
    fn a_thinned_curve_keeps_its_ends() {
        let curve: Vec<f64> = (0..12_345).map(f64::from).collect();
        let points = thinned(&curve);
        assert!(points.len() <= CURVE_POINTS + 2);
        assert_eq!(points.first(), Some(&(0.0, 0.0)));
        assert_eq!(points.last(), Some(&(12_344.0, 12_344.0)));
        assert!(thinned(&[]).is_empty());
    }

    #[test]
    fn one_entry_of_the_input_is_the_readers() {
        let drawn = |value| Probe {
            seed: 3,
            index: 2,
            value,
        };
        let plain = probe_input(4, &drawn(None));
        let changed = probe_input(4, &drawn(Some(9.0)));
        assert_eq!(changed[1], 9.0);
        assert_eq!((plain[0], plain[2]), (changed[0], changed[2]));
        assert_eq!(probe_input(1, &drawn(Some(9.0))).len(), 1);
    }
}
