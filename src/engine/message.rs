//! What crosses the boundary between page and worker: bytes, so that they can be handed over without a copy.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::Error;

/// The worker's first word; the page sends no request before it.
pub const READY: &str = "ready";

/// The property of a message that cancels the request with that id.
pub const CANCEL: &str = "cancel";

/// A wish of the page. A newer request for the same job makes the older one void.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub id: u64,
    pub job: String,
    #[serde(with = "super::packed::bytes")]
    pub input: Vec<u8>,
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub id: u64,
    pub body: EventBody,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum EventBody {
    /// The share done so far, 0 to 1.
    Progress(f64),
    /// An encoded intermediate result.
    Snapshot(#[serde(with = "super::packed::bytes")] Vec<u8>),
    /// The encoded result; the last event of its request.
    Done(#[serde(with = "super::packed::bytes")] Vec<u8>),
    /// A sentence for the reader; the last event of its request.
    Failed(String),
}

/// Cost: O(bytes).
pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    postcard::to_stdvec(value).map_err(|error| Error::Message(error.to_string()))
}

/// Cost: O(bytes).
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    postcard::from_bytes(bytes).map_err(|error| Error::Message(error.to_string()))
}
