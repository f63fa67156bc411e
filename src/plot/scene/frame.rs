//! What a scene stands in: grid, axes and numbers of the plane, the floor of space.

use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, VPos};

use super::{Scene, View};
use crate::data::number_format::short;
use crate::plot::Error;
use crate::plot::axis::{Axis, Extent, Mapping};
use crate::plot::pen::{Pen, Stroke, TextStyle};

/// Grid, axes and numbers of the plane, over the whole figure.
pub(super) fn draw_plane_grid<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    scene: &Scene,
    view: &View,
    text: f64,
) -> Result<(), Error> {
    let (width, height) = pen.size();
    let reach = width.max(height) / 2.0 / view.pixels_per_unit();
    let ticks = plane_ticks(reach, scene.safe_extent());
    let theme = pen.theme;
    let grid = Stroke::solid(theme.rule.mix(theme.panel, 0.25), 1.0);
    let (ox, oy) = view.project([0.0; 3]);
    for (v, _) in &ticks {
        let (x, y) = view.project([*v, *v, 0.0]);
        pen.line(&[(x, 0.0), (x, height)], grid)?;
        pen.line(&[(0.0, y), (width, y)], grid)?;
    }
    let axis = Stroke::solid(theme.ink_3, 1.2);
    pen.line(&[(0.0, oy), (width, oy)], axis)?;
    pen.line(&[(ox, 0.0), (ox, height)], axis)?;
    let style = TextStyle {
        size: (text - 1.0).max(13.0),
        color: theme.ink_2,
        h: HPos::Center,
        v: VPos::Top,
        symbol: false,
    };
    for (v, label) in ticks.iter().filter(|t| t.0 != 0.0) {
        let (x, y) = view.project([*v, *v, 0.0]);
        if x > 16.0 && x < width - 30.0 {
            pen.text(label, (x, oy + 5.0), style)?;
        }
        if y > 26.0 && y < height - 12.0 {
            let left = TextStyle {
                h: HPos::Right,
                v: VPos::Center,
                ..style
            };
            pen.text(label, (ox - 6.0, y), left)?;
        }
    }
    Ok(())
}

/// Round values from −reach to reach, about ten of them within the extent.
fn plane_ticks(reach: f64, extent: f64) -> Vec<(f64, String)> {
    let step = {
        let axis = Axis::linear("").with_range(-extent, extent);
        let marks = Mapping::new(&axis, Extent::default(), false, 0.0)
            .ticks(8, false)
            .marks;
        match marks.as_slice() {
            [a, b, ..] => b.0 - a.0,
            _ => extent,
        }
    };
    let count = (reach / step).clamp(0.0, 40.0).floor() as i32;
    (-count..=count)
        .map(|k| {
            let v = f64::from(k) * step;
            (v, short(v, 4))
        })
        .collect()
}

/// A faint grid in the plane of the first two axes.
pub(super) fn draw_floor<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    scene: &Scene,
    view: &View,
) -> Result<(), Error> {
    let e = scene.safe_extent();
    let grid = Stroke::solid(pen.theme.rule.mix(pen.theme.panel, 0.3), 1.0);
    for k in -4..=4 {
        let t = e * f64::from(k) / 4.0;
        pen.line(
            &[view.project([t, -e, 0.0]), view.project([t, e, 0.0])],
            grid,
        )?;
        pen.line(
            &[view.project([-e, t, 0.0]), view.project([e, t, 0.0])],
            grid,
        )?;
    }
    Ok(())
}
