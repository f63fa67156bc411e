//! A matrix as pixels on the page.

use leptos::html;
use leptos::prelude::*;

use super::live::{Reaction, derived, live, memo};
use wasm_bindgen::prelude::*;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, ImageData, KeyboardEvent, PointerEvent,
};

use super::canvas::use_nearness;
use super::download::enlarged;
use super::figure_frame::{Exports, FigureFrame};
use super::theme::use_theme;
use crate::data::number_format::short;
pub use crate::plot::HeatmapData;
use crate::plot::svg::heatmap_svg;
use crate::plot::{Rgb, Role};

/// A skinny factor is at least this many CSS pixels thick, or it could not be seen or pointed at.
const THINNEST: f64 = 16.0;
/// Text in cells only where a cell is at least this many CSS pixels wide.
const ROOM_FOR_TEXT: f64 = 34.0;

/// The part of a factor that a truncation keeps; the rest is dimmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    All,
    /// The first columns, as in U_r.
    Columns(usize),
    /// The first rows, as in V_rᵀ.
    Rows(usize),
    /// The leading square block, as in Σ_r.
    Block(usize),
}

impl Kept {
    /// In words; empty when nothing is dimmed.
    fn describe(self, rows: usize, cols: usize) -> String {
        match self {
            Kept::Columns(r) if r < cols => format!("{r} of {cols} columns lit"),
            Kept::Rows(r) if r < rows => format!("{r} of {rows} rows lit"),
            Kept::Block(r) if r < rows.max(cols) => format!("leading {r} × {r} lit"),
            _ => String::new(),
        }
    }

    /// Whether the entry in row `i` and column `j`, counted from 0, is lit.
    fn holds(self, i: usize, j: usize) -> bool {
        match self {
            Kept::All => true,
            Kept::Columns(r) => j < r,
            Kept::Rows(r) => i < r,
            Kept::Block(r) => i < r && j < r,
        }
    }

    /// Left, top, width and height, in fractions of the matrix, of what is dimmed.
    fn dimmed(self, rows: usize, cols: usize) -> Vec<[f64; 4]> {
        let part = |r: usize, n: usize| (r.min(n) as f64) / (n.max(1) as f64);
        let boxes = match self {
            Kept::All => Vec::new(),
            Kept::Columns(r) => vec![[part(r, cols), 0.0, 1.0 - part(r, cols), 1.0]],
            Kept::Rows(r) => vec![[0.0, part(r, rows), 1.0, 1.0 - part(r, rows)]],
            Kept::Block(r) => {
                let (x, y) = (part(r, cols), part(r, rows));
                vec![[x, 0.0, 1.0 - x, 1.0], [0.0, y, x, 1.0 - y]]
            }
        };
        boxes
            .into_iter()
            .filter(|b| b[2] > 0.0 && b[3] > 0.0)
            .collect()
    }
}

/// A matrix, one pixel an entry, framed in its role's colour. Pointing at it, or moving the
/// cell cursor with the arrow keys, tells row, column and value.
#[component]
pub fn Heatmap(
    #[prop(into)] id: String,
    /// The matrix' name, as in the equation.
    #[prop(into)]
    caption: Signal<String>,
    /// Its shape and what else belongs under the name.
    #[prop(optional, into)]
    shape: Signal<String>,
    #[prop(into)] data: Signal<HeatmapData>,
    role: Role,
    /// The longer side, CSS pixels.
    #[prop(default = 200.0)]
    size: f64,
    #[prop(optional, into)] kept: Option<Signal<Kept>>,
    /// Writes the values into the cells where there is room.
    #[prop(optional)]
    values: bool,
) -> impl IntoView {
    let theme = use_theme();
    let canvas = NodeRef::<html::Canvas>::new();
    let heat = NodeRef::<html::Div>::new();
    let near = use_nearness(heat, || ());
    let pixels = StoredValue::new_local(Vec::<u8>::new());
    Effect::new(Box::new(move || {
        if let Some(canvas) = canvas.get().filter(|_| near.get()) {
            data.with(|d| pixels.update_value(|buffer| paint(&canvas, d, buffer)));
        }
    }) as Reaction);
    // Also where it has not come near the window yet.
    let painted = move || {
        let canvas = canvas.get_untracked()?;
        data.with_untracked(|d| pixels.update_value(|buffer| paint(&canvas, d, buffer)));
        Some(canvas)
    };
    let dims = memo(move |_| data.with(|d| (d.rows, d.cols)));
    let kept = move || kept.map_or(Kept::All, |k| k.get());
    let lit = memo(move |_| {
        let (rows, cols) = dims.get();
        kept().describe(rows, cols)
    });
    let shape_text = derived(move || joined([shape.get(), lit.get()], " · "));
    let exports = Exports {
        description: derived(move || {
            let sentence = |text: String| {
                if text.is_empty() {
                    text
                } else {
                    format!("{text}.")
                }
            };
            let entries = data.with(HeatmapData::describe);
            joined([sentence(caption.get()), entries, sentence(lit.get())], " ")
        }),
        table: Callback::new(move |()| data.with_untracked(HeatmapData::table)),
        svg: Callback::new(move |()| {
            let frame = theme.get_untracked().role(role);
            // The canvas has one pixel per entry.
            let picture = painted()?.to_data_url().ok()?;
            data.with_untracked(|d| {
                heatmap_svg(d, frame, &caption.get_untracked(), 640, &picture).ok()
            })
        }),
        png: Some(Callback::new(move |()| enlarged(&painted()?))),
    };
    let shown = memo(move |_| displayed(dims.get(), size));
    let boxes = move || {
        let (rows, cols) = dims.get();
        let percent = |f: f64| format!("{:.4}%", 100.0 * f);
        let strip = |[x, y, w, h]: [f64; 4]| {
            let style = format!(
                "left:{};top:{};width:{};height:{}",
                percent(x),
                percent(y),
                percent(w),
                percent(h)
            );
            view! { <div class="heat-dim" style=style></div> }
        };
        kept()
            .dimmed(rows, cols)
            .into_iter()
            .map(strip)
            .collect_view()
    };
    let cells = move || {
        let (rows, cols) = dims.get();
        let roomy = shown.get().0 / cols.max(1) as f64 >= ROOM_FOR_TEXT;
        (values && roomy && rows <= 6 && cols <= 6)
            .then(|| view! { <CellTexts data kept=derived(kept) /> })
    };
    let text_id = format!("{id}-text");
    view! {
        <FigureFrame id title=caption shape=shape_text role=Some(role) kind="heatmap" exports>
            <div
                class="heat"
                node_ref=heat
                data-rows=move || dims.get().0.to_string()
                data-cols=move || dims.get().1.to_string()
                style=("--width", move || format!("{:.1}px", shown.get().0))
                style=("aspect-ratio", move || format!("{:.1} / {:.1}", shown.get().0, shown.get().1))
            >
                <canvas
                    node_ref=canvas
                    role="img"
                    aria-label=caption
                    aria-describedby=text_id
                ></canvas>
                {live(boxes)}
                {live(cells)}
                <CellReader data caption dims />
            </div>
        </FigureFrame>
    }
}

/// The non-empty parts with `by` between them.
fn joined<const N: usize>(parts: [String; N], by: &str) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    parts.join(by)
}

/// Width and height in CSS pixels.
fn displayed((rows, cols): (usize, usize), size: f64) -> (f64, f64) {
    let (rows, cols) = (rows.max(1) as f64, cols.max(1) as f64);
    let unit = size / rows.max(cols);
    ((cols * unit).max(THINNEST), (rows * unit).max(THINNEST))
}

fn paint(canvas: &HtmlCanvasElement, data: &HeatmapData, buffer: &mut Vec<u8>) {
    let (Ok(width), Ok(height)) = (u32::try_from(data.cols), u32::try_from(data.rows)) else {
        return;
    };
    if width == 0 || height == 0 {
        return;
    }
    // Setting a size clears the bitmap even if it is the same.
    if canvas.width() != width {
        canvas.set_width(width);
    }
    if canvas.height() != height {
        canvas.set_height(height);
    }
    data.rgba(buffer);
    let image =
        ImageData::new_with_u8_clamped_array_and_sh(wasm_bindgen::Clamped(buffer), width, height);
    let context = canvas.get_context("2d").ok().flatten();
    let context = context.and_then(|c| c.dyn_into::<CanvasRenderingContext2d>().ok());
    if let (Ok(image), Some(context)) = (image, context) {
        // Refused only for an image of another origin.
        let _ = context.put_image_data(&image, 0.0, 0.0);
    }
}

/// The values of a small matrix, one text a cell.
#[component]
fn CellTexts(data: Signal<HeatmapData>, kept: Signal<Kept>) -> impl IntoView {
    let cells = move || {
        data.with(|d| {
            let range = d.shown_range();
            let kept = kept.get();
            let cell = |(k, v): (usize, &f32)| {
                let ground = d.map.color(f64::from(*v), range);
                let dark = Rgb(0x1d, 0x25, 0x30);
                let text = if ground.contrast(dark) >= 4.5 {
                    dark
                } else {
                    Rgb(255, 255, 255)
                };
                // A dimmed cell has the panel's colour, whatever its value.
                let lit = kept.holds(k / d.cols.max(1), k % d.cols.max(1));
                let color = if lit {
                    format!("rgb({},{},{})", text.0, text.1, text.2)
                } else {
                    "var(--ink-2)".to_string()
                };
                let value = short(f64::from(*v) * d.unit, 3);
                view! { <span style=("color", color)>{value}</span> }
            };
            d.values.iter().enumerate().map(cell).collect_view()
        })
    };
    let columns = move || data.with(|d| d.cols.to_string());
    view! { <div class="heat-values" aria-hidden="true" style=("--columns", columns)>{live(cells)}</div> }
}

/// Row, column and value of the entry under the pointer or the cell cursor.
#[component]
fn CellReader(
    data: Signal<HeatmapData>,
    caption: Signal<String>,
    dims: Memo<(usize, usize)>,
) -> impl IntoView {
    let cell = RwSignal::new(None::<(usize, usize)>);
    let pad = NodeRef::<html::Div>::new();
    let point = move |event: PointerEvent| {
        let Some(pad) = pad.get_untracked() else {
            return;
        };
        let (rows, cols) = dims.get_untracked();
        let rect = pad.get_bounding_client_rect();
        let index = |at: f64, length: f64, n: usize| {
            ((at / length.max(1.0) * n as f64).max(0.0) as usize).min(n.saturating_sub(1))
        };
        let i = index(
            f64::from(event.client_y()) - rect.top(),
            rect.height(),
            rows,
        );
        let j = index(
            f64::from(event.client_x()) - rect.left(),
            rect.width(),
            cols,
        );
        if cell.get_untracked() != Some((i, j)) {
            cell.set(Some((i, j)));
        }
    };
    let step = move |event: KeyboardEvent| {
        let (rows, cols) = dims.get_untracked();
        let (i, j) = cell.get_untracked().unwrap_or((0, 0));
        let next = match event.key().as_str() {
            "ArrowUp" => (i.saturating_sub(1), j),
            "ArrowDown" => ((i + 1).min(rows.saturating_sub(1)), j),
            "ArrowLeft" => (i, j.saturating_sub(1)),
            "ArrowRight" => (i, (j + 1).min(cols.saturating_sub(1))),
            "Home" => (i, 0),
            "End" => (i, cols.saturating_sub(1)),
            "PageUp" => (0, j),
            "PageDown" => (rows.saturating_sub(1), j),
            "Escape" => {
                cell.set(None);
                return;
            }
            _ => return,
        };
        // The arrows would otherwise scroll the page, or move the lab's slider.
        event.prevent_default();
        event.stop_propagation();
        cell.set(Some(next));
    };
    let text = move || {
        let (i, j) = cell.get()?;
        let value = data.with(|d| d.value(i, j))?;
        Some(format!(
            "row {}, column {}: {}",
            i + 1,
            j + 1,
            short(value, 4)
        ))
    };
    let cursor = move || {
        let ((rows, cols), (i, j)) = (dims.get(), cell.get()?);
        let percent = |k: usize, n: usize| 100.0 * k as f64 / n.max(1) as f64;
        let style = format!(
            "left:{:.4}%;top:{:.4}%;width:{:.4}%;height:{:.4}%",
            percent(j, cols),
            percent(i, rows),
            percent(1, cols),
            percent(1, rows),
        );
        Some(view! { <div class="heat-cursor" style=style></div> })
    };
    view! {
        <div
            class="heat-pad"
            node_ref=pad
            tabindex="0"
            role="group"
            aria-label=move || format!("Entries of {}. The arrow keys read them.", caption.get())
            on:pointermove=point
            on:pointerdown=point
            on:pointerleave=move |_| cell.set(None)
            on:keydown=step
            on:focus=move |_| cell.update(|c| *c = Some(c.unwrap_or((0, 0))))
            on:blur=move |_| cell.set(None)
        >
            {live(cursor)}
        </div>
        <output class="figure-readout" aria-live="polite">{live(text)}</output>
    }
}
