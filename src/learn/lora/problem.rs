//! What LoRA is trained on: a frozen W, the update ΔW* that full fine-tuning would make, one fixed batch.

use super::batch::Batch;
use super::draws::{Streams, normals, orthonormal};
use super::floors::ReducedRankRegression;
use crate::learn::Error;
use crate::learn::error::{require_count, require_matrix, require_range};
use crate::linalg::{Matrix, Svd, svd};

/// The longest side of a layer that is trained here.
pub const MAX_SIDE: usize = 512;
/// The largest batch.
pub const MAX_SAMPLES: usize = 4096;

/// The covariance C of the inputs. The batch has it exactly: XXᵀ/N = C.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Inputs {
    /// C = I.
    #[default]
    Isotropic,
    /// Cᵢⱼ = ρ^|i−j|, |ρ| ≤ 0.99: neighbours are alike (a first-order autoregressive process).
    Correlated { rho: f64 },
}

impl Inputs {
    /// ρ, 0 for isotropic inputs.
    pub fn rho(self) -> f64 {
        match self {
            Self::Isotropic => 0.0,
            Self::Correlated { rho } => rho,
        }
    }
}

/// ΔW*, the update that full fine-tuning would make.
#[derive(Debug, Clone, PartialEq)]
pub enum Update {
    /// UΣVᵀ with random orthonormal U, V and σᵢ = i^(−decay), plus Gaussian noise whose largest singular value is
    /// about `noise`: entries of standard deviation noise/(√d + √k).
    Synthetic { decay: f64, noise: f64 },
    /// Another d×k matrix, such as a real one.
    Given(Matrix),
}

/// What a [`LoraProblem`] is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct ProblemSettings {
    /// d, 1 to [`MAX_SIDE`].
    pub outputs: usize,
    /// k, 1 to [`MAX_SIDE`].
    pub inputs: usize,
    /// The frozen d×k weight; `None` draws entries of standard deviation 1/√k.
    pub weight: Option<Matrix>,
    pub update: Update,
    pub covariance: Inputs,
    /// N, k to [`MAX_SAMPLES`]; `None` is max(k, 64).
    pub samples: Option<usize>,
    /// Standard deviation of the noise in each entry of the targets, 0 to 100.
    pub target_noise: f64,
    pub seed: u64,
}

impl ProblemSettings {
    /// A drawn W, σᵢ = 1/i, isotropic inputs, no noise.
    pub fn new(outputs: usize, inputs: usize, seed: u64) -> Self {
        Self {
            outputs,
            inputs,
            weight: None,
            update: Update::Synthetic {
                decay: 1.0,
                noise: 0.0,
            },
            covariance: Inputs::Isotropic,
            samples: None,
            target_noise: 0.0,
            seed,
        }
    }

    /// N as it will be.
    pub fn sample_count(&self) -> usize {
        self.samples.unwrap_or(self.inputs.max(64))
    }

    fn check(&self) -> Result<(), Error> {
        require_count("The number of outputs", self.outputs, MAX_SIDE)?;
        require_count("The number of inputs", self.inputs, MAX_SIDE)?;
        require_count("The number of samples", self.sample_count(), MAX_SAMPLES)?;
        if self.sample_count() < self.inputs {
            return Err(Error::TooFewSamples {
                samples: self.sample_count(),
                inputs: self.inputs,
            });
        }
        let rho = self.covariance.rho();
        require_range("The correlation", rho, (-0.99, 0.99), "from −0.99 to 0.99")?;
        let noise = self.target_noise;
        require_range(
            "The noise in the targets",
            noise,
            (0.0, 100.0),
            "from 0 to 100",
        )?;
        if let Update::Synthetic { decay, noise } = self.update {
            require_range("The decay", decay, (0.0, 20.0), "from 0 to 20")?;
            require_range("The noise in ΔW*", noise, (0.0, 100.0), "from 0 to 100")?;
        }
        Ok(())
    }
}

/// A frozen weight, its wanted update and the data, all from one seed. It never changes.
#[derive(Debug, Clone)]
pub struct LoraProblem {
    seed: u64,
    w: Matrix,
    delta_w: Matrix,
    delta_w_svd: Svd,
    batch: Batch,
    y: Matrix,
    regression: ReducedRankRegression,
}

impl LoraProblem {
    /// Draws the problem. The order of the draws is that of [`Streams`].
    ///
    /// Cost: two SVDs of d×k and O((d + k)kN): 2 ms at 64×48, half a second at 512×512 in a browser.
    /// # Errors
    /// A setting outside its range; a given matrix of another shape; those of [`svd`](crate::linalg::svd()).
    pub fn new(settings: &ProblemSettings) -> Result<Self, Error> {
        settings.check()?;
        let (d, k) = (settings.outputs, settings.inputs);
        let mut streams = Streams::new(settings.seed);
        let w = match &settings.weight {
            Some(w) => w.clone(),
            None => normals(&mut streams.weight, d, k) / (k as f64).sqrt(),
        };
        let delta_w = match &settings.update {
            Update::Given(delta_w) => delta_w.clone(),
            Update::Synthetic { decay, noise } => synthetic(&mut streams, d, k, *decay, *noise),
        };
        require_matrix("W", &w, d, k)?;
        require_matrix("ΔW*", &delta_w, d, k)?;
        let samples = settings.sample_count();
        let q = orthonormal(&mut streams.inputs, samples, k);
        let batch = Batch::whitened(q, settings.covariance.rho());
        let mut y = &delta_w * batch.x();
        if settings.target_noise > 0.0 {
            y += normals(&mut streams.target_noise, d, samples) * settings.target_noise;
        }
        Self::assemble(settings.seed, w, delta_w, batch, y)
    }

    /// A problem with any batch: inputs `x` k×N and targets of the update `y` d×N (what is left of the outputs after
    /// Wx); N may be smaller than k. `seed` is only for the start of A.
    ///
    /// Cost: an SVD of `x` beside those of [`new`](Self::new).
    /// # Errors
    /// Shapes that do not fit; entries that are not finite; inputs that are all zero; those of [`svd`](crate::linalg::svd()).
    pub fn from_batch(
        w: Matrix,
        delta_w: Matrix,
        x: Matrix,
        y: Matrix,
        seed: u64,
    ) -> Result<Self, Error> {
        let (d, k) = w.shape();
        require_count("The number of outputs", d, MAX_SIDE)?;
        require_count("The number of inputs", k, MAX_SIDE)?;
        require_count("The number of samples", x.ncols(), MAX_SAMPLES)?;
        require_matrix("W", &w, d, k)?;
        require_matrix("ΔW*", &delta_w, d, k)?;
        require_matrix("X", &x, k, x.ncols())?;
        require_matrix("Y", &y, d, x.ncols())?;
        let batch = Batch::given(x)?;
        Self::assemble(seed, w, delta_w, batch, y)
    }

    fn assemble(
        seed: u64,
        w: Matrix,
        delta_w: Matrix,
        batch: Batch,
        y: Matrix,
    ) -> Result<Self, Error> {
        Ok(Self {
            seed,
            delta_w_svd: svd(&delta_w)?,
            regression: ReducedRankRegression::new(&y, &batch)?,
            w,
            delta_w,
            batch,
            y,
        })
    }

    /// d, the number of outputs.
    pub fn outputs(&self) -> usize {
        self.w.nrows()
    }

    /// k, the number of inputs.
    pub fn inputs(&self) -> usize {
        self.w.ncols()
    }

    /// N.
    pub fn samples(&self) -> usize {
        self.batch.x().ncols()
    }

    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The frozen weight, d×k.
    pub fn w(&self) -> &Matrix {
        &self.w
    }

    /// ΔW*, d×k.
    pub fn delta_w(&self) -> &Matrix {
        &self.delta_w
    }

    /// The decomposition of ΔW*: its spectrum is the readout `sigma`.
    pub fn delta_w_svd(&self) -> &Svd {
        &self.delta_w_svd
    }

    /// The inputs, k×N, one sample per column.
    pub fn x(&self) -> &Matrix {
        self.batch.x()
    }

    /// What the update has to add to Wx, d×N: ΔW*·X plus noise.
    pub fn y(&self) -> &Matrix {
        &self.y
    }

    pub(super) fn batch(&self) -> &Batch {
        &self.batch
    }

    /// The optimum of every rank for the paper's start: floors, best matrices, their subspaces.
    ///
    /// PiSSA's is another: [`LoraTraining::regression`](super::LoraTraining::regression) is the one that fits a start.
    pub fn regression(&self) -> &ReducedRankRegression {
        &self.regression
    }

    /// The largest eigenvalue of C, or a bound on it that is tight for many inputs.
    pub fn largest_input_eigenvalue(&self) -> f64 {
        self.batch.largest_eigenvalue()
    }
}

fn synthetic(streams: &mut Streams, d: usize, k: usize, decay: f64, noise: f64) -> Matrix {
    let p = d.min(k);
    let mut u = orthonormal(&mut streams.update, d, p);
    let v = orthonormal(&mut streams.update, k, p);
    for (i, mut column) in u.column_iter_mut().enumerate() {
        column *= libm::pow((i + 1) as f64, -decay);
    }
    let mut delta_w = u * v.transpose();
    if noise > 0.0 {
        let deviation = noise / ((d as f64).sqrt() + (k as f64).sqrt());
        delta_w += normals(&mut streams.update_noise, d, k) * deviation;
    }
    delta_w
}
