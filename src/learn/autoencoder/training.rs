//! Training step by step, linear or not.

use std::sync::Arc;

use super::parameters::Parameters;
use super::settings::{Activation, Divergence, Settings};
use super::{CentredData, LinearAutoencoder, NonlinearAutoencoder, Penalty};
use crate::learn::Error;
use crate::learn::error::{require_count, require_matrix, require_range};
use crate::linalg::Matrix;

/// Training counts as diverged when the loss exceeds the first loss, and that of the data, this many times.
const DIVERGED_FACTOR: f64 = 1e6;
/// Most units of a hidden layer.
const MAX_HIDDEN: usize = 256;

#[derive(Debug, Clone)]
enum Model {
    Linear(Box<LinearAutoencoder>),
    Nonlinear(Box<NonlinearAutoencoder>),
}

/// An autoencoder being trained: one full batch a step, in f64.
///
/// The same data, settings and number of steps give the same weights on every platform, to rounding.
#[derive(Debug, Clone)]
pub struct AutoencoderTraining {
    data: Arc<CentredData>,
    settings: Settings,
    learning_rate: f64,
    model: Model,
    loss: f64,
    first_loss: f64,
    limit: f64,
    steps: usize,
    diverged: Option<Divergence>,
}

impl AutoencoderTraining {
    /// Training at step 0, its loss known. A nonlinear autoencoder takes no account of `tied`, `penalty` and `start`.
    /// # Errors
    /// A rank (1 to the number of features), number of hidden units, λ or learning rate outside its range.
    pub fn new(data: Arc<CentredData>, settings: Settings) -> Result<Self, Error> {
        require_count("The rank r", settings.rank, data.features())?;
        let linear = settings.activation == Activation::Linear;
        let rate = settings.learning_rate.unwrap_or_else(|| match linear {
            true => LinearAutoencoder::default_rate(&data, settings.optimizer),
            false => NonlinearAutoencoder::default_rate(settings.optimizer),
        });
        let positive = (f64::MIN_POSITIVE, 1e6);
        require_range(
            "The learning rate",
            rate,
            positive,
            "above 0 and at most 10⁶",
        )?;
        let model = if linear {
            if let Penalty::Equal(lambda) | Penalty::Unequal(lambda) = settings.penalty {
                require_range("λ", lambda, (0.0, 1e9), "from 0 to 10⁹")?;
            }
            let linear = LinearAutoencoder::new(Arc::clone(&data), &settings, rate)?;
            Model::Linear(Box::new(linear))
        } else {
            require_count("The number of hidden units", settings.hidden, MAX_HIDDEN)?;
            let nonlinear = NonlinearAutoencoder::new(Arc::clone(&data), &settings, rate);
            Model::Nonlinear(Box::new(nonlinear))
        };
        let mut training = Self {
            learning_rate: rate,
            model,
            loss: 0.0,
            first_loss: 0.0,
            limit: 0.0,
            steps: 0,
            diverged: None,
            settings,
            data,
        };
        training.forward();
        training.first_loss = training.loss;
        let largest = training.first_loss.max(training.data.pca_loss(0));
        training.limit = DIVERGED_FACTOR * largest.max(f64::MIN_POSITIVE);
        Ok(training)
    }

    /// One step of the optimizer. Does nothing once training has diverged.
    ///
    /// Cost: linear 5·n·r·min(n, N) multiply-adds for n > 3; nonlinear 6·hidden·(n + r)·N.
    pub fn step(&mut self) {
        if self.diverged.is_some() {
            return;
        }
        self.backward();
        self.parameters().step();
        let before = self.loss;
        self.forward();
        self.steps += 1;
        if !self.loss.is_finite() || self.loss > self.limit {
            self.parameters().restore();
            // The outputs must belong to the weights again.
            self.forward();
            self.loss = before;
            self.diverged = Some(Divergence {
                step: self.steps,
                learning_rate: self.learning_rate,
            });
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

    fn forward(&mut self) {
        self.loss = match &mut self.model {
            Model::Linear(model) => model.forward(),
            Model::Nonlinear(model) => model.forward(),
        };
    }

    fn backward(&mut self) {
        match &mut self.model {
            Model::Linear(model) => model.backward(),
            Model::Nonlinear(model) => model.backward(),
        }
    }

    fn parameters(&mut self) -> &mut Parameters {
        match &mut self.model {
            Model::Linear(model) => model.parameters(),
            Model::Nonlinear(model) => model.parameters(),
        }
    }

    /// The gradients of the loss at the present weights, one for each of [`weights`](Self::weights).
    pub fn gradients(&mut self) -> Vec<Matrix> {
        self.backward();
        let unit = match &self.model {
            Model::Linear(_) => 1.0,
            Model::Nonlinear(model) => model.gradient_unit(),
        };
        let gradients = &self.parameters().gradients;
        gradients.iter().map(|gradient| gradient * unit).collect()
    }

    /// The matrices that are trained: W_d and W_eᵀ (W_d alone when tied), or W₁ᵀ, b₁ … W₄ᵀ, b₄.
    pub fn weights(&mut self) -> Vec<Matrix> {
        self.parameters().values.clone()
    }

    /// Puts other weights in their place, to look at the loss and the gradients there.
    /// # Errors
    /// [`Error::Shape`], [`Error::NotFinite`].
    pub fn set_weights(&mut self, weights: &[Matrix]) -> Result<(), Error> {
        for (value, new) in self.parameters().values.iter_mut().zip(weights) {
            require_matrix("A weight matrix", new, value.nrows(), value.ncols())?;
            value.copy_from(new);
        }
        self.forward();
        Ok(())
    }

    pub fn data(&self) -> &Arc<CentredData> {
        &self.data
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub fn learning_rate(&self) -> f64 {
        self.learning_rate
    }

    /// Steps taken.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// The loss at the present weights, penalty included; after a divergence the last one that was an ordinary number.
    pub fn loss(&self) -> f64 {
        self.loss
    }

    /// The loss at step 0.
    pub fn first_loss(&self) -> f64 {
        self.first_loss
    }

    /// Why training stopped, if it did.
    pub fn diverged(&self) -> Option<Divergence> {
        self.diverged
    }

    pub fn linear(&self) -> Option<&LinearAutoencoder> {
        match &self.model {
            Model::Linear(model) => Some(model),
            Model::Nonlinear(_) => None,
        }
    }

    pub fn nonlinear(&self) -> Option<&NonlinearAutoencoder> {
        match &self.model {
            Model::Linear(_) => None,
            Model::Nonlinear(model) => Some(model),
        }
    }

    /// The lowest loss there can be; known for linear autoencoders only.
    pub fn floor(&self) -> Option<f64> {
        self.linear().map(LinearAutoencoder::floor)
    }

    /// The codes of centred points n×M: r×M.
    pub fn encode(&self, x: &Matrix) -> Matrix {
        match &self.model {
            Model::Linear(model) => model.encode(x),
            Model::Nonlinear(model) => model.encode(x),
        }
    }

    /// The points of codes r×M: n×M, centred.
    pub fn decode(&self, z: &Matrix) -> Matrix {
        match &self.model {
            Model::Linear(model) => model.decode(z),
            Model::Nonlinear(model) => model.decode(z),
        }
    }

    /// ‖X − X̂‖_F²/M over centred points n×M: the loss without penalty, on these points.
    pub fn error_on(&self, x: &Matrix) -> f64 {
        (x - self.decode(&self.encode(x))).norm_squared() / x.ncols().max(1) as f64
    }
}
