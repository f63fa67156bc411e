//! What the tests ask of every lab. They walk `LABS` and know no lab by its name; the page and its worker leave this out.

use std::sync::Arc;

use serde::{Serialize, de::DeserializeOwned};

use crate::data::python::{Scripted, script_of};
use crate::engine::training::{self, Answer, Ask, Goal, Has, Order, Trainer, Wanted};
use crate::engine::{self, JobKind, Step};
use crate::state::key::Key;
use crate::state::kind::Kind;
use crate::state::limits::Limits;
use crate::state::link::{LinkState, Problem, Query, decode, encode};

/// Names and values, as they stand in `data-readout` and `data-value`.
pub type Readouts = Vec<(&'static str, String)>;

/// No readout: what the tolerance of a loss is measured by.
pub const FIRST_LOSS: &str = "first-loss";

/// The bytes of a file that ships with the page, by its address there.
pub type Files = fn(&str) -> Vec<u8>;

/// What a lab makes of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The state's own link.
    pub link: String,
    pub problems: Vec<Problem>,
    /// What the state says for each key, whether its link does or not.
    pub values: Vec<(&'static str, Option<String>)>,
    /// The state is the one without a link.
    pub is_default: bool,
    /// Settling the state once more changes nothing.
    pub settled: bool,
    /// Its link brings the same state back.
    pub comes_back: bool,
}

/// A row of a lab's table of keys, without the type of its state.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub name: &'static str,
    pub takes: Takes,
    /// The number in effect without a link.
    pub number: Option<f64>,
}

/// What a key takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Takes {
    /// What stands within the limits of the state without a link.
    Number(Limits),
    OneOf(Vec<String>),
    Switch,
    Text,
}

/// What crosses between the page and the worker for one kind of job.
#[derive(Clone, Copy)]
pub struct Message {
    /// The job's name.
    pub job: &'static str,
    /// Reads what the worker sends, and writes it again.
    pub again: fn(&[u8]) -> Result<Vec<u8>, engine::Error>,
    /// Whether an order is of an allowed size but for a patient reader; fuzzing leaves it out.
    pub takes_long: fn(&[u8]) -> bool,
}

impl Message {
    /// A job that answers with `T` and may take long where `takes_long` says so.
    pub const fn of<T: Serialize + DeserializeOwned>(
        job: &'static str,
        takes_long: fn(&[u8]) -> bool,
    ) -> Self {
        Self {
            job,
            again: |bytes| engine::encode(&engine::decode::<T>(bytes)?),
            takes_long,
        }
    }
}

/// For [`Message::of`]: no order takes long.
pub fn never(_: &[u8]) -> bool {
    false
}

/// What a lab states for the tests.
#[derive(Clone, Copy)]
pub struct Tested {
    /// The queries, after `?lab=…`, whose scripts are run: what readers see, and the ends of what they may ask for.
    pub states: &'static [&'static str],
    /// The readouts of a query, as the page shows them; the error says what is wrong with the query.
    pub readouts: fn(&Query, Files) -> Result<Readouts, String>,
    /// One for each of the lab's jobs.
    pub messages: &'static [Message],
    /// Keys and values that ask for more than one key, and are refused alone.
    pub needs_more: &'static [(&'static str, &'static str)],
    pub read: fn(&Query) -> Read,
    pub rows: fn() -> Vec<Row>,
    /// The script for a query, and the page's address without it.
    pub script: fn(&str, &str) -> String,
}

impl Tested {
    /// What follows from the type of the lab's state; the rest is to be added.
    pub const fn of<S: LinkState + Scripted>(
        states: &'static [&'static str],
        readouts: fn(&Query, Files) -> Result<Readouts, String>,
        messages: &'static [Message],
    ) -> Self {
        Self {
            states,
            readouts,
            messages,
            needs_more: &[],
            read: read::<S>,
            rows: rows::<S>,
            script: |query, address| {
                script_of(&decode::<S>(&Query::parse(query)).0, query, address)
            },
        }
    }
}

fn read<S: LinkState>(query: &Query) -> Read {
    let (state, problems) = decode::<S>(query);
    let mut again = state.clone();
    let link = encode(&state);
    let value = |key: &Key<S>| (key.name, key.value(&state));
    Read {
        problems,
        values: S::KEYS.iter().map(value).collect(),
        is_default: state == S::default(),
        settled: again.settle().is_empty() && again == state,
        comes_back: decode::<S>(&Query::parse(&link)).0 == state,
        link,
    }
}

fn rows<S: LinkState>() -> Vec<Row> {
    let default = S::default();
    let row = |key: &Key<S>| Row {
        name: key.name,
        takes: match &key.kind {
            Kind::Number(..) => Takes::Number(key.limits(&default)),
            Kind::Choice(_, names) => Takes::OneOf(names.list()),
            Kind::Switch(_) => Takes::Switch,
            Kind::Text(_) => Takes::Text,
        },
        number: key.number(&default),
    };
    S::KEYS.iter().map(row).collect()
}

/// The state of a query whose every value can be used.
pub fn state_of<S: LinkState>(query: &Query) -> Result<S, String> {
    let (state, problems) = decode::<S>(query);
    match problems.first() {
        None => Ok(state),
        Some(problem) => Err(problem.to_string()),
    }
}

/// What a job sends until it is done.
pub fn run<T: DeserializeOwned>(kind: &JobKind, order: &impl Serialize) -> Result<Vec<T>, String> {
    run_with(kind, order, Vec::new())
}

/// The same with files.
pub fn run_with<T: DeserializeOwned>(
    kind: &JobKind,
    order: &impl Serialize,
    files: Vec<Vec<u8>>,
) -> Result<Vec<T>, String> {
    let read = |bytes: &[u8]| engine::decode(bytes).map_err(|error| error.to_string());
    let order = engine::encode(order).map_err(|error| error.to_string())?;
    let mut job = (kind.start)(&order)?;
    job.take_files(files);
    let mut answers = Vec::new();
    loop {
        match job.step() {
            Step::Working(_) => {}
            Step::Snapshot(bytes) => answers.push(read(&bytes)?),
            Step::Done(bytes) => {
                answers.push(read(&bytes)?);
                return Ok(answers);
            }
            Step::Failed(reason) => return Err(reason),
        }
    }
}

/// The facts and the last picture of the training that `state` describes, as the job in the worker finds them.
pub fn trained<T: Trainer>(
    state: &T::State,
    supply: Option<T::Supply>,
) -> Result<(T::Facts, T::Picture), String> {
    let ask = Ask {
        whole: true,
        ..Ask::all_at(Goal::Step(T::step(state)))
    };
    let (wanted, supply) = (Wanted::of(state), supply.map(Arc::new));
    let order = Order::<T>::new(state, ask, wanted, Has::default(), supply);
    let (mut facts, mut picture) = (None, None);
    for answer in run::<Answer<T>>(&training::job::<T>(), &order)? {
        match answer {
            Answer::Missing => return Err("The job lacks something.".to_owned()),
            Answer::Facts(about) => facts = Arc::into_inner(about.facts),
            // The last is the one asked for.
            Answer::Picture(frame) => picture = Arc::into_inner(frame.picture),
        }
    }
    facts
        .zip(picture)
        .ok_or_else(|| "The job has left something out.".to_owned())
}
