//! Shell, navigation, the link in the address bar, the worker.

mod address;
mod broken;
mod contents;
mod shell;
mod worker;
mod worker_scope;

use wasm_bindgen::JsCast;

/// Starts the page, or the worker when that is where we are.
pub fn start() {
    match js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() {
        Ok(scope) => worker_scope::serve(scope),
        Err(_) => start_page(),
    }
}

fn start_page() {
    broken::show_on_panic();
    broken::clear_first_paint();
    leptos::mount::mount_to_body(shell::Shell);
}
