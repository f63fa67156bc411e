//! Buttons over a scene's movable points.

use leptos::html;
use leptos::prelude::*;

use super::live::{each, memo};
use web_sys::{KeyboardEvent, PointerEvent};

use crate::data::number_format::short;
use crate::plot::scene::Point;
use crate::plot::{Role, View};

/// A point the reader can move.
#[derive(Debug, Clone, PartialEq)]
pub struct Handle {
    /// Its name: `c₁`.
    pub label: String,
    pub position: Point,
    pub role: Role,
}

/// Every handle: dragged, moved by arrow keys (Page Up and Page Down along the third axis),
/// or clicked and then placed by a second click.
#[component]
pub(super) fn Handles(mover: Mover, spatial: Memo<bool>) -> impl IntoView {
    let count = memo(move |_| mover.handles.with(Vec::len));
    view! {
        {each(move || count.get(), move |index| view! { <HandleButton index mover spatial /> }.into_any())}
    }
}

/// How pointers and keys become moves.
#[derive(Clone, Copy)]
pub(super) struct Mover {
    pub handles: Signal<Vec<Handle>>,
    pub on_move: Callback<(usize, Point)>,
    pub view: Memo<View>,
    /// Handles stop at multiples of this.
    pub step: Signal<f64>,
    pub canvas_box: NodeRef<html::Div>,
    /// The handle that the next click in the scene places: dragging is not the only way.
    pub chosen: RwSignal<Option<usize>>,
}

impl Mover {
    /// Places the chosen handle under the pointer; says whether one was chosen.
    pub fn place(&self, event: &PointerEvent) -> bool {
        let Some(index) = self.chosen.get_untracked() else {
            return false;
        };
        self.under_pointer(index, event, self.view.get_untracked());
        self.chosen.set(None);
        true
    }

    fn position(&self, index: usize) -> Option<Point> {
        self.handles
            .with_untracked(|h| h.get(index).map(|h| h.position))
    }

    /// Moves a handle under the pointer, as `view` showed the scene when the drag began: a scene
    /// that rescales itself meanwhile must not make the point run away.
    fn under_pointer(&self, index: usize, event: &PointerEvent, view: View) {
        let (Some(from), Some(canvas_box)) =
            (self.position(index), self.canvas_box.get_untracked())
        else {
            return;
        };
        let rect = canvas_box.get_bounding_client_rect();
        let at = (
            f64::from(event.client_x()) - rect.left(),
            f64::from(event.client_y()) - rect.top(),
        );
        self.to(index, view.unproject(at, from));
    }

    fn by(&self, index: usize, way: Point) {
        if let Some(p) = self.position(index) {
            let step = self.step.get_untracked();
            self.to(index, std::array::from_fn(|k| p[k] + way[k] * step));
        }
    }

    fn to(&self, index: usize, p: Point) {
        let step = self.step.get_untracked();
        let snapped = p.map(|c| snap(c, step));
        if snapped.iter().all(|c| c.is_finite()) && self.position(index) != Some(snapped) {
            self.on_move.run((index, snapped));
        }
    }
}

/// The nearest multiple of `step`, without the rounding noise of 3 × 0.1.
fn snap(c: f64, step: f64) -> f64 {
    if !(step.is_finite() && step > 0.0) {
        return c;
    }
    let per_unit = (1.0 / step).round();
    if per_unit >= 1.0 && (per_unit * step - 1.0).abs() < 1e-9 {
        (c * per_unit).round() / per_unit + 0.0
    } else {
        (c / step).round() * step + 0.0
    }
}

#[component]
fn HandleButton(index: usize, mover: Mover, spatial: Memo<bool>) -> impl IntoView {
    let Mover {
        handles,
        view,
        chosen,
        ..
    } = mover;
    // The view in which a drag began, and whether the pointer has moved since.
    let drag = RwSignal::new(None::<(View, bool)>);
    let element = NodeRef::<html::Button>::new();
    let handle = move || handles.with(|h| h.get(index).cloned());
    let down = move |event: PointerEvent| {
        event.stop_propagation();
        if let Some(element) = element.get_untracked() {
            // Without capture a quick drag would lose the handle.
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        drag.set(Some((view.get_untracked(), false)));
    };
    let moved = move |event: PointerEvent| {
        if let Some((view, _)) = drag.get_untracked() {
            drag.set(Some((view, true)));
            mover.under_pointer(index, &event, view);
        }
    };
    let up = move |_| {
        if matches!(drag.get_untracked(), Some((_, false))) {
            chosen.update(|c| *c = if *c == Some(index) { None } else { Some(index) });
        }
        drag.set(None);
    };
    let key = move |event: KeyboardEvent| {
        let way = match event.key().as_str() {
            "ArrowLeft" => [-1.0, 0.0, 0.0],
            "ArrowRight" => [1.0, 0.0, 0.0],
            "ArrowDown" => [0.0, -1.0, 0.0],
            "ArrowUp" => [0.0, 1.0, 0.0],
            "PageDown" if spatial.get_untracked() => [0.0, 0.0, -1.0],
            "PageUp" if spatial.get_untracked() => [0.0, 0.0, 1.0],
            "Escape" => {
                chosen.set(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let far = if event.shift_key() { 10.0 } else { 1.0 };
        mover.by(index, way.map(|w| w * far));
    };
    let label = move || {
        let Some(handle) = handle() else {
            return String::new();
        };
        let dims = if spatial.get() { 3 } else { 2 };
        let at: Vec<String> = handle
            .position
            .iter()
            .take(dims)
            .map(|c| short(*c, 4))
            .collect();
        format!("Move {}, now at ({})", handle.label, at.join(", "))
    };
    let place = move || {
        let at = handle().map_or((0.0, 0.0), |h| view.get().project(h.position));
        format!("translate({:.1}px, {:.1}px)", at.0, at.1)
    };
    view! {
        <button
            type="button"
            class="handle"
            node_ref=element
            aria-label=label
            aria-pressed=move || (chosen.get() == Some(index)).to_string()
            title="Drag, use the arrow keys, or click and then click where it should go"
            style=("--role", move || handle().map_or("var(--ink)", |h| h.role.css_var()))
            style=("transform", place)
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| drag.set(None)
            on:keydown=key
        ></button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snapping_leaves_short_decimals() {
        assert_eq!(snap(0.30000000000000004, 0.1), 0.3);
        assert_eq!(snap(-0.04, 0.1).to_bits(), 0.0_f64.to_bits());
        assert_eq!(snap(7.4, 2.5), 7.5);
        assert_eq!(snap(1.234, 0.0), 1.234);
    }
}
