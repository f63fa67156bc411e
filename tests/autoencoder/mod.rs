//! What several of the lab's tests need: the results of a link.

use low_rank_lab::labs::autoencoder::lesson::AutoencoderLesson;
use low_rank_lab::labs::autoencoder::model::{File, Known, Trained};
use low_rank_lab::labs::autoencoder::state::State;
use low_rank_lab::state::link::{Query, decode};

#[path = "../training/mod.rs"]
mod training;

pub fn results(state: &State) -> (Known, Trained) {
    let digits = || File::Digits(include_bytes!("../../assets/data/digits.npy").to_vec());
    training::results::<AutoencoderLesson>(state, state.is_digits().then(digits))
}

pub fn open(query: &str) -> (State, Known, Trained) {
    let (state, problems) = decode::<State>(&Query::parse(&format!("?lab=autoencoder&{query}")));
    assert!(problems.is_empty(), "{query}: {problems:?}");
    let (known, trained) = results(&state);
    (state, known, trained)
}
