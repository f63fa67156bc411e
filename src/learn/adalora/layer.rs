//! One layer: ΔW ≈ PΛQ, its gradients and its triplets.

use super::importance::Importance;
use super::{AdaLoraSettings, Method};
use crate::data::random::SplitMix64;
use crate::learn::Error;
use crate::learn::lora::normals;
use crate::learn::optimizer::{Optimizer, OptimizerKind};
use crate::learn::products::{add_product, product_transpose, transpose_product};
use crate::linalg::qr::thin_qr;
use crate::linalg::{Matrix, svd};

/// A matrix or a vector that is trained.
#[derive(Debug, Clone)]
struct Trained {
    value: Matrix,
    gradient: Matrix,
    optimizer: Optimizer,
    importance: Importance,
}

impl Trained {
    fn new(value: Matrix, learning_rate: f64) -> Self {
        Self {
            gradient: value.clone(),
            optimizer: Optimizer::new(OptimizerKind::Adam, learning_rate, value.len()),
            importance: Importance::new(value.len()),
            value,
        }
    }

    fn step(&mut self) {
        let gradient = self.gradient.as_slice();
        self.importance.update(self.value.as_slice(), gradient);
        self.optimizer.step(self.value.as_mut_slice(), gradient);
    }

    /// ∂γ‖VᵀV − I‖²_F = 4γ·V(VᵀV − I), added to the gradient.
    fn add_penalty(&mut self, gamma: f64, gram: &mut Matrix) {
        transpose_product(gram, &self.value, &self.value);
        for i in 0..gram.nrows() {
            gram[(i, i)] -= 1.0;
        }
        add_product(&mut self.gradient, 4.0 * gamma, &self.value, gram);
    }
}

/// ΔW* being approached by PΛQ. P is d×r; Q is kept transposed, k×r.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    target: Matrix,
    p: Trained,
    q_t: Trained,
    /// λ, r×1.
    lambda: Trained,
    active: Vec<bool>,
    /// ΔW* − PΛQ, d×k.
    error: Matrix,
    /// Q with each row multiplied by its λ, r×k.
    scaled_q: Matrix,
    gram: Matrix,
}

impl Layer {
    pub fn new(target: &Matrix, settings: &AdaLoraSettings, rng: &mut SplitMix64) -> Self {
        let (d, k) = target.shape();
        let r = settings.initial_rank.min(d).min(k);
        let p = normals(rng, d, r) / (d as f64).sqrt();
        let q = normals(rng, r, k) / (k as f64).sqrt();
        let rate = settings.learning_rate;
        let mut layer = Self {
            error: target.clone(),
            target: target.clone(),
            p: Trained::new(p, rate),
            q_t: Trained::new(q.transpose(), rate),
            lambda: Trained::new(Matrix::zeros(r, 1), rate),
            active: vec![true; r],
            scaled_q: q,
            gram: Matrix::zeros(r, r),
        };
        layer.refresh_error();
        layer
    }

    fn refresh_error(&mut self) {
        self.q_t.value.transpose_to(&mut self.scaled_q);
        for (mut row, lambda) in self.scaled_q.row_iter_mut().zip(self.lambda.value.iter()) {
            row *= *lambda;
        }
        self.error.copy_from(&self.target);
        add_product(&mut self.error, -1.0, &self.p.value, &self.scaled_q);
    }

    /// One step of Adam on P, Λ and Q.
    pub fn step(&mut self, gamma: f64) {
        // E·Qᵀ and Eᵀ·P, without Λ for the moment: ∂λᵢ needs them bare.
        self.q_t.value.transpose_to(&mut self.scaled_q);
        product_transpose(&mut self.p.gradient, -2.0, &self.error, &self.scaled_q);
        transpose_product(&mut self.q_t.gradient, &self.error, &self.p.value);
        for i in 0..self.active.len() {
            let lambda = self.lambda.value[i];
            self.lambda.gradient[i] = self.p.gradient.column(i).dot(&self.p.value.column(i));
            self.p.gradient.column_mut(i).scale_mut(lambda);
            self.q_t.gradient.column_mut(i).scale_mut(-2.0 * lambda);
        }
        self.p.add_penalty(gamma, &mut self.gram);
        self.q_t.add_penalty(gamma, &mut self.gram);
        self.p.step();
        self.q_t.step();
        self.lambda.step();
        self.refresh_error();
    }

    /// Writes PΛQ as its own SVD and starts the optimizers anew, since the parameters mean something else now.
    pub fn diagonalize(&mut self, learning_rate: f64) -> Result<(), Error> {
        let left = thin_qr(&self.p.value);
        let right = thin_qr(&self.q_t.value);
        let lambda = Matrix::from_diagonal(&self.lambda.value.column(0).into_owned());
        let core = svd(&(&left.r * lambda * right.r.transpose()))?;
        let sigma = Matrix::from_column_slice(self.active.len(), 1, &core.singular_values);
        self.p = Trained::new(left.q * core.u, learning_rate);
        self.q_t = Trained::new(right.q * core.v_t.transpose(), learning_rate);
        self.lambda = Trained::new(sigma, learning_rate);
        Ok(())
    }

    /// How much each triplet matters: Sᵢ = s(λᵢ) + mean s(Pᵢ) + mean s(Qᵢ), or λᵢ after [`diagonalize`](Self::diagonalize).
    pub fn scores(&self, method: Method) -> Vec<f64> {
        let (d, k) = self.target.shape();
        let score = |i: usize| match method {
            Method::HighRank => self.lambda.value[i].abs(),
            Method::AdaLora => {
                self.lambda.importance.mean(i, 1)
                    + self.p.importance.mean(i, d)
                    + self.q_t.importance.mean(i, k)
            }
        };
        (0..self.active.len()).map(score).collect()
    }

    pub fn set_active(&mut self, triplet: usize, active: bool) {
        if let Some(slot) = self.active.get_mut(triplet) {
            *slot = active;
        }
    }

    /// λ = 0 for every triplet that is not active.
    pub fn silence_pruned(&mut self) {
        for (lambda, active) in self.lambda.value.iter_mut().zip(&self.active) {
            if !active {
                *lambda = 0.0;
            }
        }
        self.refresh_error();
    }

    pub fn rank(&self) -> usize {
        self.active.iter().filter(|&&active| active).count()
    }

    pub fn lambda(&self) -> &[f64] {
        self.lambda.value.as_slice()
    }

    pub fn loss(&self) -> f64 {
        self.error.norm_squared()
    }

    pub fn orthogonality_gap(&self) -> f64 {
        let gap =
            |v: &Matrix| (v.tr_mul(v) - Matrix::identity(v.ncols(), v.ncols())).norm_squared();
        gap(&self.p.value) + gap(&self.q_t.value)
    }

    pub fn parameters(&self) -> usize {
        let (d, k) = self.target.shape();
        self.rank() * (d + k + 1)
    }

    /// The gradients at the present parameters, of the loss and γ times the penalty.
    #[cfg(test)]
    fn gradients(&self, gamma: f64) -> [Matrix; 3] {
        let mut copy = self.clone();
        copy.step(gamma);
        [copy.p.gradient, copy.q_t.gradient, copy.lambda.gradient]
    }
}

#[cfg(test)]
mod tests {
    use super::super::BudgetSchedule;
    use super::*;

    #[test]
    fn gradients_agree_with_finite_differences() {
        let settings = AdaLoraSettings {
            method: Method::AdaLora,
            initial_rank: 3,
            schedule: BudgetSchedule::new(3, 2, 10),
            orthogonality: 0.3,
            learning_rate: 0.05,
            seed: 1,
        };
        let mut rng = SplitMix64::new(5);
        let target = normals(&mut rng, 6, 5);
        let mut layer = Layer::new(&target, &settings, &mut rng);
        for _ in 0..5 {
            layer.step(0.3);
        }
        let gradients = layer.gradients(0.3);
        for (which, gradient) in gradients.iter().enumerate() {
            for entry in 0..gradient.len() {
                let shifted = |by: f64| {
                    let mut moved = layer.clone();
                    let trained = [&mut moved.p, &mut moved.q_t, &mut moved.lambda];
                    for (i, part) in trained.into_iter().enumerate() {
                        if i == which {
                            part.value[entry] += by;
                        }
                    }
                    moved.refresh_error();
                    moved.loss() + 0.3 * moved.orthogonality_gap()
                };
                let numeric = (shifted(1e-5) - shifted(-1e-5)) / 2e-5;
                let gap = (numeric - gradient[entry]).abs();
                assert!(gap < 1e-7 * (1.0 + numeric.abs()), "{which} {entry}: {gap}");
            }
        }
    }
}
