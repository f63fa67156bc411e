//! What the tests ask of this lab.

use super::lesson::LoraLesson;
use super::model::{Counts, DELTA_W_FILE, Real, W_FILE};
use super::scaling::{self, Comparison};
use super::state::{State, Update};
use crate::data::number_format::{full, full_list};
use crate::engine::decode;
use crate::engine::training::{Answer, Lesson, Order};
use crate::labs::tested::{FIRST_LOSS, Files, Message, Readouts, Tested, state_of, trained};
use crate::learn::lora::MAX_SAMPLES;
use crate::state::link::Query;

const MESSAGES: &[Message] = &[
    Message::of::<Answer<LoraLesson>>(LoraLesson::NAME, |order| {
        decode::<Order<LoraLesson>>(order).is_ok_and(|order| {
            let Some(task) = order.task else { return false };
            let sides = [task.d, task.k, task.samples];
            sides.iter().all(|side| *side <= MAX_SAMPLES)
                && (sides.iter().any(|side| *side > 96) || order.method.rank > 96)
        })
    }),
    Message::of::<Comparison>(scaling::NAME, |order| {
        decode::<scaling::Order>(order).is_ok_and(|order| order.alpha.is_normal())
    }),
];

pub const TESTED: Tested = Tested::of::<State>(STATES, readouts, MESSAGES);

/// As the job in the worker finds them.
fn readouts(query: &Query, files: Files) -> Result<Readouts, String> {
    let state = state_of::<State>(query)?;
    let real = (state.update == Update::Minilm).then(|| Real {
        w: files(W_FILE),
        delta_w: files(DELTA_W_FILE),
    });
    let (known, t) = trained::<LoraLesson>(&state, real)?;
    let counts = Counts::of(&state);
    Ok(vec![
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
    ])
}

const STATES: &[&str] = &[
    "",
    "steps=1",
    "steps=200",
    "r=1&steps=100",
    "r=64&steps=50",
    "r=512&d=9&k=7&steps=50",
    "d=1&k=1&steps=20",
    "d=1&k=30&r=2&steps=60",
    "d=30&k=1&r=2&steps=60",
    "d=12&k=100&r=3&steps=80",
    "d=100&k=12&r=3&steps=80",
    "opt=gd&steps=200",
    "opt=gd&inputs=correlated&corr=0.9&steps=200",
    "inputs=correlated&steps=150",
    "inputs=correlated&corr=0.99&samples=77&steps=100",
    "inputs=correlated&corr=0&steps=30",
    "target-noise=0.25&steps=150",
    "target-noise=10&inputs=correlated&samples=200&steps=50",
    "scaling=rslora&r=16&alpha=2.5&steps=100",
    "init=pissa&steps=0",
    "init=pissa&steps=100",
    "init=pissa&inputs=correlated&target-noise=0.1&opt=gd&steps=100",
    "init=pissa&d=6&k=5&r=9&steps=50",
    "decay=0&steps=50",
    "decay=8&floor=0.3&steps=50&seed=9007199254740991",
    "floor=1&seed=0&steps=20",
    "lr=0.01&alpha=1&steps=77",
    "opt=gd&lr=1000&steps=50",
    "lr=1e6&steps=9",
    "alpha=1e-6&steps=20",
    "update=minilm-l5-value&r=8&steps=20",
    "update=minilm-l5-value&init=pissa&r=4&steps=5",
    "x-seed=5&x-index=48&x-value=-2&steps=10",
    "d=1&k=1&x-value=0&steps=3",
    "d=256&k=256&r=8&steps=30",
];
