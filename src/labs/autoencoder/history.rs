//! A loss curve that stays short however long the training: recorded at every step first, ever more thinly later.
//! Which steps it holds depends on the last step alone, not on how the training was cut into requests.

use crate::learn::autoencoder::{AutoencoderTraining, principal_angles_to};

use super::model::Moment;

/// Above this many entries every other one is dropped, and half as many recorded from then on.
const MOST: usize = 400;

/// Moments of a training, evenly spread.
#[derive(Clone, Debug)]
pub struct History {
    stride: usize,
    moments: Vec<Moment>,
}

impl History {
    /// With the training's step 0.
    pub fn new(training: &AutoencoderTraining) -> Self {
        // The angles of many directions cost more than a step.
        let stride = match training.settings().rank {
            0..=10 => 1,
            11..=24 => 8,
            _ => 32,
        };
        Self {
            stride,
            moments: vec![moment(training)],
        }
    }

    /// Takes the present step in, if it is one of those recorded; whether it was.
    pub fn record(&mut self, training: &AutoencoderTraining) -> bool {
        if !training.steps().is_multiple_of(self.stride) {
            return false;
        }
        self.moments.push(moment(training));
        if self.moments.len() > MOST {
            self.stride *= 2;
            let stride = self.stride;
            self.moments
                .retain(|moment| moment.step.is_multiple_of(stride));
        }
        true
    }

    /// All moments, the present step among them.
    pub fn up_to_now(&self, training: &AutoencoderTraining) -> Vec<Moment> {
        let mut moments = self.moments.clone();
        if moments
            .last()
            .is_none_or(|last| last.step != training.steps())
        {
            moments.push(moment(training));
        }
        moments
    }
}

fn moment(training: &AutoencoderTraining) -> Moment {
    let linear = training.linear();
    let angles = linear.and_then(|linear| {
        principal_angles_to(training.data(), linear.decoder())
            .ok()
            .flatten()
    });
    let w = linear.and_then(|linear| {
        let decoder = linear.decoder();
        (decoder.shape() == (2, 1)).then(|| [decoder[0], decoder[1]])
    });
    Moment {
        step: training.steps(),
        loss: training.loss(),
        angles: angles.unwrap_or_default(),
        w,
    }
}
