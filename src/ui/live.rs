//! Values and pieces of a page that follow the state.
//!
//! Leptos compiles its updating code once for every type of closure. Here closures are boxed first, so that
//! the code is there once for every type of value, and the download is a quarter smaller.

use std::sync::Arc;

use leptos::prelude::*;

/// A piece that is drawn anew whenever what it reads changes.
pub type Live = Box<dyn FnMut() -> AnyView + Send>;

/// A piece of a view that follows the state.
pub fn live<V: IntoView + 'static>(piece: impl Fn() -> V + Send + 'static) -> Live {
    Box::new(move || piece().into_any())
}

type Compute<T> = Box<dyn Fn(Option<&T>) -> T + Send + Sync>;

/// A value computed again when what it reads changes, and passed on only if it differs.
pub fn memo<T>(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    let compute: Compute<T> = Box::new(compute);
    Memo::new(compute)
}

/// A value computed whenever it is asked for.
pub fn derived<T>(compute: impl Fn() -> T + Send + Sync + 'static) -> Signal<T>
where
    T: Send + Sync + 'static,
{
    let compute: Box<dyn Fn() -> T + Send + Sync> = Box::new(compute);
    Signal::derive(compute)
}

/// `count` pieces, one for each index from 0; those that stay are kept when the number changes.
pub fn each(
    count: impl Fn() -> usize + Send + Sync + 'static,
    piece: impl Fn(usize) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let count: Box<dyn Fn() -> usize + Send + Sync> = Box::new(count);
    let piece: Arc<dyn Fn(usize) -> AnyView + Send + Sync> = Arc::new(piece);
    view! { <For each=move || 0..count() key=|index| *index children=move |index| piece(index) /> }
        .into_any()
}

/// The body of an effect that keeps no value between its runs.
pub type Reaction = Box<dyn FnMut()>;
