//! What crosses between page and worker, read from any bytes.

use low_rank_lab::engine::{Error, Event, EventBody, Request, Runner, decode, encode};
use low_rank_lab::labs::tested::Message;
use low_rank_lab::labs::{self, LABS};

/// A longer input is a larger order, not another one.
const LONGEST: usize = 4096;
/// Slices of each job.
const SLICES: usize = 4;

/// Both directions: as every message of the page and the worker, and as an order for the job that the first byte names.
pub fn messages(data: &[u8]) {
    let Some((which, bytes)) = data.split_first() else {
        return;
    };
    let (low, high) = (usize::from(which % 16), usize::from(which / 16));
    let told = told();
    match low {
        0 => same_again(bytes, |bytes| encode(&decode::<Request>(bytes)?)),
        1 => same_again(bytes, |bytes| encode(&decode::<Event>(bytes)?)),
        2..10 => same_again(bytes, told[(low - 2 + 8 * high) % told.len()].again),
        _ => serve(high, bytes),
    }
}

/// What crosses for each kind of job, in the order of `LABS`.
fn told() -> Vec<Message> {
    let tested = LABS.iter().filter_map(|lab| lab.tested);
    tested.flat_map(|tested| tested.messages).copied().collect()
}

/// What can be read can be written, and read again as the same.
fn same_again(bytes: &[u8], again: impl Fn(&[u8]) -> Result<Vec<u8>, Error>) {
    match again(bytes) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(written) => assert_eq!(again(&written).as_ref(), Ok(&written)),
    }
}

/// An order is served or refused in words; never more than one job of a kind is under way.
fn serve(which: usize, input: &[u8]) {
    let kinds = labs::jobs();
    let kind = kinds[which % kinds.len()];
    if input.len() > LONGEST || takes_long(kind.name, input) {
        return;
    }
    let mut runner = Runner::new(kinds);
    let request = Request {
        id: 7,
        job: kind.name.to_owned(),
        input: input.to_vec(),
    };
    let mut event = runner.accept(&request);
    for _ in 0..SLICES {
        match &event {
            Some(Event { id, body }) => {
                assert_eq!(*id, 7);
                match body {
                    EventBody::Progress(share) => assert!((0.0..=1.0).contains(share), "{share}"),
                    EventBody::Failed(words) => {
                        assert!(words.chars().any(char::is_alphabetic));
                        assert!(runner.is_idle());
                    }
                    EventBody::Snapshot(_) | EventBody::Done(_) => {}
                }
            }
            None => assert!(!runner.is_idle() || event.is_none()),
        }
        event = runner.step();
    }
}

/// Orders of allowed sizes that are for a patient reader.
fn takes_long(job: &str, input: &[u8]) -> bool {
    told()
        .iter()
        .any(|message| message.job == job && (message.takes_long)(input))
}
