//! Page and worker in one.

mod page;
mod toy;

use std::sync::Arc;

use self::page::{Page, worker};
use self::toy::{Adding, OPENED, State};
use super::*;

fn at(step: usize) -> State {
    State { step, ..OPENED }
}

#[test]
fn what_needs_no_training_comes_first_and_once() {
    let mut page = Page::new();
    let sum = page.show(&at(10));
    assert_eq!((sum.steps, sum.sum), (10, 10));
    // Four steps a slice; the first picture on the way, then the share done.
    assert_eq!(page.heard, ["facts", "picture 4", "progress", "picture 10"]);
    assert_eq!(*page.facts.as_ref().unwrap().facts, "of 1");
    page.show(&at(22));
    assert_eq!(page.heard, ["progress", "progress", "picture 22"]);
    // What is done at once has no picture on the way.
    page.show(&State { method: 2, ..at(3) });
    assert_eq!(page.heard, ["picture 3"]);
    page.show(&State { task: 2, ..OPENED });
    assert_eq!(page.heard, ["facts", "picture 0"]);
}

#[test]
fn going_on_is_the_same_as_going_at_once() {
    let mut page = Page::new();
    for step in [0, 3, 40, 41, 2] {
        let sum = page.show(&at(step));
        assert_eq!(sum, Page::new().show(&at(step)));
        assert_eq!(sum.steps, step);
    }
}

#[test]
fn a_picture_on_the_way_is_not_the_one_wanted() {
    let mut page = Page::new();
    let state = at(10);
    let (ask, wanted) = (Ask::all_at(Goal::Step(10)), Wanted::of(&state));
    page.send(&state, ask);
    while page.frame.is_none() {
        page.hear(&state, ask);
    }
    let frame = page.frame.clone().unwrap();
    assert!(frame.is_of(&wanted) && !frame.shows(&wanted) && frame.quick);
    assert_eq!(frame.come_to(&wanted), None, "its order is under way");
    while page.hear(&state, ask) {}
    let frame = page.frame.clone().unwrap();
    assert!(frame.shows(&wanted) && !frame.quick);
    assert_eq!(frame.come_to(&wanted), Some(10));
    for other in [
        State { task: 2, ..at(10) },
        State {
            method: 2,
            ..at(10)
        },
    ] {
        assert!(!frame.is_of(&Wanted::of(&other)));
        assert_eq!(frame.come_to(&Wanted::of(&other)), None);
    }
    assert!(!frame.shows(&Wanted::of(&at(11))) && frame.is_of(&Wanted::of(&at(11))));
    let looked = State { look: 1, ..at(10) };
    assert!(!frame.shows(&Wanted::of(&looked)));
    // Another look needs no step of training.
    assert_eq!(page.show(&looked).look, 1);
    assert_eq!(page.heard, ["picture 10"]);
}

#[test]
fn a_training_is_stopped_where_it_is_and_goes_on_from_there() {
    let mut page = Page::new();
    let state = at(900);
    let ask = Ask::all_at(Goal::Step(900));
    page.send(&state, ask);
    for _ in 0..4 {
        assert!(page.hear(&state, ask));
    }
    assert_eq!(page.heard, ["facts", "picture 4", "progress", "progress"]);
    let stopped = page.ask(&state, Ask::all_at(Goal::Here));
    assert_eq!(page.heard, ["picture 12"]);
    let mut state = state;
    Adding::set_step(&mut state, stopped.steps);
    assert!(page.frame.as_ref().unwrap().shows(&Wanted::of(&state)));
    assert_eq!(stopped, Page::new().show(&at(12)));
    assert_eq!(page.show(&at(900)), Page::new().show(&at(900)));
}

#[test]
fn an_end_is_what_was_asked_for() {
    let mut page = Page::new();
    let state = State {
        method: 100,
        ..at(400)
    };
    let sum = page.show(&state);
    assert_eq!((sum.steps, sum.ended()), (11, true));
    assert!(page.frame.as_ref().unwrap().shows(&Wanted::of(&state)));
}

#[test]
fn a_supply_crosses_once_for_each_worker() {
    let mut page = Page::new();
    let state = State { task: 31, ..at(0) };
    let sum = page.show(&state);
    assert_eq!(sum.started_from, "31 with supply 3");
    assert_eq!(page.heard, ["missing", "facts", "picture 0"]);
    // Other steps, methods and tasks with the same supply, and tasks that need none.
    for other in [
        State { step: 3, ..state },
        State { method: 9, ..state },
        State { task: 32, ..state },
        State { task: 1, ..state },
        State { task: 33, ..state },
    ] {
        page.show(&other);
        assert!(
            !page.heard.contains(&"missing".to_owned()),
            "{:?}",
            page.heard
        );
    }
    assert_eq!(page.handed, 1);
    let sum = page.show(&State { task: 44, ..state });
    assert_eq!(sum.started_from, "44 with supply 4");
    assert_eq!(page.handed, 2);
    // A worker that was started anew knows nothing.
    page.worker = worker();
    let sum = page.show(&State {
        task: 44,
        step: 9,
        ..state
    });
    assert_eq!(
        (sum.started_from.as_str(), sum.steps),
        ("44 with supply 4", 9)
    );
    assert_eq!((page.handed, page.heard[0].as_str()), (3, "missing"));
    assert!(
        !page.heard.contains(&"facts".to_owned()),
        "the page has them"
    );
}

#[test]
fn the_task_goes_along_only_where_it_is_new() {
    let wanted = || Wanted::<Adding>::of(&OPENED);
    let supply = || Some(Arc::new(String::new()));
    let order = |has: Has, whole| {
        let ask = Ask {
            whole,
            ..Ask::all_at(Goal::Here)
        };
        let order = Order::new(&OPENED, ask, wanted(), has, supply());
        (order.task.is_some(), order.supply.is_some())
    };
    let knows = |facts| Has {
        facts,
        picture: false,
    };
    assert_eq!(order(knows(false), false), (true, false));
    assert_eq!(order(knows(true), false), (false, false));
    assert_eq!(order(knows(true), true), (true, true));
}

#[test]
fn what_cannot_be_learned_is_said_and_the_next_task_served() {
    let mut page = Page::new();
    page.show(&OPENED);
    page.heard.clear();
    let seven = State { task: 7, ..OPENED };
    page.send(&seven, Ask::all_at(Goal::Here));
    while page.hear(&seven, Ask::all_at(Goal::Here)) {}
    assert_eq!(page.heard, ["seven cannot be learned"]);
    assert_eq!(page.show(&at(5)).steps, 5);
}

#[test]
fn a_broken_order_is_refused_in_words() {
    let refused = (job::<Adding>().start)(&[0xff]).err().unwrap();
    assert!(refused.contains("could not be read"), "{refused}");
}
