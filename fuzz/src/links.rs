//! Links: whatever stands in one, every lab reads a state that its own link brings back.

use low_rank_lab::labs::LABS;
use low_rank_lab::labs::tested::Tested;
use low_rank_lab::state::link::Query;

use super::is_sentence;

/// A query, read by every lab.
pub fn link(data: &[u8]) {
    let query = Query::parse(&String::from_utf8_lossy(data));
    for lab in LABS {
        let tested = lab
            .tested
            .unwrap_or_else(|| panic!("{} is not for tests", lab.id));
        read_by(lab.id, tested, &query);
    }
}

fn read_by(lab: &str, tested: &Tested, query: &Query) {
    let found = (tested.read)(query);
    for problem in &found.problems {
        is_sentence(&problem.to_string());
    }
    assert!(found.settled, "{lab}: settling changed a settled state");

    // A value that is the default anyway is kept in the state and left out of the link; a second time is nothing new.
    let link = found.link;
    assert!(link.is_ascii(), "{link}");
    let back = (tested.read)(&Query::parse(&link));
    assert!(back.problems.is_empty(), "{link}: {:?}", back.problems);
    assert_eq!(back.link, link);
}
