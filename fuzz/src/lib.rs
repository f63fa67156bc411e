//! What must hold whatever bytes come in: one function for each reader, called by the fuzz targets and, on the corpus
//! in `fuzz/corpus`, by `tests/hostile.rs`. It panics where something does not hold.

mod files;
mod links;
mod matrices;
mod messages;
mod tours;

pub use files::{image, npy, points};
pub use links::link;
pub use matrices::{entry, matrix_text};
pub use messages::messages;
pub use tours::tour;

/// A reader: its name, which is also the folder of its corpus, and its check.
pub type Reader = (&'static str, fn(&[u8]));

pub const READERS: [Reader; 8] = [
    ("link", link),
    ("tour", tour),
    ("matrix_text", matrix_text),
    ("entry", entry),
    ("npy", npy),
    ("image", image),
    ("points", points),
    ("messages", messages),
];

/// What the reader of the page is told: words, a full stop, and no more than can be read.
fn is_sentence(words: &str) {
    assert!(
        words.chars().any(char::is_alphabetic),
        "no words: {words:?}"
    );
    assert!(words.ends_with('.'), "no full stop: {words:?}");
    assert!(words.chars().count() < 500, "too long: {words:?}");
}
