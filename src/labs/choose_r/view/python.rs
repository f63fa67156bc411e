//! The lab's readouts as a Python script, in the part of the program that shares.

use crate::labs::choose_r::python;
use crate::ui::part::{NotLoaded, Python, wasm_split};

pub const PYTHON: Python = Python {
    load: || Box::pin(load()),
    script: |query, address| Box::pin(script(query, address)),
};

#[wasm_split(share, fallible, preload(load))]
fn script(query: String, address: String) -> Result<String, NotLoaded> {
    Ok(python::script(&query, &address))
}
