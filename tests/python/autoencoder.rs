//! The readouts of the autoencoder lab, as its job in the worker finds them.

use super::{FIRST_LOSS, Readouts, shipped, training};
use low_rank_lab::data::number_format::full;
use low_rank_lab::labs::autoencoder::lesson::AutoencoderLesson;
use low_rank_lab::labs::autoencoder::model::File;
use low_rank_lab::labs::autoencoder::state::State;
use low_rank_lab::state::link::{Query, decode};

pub fn readouts(query: &str) -> Readouts {
    let (state, problems) = decode::<State>(&Query::parse(query));
    assert!(problems.is_empty(), "{query}: {problems:?}");
    let digits = || File::Digits(shipped("assets/data/digits.npy"));
    let digits = state.is_digits().then(digits);
    let (_, t) = training::results::<AutoencoderLesson>(&state, digits);
    vec![
        ("loss", full(t.loss)),
        ("loss-floor", t.floor().map(full).unwrap_or_default()),
        ("loss-pca", full(t.pca_loss)),
        ("angle-max", t.angle().map(full).unwrap_or_default()),
        ("steps", t.steps.to_string()),
        (FIRST_LOSS, full(t.first_loss)),
    ]
}
