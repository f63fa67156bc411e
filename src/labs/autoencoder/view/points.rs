//! Points moved, added and removed by hand; the reader's own file.

use leptos::prelude::*;

use crate::data::EnteredMatrix;
use crate::data::number_format::full;
use crate::labs::autoencoder::model::Known;
use crate::labs::autoencoder::state::{MAX_LINK_POINTS, State};
use crate::labs::autoencoder::text;
use crate::learn::autoencoder::centre_and_scale;
use crate::linalg::Matrix;
use crate::plot::{Role, View};
use crate::ui::live::{live, memo};
use crate::ui::scene::{Handle, Pixel};

use super::compute::Lab;

/// Handles are buttons; more of them would be in each other's way.
const MAX_HANDLES: usize = 60;
/// Points drawn with one stroke stand at least this many pixels apart.
const APART: f64 = 16.0;
/// A click takes away a point within this many pixels.
const NEAR: f64 = 18.0;

/// What the pointer does in the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Drags the axes of a cloud; where there is none, nothing.
    Axes,
    Move,
    Add,
    Remove,
}

/// Whether the points on screen can be edited one by one.
fn editable(known: &Known) -> bool {
    known.features <= 3 && known.points.is_some()
}

/// A handle for every point of a set that is small enough. Points of the link are where the state says, so that a
/// second press of a key need not wait for the worker.
pub fn handles(lab: Lab) -> Vec<Handle> {
    let Some(known) = lab.last_known() else {
        return Vec::new();
    };
    if !editable(&known) || known.count > MAX_HANDLES {
        return Vec::new();
    }
    let handle = |i: usize, position: [f64; 3]| Handle {
        label: format!("point {}", i + 1),
        position,
        role: Role::Frozen,
    };
    let (matrix, standardise) = lab
        .session
        .state()
        .with(|s| (s.matrix.clone(), s.standardise));
    match matrix {
        Some(matrix) => {
            let (mean, scale) = centre_and_scale(matrix.matrix(), standardise);
            let rows = matrix.matrix().row_iter().enumerate();
            rows.map(|(i, row)| {
                let place = |k: usize| Some((row.get(k)? - mean.get(k)?) / scale.get(k)?);
                handle(i, std::array::from_fn(|k| place(k).unwrap_or(0.0)))
            })
            .collect()
        }
        None => {
            let spots = known.spots.iter().enumerate();
            spots.map(|(i, spot)| handle(i, *spot)).collect()
        }
    }
}

/// The points as they are, rounded so that they fit into a link.
fn entered(points: &Matrix) -> Option<EnteredMatrix> {
    let (rows, cols) = points.shape();
    let texts = points
        .transpose()
        .iter()
        .map(|v| full((v * 100.0).round() / 100.0))
        .collect();
    EnteredMatrix::from_texts(rows, cols, texts).ok()
}

/// The points in the link, or the drawn ones made into such.
fn own_points(lab: Lab) -> Option<EnteredMatrix> {
    let present = lab.session.state().with_untracked(|s| s.matrix.clone());
    match present {
        Some(matrix) => Some(matrix),
        None => entered(lab.known()?.points.as_ref()?),
    }
}

/// A place of the figure in the units of the points, in hundredths.
fn in_units(at: [f64; 3], mean: &[f64], scale: &[f64]) -> Vec<String> {
    let values = at.iter().zip(mean.iter().zip(scale));
    values
        .map(|(c, (mean, scale))| full(((c * scale + mean) * 100.0).round() / 100.0))
        .collect()
}

/// Puts numbers into a row.
fn with_row(points: &EnteredMatrix, row: usize, entries: &[String]) -> Option<EnteredMatrix> {
    let mut points = points.clone();
    for (axis, entry) in entries.iter().enumerate() {
        points = points.with_entry(row, axis, entry).ok()?;
    }
    Some(points)
}

/// Takes point `index` to a place of the figure.
pub fn move_point(lab: Lab, index: usize, at: [f64; 3]) {
    let moved = own_points(lab).and_then(|points| {
        let standardise = lab.session.state().with_untracked(|s| s.standardise);
        let (mean, scale) = centre_and_scale(points.matrix(), standardise);
        with_row(&points, index, &in_units(at, &mean, &scale))
    });
    if let Some(points) = moved {
        lab.change("m", |s| s.show_points(points));
    }
}

/// How the figure showed the points when the pointer went down. Points drawn with one stroke are read in this view: each
/// of them moves the mean and may widen the figure, and the next would be read in another place.
#[derive(Clone)]
pub struct Stroke {
    view: View,
    mean: Vec<f64>,
    scale: Vec<f64>,
    last: Pixel,
}

/// A press in the figure, or the move of a pressed pointer.
pub fn click(
    lab: Lab,
    tool: Tool,
    stroke: StoredValue<Option<Stroke>>,
    (view, at, dragged): (View, Pixel, bool),
) {
    let Some((points, known)) = own_points(lab).zip(lab.last_known()) else {
        return;
    };
    let changed = match tool {
        Tool::Add => draw(lab, &points, stroke, (view, at, dragged)),
        Tool::Remove if !dragged => {
            let near = known.spots.iter().enumerate().map(|(i, spot)| {
                let place = view.project(*spot);
                (i, apart(place, at))
            });
            let nearest = near.min_by(|a, b| a.1.total_cmp(&b.1));
            nearest
                .filter(|(_, distance)| *distance <= NEAR)
                .map(|(index, _)| points.remove_row(index))
        }
        _ => None,
    };
    if let Some(points) = changed {
        lab.change("m", |s| s.show_points(points));
    }
}

fn apart(a: Pixel, b: Pixel) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// The points with one more under the pointer; `None` where there is no room or the last is too near.
fn draw(
    lab: Lab,
    points: &EnteredMatrix,
    stroke: StoredValue<Option<Stroke>>,
    (view, at, dragged): (View, Pixel, bool),
) -> Option<EnteredMatrix> {
    if points.rows() >= MAX_LINK_POINTS {
        return None;
    }
    let begun = stroke.try_get_value().flatten().filter(|_| dragged);
    let crowded = begun.as_ref().is_some_and(|s| apart(s.last, at) < APART);
    if crowded {
        return None;
    }
    let mut now = begun.unwrap_or_else(|| {
        let standardise = lab.session.state().with_untracked(|s| s.standardise);
        let (mean, scale) = centre_and_scale(points.matrix(), standardise);
        Stroke {
            view,
            mean,
            scale,
            last: at,
        }
    });
    now.last = at;
    let place = now.view.unproject(at, [0.0; 3]);
    let entries = in_units(place, &now.mean, &now.scale);
    stroke.try_set_value(Some(now));
    let row = points.rows();
    with_row(&points.insert_row(row), row, &entries)
}

/// Makes the drawn points the reader's own, for the editor.
pub fn take_over(lab: Lab) {
    if let Some(points) = own_points(lab) {
        lab.change("m", |s| s.show_points(points));
    }
}

/// The buttons that say what the pointer does.
#[component]
pub fn Tools(lab: Lab, tool: RwSignal<Tool>) -> impl IntoView {
    let cloud = lab.session.part(|s: &State| {
        s.shape_drawn().is_some_and(|shape| {
            !shape.is_curve() && crate::data::point_sets::default_axes(shape).is_some()
        })
    });
    let small = memo(move |_| {
        lab.last_known().map(|known| {
            (
                editable(&known),
                known.count <= MAX_HANDLES,
                known.count < MAX_LINK_POINTS,
            )
        })
    });
    let button = move |which: Tool, name: &'static str, off: bool| {
        view! {
            <button
                type="button"
                class="button"
                disabled=off
                title=off.then_some(text::TOO_MANY_TO_MOVE)
                aria-pressed=move || (tool.get() == which).to_string()
                on:click=move |_| tool.set(which)
            >
                {name}
            </button>
        }
    };
    let buttons = move || {
        let (editable, few, room) = small.get()?;
        editable.then(|| {
            view! {
                <div class="buttons tools" role="group" aria-label="What the pointer does">
                    {if cloud.get() { button(Tool::Axes, "Stretch", false) } else { button(Tool::Axes, "Look", false) }}
                    {button(Tool::Move, "Move points", !few)}
                    {button(Tool::Add, "Draw points", !room)}
                    {button(Tool::Remove, "Remove points", false)}
                </div>
            }
        })
    };
    view! { {live(buttons)} }
}
