//! A lab's page as a part of the program: a file of its own, fetched when it is first needed.
//!
//! [`page!`] marks the function that draws a lab's page with `#[wasm_split]`. What only that function reaches is cut out of
//! the program after it was linked (`script/split.mjs`); what several labs reach is a part that they share.

use std::any::Any;
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use leptos::prelude::AnyView;
pub use wasm_split_helpers::{SplitLoaderError as NotLoaded, wasm_split};

use super::session::Host;
use crate::data::python::{Scripted, script_of};

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

/// A state's script, if `state` is one: an `Option` of it, as a [`StateReader`](super::session::StateReader) gives it.
pub fn script_of_any<S: Scripted + 'static>(
    state: &(dyn Any + Send),
    query: &str,
    address: &str,
) -> String {
    let state = state.downcast_ref::<Option<S>>().and_then(Option::as_ref);
    state.map_or_else(String::new, |state| script_of(state, query, address))
}

/// The [`Part`] that `$draw`, a function from the [`Host`] to a view, is the page of; its files carry the name `$part`.
macro_rules! page {
    ($part:ident, $draw:path) => {{
        use $crate::ui::part::{NotLoaded, Part, wasm_split};
        #[wasm_split($part, fallible, preload(load))]
        fn page(host: $crate::ui::session::Host) -> Result<leptos::prelude::AnyView, NotLoaded> {
            Ok($draw(host))
        }
        Part {
            load: || Box::pin(load()),
            page: |host| Box::pin(page(host)),
        }
    }};
}
pub(crate) use page;

/// The [`Teaser`] that `$draw` gives.
macro_rules! teaser {
    ($draw:path) => {{
        use $crate::ui::part::{NotLoaded, Teaser, wasm_split};
        #[wasm_split(contents, fallible, preload(load))]
        fn figure() -> Result<leptos::prelude::AnyView, NotLoaded> {
            Ok($draw())
        }
        Teaser {
            load: || Box::pin(load()),
            figure: || Box::pin(figure()),
        }
    }};
}
pub(crate) use teaser;

/// The [`Python`] of the states of type `$state`, which are [`Scripted`].
macro_rules! python {
    ($state:ty) => {{
        use $crate::ui::part::{NotLoaded, Python, script_of_any, wasm_split};
        #[wasm_split(classroom, fallible, preload(load))]
        fn script(
            state: Box<dyn std::any::Any + Send>,
            query: String,
            address: String,
        ) -> Result<String, NotLoaded> {
            Ok(script_of_any::<$state>(&*state, &query, &address))
        }
        Python {
            load: || Box::pin(load()),
            script: |state, query, address| Box::pin(script(state, query, address)),
        }
    }};
}
pub(crate) use python;
