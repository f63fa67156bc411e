//! The lab's readouts as a Python script, in the part of the program that shares.

use std::any::Any;

use crate::labs::autoencoder::python::script_of;
use crate::labs::autoencoder::state::State;
use crate::ui::part::{NotLoaded, Python, wasm_split};

pub const PYTHON: Python = Python {
    load: || Box::pin(load()),
    script: |state, query, address| Box::pin(script(state, query, address)),
};

#[wasm_split(classroom, fallible, preload(load))]
fn script(state: Box<dyn Any + Send>, query: String, address: String) -> Result<String, NotLoaded> {
    let state = state
        .downcast_ref::<Option<State>>()
        .and_then(Option::as_ref);
    Ok(state.map_or_else(String::new, |state| script_of(state, &query, &address)))
}
