//! Bars, and the area that very many of them become.

use plotters::prelude::DrawingBackend;

use super::Series;
use super::layout::{Layout, bar_spacing};
use crate::plot::pen::{Pen, Px, Rect, Stroke};
use crate::plot::{Error, Rgb, Theme};

/// The colour of what is not kept.
pub(super) fn dimmed(theme: &Theme) -> Rgb {
    theme.ink_3.mix(theme.panel, 0.45)
}

/// Bars closer than this many pixels are drawn as one stepped area: gaps would only flicker.
const CROWDED: f64 = 3.0;

/// Lit and dimmed bars as one outline each.
fn draw_crowded_bars<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    layout: &Layout,
    series: &Series,
    zero: f64,
    unit: f64,
) -> Result<(), Error> {
    let lit = series.lit.unwrap_or(usize::MAX).min(series.points.len());
    let (kept, rest) = series.points.split_at(lit);
    let parts = [
        (rest, dimmed(pen.theme)),
        (kept, pen.theme.role(series.role)),
    ];
    for (points, color) in parts {
        let places: Vec<Px> = points
            .iter()
            .filter_map(|p| layout.place(*p).map(|(at, _)| at))
            .collect();
        let (Some(first), Some(last)) = (places.first(), places.last()) else {
            continue;
        };
        let mut outline = vec![(first.0 - unit / 2.0, zero)];
        outline.extend(
            places
                .iter()
                .flat_map(|&(x, y)| [(x - unit / 2.0, y), (x + unit / 2.0, y)]),
        );
        outline.push((last.0 + unit / 2.0, zero));
        pen.polygon(&outline, color, 1.0)?;
    }
    Ok(())
}

/// Half the width of a bar, and how far it stands from its x, in pixels; `unit` is the room for all bars at one x.
pub(super) fn slot(series: &Series, unit: f64) -> (f64, f64) {
    let (index, count) = series.slot;
    let half = (unit * 0.37).min(26.0 * count as f64) / count as f64;
    let place = index as f64 - (count as f64 - 1.0) / 2.0;
    (half, 2.0 * half * place)
}

/// The room for the bars at one x, in pixels.
pub(super) fn bar_unit(layout: &Layout, series: &Series) -> f64 {
    let spacing = bar_spacing(&series.points);
    match (layout.x_px(spacing), layout.x_px(0.0)) {
        (Some(a), Some(b)) => (a - b).abs(),
        _ => 10.0,
    }
}

pub(super) fn draw_bars<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    layout: &Layout,
    series: &Series,
) -> Result<(), Error> {
    let full = pen.theme.role(series.role);
    let pale = dimmed(pen.theme);
    let zero = layout
        .y_px(0.0)
        .unwrap_or(layout.plot.bottom)
        .min(layout.plot.bottom);
    let unit = bar_unit(layout, series);
    if unit < CROWDED {
        return draw_crowded_bars(pen, layout, series, zero, unit);
    }
    let (half, shift) = slot(series, unit);
    for (i, &(x, y)) in series.points.iter().enumerate() {
        let Some((at, on_floor)) = layout.place((x, y)) else {
            continue;
        };
        let kept = series.lit.is_none_or(|lit| i < lit);
        let color = if kept { full } else { pale };
        if on_floor {
            let radius = (unit * 0.3).clamp(1.2, 4.0);
            pen.ring((at.0 + shift, zero), radius, Stroke::solid(color, 1.4))?;
            continue;
        }
        let height = (at.1 - zero).abs();
        // A bar that is too low to be seen still has to be there.
        let top = if height < 1.0 && y != 0.0 {
            zero - 1.0
        } else {
            at.1.min(zero)
        };
        let bar = Rect {
            left: at.0 + shift - half,
            top,
            right: at.0 + shift + half,
            bottom: at.1.max(zero),
        };
        pen.rect(bar, color, 1.0)?;
    }
    Ok(())
}
