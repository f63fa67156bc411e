//! The autoencoder that bends: n → hidden → r → hidden → n.

use std::sync::Arc;

use super::layer::{backward, forward, gradients, through_activation};
use super::parameters::Parameters;
use super::settings::{Activation, Settings};
use super::{CentredData, Streams};
use crate::learn::lora::normals;
use crate::learn::optimizer::OptimizerKind;
use crate::linalg::Matrix;

/// z = W₂f(W₁x + b₁) + b₂, x̂ = W₄f(W₃z + b₃) + b₄, with f = tanh or ReLU.
///
/// Loss: ‖X − X̂‖_F²/N. The net sees the data divided by one number, the root of the mean variance of a feature, so that
/// tanh works in its middle whatever the units are; the loss is in the data's units. Weights start as normals times
/// g/√inputs, g = 1 for tanh and √2 for ReLU (He et al. 2015, arXiv 1502.01852); biases at zero.
/// Allocates nothing after [`new`](Self::new).
#[derive(Debug, Clone)]
pub struct NonlinearAutoencoder {
    activation: Activation,
    unit: f64,
    /// X/unit, n×N.
    x: Matrix,
    /// W₁ᵀ, b₁, … W₄ᵀ, b₄.
    parameters: Parameters,
    /// The outputs of the four layers; the last is X̂/unit.
    outputs: [Matrix; 4],
    /// The δ of the four layers.
    deltas: [Matrix; 4],
}

const LAYERS: usize = 4;

impl NonlinearAutoencoder {
    pub(super) fn new(data: Arc<CentredData>, settings: &Settings, rate: f64) -> Self {
        let (n, count) = (data.features(), data.points());
        let (r, h) = (settings.rank, settings.hidden);
        let variance = data.pca_loss(0) / n as f64;
        let unit = if variance > 0.0 { variance.sqrt() } else { 1.0 };
        let gain = match settings.activation {
            Activation::Relu => std::f64::consts::SQRT_2,
            _ => 1.0,
        };
        let mut rng = Streams::new(settings.seed).start;
        let mut values = Vec::new();
        for (inputs, outputs) in [(n, h), (h, r), (r, h), (h, n)] {
            let weight = normals(&mut rng, outputs, inputs) * (gain / (inputs as f64).sqrt());
            values.push(weight.transpose());
            values.push(Matrix::zeros(outputs, 1));
        }
        let outputs = [h, r, h, n].map(|rows| Matrix::zeros(rows, count));
        Self {
            activation: settings.activation,
            unit,
            x: data.x() / unit,
            parameters: Parameters::new(values, settings.optimizer, rate),
            deltas: outputs.clone(),
            outputs,
        }
    }

    /// Measured; the data are in units of their spread.
    pub(super) fn default_rate(optimizer: OptimizerKind) -> f64 {
        match optimizer {
            OptimizerKind::Adam => 0.01,
            OptimizerKind::GradientDescent => 0.02,
        }
    }

    fn activation_of(&self, layer: usize) -> Activation {
        match layer {
            0 | 2 => self.activation,
            _ => Activation::Linear,
        }
    }

    fn run(&self, layers: std::ops::Range<usize>, input: &Matrix) -> Matrix {
        let mut x = input.clone();
        for layer in layers {
            let (w, b) = (
                &self.parameters.values[2 * layer],
                &self.parameters.values[2 * layer + 1],
            );
            let mut y = Matrix::zeros(w.ncols(), x.ncols());
            forward(&mut y, w, b, &x, self.activation_of(layer));
            x = y;
        }
        x
    }

    /// The code of centred points n×M: r×M.
    pub fn encode(&self, x: &Matrix) -> Matrix {
        self.run(0..2, &(x / self.unit))
    }

    /// The point of every code r×M: n×M.
    pub fn decode(&self, z: &Matrix) -> Matrix {
        self.run(2..LAYERS, z) * self.unit
    }

    /// Hidden units that are zero for every point, of the encoder and of the decoder. ReLU only: they have stopped
    /// learning, since their gradient is zero too.
    pub fn dead_units(&self) -> (usize, usize) {
        let dead = |y: &Matrix| y.row_iter().filter(|row| row.amax() == 0.0).count();
        match self.activation {
            Activation::Relu => (dead(&self.outputs[0]), dead(&self.outputs[2])),
            _ => (0, 0),
        }
    }

    /// Units of each hidden layer.
    pub fn hidden(&self) -> usize {
        self.outputs[0].nrows()
    }

    /// The loss at the present weights; all outputs are then up to date.
    pub(super) fn forward(&mut self) -> f64 {
        for layer in 0..LAYERS {
            let f = self.activation_of(layer);
            let (before, rest) = self.outputs.split_at_mut(layer);
            let input = before.last().unwrap_or(&self.x);
            let [weight, bias] = &self.parameters.values[2 * layer..2 * layer + 2] else {
                continue;
            };
            forward(&mut rest[0], weight, bias, input, f);
        }
        let error = &mut self.deltas[LAYERS - 1];
        error.copy_from(&self.outputs[LAYERS - 1]);
        *error -= &self.x;
        self.unit * self.unit * error.norm_squared() / self.x.ncols() as f64
    }

    /// The gradients of the loss in units of the data's spread, from the outputs of the last forward pass.
    pub(super) fn backward(&mut self) {
        let factor = 2.0 / self.x.ncols() as f64;
        for layer in (0..LAYERS).rev() {
            let f = self.activation_of(layer);
            let (before, rest) = self.deltas.split_at_mut(layer);
            let delta = &mut rest[0];
            through_activation(delta, &self.outputs[layer], f);
            let input = match layer {
                0 => &self.x,
                _ => &self.outputs[layer - 1],
            };
            let Parameters {
                values,
                gradients: g,
                ..
            } = &mut self.parameters;
            let [weight, bias] = &mut g[2 * layer..2 * layer + 2] else {
                continue;
            };
            gradients(weight, bias, input, delta, factor);
            if let Some(earlier) = before.last_mut() {
                backward(earlier, &values[2 * layer], delta);
            }
        }
    }

    /// What a gradient of the loss in the data's units is, over one of [`backward`](Self::backward).
    pub(super) fn gradient_unit(&self) -> f64 {
        self.unit * self.unit
    }

    pub(super) fn parameters(&mut self) -> &mut Parameters {
        &mut self.parameters
    }
}
