//! The keys of the lab's links: one table that reads and writes them, bounds and labels their controls, documents them.

use crate::data::number_format::full;
use crate::learn::lora::{MAX_SAMPLES, MAX_SIDE, Scaling, Start};
use crate::learn::optimizer::OptimizerKind;
use crate::state::field::{Field, field};
use crate::state::key::{Key, key};
use crate::state::kind::{choice_of, number, one_of, positive, text, whole};
use crate::state::limits::{Limits, MAX_SEED};
use crate::state::link::LinkState;

use super::counter::{CHOICES, model_ids};
use super::state::{Inputs, MAX_STEPS, SPEEDS, State, Update};

const SIDE: u64 = MAX_SIDE as u64;

impl LinkState for State {
    const LAB: &'static str = "lora";
    /// The shape stands before what depends on it.
    #[rustfmt::skip]
    const KEYS: &'static [Key<Self>] = &[
        key("update", "", "the update ΔW* to be learned", one_of!(update: "synthetic" = Update::Synthetic, "minilm-l5-value" = Update::Minilm)),
        key("d", "Outputs d", "rows of W, outputs of the layer", whole(field!(d), 1..=SIDE)),
        key("k", "Inputs k", "columns of W, inputs of the layer", whole(field!(k), 1..=SIDE)),
        key("r", "Rank r", "the rank of the update: A is r×k, B is d×r", whole(field!(rank), 1..=SIDE).otherwise(State::default_rank))
            .absent("4, or min(d, k) if that is less"),
        key("alpha", "Scaling α", "α in the scale s = α/r (or α/√r)", positive(field!(alpha), 1e6)),
        key("seed", "Seed", "seed of everything random: W, ΔW*, the data, the start of A", whole(field!(seed), 0..=MAX_SEED)),
        key("decay", "Decay p of the spectrum", "p in the synthetic spectrum σᵢ = i^−p", number(field!(decay), 0.0..=8.0)),
        key("floor", "Noise floor of ΔW*", "noise floor of the synthetic ΔW*: the largest σ of the Gaussian noise added to it", number(field!(floor), 0.0..=1.0)),
        key("inputs", "Inputs x", "the covariance C of the inputs: the identity, or C_ij = corr^|i−j|", one_of!(inputs: "isotropic" = Inputs::Isotropic, "correlated" = Inputs::Correlated)),
        key("corr", "Correlation of neighbours", "correlation of neighbouring inputs, where they are correlated", number(field!(corr), 0.0..=0.99)),
        key("samples", "Samples N", "N, the inputs in the batch", whole(field!(samples), 1..=MAX_SAMPLES as u64).at_least("k", |s| s.shape().1).otherwise(State::default_samples))
            .absent("64, or k if that is more"),
        key("target-noise", "Noise on the targets", "standard deviation of the noise on the targets y", number(field!(target_noise), 0.0..=10.0)),
        key("scaling", "Scale s", "the scale s: α/r, or α/√r", one_of!(scaling: "lora" = Scaling::Lora, "rslora" = Scaling::RsLora)),
        key("opt", "Optimiser", "the optimiser: plain gradient descent or Adam", one_of!(optimizer: "gd" = OptimizerKind::GradientDescent, "adam" = OptimizerKind::Adam)),
        key("lr", "Learning rate", "the learning rate", positive(field!(learning_rate), 1e6)).absent("one that suits the task"),
        key("init", "Start of A and B", "where A and B start: A Gaussian and B = 0, or from the SVD of W", one_of!(start: "paper" = Start::Paper, "pissa" = Start::Pissa)),
        key("steps", "", "training steps made before the page is ready", whole(field!(steps), 0..=MAX_STEPS as u64)),
        key("speed", "Speed", "training steps between two pictures", choice_of(field!(speed), || SPEEDS.map(|n| n.to_string()).to_vec())),
        key("x-seed", "Seed of x", "seed of the input x of the forward pass", whole(field!(x_seed), 0..=MAX_SEED)),
        key("x-index", "Entry of x to change", "the entry of x that x-value replaces", whole(X_INDEX, 1..=SIDE).at_most("k, the entries of x", |s| s.shape().1)),
        key("x-value", "Value of that entry", "the value of that entry of x", number(field!(x_value), -100.0..=100.0)).absent("the one that was drawn"),
        key("adapters", "", "the adapters that are on in the swapping experiment", text("none, or a list of 1, 2, 3", |s| Some(written_adapters(s.adapters)), read_adapters)),
        key("model", "Model", "the model of the parameter counter", choice_of(field!(model), model_ids)),
        key("matrices", "Matrices", "the matrices that get an adapter in the counter", choice_of(field!(matrices), || CHOICES.map(|choice| choice.id.to_owned()).to_vec())),
        key("model-r", "r in every matrix", "r in the parameter counter", whole(field!(counter_rank), 1..=4096)),
        key("point", "", "the point x of the geometry", text("three numbers from −2 to 2 in tenths", |s| Some(written_point(s.point)), read_point)),
        key("point-r", "", "r in the geometry", whole(field!(geometry_rank), 1..=2)),
    ];
}

/// Another entry of x has a value of its own.
const X_INDEX: Field<State, f64> = Field {
    get: |s| Some(s.x_index as f64),
    set: |s, index| (s.x_index, s.x_value) = (index as usize, None),
};

fn written_adapters(adapters: [bool; 3]) -> String {
    let on = ["1", "2", "3"].into_iter().zip(adapters);
    let names: Vec<&str> = on.filter_map(|(name, on)| on.then_some(name)).collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(",")
    }
}

fn read_adapters(s: &mut State, text: &str) -> Result<(), String> {
    let mut adapters = [false; 3];
    for name in text.split(',').filter(|_| text != "none") {
        let index = ["1", "2", "3"].iter().position(|known| *known == name);
        adapters[index.ok_or("none, or some of 1, 2, 3 are needed")?] = true;
    }
    s.adapters = adapters;
    Ok(())
}

fn written_point(point: [i32; 3]) -> String {
    point.map(|tenths| full(f64::from(tenths) / 10.0)).join(",")
}

fn read_point(s: &mut State, text: &str) -> Result<(), String> {
    let complaint = "three numbers from −2 to 2 are needed";
    let entries = text
        .split(',')
        .map(|entry| Limits::between(-2.0, 2.0).read(entry));
    let entries: Vec<f64> = entries.collect::<Result<_, _>>().map_err(|_| complaint)?;
    let point: [f64; 3] = entries.try_into().map_err(|_| complaint)?;
    s.point = point.map(|coordinate| (coordinate * 10.0).round() as i32);
    Ok(())
}
