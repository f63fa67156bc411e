//! The tours that come with the labs: what each says is a state of the lab, written as the lab itself writes it.

use std::path::Path;

use low_rank_lab::labs::{LABS, autoencoder, choose_r, lora, rank, svd};
use low_rank_lab::state::link::{LinkState, Query, decode, encode};
use low_rank_lab::state::tour::{Step, Tour};

fn tour_of(lab: &str) -> Tour {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/tours")
        .join(format!("{lab}.txt"));
    let text = std::fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    Tour::read(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[test]
fn every_lab_has_one_of_five_to_eight_steps_with_a_sentence_each() {
    for lab in LABS {
        let tour = tour_of(lab.id);
        assert!(!tour.title.is_empty(), "{}", lab.id);
        assert!((5..=8).contains(&tour.steps.len()), "{}", lab.id);
        for Step { link, caption } in &tour.steps {
            assert!(caption.ends_with(['.', '?']), "{link}: {caption}");
            assert!(Query::parse(link).get("show").is_some(), "{link}");
        }
    }
}

fn holds<S: LinkState>() {
    for step in tour_of(S::LAB).steps {
        let query = Query::parse(&step.link);
        assert_eq!(query.get("lab"), Some(S::LAB));
        let (state, problems) = decode::<S>(&query);
        assert!(problems.is_empty(), "{}: {problems:?}", step.link);
        let show = query.get("show").unwrap_or_default();
        assert_eq!(format!("{}&show={show}", encode(&state)), step.link);
    }
}

#[test]
fn every_link_is_as_the_lab_writes_it() {
    holds::<rank::state::RankState>();
    holds::<svd::state::State>();
    holds::<lora::state::State>();
    holds::<choose_r::state::State>();
    holds::<autoencoder::state::State>();
}
