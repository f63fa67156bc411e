//! What is told of a task, and of a training at one step.

use std::sync::Arc;

use crate::learn::autoencoder::landscape::Landscape;
use crate::learn::autoencoder::{
    AutoencoderTraining, CentredData, LinearAutoencoder, alignment, principal_angles_to,
    to_principal_codes,
};
use crate::linalg::Matrix;

use super::model::{Errors, File, Known, Linear, Moment, Rebuilt, Trained, points};
use super::spots::{Stage, pairs};
use super::state::{Method, Task};

/// Pictures of digits shown at once.
pub const SAMPLES: usize = 10;
/// Points with at most this many numbers in all can be edited or carried to another lab.
const EDITABLE: usize = 1200;
/// The largest matrix that another lab takes.
const CARRIED: usize = 32;

/// The data of a task, and what holds whatever r is.
pub struct Prepared {
    pub data: Arc<CentredData>,
    stage: Stage,
    /// Points held out, centred as the others, n×M.
    held: Option<Matrix>,
    pub known: Known,
}

/// Draws or reads the data of a task and takes them apart.
/// # Errors
/// A sentence for the reader.
pub fn prepare(task: &Task, file: Option<&File>) -> Result<Prepared, String> {
    let (set, held) = points(task, file)?;
    let said = |error: crate::learn::Error| error.to_string();
    let data = CentredData::new(&set.points, task.standardise).map_err(said)?;
    let held = held.map(|held| data.transform(&held)).transpose();
    let held = held.map_err(said)?;
    let stage = Stage::new(&data);
    let (n, count) = (data.features(), data.points());
    let classes = stage.shown.iter().filter_map(|i| set.classes.get(*i));
    let codes = data
        .axes()
        .columns(0, data.axes().ncols().min(2))
        .transpose()
        * &stage.x;
    let mut ends = data
        .axes()
        .columns(0, data.axes().ncols().min(3))
        .into_owned();
    for (mut end, s) in ends.column_iter_mut().zip(data.singular_values()) {
        end *= 2.0 * s / (count as f64).sqrt();
    }
    let covariance = || data.x() * data.x().transpose() / count as f64;
    let known = Known {
        count,
        features: n,
        held: held.as_ref().map_or(0, Matrix::ncols),
        feature_names: set.feature_names,
        class_names: set.class_names,
        mean: data.mean().to_vec(),
        scale: data.scale().to_vec(),
        axes: data.axes().clone(),
        singular_values: data.singular_values().to_vec(),
        spots: stage.spots(&stage.x),
        classes: classes.copied().collect(),
        codes: pairs(&codes),
        axis_ends: stage.spots(&ends),
        points: (set.points.len() <= EDITABLE).then_some(set.points),
        covariance: (n <= CARRIED).then(covariance),
        landscape: Landscape::of(&data),
    };
    Ok(Prepared {
        data: Arc::new(data),
        stage,
        held,
        known,
    })
}

/// What is told of a training at the step it has come to. `shown` is the first point whose reconstruction is shown, from 1.
/// # Errors
/// A sentence for the reader: a decomposition failed.
pub fn trained(
    prepared: &Prepared,
    training: &AutoencoderTraining,
    method: Method,
    shown: usize,
    history: Vec<Moment>,
) -> Result<Trained, String> {
    let (data, stage) = (&prepared.data, &prepared.stage);
    let rank = method.rank;
    let basis = data.axes().columns(0, rank.min(data.axes().ncols()));
    let basis = basis.into_owned();
    let codes = training.encode(&stage.x);
    let linear = training
        .linear()
        .map(|linear| read_linear(linear, data, &codes))
        .transpose();
    let linear = linear.map_err(|error| error.to_string())?;
    let pca_on = |x: &Matrix| {
        let left = (x - &basis * (basis.transpose() * x)).norm_squared();
        // Rounding alone leaves such a share.
        if left <= 1e-28 * x.norm_squared() {
            return 0.0;
        }
        left / x.ncols().max(1) as f64
    };
    let plain = method.lambda == 0.0;
    let errors = Errors {
        trained: if plain {
            training.loss()
        } else {
            training.error_on(data.x())
        },
        pca: data.pca_loss(rank),
        held: prepared
            .held
            .as_ref()
            .map(|held| (training.error_on(held), pca_on(held))),
    };
    let reach = match (training.linear(), training.nonlinear()) {
        (Some(linear), _) => vec![stage.flat(linear.decoder())],
        _ => stage.bent(training, &codes),
    };
    Ok(Trained {
        method,
        steps: training.steps(),
        learning_rate: training.learning_rate(),
        loss: training.loss(),
        first_loss: training.first_loss(),
        pca_loss: data.pca_loss(rank),
        errors,
        linear,
        history,
        rebuilt_spots: stage.spots(&training.decode(&codes)),
        codes: pairs(&codes),
        reach,
        pca_reach: stage.flat(&basis),
        samples: samples(shown, training, &basis),
        dead: training.nonlinear().map_or((0, 0), |net| net.dead_units()),
        diverged: training.diverged().is_some(),
    })
}

fn read_linear(
    linear: &LinearAutoencoder,
    data: &CentredData,
    codes: &Matrix,
) -> Result<Linear, crate::learn::Error> {
    let decoder = linear.decoder().clone();
    let map = to_principal_codes(data, &decoder);
    let size = decoder.norm();
    let apart = (linear.encoder_transposed() - &decoder).norm();
    Ok(Linear {
        floor: linear.floor(),
        angles: principal_angles_to(data, &decoder)?,
        alignment: alignment(data, &decoder)?,
        mapped: pairs(&(&map * codes)),
        penalties: linear.penalties().to_vec(),
        untied: if size > 0.0 { apart / size } else { 0.0 },
        map,
        decoder,
    })
}

/// Some points with both reconstructions: ten pictures, or one point of few numbers.
fn samples(first: usize, training: &AutoencoderTraining, basis: &Matrix) -> Vec<Rebuilt> {
    let data = training.data();
    let many = if data.features() == 64 { SAMPLES } else { 1 };
    let count = data.points();
    let indices: Vec<usize> = (0..many.min(count))
        .map(|k| (first.max(1) - 1 + k) % count)
        .collect();
    let x = data.x().select_columns(&indices);
    let versions = [
        x.clone(),
        training.decode(&training.encode(&x)),
        basis * (basis.transpose() * &x),
    ];
    let [point, autoencoder, pca] = versions.map(|x| data.restore(&x));
    let row = |m: &Matrix, i: usize| m.row(i).iter().copied().collect();
    indices
        .iter()
        .enumerate()
        .map(|(i, index)| Rebuilt {
            index: index + 1,
            point: row(&point, i),
            autoencoder: row(&autoencoder, i),
            pca: row(&pca, i),
        })
        .collect()
}
