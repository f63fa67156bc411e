//! The keys of the lab's links: one table that reads and writes them, bounds and labels their controls, documents them.

use crate::data::EnteredMatrix;
use crate::data::point_sets::SETS;
use crate::learn::autoencoder::{Activation, MAX_FEATURES};
use crate::learn::optimizer::OptimizerKind;
use crate::state::field::{Field, field};
use crate::state::key::{Key, key, lowered};
use crate::state::kind::{choice_of, number, one_of, positive, switch, text, whole};
use crate::state::limits::MAX_SEED;
use crate::state::link::LinkState;

use super::state::{
    MAX_FILE_POINTS, MAX_LINK_POINTS, MAX_STEPS, Penalty, SPEEDS, Source, Start, State,
};

impl LinkState for State {
    const LAB: &'static str = "autoencoder";
    /// The data stand before what depends on them.
    #[rustfmt::skip]
    const KEYS: &'static [Key<Self>] = &[
        key("data", "Data", "the points: the id of a set that comes with the page", choice_of(DATA, || SETS.iter().map(|set| set.id.to_owned()).collect())
            .or_own("points of your own are not in the link; open the file again")),
        key("m", "", "points given one by one; beats data", text("a matrix with one point a row, at most 200 × 64", |s| s.matrix.as_ref().map(EnteredMatrix::to_link), read_points)),
        key("r", "Bottleneck r", "the width of the bottleneck: W_e is r×n, W_d is n×r", whole(field!(rank), 1..=MAX_FEATURES as u64).at_most("n, the numbers of each point", State::features).otherwise(State::default_rank))
            .absent("1 for points of the plane, 2 for others"),
        key("act", "Between the layers", "what is between the layers: nothing, or a hidden layer with tanh or ReLU on each side",
            one_of!(activation: "linear" = Activation::Linear, "tanh" = Activation::Tanh, "relu" = Activation::Relu)),
        key("seed", "Seed", "seed of everything random: drawn points, points held out, the start of the weights", whole(field!(seed), 0..=MAX_SEED)),
        key("samples", "Points", "how many points are drawn, for drawn sets", whole(field!(samples), 3..=1000)),
        key("noise", "Noise on the curve", "standard deviation of the noise on the points of a curve", number(field!(noise), 0.0..=1.0)),
        key("axes", "", "the axes of a Gaussian cloud, one a row, as long as the standard deviation along them",
            text("a square matrix, 2 × 2 or 3 × 3", |s| s.axes.as_ref().map(EnteredMatrix::to_link), read_axes)).absent("those of the set"),
        key("standardise", "Divide every feature by its standard deviation", "whether every feature is divided by its standard deviation", switch(field!(standardise))),
        key("held", "Held out, percent", "percent of the points that are held out of training, for sets that are not drawn", whole(field!(held), 0..=50)),
        key("hidden", "Hidden units on each side", "units of each hidden layer, where there is one", whole(field!(hidden), 1..=64)),
        key("opt", "Optimiser", "the optimiser: plain gradient descent or Adam", one_of!(optimizer: "gd" = OptimizerKind::GradientDescent, "adam" = OptimizerKind::Adam)),
        key("lr", "Learning rate", "the learning rate", positive(field!(learning_rate), 1e6)).absent("0.01 for Adam; for gradient descent one that suits the data"),
        key("lambda", "λ", "λ, the penalty on the weights of both layers of the linear autoencoder", number(field!(lambda), 0.0..=1e6)),
        key("penalty", "", "how λ is shared out: the same for every latent, or λ(2j − 1)/r for latent j", one_of!(penalty: "equal" = Penalty::Equal, "unequal" = Penalty::Unequal)),
        key("tied", "Tied weights: W_e = W_dᵀ", "whether W_e is W_d transposed, in the linear autoencoder", switch(field!(tied))),
        key("init", "Start", "where the weights start: drawn, or (linear, r = 1) on the second principal axis", one_of!(start: "random" = Start::Random, "saddle" = Start::Saddle)),
        key("nudge", "Nudge towards u₁", "how far off the saddle the start lies, towards the first axis", number(field!(nudge), 0.0..=1.0)),
        key("steps", "", "training steps made before the page is ready", whole(field!(steps), 0..=MAX_STEPS as u64)),
        key("speed", "Speed", "training steps between two pictures", choice_of(field!(speed), || SPEEDS.map(|n| n.to_string()).to_vec())),
        key("shown", "First point shown", "the first point whose reconstruction is shown", whole(field!(shown), 1..=MAX_FILE_POINTS as u64)),
    ];
}

/// The set; a matrix is shown in its place, and then it does not matter which it is.
const DATA: Field<State, usize> = Field {
    get: |s| match (&s.matrix, s.source) {
        (Some(_), _) => Some(0),
        (None, Source::Set(info)) => SETS.iter().position(|set| set.id == info.id),
        (None, Source::Own(_)) => None,
    },
    set: |s, index| {
        if let Some(info) = SETS.get(index) {
            s.show_set(info);
        }
    },
};

fn read_points(s: &mut State, text: &str) -> Result<(), String> {
    s.matrix = Some(matrix(text, MAX_LINK_POINTS, MAX_FEATURES)?);
    Ok(())
}

fn read_axes(s: &mut State, text: &str) -> Result<(), String> {
    s.axes = Some(matrix(text, 3, 3)?);
    Ok(())
}

fn matrix(text: &str, rows: usize, cols: usize) -> Result<EnteredMatrix, String> {
    EnteredMatrix::from_link(text, rows, cols).map_err(|error| lowered(&error.to_string()))
}
