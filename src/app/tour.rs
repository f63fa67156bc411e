//! Tours: the bar that leads through one, and the dialog in which one is made.
//! In the part of the program for the classroom, which is fetched when any of it is first wanted.

mod draft;
mod load;
mod maker;
mod player;

use leptos::prelude::*;

use super::address::Address;
use crate::state::tour::Tour;
use crate::ui::part::{NotLoaded, Part, wasm_split};
use crate::ui::session::Host;

pub const PART: Part = Part {
    load: || Box::pin(load()),
    page: |host| Box::pin(page(host)),
};

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
