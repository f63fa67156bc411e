//! Tours: a text that is one comes back from its own text and its own link, whatever stood in it.

use low_rank_lab::state::link::Query;
use low_rank_lab::state::tour::{MOST_STEPS, Tour};

use super::is_sentence;

/// The text of a tour, from a file or a link.
pub fn tour(data: &[u8]) {
    match Tour::read(&String::from_utf8_lossy(data)) {
        Ok(tour) => comes_back(&tour),
        Err(error) => is_sentence(&error.to_string()),
    }
}

fn comes_back(tour: &Tour) {
    assert!((1..=MOST_STEPS).contains(&tour.steps.len()));
    for (at, step) in tour.steps.iter().enumerate() {
        assert!(step.link.starts_with('?'), "{}", step.link);
        assert!(!step.caption.contains('\n'), "{:?}", step.caption);
        // What a step says to look at goes into style sheets: it is plain.
        assert!(step.show().is_none_or(|id| id.is_ascii()));
        let link = tour.step_link(at, &tour.write()).unwrap_or_default();
        let query = Query::parse(&link);
        assert_eq!(
            query.get("at"),
            Some((at + 1).to_string().as_str()),
            "{link}"
        );
        assert_eq!(query.get("tour"), Some(tour.write().as_str()), "{link}");
    }
    assert_eq!(&read(&tour.write()), tour, "its text");
    let link = tour.link();
    assert!(link.is_ascii(), "{link}");
    let query = Query::parse(&link);
    assert_eq!(
        &read(query.get("tour").unwrap_or_default()),
        tour,
        "its link"
    );
}

fn read(text: &str) -> Tour {
    match Tour::read(text) {
        Ok(tour) => tour,
        Err(error) => panic!("{error} in {text:?}"),
    }
}
