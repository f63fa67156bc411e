//! Shell, navigation, the link in the address bar, the way to the worker.

mod address;
mod broken;
mod contents;
mod embed;
mod header;
mod parts;
mod present;
mod print;
mod script;
mod share;
mod shell;
mod stage;
mod tour;
mod worker;

/// Starts the page in place of the first paint.
pub fn start() {
    broken::show_on_panic();
    wasm_bindgen_futures::spawn_local(async {
        // Until the page's own part is there the first paint stands, which shows its beginning.
        let first = shell::fetch_first().await;
        broken::clear_first_paint();
        leptos::mount::mount_to_body(move || shell::shell(first));
    });
}
