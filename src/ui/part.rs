//! A lab's page as a part of the program: a file of its own, fetched when it is first needed.
//!
//! Each lab marks the function that draws its page with `#[wasm_split]`. What only that function reaches is cut out of
//! the program after it was linked (`script/split.mjs`); what several labs reach is a part that they share.

use std::any::Any;
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use leptos::prelude::AnyView;
pub use wasm_split_helpers::{SplitLoaderError as NotLoaded, wasm_split};

use super::session::Host;

/// What is there once its part has been fetched.
type Loading<T> = Pin<Box<dyn Future<Output = Result<T, NotLoaded>>>>;

/// How the page of a lab is had.
#[derive(Clone, Copy)]
pub struct Part {
    /// Fetches the code. After a failure it may be called again.
    pub load: fn() -> Loading<()>,
    /// Draws the page; waits for the code where it is not there yet.
    pub page: fn(Host) -> Loading<AnyView>,
}

/// A lab in small, in the contents page's part.
#[derive(Clone, Copy)]
pub struct Teaser {
    pub load: fn() -> Loading<()>,
    pub figure: fn() -> Loading<AnyView>,
}

/// What writes a lab's readouts as a Python script, in the part that shares: few ask for one.
#[derive(Clone, Copy)]
pub struct Python {
    pub load: fn() -> Loading<()>,
    /// From the state (as [`StateReader`](super::session::StateReader) gives it), its query and the page's address without
    /// it; waits for the code where it is not there yet.
    pub script: fn(Box<dyn Any + Send>, String, String) -> Loading<String>,
}

impl Teaser {
    /// The figure, drawn at once; `None` while its part is not there.
    pub fn draw(&self) -> Option<AnyView> {
        at_once((self.figure)())
    }
}

impl Part {
    /// The page, drawn at once; `None` while the code is not there.
    pub fn draw(&self, host: Host) -> Option<AnyView> {
        at_once((self.page)(host))
    }
}

impl Python {
    /// The script, written at once; `None` while the code is not there.
    pub fn write(
        &self,
        state: Box<dyn Any + Send>,
        query: String,
        address: String,
    ) -> Option<String> {
        at_once((self.script)(state, query, address))
    }
}

/// The view or the text, if what it waits for is there.
fn at_once<T>(waiting: Loading<T>) -> Option<T> {
    match pin!(waiting).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(found)) => Some(found),
        Poll::Ready(Err(_)) | Poll::Pending => None,
    }
}
