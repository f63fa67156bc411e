//! The keys of the lab's links: one table that reads, writes and documents them.

use crate::data::number_format::full;
use crate::state::link::{Key, read_choice, read_number, read_whole};

use super::counter::{CHOICES, model_ids};
use super::state::{
    DEFAULT_MODEL, Inputs, MAX_ALPHA, MAX_CORR, MAX_COUNTER_RANK, MAX_DECAY, MAX_FLOOR, MAX_LR,
    MAX_NOISE, MAX_SAMPLES, MAX_SEED, MAX_SIDE, MAX_STEPS, MAX_X, Optimizer, SPEEDS, Scaling,
    Start, State, Update,
};

/// In the order in which they are read: the shape before what depends on it.
pub const KEYS: &[Key<State>] = &[
    Key {
        name: "update",
        meaning: "the update ΔW* to be learned",
        range: "synthetic or minilm-l5-value",
        default: "synthetic",
        get: |s| (s.update == Update::Minilm).then(|| "minilm-l5-value".to_owned()),
        set: |s, text| {
            let choice = read_choice(text, &["synthetic", "minilm-l5-value"])?;
            s.update = [Update::Synthetic, Update::Minilm][choice];
            Ok(())
        },
    },
    Key {
        name: "d",
        meaning: "rows of W, outputs of the layer",
        range: "a whole number from 1 to 512",
        default: "64",
        get: |s| (s.d != 64).then(|| s.d.to_string()),
        set: |s, text| read_whole(text, 1, MAX_SIDE).map(|d| s.d = d),
    },
    Key {
        name: "k",
        meaning: "columns of W, inputs of the layer",
        range: "a whole number from 1 to 512",
        default: "48",
        get: |s| (s.k != 48).then(|| s.k.to_string()),
        set: |s, text| read_whole(text, 1, MAX_SIDE).map(|k| s.k = k),
    },
    Key {
        name: "r",
        meaning: "the rank of the update: A is r×k, B is d×r",
        range: "a whole number from 1 to 512",
        default: "4, or min(d, k) if that is less",
        get: |s| (s.rank() != s.default_rank()).then(|| s.rank().to_string()),
        set: |s, text| read_whole(text, 1, MAX_SIDE).map(|rank| s.rank = Some(rank)),
    },
    Key {
        name: "alpha",
        meaning: "α in the scale s = α/r (or α/√r)",
        range: "a number above 0, up to 1000000",
        default: "8",
        get: |s| (s.alpha != 8.0).then(|| full(s.alpha)),
        set: |s, text| read_positive(text, MAX_ALPHA).map(|alpha| s.alpha = alpha),
    },
    Key {
        name: "seed",
        meaning: "seed of everything random: W, ΔW*, the data, the start of A",
        range: "a whole number from 0 to 2⁵³ − 1",
        default: "1",
        get: |s| (s.seed != 1).then(|| s.seed.to_string()),
        set: |s, text| read_whole(text, 0, MAX_SEED).map(|seed| s.seed = seed),
    },
    Key {
        name: "decay",
        meaning: "p in the synthetic spectrum σᵢ = i^−p",
        range: "a number from 0 to 8",
        default: "1",
        get: |s| (s.decay != 1.0).then(|| full(s.decay)),
        set: |s, text| read_number(text, 0.0, MAX_DECAY).map(|decay| s.decay = decay),
    },
    Key {
        name: "floor",
        meaning: "noise floor of the synthetic ΔW*: the largest σ of the Gaussian noise added to it",
        range: "a number from 0 to 1",
        default: "0",
        get: |s| (s.floor != 0.0).then(|| full(s.floor)),
        set: |s, text| read_number(text, 0.0, MAX_FLOOR).map(|floor| s.floor = floor),
    },
    Key {
        name: "inputs",
        meaning: "the covariance C of the inputs: the identity, or C_ij = corr^|i−j|",
        range: "isotropic or correlated",
        default: "isotropic",
        get: |s| (s.inputs == Inputs::Correlated).then(|| "correlated".to_owned()),
        set: |s, text| {
            let choice = read_choice(text, &["isotropic", "correlated"])?;
            s.inputs = [Inputs::Isotropic, Inputs::Correlated][choice];
            Ok(())
        },
    },
    Key {
        name: "corr",
        meaning: "correlation of neighbouring inputs, where they are correlated",
        range: "a number from 0 to 0.99",
        default: "0.5",
        get: |s| (s.corr != 0.5).then(|| full(s.corr)),
        set: |s, text| read_number(text, 0.0, MAX_CORR).map(|corr| s.corr = corr),
    },
    Key {
        name: "samples",
        meaning: "N, the inputs in the batch",
        range: "a whole number from k to 4096",
        default: "64, or k if that is more",
        get: |s| (s.samples() != s.default_samples()).then(|| s.samples().to_string()),
        set: |s, text| read_whole(text, 1, MAX_SAMPLES).map(|samples| s.samples = Some(samples)),
    },
    Key {
        name: "target-noise",
        meaning: "standard deviation of the noise on the targets y",
        range: "a number from 0 to 10",
        default: "0",
        get: |s| (s.target_noise != 0.0).then(|| full(s.target_noise)),
        set: |s, text| read_number(text, 0.0, MAX_NOISE).map(|noise| s.target_noise = noise),
    },
    Key {
        name: "scaling",
        meaning: "the scale s: α/r, or α/√r",
        range: "lora or rslora",
        default: "lora",
        get: |s| (s.scaling == Scaling::Rslora).then(|| "rslora".to_owned()),
        set: |s, text| {
            s.scaling = [Scaling::Lora, Scaling::Rslora][read_choice(text, &["lora", "rslora"])?];
            Ok(())
        },
    },
    Key {
        name: "opt",
        meaning: "the optimiser: plain gradient descent or Adam",
        range: "gd or adam",
        default: "adam",
        get: |s| (s.optimizer == Optimizer::Gd).then(|| "gd".to_owned()),
        set: |s, text| {
            s.optimizer = [Optimizer::Gd, Optimizer::Adam][read_choice(text, &["gd", "adam"])?];
            Ok(())
        },
    },
    Key {
        name: "lr",
        meaning: "the learning rate",
        range: "a number above 0, up to 1000000",
        default: "one that suits the task",
        get: |s| s.learning_rate.map(full),
        set: |s, text| read_positive(text, MAX_LR).map(|rate| s.learning_rate = Some(rate)),
    },
    Key {
        name: "init",
        meaning: "where A and B start: A Gaussian and B = 0, or from the SVD of W",
        range: "paper or pissa",
        default: "paper",
        get: |s| (s.start == Start::Pissa).then(|| "pissa".to_owned()),
        set: |s, text| {
            s.start = [Start::Paper, Start::Pissa][read_choice(text, &["paper", "pissa"])?];
            Ok(())
        },
    },
    Key {
        name: "steps",
        meaning: "training steps made before the page is ready",
        range: "a whole number from 0 to 100000",
        default: "0",
        get: |s| (s.steps != 0).then(|| s.steps.to_string()),
        set: |s, text| read_whole(text, 0, MAX_STEPS).map(|steps| s.steps = steps),
    },
    Key {
        name: "speed",
        meaning: "training steps between two pictures",
        range: "1, 5, 25 or 100",
        default: "5",
        get: |s| (s.speed != 1).then(|| SPEEDS[s.speed.min(SPEEDS.len() - 1)].to_string()),
        set: |s, text| read_choice(text, &["1", "5", "25", "100"]).map(|speed| s.speed = speed),
    },
    Key {
        name: "x-seed",
        meaning: "seed of the input x of the forward pass",
        range: "a whole number from 0 to 2⁵³ − 1",
        default: "1",
        get: |s| (s.x_seed != 1).then(|| s.x_seed.to_string()),
        set: |s, text| read_whole(text, 0, MAX_SEED).map(|seed| s.x_seed = seed),
    },
    Key {
        name: "x-index",
        meaning: "the entry of x that x-value replaces",
        range: "a whole number from 1 to k",
        default: "1",
        get: |s| (s.x_index != 1).then(|| s.x_index.to_string()),
        set: |s, text| read_whole(text, 1, MAX_SIDE).map(|index| s.x_index = index),
    },
    Key {
        name: "x-value",
        meaning: "the value of that entry of x",
        range: "a number from −100 to 100",
        default: "the one that was drawn",
        get: |s| s.x_value.map(full),
        set: |s, text| read_number(text, -MAX_X, MAX_X).map(|value| s.x_value = Some(value)),
    },
    Key {
        name: "adapters",
        meaning: "the adapters that are on in the swapping experiment",
        range: "none, or a list of 1, 2, 3",
        default: "1",
        get: |s| (s.adapters != [true, false, false]).then(|| written_adapters(s.adapters)),
        set: |s, text| read_adapters(text).map(|adapters| s.adapters = adapters),
    },
    Key {
        name: "model",
        meaning: "the model of the parameter counter",
        range: "the id of a model in its list, such as gpt-3-175b",
        default: "gpt-3-175b",
        get: |s| (s.model != DEFAULT_MODEL).then(|| model_ids().swap_remove(s.model)),
        set: |s, text| {
            let ids = model_ids();
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            read_choice(text, &ids).map(|model| s.model = model)
        },
    },
    Key {
        name: "matrices",
        meaning: "the matrices that get an adapter in the counter",
        range: "qv, q, v, qkv, qkvo, mlp or all",
        default: "qv",
        get: |s| {
            let choice = s.matrices.min(CHOICES.len() - 1);
            (choice != 0).then(|| CHOICES[choice].id.to_owned())
        },
        set: |s, text| {
            let ids: Vec<&str> = CHOICES.iter().map(|choice| choice.id).collect();
            read_choice(text, &ids).map(|choice| s.matrices = choice)
        },
    },
    Key {
        name: "model-r",
        meaning: "r in the parameter counter",
        range: "a whole number from 1 to 4096",
        default: "4",
        get: |s| (s.counter_rank != 4).then(|| s.counter_rank.to_string()),
        set: |s, text| read_whole(text, 1, MAX_COUNTER_RANK).map(|rank| s.counter_rank = rank),
    },
    Key {
        name: "point",
        meaning: "the point x of the geometry",
        range: "three numbers from −2 to 2 in tenths, such as 1,0.5,0.8",
        default: "1,0.5,0.8",
        get: |s| {
            let tenths = s.point.map(|c| full(f64::from(c) / 10.0));
            (s.point != [10, 5, 8]).then(|| tenths.join(","))
        },
        set: |s, text| read_point(text).map(|point| s.point = point),
    },
    Key {
        name: "point-r",
        meaning: "r in the geometry",
        range: "1 or 2",
        default: "1",
        get: |s| (s.geometry_rank != 1).then(|| s.geometry_rank.to_string()),
        set: |s, text| read_whole(text, 1, 2).map(|rank| s.geometry_rank = rank),
    },
];

fn read_positive(text: &str, max: f64) -> Result<f64, String> {
    match read_number(text, 0.0, max) {
        Ok(value) if value > 0.0 => Ok(value),
        _ => Err(format!(
            "a number above 0, at most {}, is needed",
            full(max)
        )),
    }
}

fn written_adapters(adapters: [bool; 3]) -> String {
    let on = (1..).zip(adapters).filter(|(_, on)| *on);
    let names: Vec<String> = on.map(|(i, _): (usize, bool)| i.to_string()).collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(",")
    }
}

fn read_adapters(text: &str) -> Result<[bool; 3], String> {
    let mut adapters = [false; 3];
    let complaint = || "none, or some of 1, 2, 3 are needed".to_owned();
    if text == "none" {
        return Ok(adapters);
    }
    let names = ["1", "2", "3"];
    for name in text.split(',') {
        let choice = read_choice(name, &names).map_err(|_| complaint())?;
        adapters[choice] = true;
    }
    Ok(adapters)
}

fn read_point(text: &str) -> Result<[i32; 3], String> {
    let complaint = || "three numbers from −2 to 2 are needed".to_owned();
    let mut parts = text.split(',');
    let mut point = [0; 3];
    for coordinate in &mut point {
        let value = read_number(parts.next().ok_or_else(complaint)?, -2.0, 2.0);
        *coordinate = (value.map_err(|_| complaint())? * 10.0).round() as i32;
    }
    if parts.next().is_some() {
        return Err(complaint());
    }
    Ok(point)
}
