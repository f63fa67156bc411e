//! Canvases that are crisp at every device pixel ratio and follow the size of their box.

use leptos::html;
use leptos::prelude::*;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, IntoDrawingArea};
use plotters_backend::{
    BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlDivElement, IntersectionObserver,
    IntersectionObserverEntry, IntersectionObserverInit, ResizeObserver,
};

use crate::plot;

/// The room a canvas has.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CanvasSize {
    /// CSS pixels.
    pub width: f64,
    pub height: f64,
    /// Device pixels in one CSS pixel.
    pub ratio: f64,
}

impl CanvasSize {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.width < 1.0 || self.height < 1.0
    }

    #[must_use]
    pub fn css(&self) -> (f64, f64) {
        (self.width, self.height)
    }
}

/// Figures are drawn when they are this near to what the window shows: a page opens sooner, and scrolling never
/// meets an empty one.
const NEAR: &str = "600px";

/// An observer, for as long as the component lives.
struct Watch<O, F: ?Sized> {
    observer: Option<O>,
    disconnect: fn(&O),
    _react: Closure<F>,
}

impl<O, F: ?Sized> Drop for Watch<O, F> {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            (self.disconnect)(observer);
        }
    }
}

/// Whether an element has come near the window; then it stays so. `on_near` is called when that happens.
pub fn use_nearness(
    element: NodeRef<html::Div>,
    on_near: impl Fn() + Copy + Send + Sync + 'static,
) -> RwSignal<bool> {
    let near = RwSignal::new(false);
    let watch = StoredValue::new_local(None);
    let come_near = move || {
        if near.try_get_untracked() == Some(false) {
            near.set(true);
            on_near();
        }
    };
    element.on_load(move |element: HtmlDivElement| {
        let react = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let shown = |entry: JsValue| {
                entry
                    .unchecked_into::<IntersectionObserverEntry>()
                    .is_intersecting()
            };
            if entries.iter().any(shown) {
                come_near();
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(NEAR);
        let observer =
            IntersectionObserver::new_with_options(react.as_ref().unchecked_ref(), &options).ok();
        match &observer {
            Some(observer) => observer.observe(&element),
            None => come_near(),
        }
        watch.set_value(Some(Watch {
            observer,
            disconnect: IntersectionObserver::disconnect,
            _react: react,
        }));
    });
    // Paper has no window to come near to.
    let printed = window_event_listener(leptos::ev::beforeprint, move |_| come_near());
    on_cleanup(move || printed.remove());
    near
}

/// The size of a canvas' box once it is near the window, and the device pixel ratio, both kept up to date.
pub fn use_size(canvas_box: NodeRef<html::Div>) -> Signal<CanvasSize> {
    let size = RwSignal::new(CanvasSize::default());
    let watch = StoredValue::new_local(None);
    let measure = move || {
        let Some(element) = canvas_box.get_untracked() else {
            return;
        };
        let rect = element.get_bounding_client_rect();
        let now = CanvasSize {
            width: rect.width(),
            height: rect.height(),
            ratio: window().device_pixel_ratio(),
        };
        if size.try_get_untracked().is_some_and(|old| old != now) {
            size.set(now);
        }
    };
    let near = use_nearness(canvas_box, measure);
    canvas_box.on_load(move |element: HtmlDivElement| {
        let react = Closure::<dyn FnMut()>::new(move || {
            if near.try_get_untracked() == Some(true) {
                measure();
            }
        });
        let observer = ResizeObserver::new(react.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(&element);
        }
        watch.set_value(Some(Watch {
            observer,
            disconnect: ResizeObserver::disconnect,
            _react: react,
        }));
    });
    // Zooming and moving to another screen change the ratio without changing the box.
    let ratio_changed = move || {
        size.try_update(|s| s.ratio = window().device_pixel_ratio());
    };
    let resized = window_event_listener(leptos::ev::resize, move |_| ratio_changed());
    on_cleanup(move || resized.remove());
    size.into()
}

/// Drawing units in one device pixel: plotters counts in integers, and curves need finer steps.
const FINE: i32 = 4;

/// Sizes the bitmap for `size`, then draws on it. The closure is given the area and its scale,
/// the units in one CSS pixel. What cannot be drawn leaves the canvas as it is.
pub fn draw_on(
    canvas: &HtmlCanvasElement,
    size: CanvasSize,
    draw: impl FnOnce(&DrawingArea<FineCanvas, Shift>, f64) -> Result<(), plot::Error>,
) {
    if size.is_empty() {
        return;
    }
    let ratio = if size.ratio.is_finite() && size.ratio > 0.0 {
        size.ratio
    } else {
        1.0
    };
    // 8192 is within every browser's limit.
    let device = |css: f64| ((css * ratio).round() as u32).clamp(1, 8192);
    let (width, height) = (device(size.width), device(size.height));
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    // A box may be a fraction of a pixel wider; stretching the bitmap to it would soften everything.
    let css = |device: u32| format!("{}px", f64::from(device) / ratio);
    let style = web_sys::HtmlElement::style(canvas);
    // These properties cannot be refused.
    let _ = style.set_property("width", &css(width));
    let _ = style.set_property("height", &css(height));
    let Some(backend) = FineCanvas::new(canvas) else {
        return;
    };
    let area = backend.into_drawing_area();
    if let Err(error) = draw(&area, ratio * f64::from(FINE)) {
        leptos::logging::warn!("{error}");
    }
}

/// plotters' canvas backend in quarters of a device pixel. Straight lines and the edges of
/// rectangles are moved onto whole device pixels, or they would look soft.
pub struct FineCanvas(CanvasBackend, (u32, u32));

type Drawn = Result<(), DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

impl FineCanvas {
    fn new(canvas: &HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok()??;
        let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
        let step = 1.0 / f64::from(FINE);
        context.set_transform(step, 0.0, 0.0, step, 0.0, 0.0).ok()?;
        context.set_line_join("round");
        let fine = FINE.unsigned_abs();
        let units = (canvas.width() * fine, canvas.height() * fine);
        let backend = CanvasBackend::with_canvas_object(canvas.clone())?;
        Some(FineCanvas(backend, units))
    }
}

/// The nearest place at which a line of this width covers whole device pixels.
fn crisp(at: i32, width: u32) -> i32 {
    let pixels = (width as i32 + FINE / 2) / FINE;
    if pixels % 2 == 1 {
        at.div_euclid(FINE) * FINE + FINE / 2
    } else {
        edge(at)
    }
}

/// The nearest edge between device pixels.
fn edge(at: i32) -> i32 {
    (at + FINE / 2).div_euclid(FINE) * FINE
}

impl DrawingBackend for FineCanvas {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.1
    }

    fn ensure_prepared(&mut self) -> Drawn {
        self.0.ensure_prepared()
    }

    fn present(&mut self) -> Drawn {
        self.0.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: plotters_backend::BackendColor) -> Drawn {
        self.0.draw_pixel(point, color)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (mut a, mut b) = (upper_left, bottom_right);
        // Thin bars stay where they are: rounding would make some of them twice as wide as others.
        if b.0 - a.0 >= 6 * FINE {
            (a.0, b.0) = (edge(a.0), edge(b.0));
        }
        if b.1 - a.1 >= FINE {
            (a.1, b.1) = (edge(a.1), edge(b.1));
        }
        self.0.draw_rect(a, b, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let mut points: Vec<BackendCoord> = path.into_iter().collect();
        if let [a, b] = points.as_mut_slice() {
            let width = style.stroke_width();
            if a.0 == b.0 {
                (a.0, b.0) = (crisp(a.0, width), crisp(b.0, width));
            } else if a.1 == b.1 {
                (a.1, b.1) = (crisp(a.1, width), crisp(b.1, width));
            }
        }
        self.0.draw_path(points, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.0.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        self.0.fill_polygon(points, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        self.0.draw_text(text, style, at)
    }
}
