//! What crosses between page and worker, read from any bytes.

use low_rank_lab::engine::{Event, EventBody, EventHead, Request, Runner, Source, decode, encode};
use low_rank_lab::labs::{self, autoencoder, choose_r, lora, svd};
use serde::{Serialize, de::DeserializeOwned};

/// A longer input is a larger order, not another one.
const LONGEST: usize = 4096;
/// Slices of each job.
const SLICES: usize = 6;

/// Both directions: as every message of the page and the worker, and as an order for the job that the first byte names.
pub fn messages(data: &[u8]) {
    let Some((which, bytes)) = data.split_first() else {
        return;
    };
    match which % 16 {
        0 => request(bytes),
        1 => same_again::<EventHead>(bytes),
        2 => same_again::<svd::job::Answer>(bytes),
        3 => same_again::<lora::job::Answer>(bytes),
        4 => same_again::<lora::scaling::Comparison>(bytes),
        5 => same_again::<choose_r::spectrum_job::Found>(bytes),
        6 => same_again::<choose_r::trial_job::Tried>(bytes),
        7 => same_again::<choose_r::shared_job::Trained>(bytes),
        8 => same_again::<autoencoder::job::Answer>(bytes),
        9 => same_again::<autoencoder::reading::Found>(bytes),
        _ => serve(usize::from(*which), bytes),
    }
}

/// A request that can be read is written as it came.
fn request(bytes: &[u8]) {
    match Request::read(bytes) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(request) => {
            let written = request.write().unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(Request::read(&written), Ok(request));
        }
    }
}

/// What can be read can be written, and read again as the same.
fn same_again<T: Serialize + DeserializeOwned>(bytes: &[u8]) {
    match decode::<T>(bytes) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(value) => {
            let written = encode(&value).unwrap_or_else(|error| panic!("{error}"));
            let back = decode::<T>(&written).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(encode(&back), Ok(written));
        }
    }
}

/// An order is served or refused in words; never more than one job of a kind is under way.
fn serve(which: usize, input: &[u8]) {
    let kinds = labs::jobs();
    let kind = kinds[which / 16 % kinds.len()];
    let (input, files) = match kind.name {
        choose_r::spectrum_job::NAME
        | choose_r::spectrum_job::FILE_NAME
        | autoencoder::reading::NAME => with_file(input),
        _ => (input, Vec::new()),
    };
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
    match job {
        lora::job::NAME => decode::<lora::job::Order>(input).is_ok_and(|order| {
            let task = order.task;
            let sides = [task.d, task.k, task.samples];
            sides.iter().all(|side| *side <= lora::state::MAX_SAMPLES)
                && (sides.iter().any(|side| *side > 96) || order.method.rank > 96)
        }),
        lora::scaling::NAME => {
            decode::<lora::scaling::Order>(input).is_ok_and(|order| order.alpha.is_normal())
        }
        choose_r::trial_job::NAME => decode::<choose_r::state::Trial>(input)
            .is_ok_and(|trial| trial.seeds < 100 && trial.samples <= lora::state::MAX_SAMPLES),
        choose_r::shared_job::NAME => decode::<choose_r::shared_job::Order>(input)
            .is_ok_and(|order| order.shared.high_rank <= choose_r::state::LAYER_SIDE),
        _ => false,
    }
}
