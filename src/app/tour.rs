//! Tours: the bar that leads through one, and the dialog in which one is made.
//! In the part of the program for the classroom, which is fetched when any of it is first wanted.

mod draft;
mod load;
mod maker;
mod player;

use std::fmt::Write as _;

use leptos::prelude::*;

use super::address::Address;
use crate::state::link::{Query, percent_encode};
use crate::state::tour::Tour;
use crate::ui::part::{NotLoaded, Part, wasm_split};
use crate::ui::session::Host;

pub const PART: Part = Part {
    load: || Box::pin(load()),
    page: |host| Box::pin(page(host)),
};

/// Where in which tour a visit stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// A lab's id, for the tour that comes with it, or the text of a tour.
    pub source: String,
    /// Counted from 0; none before the first step is open.
    pub at: Option<usize>,
}

impl Stop {
    /// The stop a query asks for.
    pub fn wanted(query: &str) -> Option<Self> {
        let query = Query::parse(query);
        let at = query.get("at").and_then(|at| at.parse::<usize>().ok());
        Some(Self {
            source: query.get("tour")?.to_owned(),
            at: at.and_then(|at| at.checked_sub(1)),
        })
    }

    /// Appends the stop to a link.
    pub fn write(&self, link: &mut String) {
        link.push_str("&tour=");
        percent_encode(&self.source, link);
        if let Some(at) = self.at {
            // Writing to a String cannot fail.
            let _ = write!(link, "&at={}", at + 1);
        }
    }
}

/// What the shell and this part know of tours; in the context.
#[derive(Clone, Copy)]
pub struct Tours {
    pub address: Address,
    /// Whether the dialog is open.
    pub making: RwSignal<bool>,
    /// Goes to the next step (`true`) or the one before, while a tour is under way.
    pub turn: RwSignal<Option<Callback<bool>>>,
    /// The tour under way, once it has been read.
    playing: RwSignal<Option<Tour>>,
    /// The reader's own tour; none before it was looked for on this device.
    draft: RwSignal<Option<Tour>>,
}

impl Tours {
    pub fn new(address: Address) -> Self {
        Self {
            address,
            making: RwSignal::new(false),
            turn: RwSignal::new(None),
            playing: RwSignal::new(None),
            draft: RwSignal::new(None),
        }
    }
}

#[wasm_split(classroom, fallible, preload(load))]
fn page(host: Host) -> Result<AnyView, NotLoaded> {
    Ok(draw(host))
}

fn draw(host: Host) -> AnyView {
    let tours = expect_context::<Tours>();
    view! { {player::bar(tours, host.notices)} {maker::dialog(tours)} }.into_any()
}
