//! Pieces of a page that follow the state.

use leptos::prelude::*;

/// A piece that is drawn anew whenever what it reads changes.
pub type Live = Box<dyn FnMut() -> AnyView + Send>;

/// Wraps `move || …` in a view. Leptos compiles its updating code once for every type of closure;
/// with one type for all, that code is there once, and the download is a fifth smaller.
pub fn live<V: IntoView + 'static>(piece: impl Fn() -> V + Send + 'static) -> Live {
    Box::new(move || piece().into_any())
}
