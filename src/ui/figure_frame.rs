//! What every figure has: a caption, a text equivalent, its table, and downloads.

use leptos::prelude::*;

use web_sys::HtmlDetailsElement;

use super::download::{save_png, save_text};
pub use super::exports::Exports;
use super::icon::Icon;
use super::live::live;
use super::registry::{Exhibit, entered};
use crate::plot::{Role, Table};

/// Rows and columns of a table shown on the page; the CSV file always has all of them.
const SHOWN_ROWS: usize = 200;
const SHOWN_COLS: usize = 24;

/// A figure with its caption, a text equivalent for screen readers, and a menu.
///
/// The text equivalent has the id `ID-text`, for `aria-describedby`.
#[component]
pub fn FigureFrame(
    #[prop(into)] id: String,
    /// The object shown, as in the equation: `ΔW* − BA`.
    #[prop(into)]
    title: Signal<String>,
    /// Its shape, or what else belongs beside the name: `64 × 48`.
    #[prop(optional, into)]
    shape: Signal<String>,
    #[prop(optional_no_strip)] role: Option<Role>,
    /// `chart` and `scene` carry the caption above, `heatmap` below.
    kind: &'static str,
    exports: Exports,
    children: Children,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let id = StoredValue::new(id);
    let exhibit = Exhibit::Figure {
        id: id.get_value(),
        title,
        shape,
        exports,
    };
    let table = move || {
        shown.get().then(|| {
            let table = exports.table.run(());
            view! { <DataTable id title table /> }
        })
    };
    view! {
        <figure class="figure" class:tinted=role.is_some() data-figure=id.get_value() data-kind=kind style=("--role", role.map(Role::css_var)) use:entered=exhibit>
            <figcaption>
                <b>{title}</b>
                <span class="figure-shape">{shape}</span>
            </figcaption>
            <FigureMenu id title exports shown />
            <div class="figure-body">{children()}</div>
            <p class="unseen" id=format!("{}-text", id.get_value())>{exports.description}</p>
            {live(table)}
        </figure>
    }
}

#[component]
fn FigureMenu(
    id: StoredValue<String>,
    title: Signal<String>,
    exports: Exports,
    shown: RwSignal<bool>,
) -> impl IntoView {
    let menu = NodeRef::<leptos::html::Details>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            let menu: &HtmlDetailsElement = &menu;
            menu.set_open(false);
        }
    };
    // The item that had the focus disappears with the menu.
    let summary = NodeRef::<leptos::html::Summary>::new();
    let leave = move || {
        close();
        if let Some(summary) = summary.get_untracked() {
            // An element that cannot be focused is no loss.
            let _ = web_sys::HtmlElement::focus(&summary);
        }
    };
    let svg = move || {
        if let Some(svg) = exports.svg.run(()) {
            save_text(&format!("{}.svg", id.get_value()), "image/svg+xml", &svg);
        }
    };
    let png = move || {
        if let Some(canvas) = exports.png.and_then(|png| png.run(())) {
            save_png(&format!("{}.png", id.get_value()), &canvas);
        }
    };
    let csv = move || {
        // The mark tells spreadsheet programs that the file is UTF-8.
        let text = format!("\u{feff}{}", exports.table.run(()).to_csv());
        save_text(
            &format!("{}.csv", id.get_value()),
            "text/csv;charset=utf-8",
            &text,
        );
    };
    let item = move |text: &'static str, act: Callback<()>| {
        let pick = move |_| {
            leave();
            act.run(());
        };
        view! { <button type="button" aria-label=move || format!("{text}: {}", title.get()) on:click=pick>{text}</button> }
    };
    let toggle = move || {
        if shown.get() {
            "Hide table"
        } else {
            "Show as table"
        }
    };
    let escape = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            leave();
        }
    };
    let left = move |event: web_sys::FocusEvent| {
        use wasm_bindgen::JsCast;
        let to = event
            .related_target()
            .and_then(|t| t.dyn_into::<web_sys::Node>().ok());
        let inside = menu
            .get_untracked()
            .is_some_and(|m| m.contains(to.as_ref()));
        if !inside {
            close();
        }
    };
    view! {
        <details class="figure-menu" node_ref=menu on:keydown=escape on:focusout=left>
            <summary node_ref=summary aria-label=move || format!("Table and downloads: {}", title.get())>{Icon::Menu.draw()}</summary>
            <div>
                <button
                    type="button"
                    aria-expanded=move || shown.get().to_string()
                    aria-label=move || format!("{}: {}", toggle(), title.get())
                    on:click=move |_| { leave();
                        shown.update(|s| *s = !*s) }
                >
                    {live(toggle)}
                </button>
                {item("SVG", Callback::new(move |()| svg()))}
                {exports.png.map(|_| item("PNG", Callback::new(move |()| png())))}
                {item("CSV", Callback::new(move |()| csv()))}
            </div>
        </details>
    }
}

#[component]
fn DataTable(id: StoredValue<String>, title: Signal<String>, table: Table) -> impl IntoView {
    let (rows, cols) = (table.rows.len(), table.header.len());
    let cut = rows > SHOWN_ROWS || cols > SHOWN_COLS;
    let note = cut.then(|| {
        view! { <p>{format!("The first {} of {rows} rows and {} of {cols} columns. The CSV file has all of them.", rows.min(SHOWN_ROWS), cols.min(SHOWN_COLS))}</p> }
    });
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter().take(SHOWN_COLS);
        let first = cells.next();
        view! { <tr><th scope="row">{first}</th>{cells.map(|c| view! { <td>{c}</td> }).collect_view()}</tr> }
    };
    view! {
        <div class="figure-table" id=format!("{}-table", id.get_value()) role="region" tabindex="0" aria-label=move || format!("{} as a table", title.get())>
            <table>
                <thead><tr>
                    {table.header.into_iter().take(SHOWN_COLS).map(|h| view! { <th scope="col">{h}</th> }).collect_view()}
                </tr></thead>
                <tbody>{table.rows.into_iter().take(SHOWN_ROWS).map(row).collect_view()}</tbody>
            </table>
            {note}
        </div>
    }
}
