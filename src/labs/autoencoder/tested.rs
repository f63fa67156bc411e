//! What the tests ask of this lab.

use super::lesson::AutoencoderLesson;
use super::model::File;
use super::reading::{self, Found};
use super::state::State;
use crate::data::number_format::full;
use crate::engine::training::{Answer, Lesson};
use crate::labs::tested::{FIRST_LOSS, Files, Message, Readouts, Tested, never, state_of, trained};
use crate::state::link::Query;

const MESSAGES: &[Message] = &[
    Message::of::<Answer<AutoencoderLesson>>(AutoencoderLesson::NAME, never),
    Message::of::<Found>(reading::NAME, never),
];

pub const TESTED: Tested = Tested {
    needs_more: &[("init", "saddle")],
    ..Tested::of::<State>(STATES, readouts, MESSAGES)
};

/// As the job in the worker finds them.
fn readouts(query: &Query, files: Files) -> Result<Readouts, String> {
    let state = state_of::<State>(query)?;
    let digits = state
        .is_digits()
        .then(|| File::Digits(files("assets/data/digits.npy")));
    let (known, t) = trained::<AutoencoderLesson>(&state, digits)?;
    Ok(vec![
        (
            "rows",
            known.given(state.shape_drawn().is_some()).to_string(),
        ),
        ("cols", known.features.to_string()),
        ("classes", known.class_names.len().to_string()),
        ("loss", full(t.loss)),
        ("loss-floor", t.floor().map(full).unwrap_or_default()),
        ("loss-pca", full(t.pca_loss)),
        ("angle-max", t.angle().map(full).unwrap_or_default()),
        ("steps", t.steps.to_string()),
        (FIRST_LOSS, full(t.first_loss)),
    ])
}

const STATES: &[&str] = &[
    "",
    "steps=1",
    "steps=200",
    "r=1&steps=150",
    "r=4&steps=100",
    "opt=gd&steps=200",
    "standardise=1&r=3&steps=100",
    "held=20&seed=5&steps=100",
    "held=50&r=3&opt=gd&steps=50",
    "tied=1&steps=150",
    "tied=1&opt=gd&lambda=0.1&steps=100",
    "lambda=0.1&steps=100",
    "lambda=0.3&penalty=unequal&r=3&steps=100",
    "lambda=10&steps=100",
    "lambda=1000000&r=4&steps=3",
    "data=digits&r=8&steps=60",
    "data=digits&r=64&steps=5",
    "data=digits&r=3&standardise=1&held=10&opt=gd&steps=20",
    "data=cloud2&steps=100",
    "data=cloud3&samples=31&steps=100",
    "data=cloud3&r=1&samples=30&axes=1,0,0;0,2,0;0,0,0.5&init=saddle&nudge=0.001&steps=100",
    "data=cloud2&axes=1,0;0,1&seed=9007199254740991&r=2&steps=60",
    "data=mirrored&init=saddle&steps=100",
    "data=mirrored&init=saddle&opt=gd&tied=1&nudge=0.01&steps=200&samples=37",
    "init=saddle&r=1&nudge=0.1&steps=60",
    "data=line&steps=100",
    "data=arc&noise=0&steps=60",
    "data=s&noise=1&r=2&steps=60",
    "data=spiral&steps=60",
    "data=ring&samples=1000&steps=60",
    "data=arc&act=tanh&steps=200",
    "data=ring&act=relu&opt=gd&lr=0.01&hidden=3&steps=100",
    "act=tanh&r=2&hidden=1&steps=100",
    "act=relu&held=30&standardise=1&steps=100",
    "data=digits&act=relu&r=8&hidden=32&steps=10",
    "data=digits&act=tanh&r=2&opt=gd&steps=5",
    "data=spiral&act=tanh",
    "m=1,2;3,4;5,6&steps=50",
    "m=1,2,3,4,5;2,3,4,5,7&r=3&steps=50",
    "m=0,0;0,0&steps=10",
    "m=7&steps=10",
    "m=1e100,2e99;3e99,1e99&steps=3",
    "m=1e-90,2e-90;3e-90,1e-90&steps=10",
    "m=5,1,0.1;5,2,0.1;5,3,0.1;5,4,0.1&standardise=1&r=2&steps=40",
    "m=3,1,4,1;5,9,2,6;5,3,5,8&held=50&r=2&steps=40",
    "lr=1000&opt=gd&steps=50",
    "data=arc&act=tanh&lr=1e6&opt=gd&steps=20",
];
