//! What a link to the autoencoder lab holds.

use serde::{Deserialize, Serialize};

use crate::data::EnteredMatrix;
use crate::data::point_sets::{SETS, SetInfo, SetKind};
use crate::learn::autoencoder::Activation;
use crate::learn::optimizer::OptimizerKind;
use crate::state::link::{LabState, Problem};

/// A link holds at most this many points.
pub const MAX_LINK_POINTS: usize = 200;
/// Most points of the reader's own file.
pub const MAX_FILE_POINTS: usize = 10_000;
/// A link trains at most this far before the page is ready.
pub const MAX_STEPS: usize = 100_000;
/// Steps between two pictures that the speeds stand for.
pub const SPEEDS: [usize; 4] = [1, 10, 100, 1000];

/// Points of the reader's own file; they stay in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFile {
    /// Counts the files opened, so that a new file is a new state.
    pub serial: u32,
    pub points: usize,
    pub features: usize,
    pub classes: usize,
}

/// Where the points come from when no matrix is given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Source {
    Set(&'static SetInfo),
    Own(OwnFile),
}

/// How λ is shared out over the latents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Penalty {
    Equal,
    /// λⱼ = λ(2j − 1)/r.
    Unequal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Start {
    Random,
    /// Both layers along the second principal axis.
    Saddle,
}

/// The points, as the worker is told of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Points {
    /// Index in `SETS`.
    Set(usize),
    /// Row by row.
    Given {
        columns: usize,
        values: Vec<f64>,
    },
    Own(OwnFile),
}

/// The task: everything the data depend on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    pub points: Points,
    pub samples: usize,
    pub noise: f64,
    /// Row by row; empty for the default.
    pub axes: Vec<f64>,
    pub seed: u64,
    pub standardise: bool,
    /// Percent.
    pub held: usize,
}

/// How the task is learned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Method {
    pub rank: usize,
    pub activation: Activation,
    pub hidden: usize,
    pub tied: bool,
    pub lambda: f64,
    pub penalty: Penalty,
    /// `None` for a random start.
    pub nudge: Option<f64>,
    pub optimizer: OptimizerKind,
    /// `None` is the default for the model and the data.
    pub learning_rate: Option<f64>,
    pub seed: u64,
}

/// The state of the lab.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// One point a row; beats `source`.
    pub matrix: Option<EnteredMatrix>,
    pub source: Source,
    /// `None` is the default for the data.
    pub rank: Option<usize>,
    pub activation: Activation,
    pub seed: u64,
    pub samples: usize,
    pub noise: f64,
    /// The axes of a cloud, one a row.
    pub axes: Option<EnteredMatrix>,
    pub standardise: bool,
    pub held: usize,
    pub hidden: usize,
    pub optimizer: OptimizerKind,
    pub learning_rate: Option<f64>,
    pub lambda: f64,
    pub penalty: Penalty,
    pub tied: bool,
    pub start: Start,
    pub nudge: f64,
    pub steps: usize,
    /// Index into [`SPEEDS`].
    pub speed: usize,
    /// The first point whose reconstruction is shown, from 1.
    pub shown: usize,
}

impl Default for State {
    fn default() -> Self {
        Self {
            matrix: None,
            source: Source::Set(&SETS[0]),
            rank: None,
            activation: Activation::Linear,
            seed: 1,
            samples: 60,
            noise: 0.05,
            axes: None,
            standardise: false,
            held: 0,
            hidden: 16,
            optimizer: OptimizerKind::Adam,
            learning_rate: None,
            lambda: 0.0,
            penalty: Penalty::Equal,
            tied: false,
            start: Start::Random,
            nudge: 0.0,
            steps: 0,
            speed: 1,
            shown: 1,
        }
    }
}

impl State {
    /// The set of the registry that is shown, where it is one of them.
    pub fn set(&self) -> Option<&'static SetInfo> {
        match (&self.matrix, self.source) {
            (None, Source::Set(info)) => Some(info),
            _ => None,
        }
    }

    pub fn shape_drawn(&self) -> Option<crate::data::point_sets::Shape> {
        match self.set()?.kind {
            SetKind::Drawn(shape) => Some(shape),
            _ => None,
        }
    }

    pub fn is_digits(&self) -> bool {
        self.set()
            .is_some_and(|info| matches!(info.kind, SetKind::Digits { .. }))
    }

    /// n.
    pub fn features(&self) -> usize {
        match (&self.matrix, self.source) {
            (Some(matrix), _) => matrix.cols(),
            (None, Source::Set(info)) => info.features,
            (None, Source::Own(own)) => own.features,
        }
    }

    /// r as it is in effect.
    pub fn rank(&self) -> usize {
        self.rank.unwrap_or_else(|| self.default_rank())
    }

    /// 1 in the plane, 2 elsewhere.
    pub fn default_rank(&self) -> usize {
        if self.features() > 2 { 2 } else { 1 }
    }

    pub fn is_linear(&self) -> bool {
        self.activation == Activation::Linear
    }

    /// Whether the loss is one over ℝ²: the landscape can be drawn.
    pub fn in_the_plane(&self) -> bool {
        self.is_linear() && self.features() == 2 && self.rank() == 1
    }

    /// Whether a start on the saddle makes sense.
    pub fn has_saddle(&self) -> bool {
        self.is_linear() && self.rank() == 1 && self.features() >= 2
    }

    pub fn task(&self) -> Task {
        let points = match (&self.matrix, self.source) {
            (Some(matrix), _) => Points::Given {
                columns: matrix.cols(),
                values: matrix.matrix().transpose().iter().copied().collect(),
            },
            (None, Source::Set(info)) => {
                Points::Set(SETS.iter().position(|s| s.id == info.id).unwrap_or(0))
            }
            (None, Source::Own(own)) => Points::Own(own),
        };
        let drawn = self.shape_drawn();
        let curve = drawn.is_some_and(|shape| shape.is_curve());
        Task {
            points,
            // What the data do not depend on must not start them anew.
            samples: if drawn.is_some() { self.samples } else { 0 },
            noise: if curve { self.noise } else { 0.0 },
            axes: match (&self.axes, drawn) {
                (Some(axes), Some(_)) => axes.matrix().transpose().iter().copied().collect(),
                _ => Vec::new(),
            },
            seed: if drawn.is_some() || self.held > 0 {
                self.seed
            } else {
                0
            },
            standardise: self.standardise,
            held: if drawn.is_some() { 0 } else { self.held },
        }
    }

    pub fn method(&self) -> Method {
        let linear = self.is_linear();
        let penalised = linear && self.lambda > 0.0;
        Method {
            rank: self.rank(),
            activation: self.activation,
            hidden: if linear { 0 } else { self.hidden },
            tied: linear && self.tied,
            lambda: if linear { self.lambda } else { 0.0 },
            penalty: if penalised {
                self.penalty
            } else {
                Penalty::Equal
            },
            nudge: (self.start == Start::Saddle && self.has_saddle()).then_some(self.nudge),
            optimizer: self.optimizer,
            learning_rate: self.learning_rate,
            seed: self.seed,
        }
    }

    /// Shows a set of the registry.
    pub fn show_set(&mut self, info: &'static SetInfo) {
        self.show_source(Source::Set(info));
    }

    /// Shows the reader's own file.
    pub fn show_own(&mut self, own: OwnFile) {
        self.show_source(Source::Own(own));
    }

    fn show_source(&mut self, source: Source) {
        self.matrix = None;
        self.source = source;
        self.axes = None;
        self.rank = None;
        self.shown = 1;
    }

    /// Shows points that the link holds.
    pub fn show_points(&mut self, points: EnteredMatrix) {
        let same = points.cols() == self.features();
        self.matrix = Some(points);
        if !same {
            self.rank = None;
            self.shown = 1;
        }
    }
}

impl LabState for State {
    /// What the present data do not have gives way to the default.
    fn settle(&mut self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let n = self.features();
        self.rank = self.rank.filter(|rank| *rank <= n);
        if self.start == Start::Saddle && !self.has_saddle() {
            problems.push(Problem {
                key: "init",
                value: "saddle".to_owned(),
                reason: "a start on the saddle is made for a linear autoencoder with r = 1 and points of two numbers or more; the weights are drawn from the seed".to_owned(),
            });
            self.start = Start::Random;
        }
        let fits = |axes: &EnteredMatrix| axes.rows() == n && axes.cols() == n;
        if let Some(axes) = self.axes.take_if(|axes| !fits(axes)) {
            problems.push(Problem {
                key: "axes",
                value: axes.to_link(),
                reason: format!("this cloud needs {n} axes of {n} numbers"),
            });
        }
        problems
    }

    /// A change that concerns the training sets it back to step 0.
    fn follow(&mut self, before: &Self) {
        if (self.task(), self.method()) != (before.task(), before.method()) {
            self.steps = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::link::{Query, decode, encode};

    fn open(query: &str) -> (State, Vec<Problem>) {
        decode(&Query::parse(query))
    }

    #[test]
    fn the_bare_link_opens_the_irises() {
        let (state, problems) = open("?lab=autoencoder");
        assert!(problems.is_empty());
        assert_eq!(state, State::default());
        assert_eq!((state.features(), state.rank()), (4, 2));
        assert_eq!(encode(&state), "?lab=autoencoder");
    }

    #[test]
    fn what_is_out_of_range_falls_back_and_is_said() {
        let queries = "data=none m=1,2;3 m= r=0 r=5 r=0.5 act=sigmoid seed=-1 samples=2 noise=2 axes=1,2 \
                       standardise=x held=51 hidden=0 opt=sgd lr=0 lambda=-1 penalty=x tied=2 init=x nudge=2 \
                       steps=-1 speed=5 shown=0";
        for query in queries.split_whitespace() {
            let (state, problems) = open(&format!("?lab=autoencoder&{query}"));
            assert_eq!(problems.len(), 1, "{query}: {problems:?}");
            assert_eq!(state, State::default(), "{query}");
        }
    }

    #[test]
    fn a_saddle_that_is_not_there_is_said() {
        for query in ["init=saddle", "data=cloud2&act=tanh&init=saddle"] {
            let (state, problems) = open(&format!("?lab=autoencoder&{query}"));
            assert_eq!(problems.len(), 1, "{query}: {problems:?}");
            assert_eq!((problems[0].key, state.start), ("init", Start::Random));
        }
    }

    #[test]
    fn every_state_survives_its_link() {
        for query in [
            "?lab=autoencoder&data=digits&r=8&act=relu&seed=7&hidden=32&opt=gd&lr=0.01&steps=40&speed=1000&shown=12",
            "?lab=autoencoder&m=1,2;3,4;5,6&r=2&standardise=1&held=20&lambda=0.1&penalty=unequal&tied=1",
            "?lab=autoencoder&data=cloud3&r=1&samples=30&axes=1,0,0;0,2,0;0,0,0.5&init=saddle&nudge=0.001",
            "?lab=autoencoder&data=arc&act=tanh&noise=0",
        ] {
            let (state, problems) = open(query);
            assert!(problems.is_empty(), "{query}: {problems:?}");
            assert_eq!(encode(&state), query);
            assert_eq!(open(&encode(&state)), (state, Vec::new()));
        }
    }

    #[test]
    fn only_what_concerns_the_training_resets_it() {
        let mut state = State {
            steps: 9,
            ..State::default()
        };
        state.change(|s| s.speed = 3);
        state.change(|s| s.shown = 5);
        state.change(|s| s.noise = 0.3);
        state.change(|s| s.hidden = 3);
        state.change(|s| s.penalty = Penalty::Unequal);
        assert_eq!(state.steps, 9, "none of these is in use");
        state.change(|s| s.lambda = 0.1);
        assert_eq!(state.steps, 0);
    }
}
