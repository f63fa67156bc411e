//! The readouts of the LoRA lab, as its job in the worker finds them.

use super::{FIRST_LOSS, Readouts, run, shipped};
use low_rank_lab::data::npy;
use low_rank_lab::data::number_format::{full, full_list};
use low_rank_lab::labs::lora::job::{Answer, Order, TRAIN};
use low_rank_lab::labs::lora::model::{Counts, DELTA_W_FILE, Real, W_FILE};
use low_rank_lab::labs::lora::state::{State, Update};
use low_rank_lab::state::link::{Query, decode};

pub fn readouts(query: &str) -> Readouts {
    let (state, problems) = decode::<State>(&Query::parse(query));
    assert!(problems.is_empty(), "{query}: {problems:?}");
    let read = |path| npy::read(&shipped(path)).unwrap();
    let real = || Real {
        w: read(W_FILE),
        delta_w: read(DELTA_W_FILE),
    };
    let order = Order {
        task: state.task(),
        method: state.method(),
        steps: state.steps,
        probe: state.probe(),
        moving: false,
        known: false,
        real: (state.update == Update::Minilm).then(real),
    };
    let answers = run(&TRAIN, &order);
    let [Answer::Known(known), Answer::Trained(t)] = &answers[..] else {
        panic!("{query}: {} answers", answers.len());
    };
    let counts = Counts::of(&state);
    vec![
        ("params-lora", counts.lora.to_string()),
        ("params-full", counts.full.to_string()),
        ("params-ratio", full(counts.ratio())),
        ("error-best", full(t.best_error)),
        ("error-trained", full(t.error)),
        ("loss", full(t.loss)),
        ("loss-floor", full(t.floor)),
        ("rank-ba", t.rank.to_string()),
        ("angle-max", t.largest_angle().map(full).unwrap_or_default()),
        ("steps", t.steps.to_string()),
        ("merge-gap", full(t.forward.gap)),
        ("sigma", full_list(&known.svd.singular_values)),
        (FIRST_LOSS, full(t.first_loss)),
    ]
}
