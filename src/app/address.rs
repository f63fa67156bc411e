//! The address bar: which lab is open, back and forward, and the link that mirrors the state.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use crate::labs;
use crate::state::link::Query;
use crate::state::visit::Visit;

/// After this long without a change the address bar follows the state. Browsers limit how often it may be set.
const MIRROR_AFTER: std::time::Duration = std::time::Duration::from_millis(150);

/// What the address bar asks for now.
pub fn present_visit() -> Visit {
    visit_of(present_query())
}

fn visit_of(query: String) -> Visit {
    Visit::from_query(Query::parse(&query), |id| {
        labs::find(id).map(|entry| entry.id)
    })
}

/// The address of the app without a query.
pub fn base() -> String {
    let location = window().location();
    let whole = location.href().unwrap_or_default();
    whole
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn present_query() -> String {
    window().location().search().unwrap_or_default()
}

/// Where the reader is, and what the address bar should say about it.
#[derive(Clone, Copy)]
pub struct Address {
    /// Changes only when the reader goes somewhere, never because the state changed.
    pub visit: RwSignal<Visit>,
    /// The link of the open lab's state.
    pub link: RwSignal<Option<Signal<String>>>,
}

impl Address {
    /// Follows back, forward and every click on one of the app's own links.
    pub fn follow() -> Self {
        let address = Self {
            visit: RwSignal::new(present_visit()),
            link: RwSignal::new(None),
        };
        let back = window_event_listener(ev::popstate, move |_| address.arrive(present_visit()));
        let click = window_event_listener(ev::click, move |event| {
            if let Some(query) = own_link(&event) {
                event.prevent_default();
                address.go(query);
            }
        });
        on_cleanup(move || {
            back.remove();
            click.remove();
        });
        address.mirror();
        address
    }

    /// Opens `query` as a new entry of the history.
    pub fn go(&self, query: String) {
        self.write_link();
        let target = if query.is_empty() {
            "?".to_owned()
        } else {
            query
        };
        if let Ok(history) = window().history() {
            // Refused only when called far too often; the page then changes all the same.
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&target));
        }
        self.arrive(visit_of(target));
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }

    /// Opens `query` in place of the present entry of the history.
    pub fn replace(&self, query: String) {
        rewrite(&query);
        self.arrive(visit_of(query));
    }

    /// As [`replace`](Self::replace), for a link that did not quite lead there: what was said of it stays said.
    pub fn correct(&self, query: String) {
        rewrite(&query);
        let mut visit = visit_of(query);
        visit.problems = self.visit.with_untracked(|visit| visit.problems.clone());
        self.arrive(visit);
    }

    fn arrive(&self, visit: Visit) {
        self.link.set(None);
        self.visit.set(visit);
        focus_main();
    }

    /// Keeps the address bar equal to the state, a little after it came to rest.
    fn mirror(&self) {
        let address = *self;
        Effect::new(move |pending: Option<Option<TimeoutHandle>>| {
            if let Some(Some(pending)) = pending {
                pending.clear();
            }
            address.link.get()?.get();
            set_timeout_with_handle(move || address.write_link(), MIRROR_AFTER).ok()
        });
    }

    /// Puts the state's link into the address bar, in place of the present entry.
    fn write_link(&self) {
        let Some(link) = self
            .link
            .get_untracked()
            .and_then(|link| link.try_get_untracked())
        else {
            return;
        };
        let link = self.visit.with_untracked(|visit| visit.placed(link));
        if link != present_query() {
            rewrite(&link);
        }
    }
}

/// Puts `query` into the address bar, in place of the present entry of the history.
fn rewrite(query: &str) {
    if let Ok(history) = window().history() {
        // Refused only when called far too often; the page then changes all the same.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(query));
    }
}

/// The query of the app's own link that was clicked, if it was a plain click on one.
fn own_link(event: &web_sys::MouseEvent) -> Option<String> {
    if event.default_prevented()
        || event.button() != 0
        || event.ctrl_key()
        || event.meta_key()
        || event.shift_key()
        || event.alt_key()
    {
        return None;
    }
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let anchor = target.closest("a[href^='?']:not([target])").ok()??;
    anchor.get_attribute("href")
}

/// Where the content has the focus and is about to be drawn anew, the new content gets it.
pub fn keep_focus_in_main() {
    let focused = document().active_element();
    if focused.is_some_and(|element| element.id() == "main") {
        focus_main();
    }
}

/// On a narrow screen the navigation scrolls: the open lab's name is to be seen.
pub fn show_tab() {
    request_animation_frame(|| {
        if let Ok(Some(tab)) = document().query_selector("nav.labs [aria-current]") {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
            tab.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// Moves the keyboard to the new page's content, once it is drawn.
fn focus_main() {
    request_animation_frame(|| {
        let main = document().get_element_by_id("main");
        if let Some(main) = main.and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            // Focus that is refused stays where it was.
            let _ = main.focus_with_options(&options);
        }
    });
}
