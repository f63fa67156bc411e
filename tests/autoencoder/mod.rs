//! What several of the lab's tests need: the results of a link.

use low_rank_lab::labs::autoencoder::lesson::AutoencoderLesson;
use low_rank_lab::labs::autoencoder::model::{File, Known, Trained};
use low_rank_lab::labs::autoencoder::state::State;
use low_rank_lab::labs::tested::trained;
use low_rank_lab::state::link::{Query, decode};

pub fn results(state: &State) -> (Known, Trained) {
    let digits = || File::Digits(include_bytes!("../../assets/data/digits.npy").to_vec());
    let digits = state.is_digits().then(digits);
    trained::<AutoencoderLesson>(state, digits).unwrap_or_else(|reason| panic!("{reason}"))
}

pub fn open(query: &str) -> (State, Known, Trained) {
    let (state, problems) = decode::<State>(&Query::parse(&format!("?lab=autoencoder&{query}")));
    assert!(problems.is_empty(), "{query}: {problems:?}");
    let (known, trained) = results(&state);
    (state, known, trained)
}
