//! Shell, navigation, the link in the address bar, the way to the worker.

mod address;
mod broken;
mod contents;
mod embed;
mod parts;
mod present;
mod share;
mod shell;
mod stage;
mod tour;
mod worker;

/// Starts the page in place of the first paint.
pub fn start() {
    broken::show_on_panic();
    broken::clear_first_paint();
    leptos::mount::mount_to_body(shell::Shell);
}
