//! What several of the lab's tests need: the results of a link.

use low_rank_lab::engine::{self, Step};
use low_rank_lab::labs::autoencoder::job::{Answer, Order, TRAIN};
use low_rank_lab::labs::autoencoder::model::{File, Known, Trained};
use low_rank_lab::labs::autoencoder::state::State;
use low_rank_lab::state::link::{Query, decode};

pub fn results(state: &State) -> (Known, Trained) {
    let task = state.task();
    let order = Order {
        key: task.key(),
        task: Some(task),
        file: state
            .is_digits()
            .then(|| File::Digits(include_bytes!("../../assets/data/digits.npy").to_vec())),
        method: state.method(),
        steps: state.steps,
        shown: state.shown,
        known: false,
    };
    let mut job = (TRAIN.start)(&engine::encode(&order).unwrap()).unwrap();
    let mut known = None;
    loop {
        let bytes = match job.step() {
            Step::Working(_) => continue,
            Step::Snapshot(bytes) | Step::Done(bytes) => bytes,
            Step::Failed(reason) => panic!("{reason}"),
        };
        match engine::decode(&bytes).unwrap() {
            Answer::Known(found) => known = Some(*found),
            Answer::Trained(trained) => return (known.unwrap(), *trained),
        }
    }
}

pub fn open(query: &str) -> (State, Known, Trained) {
    let (state, problems) = decode::<State>(&Query::parse(&format!("?lab=autoencoder&{query}")));
    assert!(problems.is_empty(), "{query}: {problems:?}");
    let (known, trained) = results(&state);
    (state, known, trained)
}
