//! A lab on paper: a handout of two pages with a figure, its numbers, the challenges, the link and its QR code.
//! In the part of the program for the classroom, which is fetched when any of it is first wanted.

mod collect;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::address::base;
use super::stage;
use crate::ui::live::{derived, live};
use crate::ui::part::{NotLoaded, Part, wasm_split};
use crate::ui::qr_picture::QrPicture;
use crate::ui::registry::Registry;
use crate::ui::session::Host;
use crate::ui::theme::use_theme_choice;
use collect::{Handout, Picture};

pub const PART: Part = Part {
    load: || Box::pin(load()),
    page: |host| Box::pin(page(host)),
};

/// What the shell and this part know of printing; in the context.
#[derive(Clone, Copy)]
pub struct Printing {
    /// Whether a handout is being made.
    pub on: RwSignal<bool>,
    /// The figure to print, by its id; none is the first on the page.
    pub figure: RwSignal<Option<String>>,
    registry: Registry,
}

impl Printing {
    /// The browser's key for printing makes a handout of an open lab.
    pub fn new(registry: Registry) -> Self {
        let printing = Self {
            on: RwSignal::new(false),
            figure: RwSignal::new(None),
            registry,
        };
        let key = window_event_listener(ev::keydown, move |event| {
            let print = event.key().eq_ignore_ascii_case("p")
                && (event.ctrl_key() || event.meta_key())
                && !event.shift_key()
                && !event.alt_key();
            if print && printing.begin(None) {
                event.prevent_default();
            }
        });
        on_cleanup(move || key.remove());
        printing
    }

    /// Begins, if the page has a figure to print. Where only a part of it is shown, what is hidden is not drawn: there
    /// the browser prints what it shows.
    pub fn begin(self, figure: Option<String>) -> bool {
        let there = !stage::is_set() && self.registry.has_figures();
        if there {
            self.figure.set(figure);
            self.on.set(true);
        }
        there
    }
}

#[wasm_split(classroom, fallible, preload(load))]
fn page(host: Host) -> Result<AnyView, NotLoaded> {
    Ok(draw(host))
}

/// How often the page is given time to draw itself for paper, in frames.
const FRAMES: u32 = 4;

fn draw(host: Host) -> AnyView {
    let printing = expect_context::<Printing>();
    let theme = use_theme_choice();
    theme.print(true);
    // Figures out of sight are drawn too.
    if let Ok(event) = web_sys::Event::new("beforeprint") {
        let _ = window().dispatch_event(&event);
    }
    let handout = RwSignal::new(None::<Handout>);
    let figure = printing.figure.get_untracked();
    after_frames(FRAMES, move || {
        handout.try_set(Some(collect::collect(printing.registry, figure.as_deref())));
        after_frames(FRAMES, move || {
            if printing.on.try_get_untracked() == Some(true) {
                // A browser that prints nothing says nothing.
                let _ = window().print();
            }
        });
    });
    let over = window_event_listener(ev::afterprint, move |_| {
        printing.on.try_set(false);
    });
    on_cleanup(move || {
        over.remove();
        theme.print(false);
    });
    let query = host.link.get_untracked().map(|link| link.get_untracked());
    let link = format!("{}{}", base(), query.unwrap_or_default());
    let piece = move || {
        let link = link.clone();
        handout
            .get()
            .map(|handout| view! { <Sheets handout link /> })
    };
    live(piece).into_any()
}

/// Calls `then` once the page has been drawn `count` times.
fn after_frames(count: u32, then: impl FnOnce() + 'static) {
    let then: Box<dyn FnOnce()> = Box::new(then);
    match count {
        0 => then(),
        _ => request_animation_frame(move || after_frames(count - 1, then)),
    }
}

#[component]
fn Sheets(handout: Handout, link: String) -> impl IntoView {
    let shown = link.clone();
    let code = derived(move || link.clone());
    let lines = |lines: Vec<String>| {
        let line = |line: String| view! { <li inner_html=line></li> };
        lines.into_iter().map(line).collect_view()
    };
    let columns = handout.pictures.len().min(3).to_string();
    view! {
        <section class="handout" aria-hidden="true">
            <div class="sheet">
                <h1>{handout.title}</h1>
                <p class="handout-question">{handout.question}</p>
                <div class="handout-equation" inner_html=handout.equation></div>
                <div class="handout-figures" data-columns=columns>{handout.pictures.into_iter().map(picture).collect_view()}</div>
                <h2>"Settings"</h2>
                <ul class="handout-settings">{lines(handout.settings)}</ul>
                <h2>"Numbers"</h2>
                <ul>{lines(handout.numbers)}</ul>
            </div>
            <div class="sheet">
                <h2>"What to notice"</h2>
                <ul>{lines(handout.notices)}</ul>
                <h2>"Try it"</h2>
                <ol class="handout-tasks">{lines(handout.tasks)}</ol>
                <div class="handout-link">
                    <QrPicture link=code />
                    <div>
                        <h2>"The same state, live"</h2>
                        <p>{shown}</p>
                    </div>
                </div>
            </div>
        </section>
    }
}

fn picture(picture: Picture) -> impl IntoView {
    view! {
        <figure>
            <figcaption>{picture.caption}</figcaption>
            <div class="handout-drawn" inner_html=picture.drawn></div>
            <p>{picture.words}</p>
        </figure>
    }
}

/// An element as what can be asked for its boxes and its text.
fn element(node: Option<web_sys::Node>) -> Option<web_sys::Element> {
    node?.dyn_into().ok()
}
