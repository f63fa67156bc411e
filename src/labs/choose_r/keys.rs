//! The keys of the lab's links: one table that reads, writes and documents them.

use crate::data::number_format::full;
use crate::state::link::{Key, read_choice, read_number, read_switch, read_whole};

use super::real::{DEFAULT_MATRIX, MATRICES, matrix_id};
use super::state::{
    LAYER_SIDE, Layers, MAX_BUDGET, MAX_DECAY, MAX_FLOOR, MAX_NOISE, MAX_SAMPLES, MAX_SEED,
    MAX_SEEDS, MIN_SAMPLES, MIN_SEEDS, STEP, STEPS, Source, State,
};

const UPDATES: [&str; 3] = ["synthetic", "minilm-l5-value", "minilm-layer"];
const LAYERS: [&str; 3] = ["mixed", "equal", "minilm-value"];

pub const KEYS: &[Key<State>] = &[
    Key {
        name: "update",
        meaning: "the update ΔW whose singular values are read",
        range: "synthetic, minilm-l5-value (the real one that ships entry by entry) or minilm-layer (the one that layer names)",
        default: "synthetic",
        get: |s| match s.source {
            Source::Synthetic => None,
            Source::Value => Some(UPDATES[1].to_owned()),
            Source::Layer => Some(UPDATES[2].to_owned()),
            Source::Own(_) => Some("own".to_owned()),
        },
        set: |s, text| {
            if text == "own" {
                return Err(
                    "a matrix of your own is not in the link; open the file again".to_owned(),
                );
            }
            let choice = read_choice(text, &UPDATES)?;
            s.source = [Source::Synthetic, Source::Value, Source::Layer][choice];
            Ok(())
        },
    },
    Key {
        name: "layer",
        meaning: "the matrix of the real run that update=minilm-layer shows",
        range: "a layer from 0 to 5, a dot, and query, key, value, attn_out, ffn_in or ffn_out",
        default: "5.value",
        get: |s| (s.matrix != DEFAULT_MATRIX).then(|| matrix_id(s.matrix)),
        set: |s, text| {
            let found = (0..MATRICES).find(|&index| matrix_id(index) == text);
            s.matrix =
                found.ok_or_else(|| "a name such as 0.query or 5.ffn_out is needed".to_owned())?;
            Ok(())
        },
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
        name: "seed",
        meaning: "seed of everything random: ΔW*, the data of the trial, the start of each training",
        range: "a whole number from 0 to 2⁵³ − 1",
        default: "1",
        get: |s| (s.seed != 1).then(|| s.seed.to_string()),
        set: |s, text| read_whole(text, 0, MAX_SEED).map(|seed| s.seed = seed),
    },
    Key {
        name: "threshold",
        meaning: "the share of the energy Σσ² that is to be kept",
        range: "a number from 0 to 1",
        default: "0.95",
        get: |s| (s.threshold != 0.95).then(|| full(s.threshold)),
        set: |s, text| read_number(text, 0.0, 1.0).map(|threshold| s.threshold = threshold),
    },
    Key {
        name: "scale",
        meaning: "the axis of the spectrum",
        range: "linear or log",
        default: "linear",
        get: |s| s.log.then(|| "log".to_owned()),
        set: |s, text| read_choice(text, &["linear", "log"]).map(|choice| s.log = choice == 1),
    },
    Key {
        name: "target-noise",
        meaning: "standard deviation of the noise on the targets of the trial",
        range: "a number from 0 to 1",
        default: "0.1",
        get: |s| (s.noise != 0.1).then(|| full(s.noise)),
        set: |s, text| read_number(text, 0.0, MAX_NOISE).map(|noise| s.noise = noise),
    },
    Key {
        name: "samples",
        meaning: "N, the inputs in each batch of the trial",
        range: "a whole number from 64 to 512",
        default: "96",
        get: |s| (s.samples != 96).then(|| s.samples.to_string()),
        set: |s, text| {
            read_whole(text, MIN_SAMPLES, MAX_SAMPLES).map(|samples| s.samples = samples)
        },
    },
    Key {
        name: "seeds",
        meaning: "how many times each r is tried, each time with other data and other noise",
        range: "a whole number from 2 to 10",
        default: "5",
        get: |s| (s.seeds != 5).then(|| s.seeds.to_string()),
        set: |s, text| read_whole(text, MIN_SEEDS, MAX_SEEDS).map(|seeds| s.seeds = seeds),
    },
    Key {
        name: "sweep",
        meaning: "whether the trial over r is run before the page is ready",
        range: "0 or 1",
        default: "0",
        get: |s| s.sweep.then(|| "1".to_owned()),
        set: |s, text| read_switch(text).map(|sweep| s.sweep = sweep),
    },
    Key {
        name: "layers",
        meaning: "the layers that share one budget",
        range: "mixed, equal or minilm-value",
        default: "mixed",
        get: |s| (s.layers != Layers::Mixed).then(|| LAYERS[s.layers as usize].to_owned()),
        set: |s, text| {
            let choice = read_choice(text, &LAYERS)?;
            s.layers = [Layers::Mixed, Layers::Equal, Layers::Real][choice];
            Ok(())
        },
    },
    Key {
        name: "budget",
        meaning: "b, the triplets that all layers may have together at the end",
        range: "a whole number from 1 to 96",
        default: "24",
        get: |s| (s.budget != 24).then(|| s.budget.to_string()),
        set: |s, text| read_whole(text, 1, MAX_BUDGET).map(|budget| s.budget = budget),
    },
    Key {
        name: "high-r",
        meaning: "triplets per layer from which pruning starts, if AdaLoRA does not start with more",
        range: "a whole number from 1 to 24",
        default: "16",
        get: |s| (s.high_rank != 16).then(|| s.high_rank.to_string()),
        set: |s, text| read_whole(text, 1, LAYER_SIDE).map(|rank| s.high_rank = rank),
    },
    Key {
        name: "steps",
        meaning: "the training step whose triplets are shown",
        range: "a multiple of 10 from 0 to 600",
        default: "600",
        get: |s| (s.step != STEPS).then(|| s.step.to_string()),
        set: |s, text| match read_whole(text, 0, STEPS)? {
            step if step % STEP == 0 => {
                s.step = step;
                Ok(())
            }
            _ => Err(format!("a multiple of {STEP} is needed")),
        },
    },
    Key {
        name: "adaptive",
        meaning: "whether the layers that share a budget are trained before the page is ready",
        range: "0 or 1",
        default: "1",
        get: |s| (!s.adaptive).then(|| "0".to_owned()),
        set: |s, text| read_switch(text).map(|adaptive| s.adaptive = adaptive),
    },
];
