//! The keys of the lab's links: one table that reads and writes them, bounds and labels their controls, documents them.

use crate::state::field::field;
use crate::state::key::{Key, key};
use crate::state::kind::{multiples, number, one_of, switch, text, whole};
use crate::state::limits::MAX_SEED;
use crate::state::link::LinkState;

use super::real::{MATRICES, matrix_id};
use super::state::{LAYER_SIDE, LAYERS, Layers, SIDE, STEP, STEPS, Source, State};

/// Most triplets: sixteen a layer on average; the first b₀ is then all there are.
const MAX_BUDGET: u64 = 16 * LAYERS as u64;

impl LinkState for State {
    const LAB: &'static str = "choose-r";
    #[rustfmt::skip]
    const KEYS: &'static [Key<Self>] = &[
        key("update", "Update ΔW", "the update ΔW whose singular values are read: drawn, the real one that ships entry by entry, or the one that layer names",
            one_of!(source: "synthetic" = Source::Synthetic, "minilm-l5-value" = Source::Value, "minilm-layer" = Source::Layer)
                .or_own("a matrix of your own is not in the link; open the file again")),
        key("layer", "", "the matrix of the real run that update=minilm-layer shows",
            text("a layer from 0 to 5, a dot, and query, key, value, attn_out, ffn_in or ffn_out", |s| Some(matrix_id(s.matrix)), read_matrix)),
        key("decay", "Decay p", "p in the synthetic spectrum σᵢ = i^−p", number(field!(decay), 0.0..=8.0)),
        key("floor", "Noise floor", "noise floor of the synthetic ΔW*: the largest σ of the Gaussian noise added to it", number(field!(floor), 0.0..=1.0)),
        key("seed", "Seed of everything random", "seed of everything random: ΔW*, the data of the trial, the start of each training", whole(field!(seed), 0..=MAX_SEED)),
        key("threshold", "Energy to keep, t", "the share of the energy Σσ² that is to be kept", number(field!(threshold), 0.0..=1.0)),
        key("scale", "logarithmic axis", "the axis of the spectrum", one_of!(log: "linear" = false, "log" = true)),
        key("target-noise", "Noise on the targets", "standard deviation of the noise on the targets of the trial", number(field!(noise), 0.0..=1.0)),
        // A batch of fewer than k samples cannot have the covariance that is asked for.
        key("samples", "Samples N in each batch", "N, the inputs in each batch of the trial", whole(field!(samples), SIDE as u64..=512)),
        // A spread needs two.
        key("seeds", "Seeds for each r", "how many times each r is tried, each time with other data and other noise", whole(field!(seeds), 2..=10)),
        key("sweep", "", "whether the trial over r is run before the page is ready", switch(field!(sweep))),
        key("layers", "Layers", "the layers that share one budget", one_of!(layers: "mixed" = Layers::Mixed, "equal" = Layers::Equal, "minilm-value" = Layers::Real)),
        key("budget", "Budget b: triplets in all layers", "b, the triplets that all layers may have together at the end", whole(field!(budget), 1..=MAX_BUDGET)),
        key("high-r", "Pruning starts from r", "triplets per layer from which pruning starts, if AdaLoRA does not start with more", whole(field!(high_rank), 1..=LAYER_SIDE as u64)),
        key("steps", "Training step", "the training step whose triplets are shown", multiples(STEP as u32, field!(step), 0..=STEPS as u64)),
        key("adaptive", "", "whether the layers that share a budget are trained before the page is ready", switch(field!(adaptive))),
    ];
}

fn read_matrix(s: &mut State, text: &str) -> Result<(), String> {
    let found = (0..MATRICES).find(|&index| matrix_id(index) == text);
    s.matrix = found.ok_or("a name such as 0.query or 5.ffn_out is needed")?;
    Ok(())
}
