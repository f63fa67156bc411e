//! The readouts of the autoencoder lab, as its job in the worker finds them.

use super::{FIRST_LOSS, Readouts, run, shipped};
use low_rank_lab::data::number_format::full;
use low_rank_lab::labs::autoencoder::job::{Answer, Order, TRAIN};
use low_rank_lab::labs::autoencoder::model::File;
use low_rank_lab::labs::autoencoder::state::State;
use low_rank_lab::state::link::{Query, decode};

pub fn readouts(query: &str) -> Readouts {
    let (state, problems) = decode::<State>(&Query::parse(query));
    assert!(problems.is_empty(), "{query}: {problems:?}");
    let task = state.task();
    let order = Order {
        key: task.key(),
        task: Some(task),
        file: state
            .is_digits()
            .then(|| File::Digits(shipped("assets/data/digits.npy"))),
        method: state.method(),
        steps: state.steps,
        shown: state.shown,
        known: false,
    };
    let answers = run(&TRAIN, &order);
    let Some(Answer::Trained(t)) = answers.last() else {
        panic!("{query}: {} answers", answers.len());
    };
    vec![
        ("loss", full(t.loss)),
        ("loss-floor", t.floor().map(full).unwrap_or_default()),
        ("loss-pca", full(t.pca_loss)),
        ("angle-max", t.angle().map(full).unwrap_or_default()),
        ("steps", t.steps.to_string()),
        (FIRST_LOSS, full(t.first_loss)),
    ]
}
