//! Marks, and places for their labels where they hide least.

use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, VPos};

use super::layout::Layout;
use super::{Chart, Kind, MarkAt};
use crate::plot::Error;
use crate::plot::pen::{Pen, Px, Rect, Stroke, TextStyle, label_size};

const DASH: &[f64] = &[5.0, 4.0];

pub(super) fn draw_marks<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    layout: &Layout,
    chart: &Chart,
) -> Result<(), Error> {
    for mark in &chart.marks {
        let color = pen.theme.role(mark.role);
        let stroke = Stroke {
            color,
            width: 1.6,
            dash: if mark.dashed { DASH } else { &[] },
        };
        let plot = layout.plot;
        match mark.at {
            MarkAt::Vertical(x) => {
                if let Some(x) = layout.x_px(x).filter(|x| inside(*x, plot.left, plot.right)) {
                    pen.line(&[(x, plot.bottom), (x, plot.top)], stroke)?;
                }
            }
            MarkAt::Horizontal(y) => {
                if let Some(y) = layout.y_px(y).filter(|y| inside(*y, plot.top, plot.bottom)) {
                    pen.line(&[(plot.left, y), (plot.right, y)], stroke)?;
                }
            }
            MarkAt::Point(x, y) => {
                if let Some((at, on_floor)) = layout.place((x, y)) {
                    if mark.dashed || on_floor {
                        pen.ring(at, 5.0, Stroke::solid(color, 2.0))?;
                    } else {
                        // A rim of the panel's colour lifts the dot off its curve.
                        pen.disc(at, 7.0, pen.theme.panel)?;
                        pen.disc(at, 5.5, color)?;
                    }
                }
            }
        }
    }
    draw_labels(pen, layout, chart)
}

fn inside(v: f64, lo: f64, hi: f64) -> bool {
    v >= lo - 0.5 && v <= hi + 0.5
}

fn draw_labels<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    layout: &Layout,
    chart: &Chart,
) -> Result<(), Error> {
    let obstacles = obstacles(layout, chart);
    let mut taken: Vec<Rect> = Vec::new();
    for mark in chart.marks.iter().filter(|m| !m.label.is_empty()) {
        let size = label_size(&mark.label, layout.text);
        let places = candidates(layout, mark.at, size);
        let cost = |r: &Rect| {
            let covered = taken.iter().filter(|t| t.overlaps(r)).count() * 1000;
            covered + obstacles.iter().filter(|p| r.contains(**p)).count()
        };
        // Candidates come in order of preference and the first of equals wins.
        let Some(place) = places.into_iter().min_by_key(cost) else {
            continue;
        };
        let style = TextStyle {
            size: layout.text,
            color: pen.theme.role(mark.role),
            h: HPos::Left,
            v: VPos::Center,
            symbol: false,
        };
        pen.label(&mark.label, place, style)?;
        taken.push(place);
    }
    Ok(())
}

/// What a label had better not cover: samples along curves and bars, and the marked points.
fn obstacles(layout: &Layout, chart: &Chart) -> Vec<Px> {
    let mut out = Vec::new();
    for series in &chart.series {
        let stride = (series.points.len() / 300).max(1);
        let places: Vec<Px> = series
            .points
            .iter()
            .step_by(stride)
            .filter_map(|p| layout.place(*p).map(|(at, _)| at))
            .collect();
        if series.kind == Kind::Bars {
            for &(x, y) in &places {
                let steps = ((layout.plot.bottom - y) / 10.0).clamp(0.0, 60.0) as usize;
                out.extend((0..=steps).map(|k| (x, y + 10.0 * k as f64)));
            }
        } else {
            for pair in places.windows(2) {
                let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
                let steps = ((x1 - x0).hypot(y1 - y0) / 8.0).clamp(1.0, 60.0) as usize;
                let at = |k: usize| k as f64 / steps as f64;
                out.extend((0..=steps).map(|k| (x0 + (x1 - x0) * at(k), y0 + (y1 - y0) * at(k))));
            }
        }
    }
    out.extend(chart.marks.iter().filter_map(|m| match m.at {
        MarkAt::Point(x, y) => layout.place((x, y)).map(|(at, _)| at),
        _ => None,
    }));
    out
}

/// Places for a label of this size, the best first, all of them inside the plot.
fn candidates(layout: &Layout, at: MarkAt, (w, h): (f64, f64)) -> Vec<Rect> {
    let plot = layout.plot;
    let mut corners: Vec<Px> = Vec::new();
    match at {
        MarkAt::Vertical(x) => {
            let Some(x) = layout.x_px(x) else {
                return Vec::new();
            };
            for row in 0..6 {
                let y = plot.top + h * f64::from(row) * 1.1;
                corners.extend([(x + 3.0, y), (x - 3.0 - w, y)]);
            }
        }
        MarkAt::Horizontal(y) => {
            let Some(y) = layout.y_px(y) else {
                return Vec::new();
            };
            let middle = (plot.left + plot.right - w) / 2.0;
            for x in [plot.right - w, middle, plot.left + 4.0] {
                corners.extend([(x, y - h - 2.0), (x, y + 2.0)]);
            }
        }
        MarkAt::Point(x, y) => {
            let Some(((x, y), _)) = layout.place((x, y)) else {
                return Vec::new();
            };
            let d = 8.0;
            corners.extend([
                (x + d, y - h - d / 2.0),
                (x + d, y + d / 2.0),
                (x - d - w, y - h - d / 2.0),
                (x - d - w, y + d / 2.0),
                (x - w / 2.0, y - h - d),
                (x - w / 2.0, y + d),
                (x + d, y - 2.0 * h - d),
                (x + d, y - 3.0 * h - d),
            ]);
        }
    }
    let fits = |(x, y): &Px| {
        *x >= plot.left
            && x + w <= plot.right + 2.0
            && *y >= plot.top - h * 0.4
            && y + h <= plot.bottom
    };
    let mut kept: Vec<Px> = corners.iter().copied().filter(fits).collect();
    if kept.is_empty() {
        // Nothing fits, as for a long label on a phone: push it inside.
        let into = |(x, y): &Px| {
            (
                x.clamp(2.0, (plot.right - w).max(2.0)),
                y.clamp(plot.top, (plot.bottom - h).max(plot.top)),
            )
        };
        kept = corners.iter().map(into).collect();
    }
    kept.into_iter()
        .map(|(left, top)| Rect {
            left,
            top,
            right: left + w,
            bottom: top + h,
        })
        .collect()
}
