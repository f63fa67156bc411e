//! The page. Its worker is `worker.rs`.

fn main() {
    low_rank_lab::app::start();
}
