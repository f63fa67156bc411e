//! A chart on the page.

use leptos::html;
use leptos::prelude::*;

use super::live::{Reaction, live, memo};
use web_sys::PointerEvent;

use super::canvas::{draw_on, use_size};
use super::figure_frame::{Exports, FigureFrame};
use super::theme::use_theme;
use crate::plot::chart::Nearest;
use crate::plot::{Chart, Role, draw_chart, svg::chart_svg};

/// CSS pixels within which a finger is taken to rest.
const SLIP: i32 = 6;

/// The axis along which the reader drags. A finger that moves up or down scrolls the page in any case: along y it can
/// only tap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DragAxis {
    X,
    Y,
}

/// A chart with its frame. It fills the width it is given and redraws when the data, the theme
/// or its size changes.
#[component]
pub fn ChartFigure(
    #[prop(into)] id: String,
    #[prop(into)] title: Signal<String>,
    /// What belongs beside the title, in the secondary colour.
    #[prop(optional, into)]
    note: Signal<String>,
    #[prop(into)] chart: Signal<Chart>,
    /// CSS pixels.
    #[prop(default = 250.0)]
    height: f64,
    #[prop(optional)] role: Option<Role>,
    /// Dragging or clicking in the chart reports the value under the pointer. Give the keyboard
    /// a slider beside the chart.
    #[prop(optional)]
    drag: Option<(DragAxis, Callback<f64>)>,
) -> impl IntoView {
    let theme = use_theme();
    let canvas = NodeRef::<html::Canvas>::new();
    let canvas_box = NodeRef::<html::Div>::new();
    let size = use_size(canvas_box);
    Effect::new(Box::new(move || {
        let (size, theme) = (size.get(), theme.get());
        if let Some(canvas) = canvas.get() {
            chart.with(|c| {
                draw_on(&canvas, size, |area, scale| {
                    draw_chart(area, c, &theme, scale)
                })
            });
        }
    }) as Reaction);
    let exports = Exports {
        description: memo(move |_| chart.with(Chart::describe)).into(),
        table: Callback::new(move |()| chart.with_untracked(Chart::table)),
        svg: Callback::new(move |()| {
            let (width, height) = size.get_untracked().css();
            let size = (width.round() as u32, height.round() as u32);
            chart.with_untracked(|c| {
                chart_svg(c, &theme.get_untracked(), &title.get_untracked(), size).ok()
            })
        }),
        png: Some(Callback::new(move |()| canvas.get_untracked())),
    };
    let follow = move |event: PointerEvent| {
        let Some((axis, report)) = drag else { return };
        let size = size.get_untracked().css();
        let value = chart.with_untracked(|c| match axis {
            DragAxis::X => c.x_at(f64::from(event.offset_x()), size),
            DragAxis::Y => c.y_at(f64::from(event.offset_y()), size),
        });
        report.run(value);
    };
    let held = RwSignal::new(false);
    // Where a finger came down that may be about to scroll the page; it takes hold when it moves sideways.
    let touched = RwSignal::new(None::<(i32, i32)>);
    let down = move |event: PointerEvent| {
        let Some(canvas) = canvas
            .get_untracked()
            .filter(|_| drag.is_some() && event.button() == 0)
        else {
            return;
        };
        // Without capture the line would be lost at the canvas' edge.
        let _ = canvas.set_pointer_capture(event.pointer_id());
        if event.pointer_type() == "touch" {
            touched.set(Some((event.client_x(), event.client_y())));
            return;
        }
        held.set(true);
        follow(event);
    };
    let takes_hold = move |event: &PointerEvent| {
        let Some((x, y)) = touched.get_untracked() else {
            return false;
        };
        let (x, y) = ((event.client_x() - x).abs(), (event.client_y() - y).abs());
        x > SLIP && x > y && matches!(drag, Some((DragAxis::X, _)))
    };
    let let_go = move || {
        touched.set(None);
        held.set(false);
    };
    let up = move |event: PointerEvent| {
        let tapped = touched.get_untracked().is_some() && !held.get_untracked();
        let_go();
        if tapped {
            follow(event);
        }
    };
    let hover = RwSignal::new(None::<Nearest>);
    let moved = move |event: PointerEvent| {
        let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let size = size.get_untracked().css();
        let near = chart.with_untracked(|c| c.nearest(at, size));
        if hover.with_untracked(|h| *h != near) {
            hover.set(near);
        }
        if takes_hold(&event) {
            held.set(true);
        }
        if held.get_untracked() {
            follow(event);
        }
    };
    // While the line is dragged its own label tells the value.
    let readout = move || {
        let near = hover.get().filter(|_| !held.get())?;
        let (x, y) = near.at;
        // On the side of the point where there is more room.
        let side = if x > size.get().width / 2.0 {
            "-100%"
        } else {
            "0%"
        };
        let style = format!("left:{x:.1}px;top:{y:.1}px;--side:{side}");
        Some(
            view! { <div class="chart-cursor" aria-hidden="true" style=style><span>{near.text}</span></div> },
        )
    };
    let class = match drag {
        Some((DragAxis::X, _)) => "canvas-box drags-x",
        Some((DragAxis::Y, _)) => "canvas-box drags-y",
        None => "canvas-box",
    };
    let text_id = format!("{id}-text");
    view! {
        <FigureFrame id title shape=note role kind="chart" exports>
            <div class=class node_ref=canvas_box style=("--height", format!("{height}px"))>
                <canvas
                    node_ref=canvas
                    role="img"
                    aria-label=title
                    aria-describedby=text_id
                    on:pointerdown=down
                    on:pointermove=moved
                    on:pointerup=up
                    on:pointercancel=move |_| let_go()
                    on:pointerleave=move |_| hover.set(None)
                ></canvas>
                {live(readout)}
            </div>
        </FigureFrame>
    }
}
