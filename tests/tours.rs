//! The tours that come with the labs: what each says is a state of the lab, written as the lab itself writes it.

use std::path::Path;

use low_rank_lab::labs::{Entry, LABS};
use low_rank_lab::state::link::Query;
use low_rank_lab::state::tour::{Step, Tour};

fn tour_of(lab: &Entry) -> Tour {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/labs")
        .join(lab.folder())
        .join(format!("tours/{}.txt", lab.id));
    let text = std::fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    Tour::read(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[test]
fn every_lab_has_one_of_five_to_eight_steps_with_a_sentence_each() {
    for lab in LABS {
        let tour = tour_of(lab);
        assert!(!tour.title.is_empty(), "{}", lab.id);
        assert!((5..=8).contains(&tour.steps.len()), "{}", lab.id);
        for Step { link, caption } in &tour.steps {
            assert!(caption.ends_with(['.', '?']), "{link}: {caption}");
            assert!(Query::parse(link).get("show").is_some(), "{link}");
        }
    }
}

#[test]
fn every_link_is_as_the_lab_writes_it() {
    for lab in LABS {
        let read = lab.tested.expect("this build is the tests’").read;
        for step in tour_of(lab).steps {
            let query = Query::parse(&step.link);
            assert_eq!(query.get("lab"), Some(lab.id));
            let found = read(&query);
            assert!(
                found.problems.is_empty(),
                "{}: {:?}",
                step.link,
                found.problems
            );
            let show = query.get("show").unwrap_or_default();
            assert_eq!(format!("{}&show={show}", found.link), step.link);
        }
    }
}
