//! The linear autoencoder, X ≈ W_d·W_e·X.

use std::sync::Arc;

use super::floors::{floor, penalties};
use super::parameters::Parameters;
use super::settings::{Settings, Start};
use super::{CentredData, Streams};
use crate::learn::Error;
use crate::learn::lora::normals;
use crate::learn::optimizer::OptimizerKind;
use crate::learn::products::{add_product, product_transpose, transpose_product};
use crate::linalg::Matrix;

/// W_d (n×r) and W_e (r×n), one full batch a step.
///
/// Loss: ‖X − W_d·W_e·X‖_F²/N + Σⱼ λⱼ(‖row j of W_e‖² + ‖column j of W_d‖²). Gradients, with Z = W_e·X and
/// E = X − W_d·Z: ∂W_d = −(2/N)·E·Zᵀ + 2W_d·Λ, ∂W_e = −(2/N)·W_dᵀE·Xᵀ + 2Λ·W_e. Tied, W_e = W_dᵀ and the two add up.
/// More than three features are trained on L, for which LLᵀ = XXᵀ/N, in the place of X: the same loss and the same
/// gradients from n columns. Allocates nothing after [`new`](Self::new).
#[derive(Debug, Clone)]
pub struct LinearAutoencoder {
    data: Arc<CentredData>,
    tied: bool,
    lambdas: Vec<f64>,
    /// W_d, then W_eᵀ unless tied; both n×r, so that the products run along long columns.
    parameters: Parameters,
    /// Z, r×M.
    hidden: Matrix,
    /// E, n×M.
    error: Matrix,
    /// W_dᵀE, r×M.
    back: Matrix,
    /// The encoder's part of the gradient, where both layers are one matrix.
    encoder_part: Matrix,
}

impl LinearAutoencoder {
    /// # Errors
    /// [`Error::OutOfRange`] for a saddle where there is no second axis or more than one latent.
    pub(super) fn new(
        data: Arc<CentredData>,
        settings: &Settings,
        rate: f64,
    ) -> Result<Self, Error> {
        let (n, r) = (data.features(), settings.rank);
        let mut values = start(&data, settings)?;
        if settings.tied {
            values.truncate(1);
        }
        let columns = data.batch().0.ncols();
        Ok(Self {
            tied: settings.tied,
            lambdas: penalties(settings.penalty, r),
            parameters: Parameters::new(values, settings.optimizer, rate),
            hidden: Matrix::zeros(r, columns),
            error: Matrix::zeros(n, columns),
            back: Matrix::zeros(r, columns),
            encoder_part: Matrix::zeros(n, r),
            data,
        })
    }

    /// Adam 0.01, measured; gradient descent 0.1/λ₁, a fifth of what is stable at the minimum when both layers have
    /// norm 1 (λ₁ = σ₁²/N is the largest variance).
    pub(super) fn default_rate(data: &CentredData, optimizer: OptimizerKind) -> f64 {
        match optimizer {
            OptimizerKind::Adam => 0.01,
            OptimizerKind::GradientDescent => {
                let first = data.singular_values().first().copied().unwrap_or(0.0);
                let rate = 0.1 * data.points() as f64 / (first * first);
                if rate.is_finite() {
                    rate.clamp(1e-12, 1e6)
                } else {
                    0.1
                }
            }
        }
    }

    /// W_d, n×r.
    pub fn decoder(&self) -> &Matrix {
        &self.parameters.values[0]
    }

    /// W_eᵀ, n×r.
    pub fn encoder_transposed(&self) -> &Matrix {
        let at = usize::from(!self.tied);
        &self.parameters.values[at]
    }

    /// λ₁ … λᵣ.
    pub fn penalties(&self) -> &[f64] {
        &self.lambdas
    }

    /// The lowest loss that this rank and these penalties allow.
    pub fn floor(&self) -> f64 {
        floor(
            self.data.singular_values(),
            self.data.points(),
            &self.lambdas,
        )
    }

    /// W_e·x for centred points n×M: r×M.
    pub fn encode(&self, x: &Matrix) -> Matrix {
        self.encoder_transposed().transpose() * x
    }

    /// W_d·z: n×M.
    pub fn decode(&self, z: &Matrix) -> Matrix {
        self.decoder() * z
    }

    /// The loss at the present weights; Z and E are then up to date.
    pub(super) fn forward(&mut self) -> f64 {
        let (x, weight) = self.data.batch();
        let (d, e) = both(&self.parameters.values, self.tied);
        transpose_product(&mut self.hidden, e, x);
        self.error.copy_from(x);
        add_product(&mut self.error, -1.0, d, &self.hidden);
        let mut loss = weight * self.error.norm_squared();
        for (j, lambda) in self.lambdas.iter().enumerate().filter(|(_, l)| **l > 0.0) {
            loss += lambda * (d.column(j).norm_squared() + e.column(j).norm_squared());
        }
        loss
    }

    /// The gradients, from the Z and E of the last forward pass.
    pub(super) fn backward(&mut self) {
        let (x, weight) = self.data.batch();
        let Parameters {
            values, gradients, ..
        } = &mut self.parameters;
        product_transpose(&mut gradients[0], -2.0 * weight, &self.error, &self.hidden);
        transpose_product(&mut self.back, &values[0], &self.error);
        if self.tied {
            product_transpose(&mut self.encoder_part, -2.0 * weight, x, &self.back);
            gradients[0] += &self.encoder_part;
        } else {
            product_transpose(&mut gradients[1], -2.0 * weight, x, &self.back);
        }
        let twice = if self.tied { 4.0 } else { 2.0 };
        for (gradient, value) in gradients.iter_mut().zip(values.iter()) {
            for (j, lambda) in self.lambdas.iter().enumerate().filter(|(_, l)| **l > 0.0) {
                gradient
                    .column_mut(j)
                    .axpy(twice * lambda, &value.column(j), 1.0);
            }
        }
    }

    pub(super) fn parameters(&mut self) -> &mut Parameters {
        &mut self.parameters
    }
}

fn both(values: &[Matrix], tied: bool) -> (&Matrix, &Matrix) {
    (&values[0], &values[usize::from(!tied)])
}

/// W_d and W_eᵀ at the start, n×r each. Random: normals times 1/√n, W_e (r×n) first.
fn start(data: &CentredData, settings: &Settings) -> Result<Vec<Matrix>, Error> {
    let (n, r) = (data.features(), settings.rank);
    match settings.start {
        Start::Random => {
            let mut rng = Streams::new(settings.seed).start;
            let scale = 1.0 / (n as f64).sqrt();
            let e = normals(&mut rng, r, n).transpose() * scale;
            let d = normals(&mut rng, n, r) * scale;
            Ok(vec![d, e])
        }
        Start::Saddle { nudge } => {
            if r != 1 || data.axes().ncols() < 2 {
                return Err(Error::OutOfRange {
                    what: "The rank r of a start on the saddle",
                    value: r as f64,
                    range: "1, with data that have a second principal axis",
                });
            }
            let axis = |i: usize| data.axes().columns(i, 1).map(tidied);
            let w = axis(1) + axis(0) * nudge;
            Ok(vec![w.clone(), w])
        }
    }
}

/// Rounding in an axis would be a push.
fn tidied(v: f64) -> f64 {
    if v.abs() < 1e-12 {
        0.0
    } else if (v.abs() - 1.0).abs() < 1e-12 {
        v.signum()
    } else {
        v
    }
}
