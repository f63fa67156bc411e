//! The lab's readouts as a Python script, a part of the program of its own.

use crate::labs::lora::python;
use crate::ui::part::{NotLoaded, Python, wasm_split};

pub const PYTHON: Python = Python {
    load: || Box::pin(load()),
    script: |query, address| Box::pin(script(query, address)),
};

#[wasm_split(python_lora, fallible, preload(load))]
fn script(query: String, address: String) -> Result<String, NotLoaded> {
    Ok(python::script(&query, &address))
}
