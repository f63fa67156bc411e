//! Drawing a scene: far things first, labels last.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::frame::{draw_floor, draw_plane_grid};
use super::labels::draw_labels;
use super::shapes::THREAD;
use super::{Camera, Glyph, Item, Point, Scene, View};
use crate::linalg::order::ascending_order;
use crate::plot::pen::{Pen, Px, Rect, Stroke};
use crate::plot::{Error, Rgb, Theme};

const DASH: &[f64] = &[5.0, 4.0];
/// Curves are sorted by depth in pieces of this many points.
const PIECE: usize = 5;

/// One thing to draw, in pixels, with its distance.
struct Piece {
    depth: f64,
    shape: Shape,
}

enum Shape {
    Line(Vec<Px>, Stroke),
    Fill(Vec<Px>, Rgb, f64),
    Arrow(Px, Px, Stroke),
    Dot(Px, Rgb, bool),
    Mark(Px, Rgb, Glyph),
}

/// Draws `scene` over the whole of `area`, seen by `camera` (which two dimensions ignore).
///
/// `scale` is the number of the area's units in one CSS pixel.
/// # Errors
/// [`Error::Backend`] when the backend refuses a call.
pub fn draw_scene<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Scene,
    camera: &Camera,
    theme: &Theme,
    scale: f64,
) -> Result<(), Error> {
    let pen = Pen::new(area, theme, scale);
    let size = pen.size();
    let view = View::new(scene, camera, size);
    let everything = Rect {
        left: 0.0,
        top: 0.0,
        right: size.0,
        bottom: size.1,
    };
    pen.rect(everything, theme.panel, 1.0)?;
    let text = (size.0.min(size.1) / 26.0).clamp(13.0, 20.0);
    if scene.dims < 3 {
        draw_plane_grid(&pen, scene, &view, text)?;
    } else {
        draw_floor(&pen, scene, &view)?;
    }
    let mut pieces: Vec<Piece> = scene
        .items
        .iter()
        .flat_map(|item| pieces(item, scene, &view, theme))
        .collect();
    if scene.dims >= 3 {
        pieces.extend(space_axes(scene, &view, theme));
    }
    let depths: Vec<f64> = pieces.iter().map(|piece| piece.depth).collect();
    // In the plane things lie over each other in the order they were given.
    let order = match scene.dims {
        3 => ascending_order(&depths),
        _ => (0..pieces.len()).collect(),
    };
    order
        .into_iter()
        .filter_map(|at| pieces.get(at))
        .try_for_each(|piece| draw_piece(&pen, &piece.shape))?;
    draw_labels(&pen, scene, &view, text)
}

/// The three axes in pieces, so that they pass behind and in front of things.
fn space_axes(scene: &Scene, view: &View, theme: &Theme) -> Vec<Piece> {
    let e = scene.safe_extent();
    let stroke = Stroke::solid(theme.ink_3.mix(theme.panel, 0.15), 1.2);
    let mut out = Vec::new();
    for axis in 0..3 {
        for k in -8..8 {
            let at = |k: i32| {
                let mut p = [0.0; 3];
                p[axis] = e * f64::from(k) / 8.0;
                p
            };
            let (a, b) = (at(k), at(k + 1));
            out.push(Piece {
                depth: (view.depth(a) + view.depth(b)) / 2.0,
                shape: Shape::Line(vec![view.project(a), view.project(b)], stroke),
            });
        }
    }
    out
}

/// Farther lines are paler: the only cue to depth that an orthographic wireframe has.
fn faded(color: Rgb, depth: f64, scene: &Scene, theme: &Theme) -> Rgb {
    if scene.dims < 3 {
        return color;
    }
    let t = (0.5 - 0.5 * depth / scene.safe_extent()).clamp(0.0, 1.0);
    color.mix(theme.panel, 0.55 * t)
}

fn pieces(item: &Item, scene: &Scene, view: &View, theme: &Theme) -> Vec<Piece> {
    let finite = |p: &Point| p.iter().all(|c| c.is_finite());
    let dash = |dashed: bool| if dashed { DASH } else { &[][..] };
    match item {
        Item::Arrow {
            from,
            to,
            role,
            dashed,
            width,
            ..
        } if finite(from) && finite(to) => {
            let stroke = Stroke {
                color: theme.role(*role),
                width: *width,
                dash: dash(*dashed),
            };
            vec![Piece {
                depth: (view.depth(*from) + view.depth(*to)) / 2.0,
                shape: Shape::Arrow(view.project(*from), view.project(*to), stroke),
            }]
        }
        Item::Segment {
            from,
            to,
            role,
            dashed,
            width,
        } => {
            let points = [*from, *to];
            curve(
                &points,
                theme.role(*role),
                dash(*dashed),
                *width,
                scene,
                view,
                theme,
            )
        }
        Item::Polyline {
            points,
            role,
            dashed,
            width,
            ..
        } => curve(
            points,
            theme.role(*role),
            dash(*dashed),
            *width,
            scene,
            view,
            theme,
        ),
        Item::Polygon {
            points,
            role,
            opacity,
            ..
        } if !points.is_empty() && points.iter().all(finite) => {
            let depth = points.iter().map(|p| view.depth(*p)).sum::<f64>() / points.len() as f64;
            let opacity = if opacity.is_nan() { 0.0 } else { *opacity };
            let outline = points.iter().map(|p| view.project(*p)).collect();
            vec![Piece {
                depth,
                shape: Shape::Fill(outline, theme.role(*role), opacity.clamp(0.0, 1.0)),
            }]
        }
        Item::Dot { at, role, open, .. } if finite(at) => vec![Piece {
            // Before the line that it lies on.
            depth: view.depth(*at) + 0.02 * scene.safe_extent(),
            shape: Shape::Dot(view.project(*at), theme.role(*role), *open),
        }],
        Item::Cloud {
            points,
            role,
            glyph,
            ..
        } => {
            let color = theme.role(*role);
            let marks = points.iter().filter(|p| finite(p)).map(|p| {
                let depth = view.depth(*p);
                let color = faded(color, depth, scene, theme);
                Piece {
                    depth,
                    shape: Shape::Mark(view.project(*p), color, *glyph),
                }
            });
            marks.collect()
        }
        _ => Vec::new(),
    }
}

/// A curve in pieces short enough to sort by depth; one piece where there is no depth,
/// so that a dash pattern runs through.
fn curve(
    points: &[Point],
    color: Rgb,
    dash: &'static [f64],
    width: f64,
    scene: &Scene,
    view: &View,
    theme: &Theme,
) -> Vec<Piece> {
    let finite = |p: &Point| p.iter().all(|c| c.is_finite());
    let faint = if width <= THREAD { 0.45 } else { 0.0 };
    let whole = scene.dims < 3 || !dash.is_empty();
    let length = if whole { points.len().max(2) } else { PIECE };
    let mut out = Vec::new();
    let mut start = 0;
    while start + 1 < points.len() {
        let end = (start + length).min(points.len());
        let piece = &points[start..end];
        start = end - 1;
        if !piece.iter().all(finite) {
            continue;
        }
        let depth = piece.iter().map(|p| view.depth(*p)).sum::<f64>() / piece.len() as f64;
        let stroke = Stroke {
            color: faded(color, depth, scene, theme).mix(theme.panel, faint),
            width,
            dash,
        };
        out.push(Piece {
            depth,
            shape: Shape::Line(piece.iter().map(|p| view.project(*p)).collect(), stroke),
        });
    }
    out
}

fn draw_piece<DB: DrawingBackend>(pen: &Pen<'_, DB>, shape: &Shape) -> Result<(), Error> {
    match *shape {
        Shape::Line(ref points, stroke) => pen.line(points, stroke),
        Shape::Fill(ref points, color, alpha) => pen.polygon(points, color, alpha),
        Shape::Mark(at, color, glyph) => glyph.draw(pen, at, color),
        Shape::Arrow(from, to, stroke) => draw_arrow(pen, from, to, stroke),
        Shape::Dot(at, color, true) => pen.ring(at, 5.0, Stroke::solid(color, 2.0)),
        Shape::Dot(at, color, false) => {
            pen.disc(at, 6.5, pen.theme.panel)?;
            pen.disc(at, 5.0, color)
        }
    }
}

fn draw_arrow<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    from: Px,
    to: Px,
    stroke: Stroke,
) -> Result<(), Error> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    if length < 2.0 {
        // The zero vector, or one that points at the reader.
        return pen.disc(to, stroke.width + 1.4, stroke.color);
    }
    let (ux, uy) = (dx / length, dy / length);
    let head = (4.2 * stroke.width).min(length * 0.6);
    let half = head * 0.42;
    let neck = (to.0 - ux * head, to.1 - uy * head);
    // The shaft ends inside the head, so that no gap shows between them.
    let end = (to.0 - ux * head * 0.8, to.1 - uy * head * 0.8);
    pen.line(&[from, end], stroke)?;
    let wings = [
        to,
        (neck.0 - uy * half, neck.1 + ux * half),
        (to.0 - ux * head * 0.78, to.1 - uy * head * 0.78),
        (neck.0 + uy * half, neck.1 - ux * half),
    ];
    pen.polygon(&wings, stroke.color, 1.0)
}
