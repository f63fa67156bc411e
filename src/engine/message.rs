//! What crosses the boundary between page and worker: bytes. A buffer is copied out of the one program's memory and into
//! the other's; between the two threads it is moved. Files cross unread, and the worker reads them.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::Error;

/// The worker's first word; the page sends no request before it.
pub const READY: &str = "ready";

/// The property of a message that cancels the request with that id.
pub const CANCEL: &str = "cancel";

/// A wish of the page. A newer request for the same job makes the older one void.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub id: u64,
    pub job: String,
    pub input: Vec<u8>,
}

impl Request {
    /// The id and the job, then the input as it is.
    /// # Errors
    /// [`Error::Message`].
    pub fn write(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = encode(&(self.id, &self.job))?;
        bytes.extend_from_slice(&self.input);
        Ok(bytes)
    }

    /// Reads what [`Request::write`] has written.
    /// # Errors
    /// [`Error::Message`].
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let ((id, job), input) = postcard::take_from_bytes(bytes).map_err(unreadable)?;
        Ok(Self {
            id,
            job,
            input: input.to_vec(),
        })
    }
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: u64,
    pub body: EventBody,
}

#[derive(Clone, Debug, PartialEq)]
pub enum EventBody {
    /// The share done so far, 0 to 1.
    Progress(f64),
    /// An encoded intermediate result.
    Snapshot(Vec<u8>),
    /// The encoded result; the last event of its request.
    Done(Vec<u8>),
    /// A sentence for the reader; the last event of its request.
    Failed(String),
}

/// An event without its result, which crosses beside it in a buffer of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventHead {
    id: u64,
    kind: EventKind,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum EventKind {
    Progress(f64),
    Snapshot,
    Done,
    Failed(String),
}

impl Event {
    /// The head, and the result where there is one.
    pub fn split(self) -> (EventHead, Vec<u8>) {
        let (kind, result) = match self.body {
            EventBody::Progress(share) => (EventKind::Progress(share), Vec::new()),
            EventBody::Snapshot(result) => (EventKind::Snapshot, result),
            EventBody::Done(result) => (EventKind::Done, result),
            EventBody::Failed(reason) => (EventKind::Failed(reason), Vec::new()),
        };
        (EventHead { id: self.id, kind }, result)
    }
}

impl EventHead {
    /// Puts together what [`Event::split`] has taken apart.
    pub fn with(self, result: Vec<u8>) -> Event {
        let body = match self.kind {
            EventKind::Progress(share) => EventBody::Progress(share),
            EventKind::Snapshot => EventBody::Snapshot(result),
            EventKind::Done => EventBody::Done(result),
            EventKind::Failed(reason) => EventBody::Failed(reason),
        };
        Event { id: self.id, body }
    }
}

/// Cost: O(bytes).
pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    postcard::to_stdvec(value).map_err(unreadable)
}

/// Cost: O(bytes).
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    postcard::from_bytes(bytes).map_err(unreadable)
}

fn unreadable(error: postcard::Error) -> Error {
    Error::Message(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for input in [vec![], vec![0, 255, 7]] {
            let request = Request {
                id: 300,
                job: "a.job".to_owned(),
                input,
            };
            let bytes = request.write().unwrap();
            assert_eq!(Request::read(&bytes), Ok(request));
        }
        assert!(Request::read(&[1, 200]).is_err());
    }

    #[test]
    fn what_is_taken_apart_is_put_together() {
        for body in [
            EventBody::Progress(0.25),
            EventBody::Snapshot(vec![1, 2]),
            EventBody::Done(Vec::new()),
            EventBody::Failed("No.".to_owned()),
        ] {
            let event = Event { id: 7, body };
            let (head, result) = event.clone().split();
            let head: EventHead = decode(&encode(&head).unwrap()).unwrap();
            assert_eq!(head.with(result), event);
        }
    }
}
