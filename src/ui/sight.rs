//! Whether the page can be seen. What moves by itself holds while it cannot: a frame on another page that has been
//! scrolled away, or a window in the background.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{IntersectionObserver, IntersectionObserverEntry};

type Act = Box<dyn FnOnce()>;

/// What waits until the page is in view.
struct Sight {
    in_view: Cell<bool>,
    watched: Cell<bool>,
    waiting: RefCell<Vec<Act>>,
}

thread_local! {
    static SIGHT: Sight = const {
        Sight {
            in_view: Cell::new(true),
            watched: Cell::new(false),
            waiting: RefCell::new(Vec::new()),
        }
    };
}

/// Whether somebody can see the page now.
pub fn is_seen() -> bool {
    in_view() && !document().hidden()
}

fn in_view() -> bool {
    SIGHT.with(|sight| {
        if !sight.watched.replace(true) {
            watch();
        }
        sight.in_view.get()
    })
}

/// Runs `act` with the next picture that somebody can see. Browsers give none to a window in the background; to a frame
/// that has been scrolled away most do.
pub fn next_picture(act: impl FnOnce() + 'static) {
    if in_view() {
        request_animation_frame(act);
    } else {
        SIGHT.with(|sight| sight.waiting.borrow_mut().push(Box::new(act)));
    }
}

/// Follows, as long as the page stands, whether any of it is in the window; frames around it count.
fn watch() {
    let on_change = Closure::<dyn FnMut(js_sys::Array)>::new(|entries: js_sys::Array| {
        // The last entry is the newest.
        let Some(entry) = entries.iter().last() else {
            return;
        };
        let entry: IntersectionObserverEntry = entry.unchecked_into();
        change(entry.is_intersecting());
    });
    if let (Some(root), Ok(observer)) = (
        document().document_element(),
        IntersectionObserver::new(on_change.as_ref().unchecked_ref()),
    ) {
        observer.observe(&root);
    }
    on_change.forget();
}

fn change(in_view: bool) {
    let woken = SIGHT.with(|sight| {
        sight.in_view.set(in_view);
        match in_view {
            true => sight.waiting.take(),
            false => Vec::new(),
        }
    });
    for act in woken {
        request_animation_frame(act);
    }
}
