//! The frame around every page: what of it is drawn where, the status line, the footer.

use leptos::prelude::*;
use web_sys::Element;

use crate::ui::icon::Icon;
use crate::ui::live::{derived, live, memo};

use crate::labs::{self, Entry, LABS};
use crate::state::link::Query;
use crate::state::visit::Visit;
use crate::ui::files;
use crate::ui::jobs::provide_jobs;
use crate::ui::part::Part;
use crate::ui::prediction::HeldBack;
use crate::ui::registry::Registry;
use crate::ui::session::{Host, UndoControls};
use crate::ui::theme::provide_theme;

use super::address::{self, Address};
use super::contents;
use super::embed;
use super::header::{Header, undo_by_keyboard};
use super::parts::{Fetched, Parts};
use super::present::{self, Presenting};
use super::print::{self, Printing};
use super::share;
use super::stage::{self, Stage};
use super::tour::{self, Tours};
use super::worker::WorkerPort;

/// Fetches the part of the page that the link opens; its name, and whether it is there.
pub async fn fetch_first() -> (&'static str, Fetched) {
    let page = page_of(&address::present_visit());
    let fetched = match (page.part.load)().await {
        Ok(()) => Fetched::Here,
        Err(_) => Fetched::Failed,
    };
    (page.name, fetched)
}

/// The app; `first` is the part that has been fetched.
pub fn shell(first: (&'static str, Fetched)) -> impl IntoView {
    provide_theme();
    let notices = RwSignal::new(Vec::<String>::new());
    provide_jobs(WorkerPort::new(notices));
    files::listen(Callback::new(move |()| notices.set(vec![no_files_here()])));
    let registry = Registry::provide();
    let address = Address::follow();
    let undo = RwSignal::new(None::<UndoControls>);
    undo_by_keyboard(undo);

    let parts = Parts::new(first);
    let sharing = RwSignal::new(false);
    let state = RwSignal::new(None);
    let tours = Tours::new(address);
    provide_context(tours);
    let show = derived(move || address.visit.with(|visit| visit.show.clone()));
    let presenting = Presenting::new(registry, undo, tours.turn, show);
    let printing = Printing::new(registry);
    provide_context(printing);
    let touring = memo(move |_| address.visit.with(|visit| visit.tour.is_some()));
    provide_context(presenting);
    provide_context(HeldBack(derived(move || {
        presenting.on.get() || touring.get()
    })));
    let embedded = memo(move |_| address.visit.with(|visit| visit.embed.clone()));
    if embedded.with_untracked(Option::is_some) {
        embed::tell_height();
    }
    // Another lab's part arriving is no reason to draw this page anew.
    let arrival = memo(move |_| {
        let visit = address.visit.get();
        let fetched = parts.of(page_of(&visit).name);
        (visit, fetched)
    });
    let page = move || {
        let (visit, fetched) = arrival.get();
        undo.set(None);
        notices.set(visit.problems.clone());
        document().set_title(&title(&visit));
        address::keep_focus_in_main();
        address::show_tab();
        let page = page_of(&visit);
        if fetched != Fetched::Failed {
            parts.fetch(page.name, page.part);
        }
        arrange(&visit, presenting);
        if fetched == Fetched::Here {
            look_for_figures(&visit, address, registry, notices);
        }
        let host = Host {
            query: StoredValue::new(visit.query),
            link: address.link,
            notices,
            undo,
            state,
            sharing,
        };
        let drawn = match fetched {
            Fetched::Here => page.part.draw(host),
            Fetched::Waiting | Fetched::Failed => None,
        };
        drawn.unwrap_or_else(|| not_here(page, fetched == Fetched::Failed, parts))
    };
    let bare = move || Host {
        query: StoredValue::new(Query::default()),
        link: address.link,
        notices,
        undo,
        state,
        sharing,
    };
    let beside = |wanted: Memo<bool>, extra| live(beside(parts, wanted, extra, bare));
    let share = beside(
        memo(move |_| sharing.get()),
        ("share", share::PART, "What sharing needs"),
    );
    let tour = beside(
        memo(move |_| tours.making.get() || touring.get()),
        ("tour", tour::PART, "What tours need"),
    );
    let presentation = beside(
        memo(move |_| presenting.on.get()),
        ("present", present::PART, "What presenting needs"),
    );
    let handout = beside(
        memo(move |_| printing.on.get()),
        ("print", print::PART, "What printing needs"),
    );
    let leave_frame = move || {
        embedded.get().map(|_| {
            let whole = move || address.link.get().map(|link| link.get());
            view! { <footer class="frame-foot"><a href=whole target="_blank" rel="noopener">"Open in Low-Rank Lab " {Icon::Open.draw()}</a></footer> }
        })
    };
    view! {
        <Header address undo parts sharing making=tours.making presenting />
        <div class="status" role="status">
            {live(move || notices.get().into_iter().map(|n| view! { <p>{n}</p> }).collect_view())}
        </div>
        {live(page)}
        {share}
        {live(leave_frame)}
        {tour}
        {presentation}
        {handout}
        <Footer />
    }
}

/// A page of the app: a lab's, or the contents.
#[derive(Clone, Copy)]
struct Page {
    name: &'static str,
    headline: &'static str,
    part: Part,
}

fn page_of(visit: &Visit) -> Page {
    match visit.lab.and_then(labs::find) {
        Some(entry) => Page {
            name: entry.id,
            headline: entry.question,
            part: entry.part,
        },
        None => Page {
            name: "contents",
            headline: contents::HEADLINE,
            part: contents::PART,
        },
    }
}

/// What stands in a page's place until its part has come.
fn not_here(page: Page, failed: bool, parts: Parts) -> AnyView {
    let (state, words) = match failed {
        true => (
            "error",
            "This page could not be loaded. Check your connection, then try again.",
        ),
        false => ("computing", "Loading the laboratory …"),
    };
    let again = failed.then(|| {
        let fetch = move |_| parts.fetch(page.name, page.part);
        view! { <button type="button" class="button" on:click=fetch>"Try again"</button> }
    });
    view! {
        <main id="main" tabindex="-1" data-state=state>
            <section class="hero">
                <h1>{page.headline}</h1>
            </section>
            <p class="boot-note" role="status">{words}</p>
            {again}
        </main>
    }
    .into_any()
}

/// What of the page is shown, and what the reader is to look at.
fn arrange(visit: &Visit, presenting: Presenting) {
    if let Some(figure) = &visit.embed {
        presenting.on.set(false);
        stage::set(&Stage::Frame(figure));
    } else if let (Some(_), Some(arrived)) = (visit.lab, presenting.arrived.get_untracked()) {
        arrived.run(());
    } else {
        presenting.on.set(false);
        stage::set(&Stage::Page);
    }
}

/// Once the page stands: points at the figure that the link tells to look at, and says so where there is no such figure.
fn look_for_figures(
    visit: &Visit,
    address: Address,
    registry: Registry,
    notices: RwSignal<Vec<String>>,
) {
    let looked_for = |id: &String, then: fn(Option<&Element>), otherwise: &'static str| {
        let (visit, id) = (visit.clone(), id.clone());
        let wanted = id.clone();
        let there = Box::new(move || registry.find(&wanted).is_some());
        let act = move |_| {
            if address.visit.with_untracked(|now| *now != visit) {
                return; // the reader has gone on
            }
            let found = registry.find(&id);
            then(found.as_ref());
            if found.is_none() {
                let sentence = format!("This page has no figure called “{id}”{otherwise}.");
                notices.update(|notices| notices.push(sentence));
            }
        };
        stage::once_settled(there, Box::new(act));
    };
    if let Some(id) = &visit.embed {
        let whole_page = |found: Option<&Element>| {
            if found.is_none() {
                stage::set(&Stage::Page);
            }
        };
        looked_for(id, whole_page, ", so here is all of it");
    }
    if let Some(id) = &visit.show {
        let point = |found: Option<&Element>| {
            if let Some(figure) = found.filter(|_| !stage::is_set()) {
                stage::point_at(figure);
            }
        };
        looked_for(id, point, " to look at");
    }
}

/// A part that stands beside the page while it is `wanted`: its name, its code, and what it is for, should it not come.
fn beside(
    parts: Parts,
    wanted: Memo<bool>,
    (name, part, what): (&'static str, Part, &'static str),
    host: impl Fn() -> Host + Send + 'static,
) -> impl Fn() -> Option<AnyView> + Send + 'static {
    // Another part's arrival is no reason to draw this one anew.
    let fetched = memo(move |_| parts.of(name));
    move || {
        if !wanted.get() {
            return None;
        }
        parts.fetch(name, part);
        match fetched.get() {
            Fetched::Here => part.draw(host()),
            Fetched::Waiting => None,
            Fetched::Failed => {
                let words =
                    format!("{what} could not be loaded. Check your connection, then try again.");
                Some(view! { <p class="update" role="alert">{words}</p> }.into_any())
            }
        }
    }
}

/// What is said about a file that was dropped on a page that has no use for it.
fn no_files_here() -> String {
    let place = |entry: &Entry| Some(format!("{} in “{}”", entry.opens?, entry.name));
    let places: Vec<String> = LABS.iter().filter_map(place).collect();
    format!(
        "No file can be opened on this page. You can open {}: choose it above, then drop the file again.",
        places.join(", or ")
    )
}

fn title(visit: &Visit) -> String {
    match visit.lab.and_then(labs::find) {
        Some(entry) => format!("{} · Low-Rank Lab", entry.name),
        None => "Low-Rank Lab: rank, SVD and LoRA by touching them".to_owned(),
    }
}

#[component]
fn Footer() -> impl IntoView {
    view! {
        <footer class="foot">
            <p>
                "Everything on this page is computed in your browser. Nothing you type or open is sent anywhere. "
                "The code is free (MIT or Apache-2.0)."
            </p>
        </footer>
    }
}
