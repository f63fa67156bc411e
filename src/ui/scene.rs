//! Geometry on the page: orbiting by drag, buttons and keys; handles that move points.

use leptos::html;
use leptos::prelude::*;

use super::icon::Icon;
use super::live::{Reaction, live, memo};
use web_sys::{KeyboardEvent, PointerEvent};

use super::canvas::{draw_on, use_size};
use super::figure_frame::{Exports, FigureFrame};
pub use super::scene_handles::Handle;
use super::scene_handles::{Handles, Mover};
use super::theme::use_theme;
use crate::plot::scene::Point;
use crate::plot::svg::scene_svg;
use crate::plot::{Camera, Role, Scene, View, draw_scene};

/// One press of an orbit button or key, in radians: fifteen degrees.
const TURN: f64 = std::f64::consts::PI / 12.0;
/// Radians for one CSS pixel of dragging.
const TURN_PER_PIXEL: f64 = 0.009;

/// A place in the figure, CSS pixels from its left and top.
pub type Pixel = (f64, f64);

/// A scene with its frame. It fills the width it is given. In three dimensions it can be turned;
/// handles, in either, are buttons over the points they move.
#[component]
pub fn SceneFigure(
    #[prop(into)] id: String,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] note: Signal<String>,
    #[prop(into)] scene: Signal<Scene>,
    /// Where it is seen from; ignored in two dimensions. Two figures may share one.
    #[prop(optional)]
    camera: Option<RwSignal<Camera>>,
    /// CSS pixels.
    #[prop(default = 340.0)]
    height: f64,
    #[prop(optional)] role: Option<Role>,
    #[prop(optional, into)] handles: Option<Signal<Vec<Handle>>>,
    /// A handle's index and where the reader has moved it.
    #[prop(optional)]
    on_move: Option<Callback<(usize, Point)>>,
    /// While this is set, pointers do not turn the scene: every press, and every move of a pressed pointer, is reported
    /// with the view, the pixel it is at, and whether it is a move.
    #[prop(optional, into)]
    clicks: Option<Signal<bool>>,
    #[prop(optional)] on_click: Option<Callback<(View, Pixel, bool)>>,
    /// Handles stop at multiples of this; also the way of one arrow key.
    #[prop(default = Signal::stored(0.1), into)]
    step: Signal<f64>,
) -> impl IntoView {
    let theme = use_theme();
    let camera = camera.unwrap_or_else(|| RwSignal::new(Camera::default()));
    let canvas = NodeRef::<html::Canvas>::new();
    let canvas_box = NodeRef::<html::Div>::new();
    let size = use_size(canvas_box);
    Effect::new(Box::new(move || {
        let (size, theme, camera) = (size.get(), theme.get(), camera.get());
        if let Some(canvas) = canvas.get() {
            scene.with(|s| {
                draw_on(&canvas, size, |area, scale| {
                    draw_scene(area, s, &camera, &theme, scale)
                });
            });
        }
    }) as Reaction);
    let exports = Exports {
        description: memo(move |_| scene.with(Scene::describe)).into(),
        table: Callback::new(move |()| scene.with_untracked(Scene::table)),
        svg: Callback::new(move |()| {
            let (width, height) = size.get_untracked().css();
            let size = (width.round() as u32, height.round() as u32);
            let (camera, theme) = (camera.get_untracked(), theme.get_untracked());
            scene.with_untracked(|s| {
                scene_svg(s, &camera, &theme, &title.get_untracked(), size).ok()
            })
        }),
        png: Some(Callback::new(move |()| canvas.get_untracked())),
    };
    let view = memo(move |_| scene.with(|s| View::new(s, &camera.get(), size.get().css())));
    let spatial = memo(move |_| scene.with(|s| s.dims >= 3));
    let text_id = format!("{id}-text");
    let mover = handles.zip(on_move).map(|(handles, on_move)| Mover {
        handles,
        on_move,
        view,
        step,
        canvas_box,
        chosen: RwSignal::new(None),
    });
    let clicks = clicks.zip(on_click).map(|(active, on_click)| Clicks {
        active,
        on_click,
        view,
    });
    // Before the figure has a size there is nowhere to put them.
    let placed = memo(move |_| !size.get().is_empty());
    let handles = live(move || {
        mover
            .filter(|_| placed.get())
            .map(|mover| view! { <Handles mover spatial /> })
    });
    view! {
        <FigureFrame id title shape=note role kind="scene" exports>
            <Orbit title camera spatial canvas_box mover clicks height>
                <canvas node_ref=canvas role="img" aria-label=title aria-describedby=text_id></canvas>
                {handles}
            </Orbit>
        </FigureFrame>
    }
}

/// How presses on the figure itself are reported.
#[derive(Clone, Copy)]
struct Clicks {
    active: Signal<bool>,
    on_click: Callback<(View, Pixel, bool)>,
    view: Memo<View>,
}

impl Clicks {
    /// Whether the event was reported.
    fn take(&self, event: &PointerEvent, moved: bool) -> bool {
        if !self.active.get_untracked() {
            return false;
        }
        let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        self.on_click.run((self.view.get_untracked(), at, moved));
        true
    }
}

/// The box of the canvas: drag and arrow keys turn the scene; buttons do the same.
#[component]
fn Orbit(
    title: Signal<String>,
    camera: RwSignal<Camera>,
    spatial: Memo<bool>,
    canvas_box: NodeRef<html::Div>,
    mover: Option<Mover>,
    clicks: Option<Clicks>,
    height: f64,
    children: Children,
) -> impl IntoView {
    let home = camera.get_untracked();
    let clicking = move || clicks.is_some_and(|c| c.active.get());
    let last = RwSignal::new(None::<(f64, f64)>);
    let here = |event: &PointerEvent| (f64::from(event.client_x()), f64::from(event.client_y()));
    let down = move |event: PointerEvent| {
        let placed = mover.is_some_and(|m| m.place(&event))
            || event.button() == 0 && clicks.is_some_and(|c| c.take(&event, false));
        if spatial.get_untracked() && !placed && event.button() == 0 {
            if let Some(target) = canvas_box.get_untracked() {
                // Without capture the drag would end at the figure's edge.
                let _ = target.set_pointer_capture(event.pointer_id());
            }
            last.set(Some(here(&event)));
        }
    };
    let moved = move |event: PointerEvent| {
        if event.buttons() & 1 == 1 && clicks.is_some_and(|c| c.take(&event, true)) {
            return;
        }
        let Some((x0, y0)) = last.get_untracked() else {
            return;
        };
        let (x, y) = here(&event);
        last.set(Some((x, y)));
        camera.update(|c| *c = c.orbit(-(x - x0) * TURN_PER_PIXEL, (y - y0) * TURN_PER_PIXEL));
    };
    let key = move |event: KeyboardEvent| {
        if !spatial.get_untracked() {
            return;
        }
        let (yaw, pitch) = match event.key().as_str() {
            "ArrowLeft" => (TURN, 0.0),
            "ArrowRight" => (-TURN, 0.0),
            "ArrowUp" => (0.0, -TURN),
            "ArrowDown" => (0.0, TURN),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        camera.update(|c| *c = c.orbit(yaw, pitch));
    };
    let label = move || {
        spatial
            .get()
            .then(|| format!("{}. The arrow keys turn it.", title.get()))
    };
    let button = move |name: &'static str, icon: Icon, yaw: f64, pitch: f64| {
        let turn = move |_| camera.update(|c| *c = c.orbit(yaw, pitch));
        view! { <button type="button" class="button icon" aria-label=name title=name on:click=turn>{icon.draw()}</button> }
    };
    let buttons = move || {
        spatial.get().then(|| {
            view! {
                <div class="orbit" role="group" aria-label=move || format!("Turn {}", title.get())>
                    {button("Turn left", Icon::Left, TURN, 0.0)}
                    {button("Turn right", Icon::Right, -TURN, 0.0)}
                    {button("Tilt up", Icon::Up, 0.0, -TURN)}
                    {button("Tilt down", Icon::Down, 0.0, TURN)}
                    <button type="button" class="button icon" aria-label="Reset the view" title="Reset the view"
                        on:click=move |_| camera.set(home)>{Icon::Reset.draw()}</button>
                </div>
            }
        })
    };
    view! {
        <div
            class="canvas-box"
            class:orbits=spatial
            class:places=move || mover.is_some_and(|m| m.chosen.get().is_some()) || clicking()
            node_ref=canvas_box
            style=("--height", format!("{height}px"))
            tabindex=move || spatial.get().then_some("0")
            role=move || spatial.get().then_some("group")
            aria-label=label
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=move |_| last.set(None)
            on:pointercancel=move |_| last.set(None)
            on:keydown=key
        >
            {children()}
        </div>
        {live(buttons)}
    }
}
