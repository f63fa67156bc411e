//! What several tests need: the results of a state, as the job in the worker finds them.

use std::sync::Arc;

use low_rank_lab::engine::training::{Answer, Ask, Goal, Has, Order, Trainer, Wanted, job};
use low_rank_lab::engine::{self, Step};

/// The facts and the last picture of the training that `state` describes.
pub fn results<T: Trainer>(state: &T::State, supply: Option<T::Supply>) -> (T::Facts, T::Picture) {
    let ask = Ask {
        whole: true,
        ..Ask::all_at(Goal::Step(T::step(state)))
    };
    let (wanted, supply) = (Wanted::of(state), supply.map(Arc::new));
    let order = Order::<T>::new(state, ask, wanted, Has::default(), supply);
    let mut job = (job::<T>().start)(&engine::encode(&order).unwrap()).unwrap();
    let mut facts = None;
    for _ in 0..1_000_000 {
        let bytes = match job.step() {
            Step::Working(_) => continue,
            Step::Snapshot(bytes) | Step::Done(bytes) => bytes,
            Step::Failed(reason) => panic!("{reason}"),
        };
        match engine::decode::<Answer<T>>(&bytes).unwrap() {
            Answer::Facts(about) => facts = Arc::into_inner(about.facts),
            Answer::Picture(frame) if frame.asked.is_some() => {
                let picture = Arc::into_inner(frame.picture);
                return facts.zip(picture).expect("facts come first");
            }
            Answer::Picture(_) => {}
            Answer::Missing => panic!("the job lacks something"),
        }
    }
    panic!("the job does not end");
}
