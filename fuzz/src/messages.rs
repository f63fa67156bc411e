//! What crosses between page and worker, read from any bytes.

use low_rank_lab::engine::{
    Error, Event, EventBody, EventHead, Request, Runner, Source, decode, encode,
};
use low_rank_lab::labs::tested::Message;
use low_rank_lab::labs::{self, LABS};

/// A longer input is a larger order, not another one.
const LONGEST: usize = 4096;
/// Slices of each job.
const SLICES: usize = 6;

/// Both directions: as every message of the page and the worker, and as an order for the job that the first byte names.
pub fn messages(data: &[u8]) {
    let Some((which, bytes)) = data.split_first() else {
        return;
    };
    let (low, high) = (usize::from(which % 16), usize::from(which / 16));
    let told = told();
    match low {
        0 => same_again(bytes, |bytes| Request::read(bytes)?.write()),
        1 => same_again(bytes, |bytes| encode(&decode::<EventHead>(bytes)?)),
        2..10 => same_again(bytes, told[(low - 2 + 8 * high) % told.len()].again),
        10..14 => serve(high, bytes, Vec::new()),
        _ => {
            let (order, files) = with_file(bytes);
            serve(high, order, files);
        }
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
fn serve(which: usize, input: &[u8], files: Vec<Box<dyn Source>>) {
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
    let mut event = runner.accept(&request, files);
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

/// An order whose length is in the first byte, and the file that follows it.
fn with_file(bytes: &[u8]) -> (&[u8], Vec<Box<dyn Source>>) {
    let Some((length, rest)) = bytes.split_first() else {
        return (bytes, Vec::new());
    };
    let (order, file) = rest.split_at(usize::from(*length).min(rest.len()));
    (order, vec![Box::new(InMemory(file.to_vec()))])
}

struct InMemory(Vec<u8>);

impl Source for InMemory {
    fn size(&self) -> usize {
        self.0.len()
    }

    fn read(&self, start: usize, count: usize, to: &mut Vec<u8>) -> Result<(), String> {
        to.extend_from_slice(&self.0[start..start + count]);
        Ok(())
    }
}

/// Orders of allowed sizes that are for a patient reader.
fn takes_long(job: &str, input: &[u8]) -> bool {
    told()
        .iter()
        .any(|message| message.job == job && (message.takes_long)(input))
}
