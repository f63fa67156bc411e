//! Links: whatever stands in one, every lab reads a state that its own link brings back.

use low_rank_lab::labs::{autoencoder, choose_r, lora, rank, svd};
use low_rank_lab::state::link::{LinkState, Query, decode, encode};

use super::is_sentence;

/// A query, read by every lab.
pub fn link(data: &[u8]) {
    let query = Query::parse(&String::from_utf8_lossy(data));
    read_by::<rank::state::RankState>(&query);
    read_by::<svd::state::State>(&query);
    read_by::<lora::state::State>(&query);
    read_by::<choose_r::state::State>(&query);
    read_by::<autoencoder::state::State>(&query);
}

fn read_by<S: LinkState>(query: &Query) {
    let (state, problems) = decode::<S>(query);
    for problem in &problems {
        is_sentence(&problem.to_string());
    }
    let mut settled = state.clone();
    let given_way = settled.settle();
    assert!(
        given_way.is_empty(),
        "{}: settled twice: {given_way:?}",
        S::LAB
    );
    assert!(
        settled == state,
        "{}: settling changed a settled state",
        S::LAB
    );

    // A value that is the default anyway is kept in the state and left out of the link; a second time is nothing new.
    let link = encode(&state);
    assert!(link.is_ascii(), "{link}");
    let back = from_own_link::<S>(&link);
    assert_eq!(encode(&back), link);
}

fn from_own_link<S: LinkState>(link: &str) -> S {
    let (state, problems) = decode::<S>(&Query::parse(link));
    assert!(problems.is_empty(), "{link}: {problems:?}");
    state
}
