//! The presenter's pointer: a ring around the figure pointed at, or around a row and a column of a matrix.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, Event, HtmlTableRowElement};

/// What is ringed as a whole, the innermost first.
const WHOLE: &str = "[data-figure], [data-prediction], .stat, .slider, .lede-equation, h1";

/// Left, top, width and height in the window, CSS pixels.
type Ring = [f64; 4];

/// Whether the pointer rings, and what.
#[derive(Clone, Copy)]
pub struct Pointer {
    pub on: RwSignal<bool>,
    rings: RwSignal<Vec<Ring>>,
}

impl Pointer {
    pub fn new() -> Self {
        let pointer = Self {
            on: RwSignal::new(false),
            rings: RwSignal::new(Vec::new()),
        };
        let moved = window_event_listener(ev::pointermove, move |event| {
            if pointer.on.get_untracked() {
                let place = [f64::from(event.client_x()), f64::from(event.client_y())];
                pointer.ring(rings_at(&event, Some(place)));
            }
        });
        // Whoever points with the keyboard moves the focus.
        let focused = window_event_listener(ev::focusin, move |event| {
            if pointer.on.get_untracked() {
                pointer.ring(rings_at(&event, None));
            }
        });
        // What was ringed is elsewhere now.
        let scrolled = window_event_listener(ev::wheel, move |_| pointer.ring(Vec::new()));
        on_cleanup(move || {
            moved.remove();
            focused.remove();
            scrolled.remove();
        });
        pointer
    }

    pub fn toggle(self) {
        self.on.update(|on| *on = !*on);
        self.ring(Vec::new());
    }

    fn ring(self, rings: Vec<Ring>) {
        if self.rings.with_untracked(|before| *before != rings) {
            self.rings.set(rings);
        }
    }

    /// The rings, drawn over the page.
    pub fn rings(self) -> impl IntoView + use<> {
        let ring = |[left, top, width, height]: Ring| {
            let px = |length: f64| format!("{length:.1}px");
            view! { <div class="ring" aria-hidden="true" style:left=px(left) style:top=px(top) style:width=px(width) style:height=px(height)></div> }
        };
        self.rings
            .with(|rings| rings.iter().copied().map(ring).collect_view())
    }
}

/// What is to be ringed for an event, at `place` in the window.
fn rings_at(event: &Event, place: Option<[f64; 2]>) -> Vec<Ring> {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(target) = target else {
        return Vec::new();
    };
    let closest = |selector: &str| target.closest(selector).ok().flatten();
    let lines = closest("td, th")
        .and_then(|cell| lines_of_table(&cell))
        .or_else(|| lines_of_heatmap(&closest(".heat")?, place?));
    let whole = || closest(WHOLE).map(|whole| vec![ring(&whole.get_bounding_client_rect())]);
    lines.or_else(whole).unwrap_or_default()
}

fn ring(rect: &DomRect) -> Ring {
    [rect.left(), rect.top(), rect.width(), rect.height()]
}

/// The row and the column of a cell; in the head of a table or at its side only the one that is named there.
fn lines_of_table(cell: &Element) -> Option<Vec<Ring>> {
    let row = cell.closest("tr").ok()??;
    let table = cell.closest("table").ok()??;
    let index = cells_of(&row).iter().position(|other| other == cell)?;
    let rows = table.query_selector_all("tr").ok()?;
    let column: Vec<Ring> = (0..rows.length())
        .filter_map(|i| rows.item(i)?.dyn_into::<Element>().ok())
        .filter_map(|row| {
            let cell = cells_of(&row).into_iter().nth(index)?;
            Some(ring(&cell.get_bounding_client_rect()))
        })
        .collect();
    let column = around(&column)?;
    let row_ring = ring(&row.get_bounding_client_rect());
    let names_row = cell.get_attribute("scope").as_deref() == Some("row");
    let names_column = cell.get_attribute("scope").as_deref() == Some("col");
    Some(match (names_row, names_column) {
        (true, _) => vec![row_ring],
        (_, true) => vec![column],
        _ => vec![row_ring, column],
    })
}

fn cells_of(row: &Element) -> Vec<Element> {
    let Some(row) = row.dyn_ref::<HtmlTableRowElement>() else {
        return Vec::new();
    };
    let cells = row.cells();
    (0..cells.length()).filter_map(|i| cells.item(i)).collect()
}

/// The row and the column of the entry at `place`.
fn lines_of_heatmap(heat: &Element, place: [f64; 2]) -> Option<Vec<Ring>> {
    let count = |name: &str| heat.get_attribute(name)?.parse::<f64>().ok();
    let (rows, cols) = (count("data-rows")?, count("data-cols")?);
    let [left, top, width, height] = ring(&heat.get_bounding_client_rect());
    let cell = |at: f64, length: f64, count: f64| {
        let one = length / count.max(1.0);
        ((at / one).floor().clamp(0.0, count - 1.0) * one, one)
    };
    let (y, tall) = cell(place[1] - top, height, rows);
    let (x, wide) = cell(place[0] - left, width, cols);
    Some(vec![
        [left, top + y, width, tall],
        [left + x, top, wide, height],
    ])
}

/// The smallest ring around all of them.
fn around(rings: &[Ring]) -> Option<Ring> {
    let mut rings = rings.iter();
    let first = *rings.next()?;
    Some(
        rings.fold(first, |[left, top, width, height], [l, t, w, h]| {
            let (right, bottom) = ((left + width).max(l + w), (top + height).max(t + h));
            let (left, top) = (left.min(*l), top.min(*t));
            [left, top, right - left, bottom - top]
        }),
    )
}
