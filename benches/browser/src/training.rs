//! Steps of training, timed from JavaScript beside TensorFlow.js.

use std::sync::Arc;

use low_rank_lab::data::random::SplitMix64;
use low_rank_lab::learn::autoencoder::{AutoencoderTraining, CentredData, Settings};
use low_rank_lab::learn::lora::{LoraProblem, LoraTraining, TrainingSettings};
use low_rank_lab::linalg::Matrix;
use wasm_bindgen::prelude::wasm_bindgen;

/// α of the bench; s = α/r.
const ALPHA: f64 = 8.0;

/// A LoRA training on a Gaussian batch.
#[wasm_bindgen]
pub struct LoraBench(LoraTraining);

#[wasm_bindgen]
impl LoraBench {
    /// W and ΔW* d×k, N samples; Adam at the default rate.
    #[wasm_bindgen(constructor)]
    pub fn new(d: usize, k: usize, r: usize, n: usize) -> Result<LoraBench, String> {
        let mut rng = SplitMix64::new(1);
        let mut normal = |rows, cols| Matrix::from_fn(rows, cols, |_, _| rng.normal());
        let delta_w = normal(d, r) * normal(r, k) / (k as f64);
        let (w, x) = (normal(d, k), normal(k, n));
        let y = &delta_w * &x;
        let problem = LoraProblem::from_batch(w, delta_w, x, y, 1).map_err(|e| e.to_string())?;
        LoraTraining::new(Arc::new(problem), TrainingSettings::new(r, ALPHA))
            .map(LoraBench)
            .map_err(|e| e.to_string())
    }

    pub fn run(&mut self, steps: usize) -> f64 {
        self.0.run(steps)
    }

    pub fn loss(&self) -> f64 {
        self.0.loss()
    }

    pub fn scale(&self) -> f64 {
        self.0.scale()
    }

    pub fn learning_rate(&self) -> f64 {
        self.0.learning_rate()
    }

    /// r×k, column by column, as are the others.
    pub fn a(&self) -> Vec<f64> {
        self.0.a().as_slice().to_vec()
    }

    pub fn b(&self) -> Vec<f64> {
        self.0.b().as_slice().to_vec()
    }

    pub fn x(&self) -> Vec<f64> {
        self.0.problem().x().as_slice().to_vec()
    }

    /// What is left of the outputs after Wx.
    pub fn y(&self) -> Vec<f64> {
        self.0.problem().y().as_slice().to_vec()
    }
}

/// A linear autoencoder on a Gaussian cloud.
#[wasm_bindgen]
pub struct AutoencoderBench(AutoencoderTraining, Arc<CentredData>);

#[wasm_bindgen]
impl AutoencoderBench {
    /// N points of n features, bottleneck r; Adam at the default rate. The app trains on n columns that have the same
    /// loss and gradients; `every_point` trains on all N, as the library compared with does.
    #[wasm_bindgen(constructor)]
    pub fn new(
        points: usize,
        features: usize,
        r: usize,
        every_point: bool,
    ) -> Result<AutoencoderBench, String> {
        let mut rng = SplitMix64::new(1);
        // Standard deviations from 1 down to 1/n, so that the axes differ.
        let points = Matrix::from_fn(points, features, |_, j| rng.normal() / (1.0 + j as f64));
        let data = CentredData::new(&points, false).map_err(|e| e.to_string())?;
        let data = Arc::new(if every_point {
            data.with_every_point()
        } else {
            data
        });
        AutoencoderTraining::new(Arc::clone(&data), Settings::new(r, 1))
            .map(|training| AutoencoderBench(training, data))
            .map_err(|e| e.to_string())
    }

    pub fn run(&mut self, steps: usize) -> f64 {
        self.0.run(steps)
    }

    pub fn loss(&self) -> f64 {
        self.0.loss()
    }

    pub fn learning_rate(&self) -> f64 {
        self.0.learning_rate()
    }

    /// The centred data, features × points, column by column, as are the others.
    pub fn x(&self) -> Vec<f64> {
        self.1.x().as_slice().to_vec()
    }

    /// W_d, n×r.
    pub fn decoder(&mut self) -> Vec<f64> {
        self.weights(0)
    }

    /// W_eᵀ, n×r.
    pub fn encoder_transposed(&mut self) -> Vec<f64> {
        self.weights(1)
    }

    fn weights(&mut self, at: usize) -> Vec<f64> {
        self.0.weights()[at].as_slice().to_vec()
    }
}
