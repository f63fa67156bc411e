//! The readouts of the LoRA lab, as its job in the worker finds them.

use super::{FIRST_LOSS, Readouts, shipped, training};
use low_rank_lab::data::number_format::{full, full_list};
use low_rank_lab::labs::lora::lesson::LoraLesson;
use low_rank_lab::labs::lora::model::{Counts, DELTA_W_FILE, Real, W_FILE};
use low_rank_lab::labs::lora::state::{State, Update};
use low_rank_lab::state::link::{Query, decode};

pub fn readouts(query: &str) -> Readouts {
    let (state, problems) = decode::<State>(&Query::parse(query));
    assert!(problems.is_empty(), "{query}: {problems:?}");
    let real = || Real {
        w: shipped(W_FILE),
        delta_w: shipped(DELTA_W_FILE),
    };
    let real = (state.update == Update::Minilm).then(real);
    let (known, t) = training::results::<LoraLesson>(&state, real);
    let counts = Counts::of(&state);
    vec![
        ("params-lora", counts.lora.to_string()),
        ("params-full", counts.full.to_string()),
        ("params-ratio", full(counts.ratio())),
        ("error-best", full(t.limits.error)),
        ("error-trained", full(t.error)),
        ("loss", full(t.loss)),
        ("loss-floor", full(t.limits.loss)),
        ("rank-ba", t.rank.to_string()),
        ("angle-max", t.largest_angle().map(full).unwrap_or_default()),
        ("steps", t.steps.to_string()),
        ("merge-gap", full(t.forward.gap)),
        ("sigma", full_list(&known.svd.singular_values)),
        (FIRST_LOSS, full(t.first_loss)),
    ]
}
