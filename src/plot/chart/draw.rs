//! Drawing a chart: frame, series, legend.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};
use plotters::style::text_anchor::{HPos, VPos};

use super::bars::{dimmed, draw_bars};
use super::labels::draw_marks;
use super::layout::{LEGEND_SAMPLE, Layout, bar_spacing};
use super::{Chart, Kind, Series};
use crate::plot::pen::{Pen, Px, Rect, Stroke, TextStyle};
use crate::plot::{Error, Rgb, Theme};

/// Draws `chart` over the whole of `area`.
///
/// `scale` is the number of the area's units in one CSS pixel: device pixel ratio × text scale
/// on a bitmap.
/// # Errors
/// [`Error::Backend`] when the backend refuses a call.
pub fn draw_chart<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    chart: &Chart,
    theme: &Theme,
    scale: f64,
) -> Result<(), Error> {
    let pen = Pen::new(area, theme, scale);
    let (width, height) = pen.size();
    let layout = chart.layout((width, height));
    let everything = Rect {
        left: 0.0,
        top: 0.0,
        right: width,
        bottom: height,
    };
    pen.rect(everything, theme.panel, 1.0)?;
    draw_frame(&pen, &layout)?;
    for (i, series) in chart.series.iter().enumerate() {
        draw_series(&pen, &layout, series, repeat(chart, i))?;
    }
    draw_axis_lines(&pen, &layout)?;
    if chart.series.iter().all(|s| s.points.is_empty()) {
        draw_empty(&pen, &layout)?;
    }
    draw_marks(&pen, &layout, chart)?;
    draw_legend(&pen, &layout, chart)
}

fn draw_empty<DB: DrawingBackend>(pen: &Pen<'_, DB>, layout: &Layout) -> Result<(), Error> {
    let plot = layout.plot;
    let middle = (
        (plot.left + plot.right) / 2.0,
        (plot.top + plot.bottom) / 2.0,
    );
    let style = TextStyle {
        size: layout.text,
        color: pen.theme.ink_2,
        h: HPos::Center,
        v: VPos::Center,
        symbol: false,
    };
    pen.text(super::NOTHING_YET, middle, style)
}

/// How many earlier series are drawn the same way: the later ones get another dash or marker.
fn repeat(chart: &Chart, index: usize) -> usize {
    let same = |s: &&Series| chart.series.get(index).is_some_and(|t| t.kind == s.kind);
    chart.series.iter().take(index).filter(same).count()
}

fn draw_frame<DB: DrawingBackend>(pen: &Pen<'_, DB>, layout: &Layout) -> Result<(), Error> {
    let theme = pen.theme;
    let plot = layout.plot;
    let style = TextStyle {
        size: layout.text,
        color: theme.ink_2,
        h: HPos::Right,
        v: VPos::Center,
        symbol: false,
    };
    for (value, label) in &layout.y_ticks.marks {
        let Some(y) = layout.y_px(*value) else {
            continue;
        };
        let grid = Stroke::solid(theme.rule, 1.0);
        pen.line(&[(plot.left, y), (plot.right, y)], grid)?;
        pen.text(label, (plot.left - 8.0, y), style)?;
    }
    let below = TextStyle {
        h: HPos::Center,
        v: VPos::Top,
        ..style
    };
    for (value, label) in &layout.x_ticks.marks {
        let Some(x) = layout.x_px(*value) else {
            continue;
        };
        let tick = Stroke::solid(theme.ink_3, 1.0);
        pen.line(&[(x, plot.bottom), (x, plot.bottom + 4.0)], tick)?;
        pen.text(label, (x, plot.bottom + 7.0), below)?;
    }
    let name = TextStyle {
        color: theme.ink,
        ..below
    };
    let middle = (plot.left + plot.right) / 2.0;
    let row = plot.bottom + 7.0 + layout.text * 1.25;
    pen.text(&layout.x_label, (middle, row), name)?;
    let name = TextStyle {
        h: HPos::Left,
        ..name
    };
    pen.text(&layout.y_label, (4.0, 2.0), name)
}

fn draw_axis_lines<DB: DrawingBackend>(pen: &Pen<'_, DB>, layout: &Layout) -> Result<(), Error> {
    let plot = layout.plot;
    let axis = Stroke::solid(pen.theme.ink_3, 1.0);
    pen.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], axis)?;
    pen.line(&[(plot.left, plot.top), (plot.left, plot.bottom)], axis)
}

/// Dash patterns, in the order in which series of the same kind take them.
fn stroke(kind: Kind, repeat: usize, color: Rgb) -> Stroke {
    const LINES: [&[f64]; 4] = [&[], &[12.0, 4.0], &[12.0, 4.0, 2.0, 4.0], &[2.0, 4.0]];
    const DASHED: [&[f64]; 4] = [
        &[6.0, 4.0],
        &[2.0, 3.0],
        &[8.0, 3.0, 2.0, 3.0],
        &[14.0, 5.0],
    ];
    let dash = match kind {
        Kind::Dashed => DASHED[repeat % DASHED.len()],
        _ => LINES[repeat % LINES.len()],
    };
    Stroke {
        color,
        width: if kind == Kind::Dashed { 1.8 } else { 2.2 },
        dash,
    }
}

fn draw_series<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    layout: &Layout,
    series: &Series,
    repeat: usize,
) -> Result<(), Error> {
    let color = pen.theme.role(series.role);
    draw_whiskers(pen, layout, series, color)?;
    match series.kind {
        Kind::Bars => draw_bars(pen, layout, series),
        Kind::Points => draw_points(pen, layout, series, repeat),
        Kind::Line | Kind::Dashed | Kind::Steps => {
            let stroke = stroke(series.kind, repeat, color);
            for run in runs(layout, series) {
                if run.len() > 1 {
                    pen.line(&thinned(&run, layout.plot), stroke)?;
                } else if let Some(at) = run.first() {
                    pen.disc(*at, 3.5, color)?;
                }
            }
            draw_floor_markers(pen, layout, series, color)
        }
    }
}

/// A line with two caps from y − spread to y + spread.
fn draw_whiskers<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    layout: &Layout,
    series: &Series,
    color: Rgb,
) -> Result<(), Error> {
    const CAP: f64 = 4.0;
    for (x, low, high) in series.whiskers() {
        let (Some((low, _)), Some((high, _))) = (layout.place((x, low)), layout.place((x, high)))
        else {
            continue;
        };
        let stroke = Stroke::solid(color, 1.4);
        pen.line(&[low, high], stroke)?;
        for (x, y) in [low, high] {
            pen.line(&[(x - CAP, y), (x + CAP, y)], stroke)?;
        }
    }
    Ok(())
}

/// The stretches of a series that can be drawn, in pixels.
fn runs(layout: &Layout, series: &Series) -> Vec<Vec<Px>> {
    let mut runs: Vec<Vec<Px>> = vec![Vec::new()];
    for point in &series.points {
        let Some((at, _)) = layout.place(*point) else {
            runs.push(Vec::new());
            continue;
        };
        if let Some(run) = runs.last_mut() {
            if let (Kind::Steps, Some(last)) = (series.kind, run.last().copied()) {
                run.push((at.0, last.1));
            }
            run.push(at);
        }
    }
    runs.retain(|r| !r.is_empty());
    runs
}

/// Keeps the first, lowest, highest and last point of every pixel column of a long curve.
fn thinned(run: &[Px], plot: Rect) -> Vec<Px> {
    let columns = (plot.right - plot.left).max(1.0);
    if run.len() as f64 <= columns * 4.0 {
        return run.to_vec();
    }
    let mut out: Vec<Px> = Vec::new();
    for column in run.chunk_by(|a, b| a.0.floor() == b.0.floor()) {
        let by_height = |a: &&Px, b: &&Px| a.1.total_cmp(&b.1);
        let picks = [
            column.first(),
            column.iter().min_by(by_height),
            column.iter().max_by(by_height),
            column.last(),
        ];
        out.extend(picks.into_iter().flatten());
    }
    out
}

/// An open marker where a value ≤ 0 sits at the start of a log axis.
fn draw_floor_markers<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    layout: &Layout,
    series: &Series,
    color: Rgb,
) -> Result<(), Error> {
    let spacing = layout
        .x_px(bar_spacing(&series.points))
        .zip(layout.x_px(0.0));
    let room = spacing.map_or(8.0, |(a, b)| (a - b).abs());
    let radius = (room * 0.35).clamp(1.2, 4.0);
    for point in &series.points {
        if let Some((at, true)) = layout.place(*point) {
            pen.ring(at, radius, Stroke::solid(color, 1.4))?;
        }
    }
    Ok(())
}

fn draw_points<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    layout: &Layout,
    series: &Series,
    repeat: usize,
) -> Result<(), Error> {
    let (full, pale) = (pen.theme.role(series.role), dimmed(pen.theme));
    let crowd = series.points.len() as f64 / (layout.plot.right - layout.plot.left);
    let radius = if crowd > 0.2 { 2.2 } else { 4.0 };
    for (i, point) in series.points.iter().enumerate() {
        let Some((at, on_floor)) = layout.place(*point) else {
            continue;
        };
        let kept = series.lit.is_none_or(|lit| i < lit);
        let color = if kept { full } else { pale };
        if on_floor {
            pen.ring(at, radius, Stroke::solid(color, 1.6))?;
        } else {
            marker(pen, at, radius, repeat, color)?;
        }
    }
    Ok(())
}

/// Disc, square, triangle, diamond in turn.
fn marker<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    (x, y): Px,
    r: f64,
    repeat: usize,
    color: Rgb,
) -> Result<(), Error> {
    match repeat % 4 {
        0 => pen.disc((x, y), r, color),
        1 => {
            let r = r * 0.9;
            pen.polygon(
                &[
                    (x - r, y - r),
                    (x + r, y - r),
                    (x + r, y + r),
                    (x - r, y + r),
                ],
                color,
                1.0,
            )
        }
        2 => pen.polygon(
            &[(x, y - 1.3 * r), (x + 1.2 * r, y + r), (x - 1.2 * r, y + r)],
            color,
            1.0,
        ),
        _ => {
            let r = r * 1.3;
            pen.polygon(
                &[(x, y - r), (x + r, y), (x, y + r), (x - r, y)],
                color,
                1.0,
            )
        }
    }
}

fn draw_legend<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    layout: &Layout,
    chart: &Chart,
) -> Result<(), Error> {
    for &(index, (x, y)) in &layout.legend {
        let Some(series) = chart.series.get(index) else {
            continue;
        };
        let color = pen.theme.role(series.role);
        let (from, to) = (x, x + LEGEND_SAMPLE - 6.0);
        let middle = (from + to) / 2.0;
        match series.kind {
            Kind::Bars => {
                let sample = Rect {
                    left: middle - 5.0,
                    top: y - 6.0,
                    right: middle + 5.0,
                    bottom: y + 6.0,
                };
                pen.rect(sample, color, 1.0)?;
            }
            Kind::Points => marker(pen, (middle, y), 4.0, repeat(chart, index), color)?,
            kind => pen.line(
                &[(from, y), (to, y)],
                stroke(kind, repeat(chart, index), color),
            )?,
        }
        let style = TextStyle {
            size: layout.text,
            color: pen.theme.ink_2,
            h: HPos::Left,
            v: VPos::Center,
            symbol: false,
        };
        pen.text(&series.name, (x + LEGEND_SAMPLE, y), style)?;
    }
    Ok(())
}
