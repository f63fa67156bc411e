//! One program, two scopes: the page, and the worker that computes for it.

fn main() {
    low_rank_lab::app::start();
}
