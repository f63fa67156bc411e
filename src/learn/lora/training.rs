//! Gradient descent on A and B, one full batch per step.

use std::sync::Arc;

use super::settings::{Divergence, MAX_RANK, TrainingSettings};
use super::start::{PissaBase, Start, factors};
use super::{LoraProblem, ReducedRankRegression};
use crate::learn::Error;
use crate::learn::error::{require_count, require_range};
use crate::learn::optimizer::Optimizer;
use crate::learn::products::{add_product, product_transpose, transpose_product};
use crate::linalg::Matrix;

/// Training counts as diverged when the loss exceeds the first loss, and that of the targets, this many times.
const DIVERGED_FACTOR: f64 = 1e6;

/// LoRA being trained: W frozen, A and B moving, one full-batch step at a time.
///
/// The loss is ‖Y − s·BA·X‖²_F/N. Gradients, with E = Y − s·B(AX): ∂B = −(2s/N)·E(AX)ᵀ, ∂A = −(2s/N)·(BᵀE)Xᵀ; BA is never
/// formed for a step. Allocates nothing after [`new`](Self::new).
#[derive(Debug, Clone)]
pub struct LoraTraining {
    problem: Arc<LoraProblem>,
    settings: TrainingSettings,
    learning_rate: f64,
    scale: f64,
    /// Aᵀ, k×r: long columns make fast products.
    a_t: Matrix,
    b: Matrix,
    optimizer_a: Optimizer,
    optimizer_b: Optimizer,
    pissa: Option<Box<PissaBase>>,
    buffers: Buffers,
    loss: f64,
    first_loss: f64,
    /// Beyond it training counts as diverged.
    limit: f64,
    steps: usize,
    diverged: Option<Divergence>,
}

#[derive(Debug, Clone)]
struct Buffers {
    /// AX, r×N.
    hidden: Matrix,
    /// Y − s·B(AX), d×N, for the present A and B.
    error: Matrix,
    /// BᵀE, r×N.
    back: Matrix,
    gradient_a_t: Matrix,
    gradient_b: Matrix,
    /// The last A and B with a finite loss are what is shown after a divergence.
    last_a_t: Matrix,
    last_b: Matrix,
}

impl LoraTraining {
    /// Training at step 0, its loss and its floor known.
    ///
    /// Cost: one forward pass; PiSSA adds an SVD of W and one of its own target.
    /// # Errors
    /// A rank, α or learning rate outside its range; those of [`svd`](crate::linalg::svd()).
    pub fn new(problem: Arc<LoraProblem>, settings: TrainingSettings) -> Result<Self, Error> {
        require_count("The rank r", settings.rank, MAX_RANK)?;
        let positive = (f64::MIN_POSITIVE, 1e6);
        require_range("α", settings.alpha, positive, "above 0 and at most 10⁶")?;
        let learning_rate = settings
            .learning_rate
            .unwrap_or_else(|| super::default_learning_rate(&problem, settings.optimizer));
        let range = "above 0 and at most 10⁶";
        require_range("The learning rate", learning_rate, positive, range)?;
        let scale = settings.scaling.factor(settings.alpha, settings.rank);
        let (a_t, b) = factors(settings.start, &problem, settings.rank)?;
        let pissa = match settings.start {
            Start::Paper => None,
            Start::Pissa => Some(Box::new(PissaBase::new(&problem, &a_t, &b, scale)?)),
        };
        let optimizer = |parameters| Optimizer::new(settings.optimizer, learning_rate, parameters);
        let mut training = Self {
            optimizer_a: optimizer(a_t.len()),
            optimizer_b: optimizer(b.len()),
            buffers: Buffers::new(&a_t, &b, problem.samples()),
            learning_rate,
            scale,
            a_t,
            b,
            pissa,
            problem,
            settings,
            loss: 0.0,
            first_loss: 0.0,
            limit: 0.0,
            steps: 0,
            diverged: None,
        };
        training.forward();
        training.first_loss = training.loss;
        // PiSSA may start at the minimum; its targets still say what a large loss is.
        let targets = training.targets().norm_squared() / training.problem.samples() as f64;
        training.limit = DIVERGED_FACTOR * training.first_loss.max(targets).max(f64::MIN_POSITIVE);
        Ok(training)
    }

    /// One step of the optimizer on A and B. Does nothing once training has diverged.
    ///
    /// Cost: r·N·(3d + 2k) multiply-adds; 0.17 ms at 256×256, r = 8, N = 64 in WebAssembly.
    pub fn step(&mut self) {
        if self.diverged.is_some() {
            return;
        }
        self.buffers.last_a_t.copy_from(&self.a_t);
        self.buffers.last_b.copy_from(&self.b);
        self.backward();
        let buffers = &self.buffers;
        self.optimizer_a
            .step(self.a_t.as_mut_slice(), buffers.gradient_a_t.as_slice());
        self.optimizer_b
            .step(self.b.as_mut_slice(), buffers.gradient_b.as_slice());
        let before = self.loss;
        self.forward();
        self.steps += 1;
        if !self.loss.is_finite() || self.loss > self.limit {
            self.stop_diverged(before);
        }
    }

    /// Up to `count` steps; stops early when training diverges. Returns the loss.
    pub fn run(&mut self, count: usize) -> f64 {
        for _ in 0..count {
            if self.diverged.is_some() {
                break;
            }
            self.step();
        }
        self.loss
    }

    /// Takes the last step back, so that every number shown stays an ordinary one.
    fn stop_diverged(&mut self, loss_before: f64) {
        self.a_t.copy_from(&self.buffers.last_a_t);
        self.b.copy_from(&self.buffers.last_b);
        // E must belong to A and B again: the gradients are taken from it.
        self.forward();
        self.loss = loss_before;
        self.diverged = Some(Divergence {
            step: self.steps,
            learning_rate: self.learning_rate,
        });
    }

    /// What s·BA·X should be, d×N.
    fn targets(&self) -> &Matrix {
        self.pissa.as_ref().map_or(self.problem.y(), |base| &base.y)
    }

    /// E and the loss at the present A and B.
    fn forward(&mut self) {
        let y = self.pissa.as_ref().map_or(self.problem.y(), |base| &base.y);
        let buffers = &mut self.buffers;
        transpose_product(&mut buffers.hidden, &self.a_t, self.problem.x());
        buffers.error.copy_from(y);
        add_product(&mut buffers.error, -self.scale, &self.b, &buffers.hidden);
        self.loss = buffers.error.norm_squared() / self.problem.samples() as f64;
    }

    /// The gradients at the present A and B, from the E of the last forward pass.
    fn backward(&mut self) {
        let factor = -2.0 * self.scale / self.problem.samples() as f64;
        let buffers = &mut self.buffers;
        product_transpose(
            &mut buffers.gradient_b,
            factor,
            &buffers.error,
            &buffers.hidden,
        );
        transpose_product(&mut buffers.back, &self.b, &buffers.error);
        product_transpose(
            &mut buffers.gradient_a_t,
            factor,
            self.problem.x(),
            &buffers.back,
        );
    }

    /// The gradients of the loss at the present A and B: (∂A r×k, ∂B d×r).
    pub fn gradients(&mut self) -> (Matrix, Matrix) {
        self.backward();
        (
            self.buffers.gradient_a_t.transpose(),
            self.buffers.gradient_b.clone(),
        )
    }

    /// Puts other factors in the place of A (r×k) and B (d×r), to look at the loss and the gradients there.
    /// # Errors
    /// [`Error::Shape`], [`Error::NotFinite`].
    pub fn set_factors(&mut self, a: &Matrix, b: &Matrix) -> Result<(), Error> {
        crate::learn::error::require_matrix("A", a, self.rank(), self.problem.inputs())?;
        crate::learn::error::require_matrix("B", b, self.problem.outputs(), self.rank())?;
        self.a_t = a.transpose();
        self.b.copy_from(b);
        self.forward();
        Ok(())
    }

    pub fn problem(&self) -> &Arc<LoraProblem> {
        &self.problem
    }

    pub fn settings(&self) -> &TrainingSettings {
        &self.settings
    }

    pub fn rank(&self) -> usize {
        self.settings.rank
    }

    /// s = α/r or α/√r.
    pub fn scale(&self) -> f64 {
        self.scale
    }

    pub fn learning_rate(&self) -> f64 {
        self.learning_rate
    }

    /// Steps taken.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// The loss at the present A and B; after a divergence the last one that was an ordinary number.
    pub fn loss(&self) -> f64 {
        self.loss
    }

    /// The loss at step 0.
    pub fn first_loss(&self) -> f64 {
        self.first_loss
    }

    /// The lowest loss that rank r can have, from this start.
    pub fn floor(&self) -> f64 {
        self.regression().floor(self.rank())
    }

    /// Why training stopped, if it did.
    pub fn diverged(&self) -> Option<Divergence> {
        self.diverged
    }

    /// A, r×k.
    pub fn a(&self) -> Matrix {
        self.a_t.transpose()
    }

    /// Aᵀ, k×r, as it is kept.
    pub fn a_transposed(&self) -> &Matrix {
        &self.a_t
    }

    /// B, d×r.
    pub fn b(&self) -> &Matrix {
        &self.b
    }

    /// s·BA, d×k, formed for a picture. O(dkr).
    pub fn scaled_product(&self) -> Matrix {
        let mut product = Matrix::zeros(self.problem.outputs(), self.problem.inputs());
        product.gemm(self.scale, &self.b, &self.a_t.transpose(), 0.0);
        product
    }

    /// W′ − W, d×k: s·BA for the paper's start, s·BA − s·B₀A₀ for PiSSA's.
    pub fn learned_update(&self) -> Matrix {
        let product = self.scaled_product();
        match &self.pissa {
            None => product,
            Some(base) => product - &base.offset,
        }
    }

    /// What is frozen: W, or W − s·B₀A₀ for PiSSA. Never changes.
    pub fn frozen(&self) -> &Matrix {
        self.pissa
            .as_ref()
            .map_or(self.problem.w(), |base| &base.frozen)
    }

    /// What s·BA should become, d×k: ΔW*, or ΔW* + s·B₀A₀ for PiSSA.
    pub fn target(&self) -> Matrix {
        match &self.pissa {
            None => self.problem.delta_w().clone(),
            Some(base) => self.problem.delta_w() + &base.offset,
        }
    }

    /// The optimum of every rank from this start.
    pub fn regression(&self) -> &ReducedRankRegression {
        self.pissa
            .as_ref()
            .map_or(self.problem.regression(), |base| &base.regression)
    }

    /// The matrix that s·BA would be at the floor, d×k: the reduced-rank regression of rank r.
    pub fn optimum(&self) -> Matrix {
        let z = self.regression().truncated(self.rank());
        self.problem.batch().unfactored(&z)
    }

    /// The smallest ‖s·BA − target‖_F that rank r can have: a tail of the target's spectrum.
    pub(super) fn best_error(&self) -> Result<f64, Error> {
        match &self.pissa {
            None => Ok(self.problem.delta_w_svd().tail_norm(self.rank())),
            Some(base) => Ok(base.target_svd.tail_norm(self.rank())),
        }
    }
}

impl Buffers {
    fn new(a_t: &Matrix, b: &Matrix, samples: usize) -> Self {
        Self {
            hidden: Matrix::zeros(a_t.ncols(), samples),
            error: Matrix::zeros(b.nrows(), samples),
            back: Matrix::zeros(a_t.ncols(), samples),
            gradient_a_t: a_t.clone(),
            gradient_b: b.clone(),
            last_a_t: a_t.clone(),
            last_b: b.clone(),
        }
    }
}
