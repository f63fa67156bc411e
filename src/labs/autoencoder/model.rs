//! From a state to what is asked of the mathematics, and what comes back.

use serde::{Deserialize, Serialize};

use crate::data::point_sets::{self, PointSet, SETS, SetKind, chosen};
use crate::learn::autoencoder::{self as learn, Alignment, Streams, landscape::Landscape};
use crate::linalg::{Matrix, wire};

use super::state::{Method, Penalty, Points, Task};

/// Training within this share of its floor has reached it.
pub const AT_FLOOR: f64 = 0.01;
/// A subspace this near to PCA's, in degrees, is PCA's to the eye.
pub const SAME_SUBSPACE: f64 = 0.5;

/// What the page hands over because the worker cannot fetch it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum File {
    /// The bytes of the digits' file.
    Digits(#[serde(with = "wire::bytes")] Vec<u8>),
    /// The reader's own points, row by row, with their classes.
    Own {
        columns: usize,
        values: Vec<f64>,
        classes: Vec<u8>,
        class_names: Vec<String>,
    },
}

/// The points of a task and those held out, one a row.
/// # Errors
/// A sentence for the reader: the file is missing or cannot be read.
pub fn points(task: &Task, file: Option<&File>) -> Result<(PointSet, Option<Matrix>), String> {
    let lost =
        || "the data have been lost with the background computation; choose them again".to_owned();
    let mut streams = Streams::new(task.seed);
    let set = match &task.points {
        Points::Set(index) => {
            let info = SETS.get(*index).ok_or_else(lost)?;
            match (info.kind, file) {
                (SetKind::Iris, _) => point_sets::iris().map_err(|error| error.to_string())?,
                (SetKind::Digits { .. }, Some(File::Digits(bytes))) => {
                    point_sets::digits(bytes).map_err(|error| error.to_string())?
                }
                (SetKind::Digits { .. }, _) => return Err(lost()),
                (SetKind::Drawn(shape), _) => {
                    let n = shape.features();
                    let own = (task.axes.len() == n * n)
                        .then(|| Matrix::from_row_slice(n, n, &task.axes));
                    let axes = own.as_ref();
                    let set = shape.draw(task.samples, task.noise, axes, &mut streams.points);
                    let more = shape.draw(task.samples, task.noise, axes, &mut streams.held_out);
                    return Ok((set, Some(more.points)));
                }
            }
        }
        Points::Given { columns, values } => PointSet::plain(matrix(*columns, values)),
        Points::Own(_) => match file {
            Some(File::Own {
                columns,
                values,
                classes,
                class_names,
            }) => PointSet {
                classes: classes.clone(),
                class_names: class_names.clone(),
                ..PointSet::plain(matrix(*columns, values))
            },
            _ => return Err(lost()),
        },
    };
    Ok(with_some_held_out(set, task.held, &mut streams))
}

fn matrix(columns: usize, values: &[f64]) -> Matrix {
    let columns = columns.max(1);
    let rows = values.len() / columns;
    Matrix::from_row_slice(rows, columns, &values[..rows * columns])
}

fn with_some_held_out(
    set: PointSet,
    percent: usize,
    streams: &mut Streams,
) -> (PointSet, Option<Matrix>) {
    let count = set.points.nrows();
    let aside = chosen(count, percent as f64 / 100.0, &mut streams.held_out);
    if aside.is_empty() {
        return (set, None);
    }
    let kept: Vec<usize> = (0..count)
        .filter(|i| aside.binary_search(i).is_err())
        .collect();
    let held = set.points.select_rows(&aside);
    let points = set.points.select_rows(&kept);
    let classes = kept.iter().filter_map(|i| set.classes.get(*i).copied());
    let kept_set = PointSet {
        classes: classes.collect(),
        points,
        ..set
    };
    (kept_set, Some(held))
}

/// The training that a method describes.
pub fn settings(method: &Method) -> learn::Settings {
    learn::Settings {
        rank: method.rank,
        activation: method.activation,
        hidden: method.hidden.max(1),
        tied: method.tied,
        penalty: match (method.lambda > 0.0, method.penalty) {
            (false, _) => learn::Penalty::None,
            (true, Penalty::Equal) => learn::Penalty::Equal(method.lambda),
            (true, Penalty::Unequal) => learn::Penalty::Unequal(method.lambda),
        },
        start: match method.nudge {
            Some(nudge) => learn::Start::Saddle { nudge },
            None => learn::Start::Random,
        },
        optimizer: method.optimizer,
        learning_rate: method.learning_rate,
        seed: method.seed,
    }
}

/// A point of a figure.
pub type Spot = [f64; 3];

/// What holds for a task whatever r is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// N.
    pub count: usize,
    /// n.
    pub features: usize,
    /// Points held out.
    pub held: usize,
    pub feature_names: Vec<String>,
    pub class_names: Vec<String>,
    pub mean: Vec<f64>,
    /// What every feature was divided by.
    pub scale: Vec<f64>,
    /// The principal axes, n×min(n, N).
    #[serde(with = "wire::matrix")]
    pub axes: Matrix,
    /// σ of the centred data.
    pub singular_values: Vec<f64>,
    /// At most [`MAX_SPOTS`](super::spots::MAX_SPOTS) of the points, where figures show them.
    pub spots: Vec<Spot>,
    /// Their classes; empty without classes.
    pub classes: Vec<u8>,
    /// Their codes by PCA, as many as can be drawn (two).
    pub codes: Vec<[f64; 2]>,
    /// The ends of the principal axes where the points are shown, at two standard deviations.
    pub axis_ends: Vec<Spot>,
    /// The points themselves, one a row, where they are few and small enough to be edited or carried to another lab.
    #[serde(with = "wire::optional")]
    pub points: Option<Matrix>,
    /// C = XXᵀ/N, where it is small enough to be carried to another lab.
    #[serde(with = "wire::optional")]
    pub covariance: Option<Matrix>,
    pub landscape: Option<Landscape>,
}

impl Known {
    /// The points that were given: N and those held out of them. `drawn` points are held out of nothing.
    pub fn given(&self, drawn: bool) -> usize {
        self.count + if drawn { 0 } else { self.held }
    }

    /// The variance along axis `index`, from 0.
    pub fn variance(&self, index: usize) -> f64 {
        let s = self.singular_values.get(index).copied().unwrap_or(0.0);
        s * s / self.count.max(1) as f64
    }

    /// The sum of all variances.
    pub fn total(&self) -> f64 {
        (0..self.singular_values.len())
            .map(|i| self.variance(i))
            .sum()
    }

    /// Σ_{i≤r} σᵢ²/Σσᵢ²; 1 where there is no spread.
    pub fn energy(&self, rank: usize) -> f64 {
        let kept: f64 = (0..rank).map(|i| self.variance(i)).sum();
        match self.total() {
            total if total > 0.0 => (kept / total).min(1.0),
            _ => 1.0,
        }
    }
}

/// The errors of both, without penalty, on the points trained on and on those held out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Errors {
    pub trained: f64,
    pub pca: f64,
    /// Autoencoder's, PCA's.
    pub held: Option<(f64, f64)>,
}

/// A point, the autoencoder's reconstruction and PCA's, in the data's units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rebuilt {
    pub index: usize,
    pub point: Vec<f64>,
    pub autoencoder: Vec<f64>,
    pub pca: Vec<f64>,
}

/// One entry of the history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    pub step: usize,
    pub loss: f64,
    /// Principal angles in degrees, smallest first; empty where there are none.
    pub angles: Vec<f64>,
    /// The column of W_d, where it is one of two numbers.
    pub w: Option<[f64; 2]>,
}

/// What only a linear autoencoder has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Linear {
    /// W_d, n×r.
    #[serde(with = "wire::matrix")]
    pub decoder: Matrix,
    pub floor: f64,
    /// Degrees, smallest first; `None` where PCA's subspace is not unique.
    pub angles: Option<Vec<f64>>,
    pub alignment: Alignment,
    /// T = U_rᵀW_d, r×r.
    #[serde(with = "wire::matrix")]
    pub map: Matrix,
    /// T·z of the spots.
    pub mapped: Vec<[f64; 2]>,
    /// λ₁ … λᵣ.
    pub penalties: Vec<f64>,
    /// ‖W_e − W_dᵀ‖_F/‖W_d‖_F.
    pub untied: f64,
}

/// A training at one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trained {
    pub method: Method,
    pub steps: usize,
    pub learning_rate: f64,
    pub loss: f64,
    pub first_loss: f64,
    pub pca_loss: f64,
    pub errors: Errors,
    pub linear: Option<Linear>,
    pub history: Vec<Moment>,
    /// The reconstructions of the spots.
    pub rebuilt_spots: Vec<Spot>,
    /// Their codes, two numbers of each.
    pub codes: Vec<[f64; 2]>,
    /// What the decoder can reach: a line, the outline of a plane, a curve, or the lines of a net.
    pub reach: Vec<Vec<Spot>>,
    /// The same for PCA.
    pub pca_reach: Vec<Spot>,
    pub samples: Vec<Rebuilt>,
    /// Dead units of the encoder's and the decoder's hidden layer.
    pub dead: (usize, usize),
    pub diverged: bool,
}

impl Linear {
    /// How many latents cost more than the variance that they could explain: at the minimum their weights are zero.
    pub fn shut(&self, known: &Known) -> usize {
        let costs = self.penalties.iter().enumerate();
        costs
            .filter(|(i, lambda)| **lambda > 0.0 && known.variance(*i) <= **lambda)
            .count()
    }
}

impl Trained {
    pub fn floor(&self) -> Option<f64> {
        self.linear.as_ref().map(|linear| linear.floor)
    }

    /// The largest principal angle, in degrees.
    pub fn angle(&self) -> Option<f64> {
        let angles = self.linear.as_ref()?.angles.as_ref()?;
        angles.last().copied()
    }

    /// Whether the loss is within 1 % of its floor, or of zero by the first loss where the floor is zero.
    pub fn at_floor(&self) -> bool {
        let Some(floor) = self.floor() else {
            return false;
        };
        let above = self.loss - floor;
        !self.diverged
            && self.steps > 0
            && (above <= AT_FLOOR * floor || above <= 1e-6 * self.first_loss)
    }

    /// Whether the whole of a hidden layer is dead, so that nothing can be learned any more.
    pub fn died(&self) -> bool {
        let hidden = self.method.hidden;
        hidden > 0 && (self.dead.0 == hidden || self.dead.1 == hidden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::training::key;
    use crate::labs::autoencoder::state::State;

    #[test]
    fn some_points_are_set_aside() {
        let state = State {
            held: 20,
            ..State::default()
        };
        let (set, held) = points(&state.task(), None).unwrap();
        assert_eq!(set.points.nrows(), 120);
        assert_eq!(set.classes.len(), 120);
        assert_eq!(held.unwrap().nrows(), 30);
        let (set, held) = points(&State::default().task(), None).unwrap();
        assert_eq!((set.points.nrows(), held), (150, None));
    }

    #[test]
    fn drawn_sets_have_fresh_points_to_hold_out() {
        for set in SETS
            .iter()
            .filter(|set| matches!(set.kind, SetKind::Drawn(_)))
        {
            let mut state = State::default();
            state.show_set(set);
            let (points, held) = points(&state.task(), None).unwrap();
            let held = held.unwrap();
            assert_eq!(points.points.shape(), held.shape());
            assert_ne!(points.points, held);
        }
    }

    #[test]
    fn what_has_not_been_handed_over_is_said() {
        let mut state = State::default();
        state.show_set(&SETS[1]);
        assert!(points(&state.task(), None).unwrap_err().contains("lost"));
    }

    #[test]
    fn different_tasks_have_different_keys() {
        let mut keys: Vec<u64> = SETS
            .iter()
            .map(|set| {
                let mut state = State::default();
                state.show_set(set);
                key(&state.task())
            })
            .collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), SETS.len());
    }
}
