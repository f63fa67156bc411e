//! Names of things, where they cover each other least.

use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, VPos};

use super::{Item, Point, Scene, View};
use crate::plot::pen::{Pen, Px, Rect, TextStyle, label_size};
use crate::plot::{Error, Rgb, Role};

/// A label: its text, where it belongs, the direction in which there is room.
struct Name<'a> {
    text: &'a str,
    at: Px,
    away: Px,
    color: Rgb,
    symbol: bool,
}

pub(super) fn draw_labels<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    scene: &Scene,
    view: &View,
    text: f64,
) -> Result<(), Error> {
    let mut taken: Vec<Rect> = Vec::new();
    for name in names(scene, view, pen) {
        let size = text * if name.symbol { 1.2 } else { 1.0 };
        let (w, h) = label_size(name.text, size);
        let places = around(name.at, name.away, w, h).map(|r| kept_inside(r, pen.size()));
        let overlaps = |r: &Rect| taken.iter().filter(|t| t.overlaps(r)).count();
        let Some(place) = places.into_iter().min_by_key(overlaps) else {
            continue;
        };
        let style = TextStyle {
            size,
            color: name.color,
            h: HPos::Left,
            v: VPos::Center,
            symbol: name.symbol,
        };
        pen.label(name.text, place, style)?;
        taken.push(place);
    }
    Ok(())
}

/// Every label: the reader's objects first, the axes take the room that is left.
fn names<'a, DB: DrawingBackend>(
    scene: &'a Scene,
    view: &View,
    pen: &Pen<'_, DB>,
) -> Vec<Name<'a>> {
    let theme = pen.theme;
    let mut out: Vec<Name<'a>> = Vec::new();
    for item in &scene.items {
        let (text, at, from, role): (&str, Point, Point, Role) = match item {
            Item::Arrow {
                from,
                to,
                label,
                role,
                ..
            } => (label, *to, *from, *role),
            Item::Dot {
                at, label, role, ..
            } => (label, *at, [0.0; 3], *role),
            Item::Label { at, text, role } => (text, *at, *at, *role),
            _ => continue,
        };
        if text.is_empty() || !at.iter().all(|c| c.is_finite()) {
            continue;
        }
        let (at, from) = (view.project(at), view.project(from));
        let away = direction(from, at);
        let color = theme.role(role);
        out.push(Name {
            text,
            at,
            away,
            color,
            symbol: true,
        });
    }
    let (width, _) = pen.size();
    let e = scene.safe_extent();
    for (k, text) in scene
        .axis_labels
        .iter()
        .enumerate()
        .take(scene.dims.clamp(2, 3))
    {
        let (at, away) = match (scene.dims < 3, k) {
            (true, 0) => ((width - 12.0, view.project([0.0; 3]).1), (0.0, -1.0)),
            (true, _) => ((view.project([0.0; 3]).0, 10.0), (1.0, 0.0)),
            (false, k) => {
                let mut p = [0.0; 3];
                p[k] = e;
                let at = view.project(p);
                (at, direction(view.project([0.0; 3]), at))
            }
        };
        if !text.is_empty() {
            let color = theme.ink_2;
            out.push(Name {
                text,
                at,
                away,
                color,
                symbol: false,
            });
        }
    }
    out
}

fn direction(from: Px, to: Px) -> Px {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    if length < 1e-9 {
        (0.7, -0.7)
    } else {
        (dx / length, dy / length)
    }
}

/// Pixels around a named point that its label leaves free.
const CLEAR: f64 = 8.0;

/// Eight places around a point, the one in direction `away` first.
fn around(at: Px, away: Px, w: f64, h: f64) -> [Rect; 8] {
    let turn = |k: usize| {
        // 0, +45°, −45°, +90°, −90° …
        let steps = k.div_ceil(2) as f64 * if k % 2 == 1 { 1.0 } else { -1.0 };
        let angle = steps * std::f64::consts::FRAC_PI_4;
        let (s, c) = (libm::sin(angle), libm::cos(angle));
        (away.0 * c - away.1 * s, away.0 * s + away.1 * c)
    };
    std::array::from_fn(|k| {
        let (ux, uy) = turn(k);
        // As near as leaves the point itself clear.
        let along_x = (w / 2.0 + CLEAR) / ux.abs().max(1e-6);
        let along_y = (h / 2.0 + CLEAR) / uy.abs().max(1e-6);
        let way = along_x.min(along_y);
        let (cx, cy) = (at.0 + ux * way, at.1 + uy * way);
        Rect {
            left: cx - w / 2.0,
            top: cy - h / 2.0,
            right: cx + w / 2.0,
            bottom: cy + h / 2.0,
        }
    })
}

fn kept_inside(r: Rect, (width, height): (f64, f64)) -> Rect {
    let dx = (2.0 - r.left).max(0.0) - (r.right - width + 2.0).max(0.0);
    let dy = (2.0 - r.top).max(0.0) - (r.bottom - height + 2.0).max(0.0);
    Rect {
        left: r.left + dx,
        top: r.top + dy,
        right: r.right + dx,
        bottom: r.bottom + dy,
    }
}
