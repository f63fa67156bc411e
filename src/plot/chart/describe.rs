//! A chart in words and as a table.

use std::fmt::Write as _;

use super::{Chart, Kind, MarkAt, Series};
use crate::data::number_format::{full, short};
use crate::linalg::order::ascending_order;
use crate::plot::{Axis, Scale, Table};

impl Chart {
    /// The text equivalent: axes, each series with its ends and extremes, every mark.
    #[must_use]
    pub fn describe(&self) -> String {
        let mut out = format!("{} against {}. ", axis(&self.y), axis(&self.x));
        for series in &self.series {
            self.describe_series(series, &mut out);
        }
        if self.series.iter().all(|s| s.points.is_empty()) {
            out.push_str(super::NOTHING_YET);
            out.push(' ');
        }
        for mark in self.marks.iter().filter(|m| !m.label.is_empty()) {
            let place = match mark.at {
                MarkAt::Vertical(x) => format!("at {} {}", name(&self.x, "x"), short(x, 4)),
                MarkAt::Horizontal(y) => format!("at {} {}", name(&self.y, "y"), short(y, 4)),
                MarkAt::Point(x, y) => format!("at ({}, {})", short(x, 4), short(y, 4)),
            };
            // Writing to a String cannot fail.
            let _ = write!(out, "Marked {place}: {}. ", mark.label);
        }
        out.truncate(out.trim_end().len());
        out
    }

    fn describe_series(&self, series: &Series, out: &mut String) {
        let kind = match series.kind {
            Kind::Line => "line",
            Kind::Dashed => "dashed line",
            Kind::Bars => "bars",
            Kind::Points => "points",
            Kind::Steps => "steps",
        };
        let title = if series.name.is_empty() {
            name(&self.y, "values")
        } else {
            series.name.as_str()
        };
        let finite: Vec<(f64, f64)> = series
            .points
            .iter()
            .copied()
            .filter(|(x, y)| x.is_finite() && y.is_finite())
            .collect();
        let _ = write!(out, "{title} ({kind}): ");
        match (finite.as_slice(), finite.first(), finite.last()) {
            (all @ [_, _, ..], Some(first), Some(last)) if all.len() > 8 => {
                let by_y = |a: &&(f64, f64), b: &&(f64, f64)| a.1.total_cmp(&b.1);
                let (lo, hi) = (all.iter().min_by(by_y), all.iter().rev().max_by(by_y));
                let (lo, hi) = (lo.unwrap_or(first), hi.unwrap_or(last));
                let _ = write!(
                    out,
                    "{} values, from {} at {} to {} at {}; smallest {} at {}, largest {} at {}. ",
                    all.len(),
                    short(first.1, 4),
                    short(first.0, 4),
                    short(last.1, 4),
                    short(last.0, 4),
                    short(lo.1, 4),
                    short(lo.0, 4),
                    short(hi.1, 4),
                    short(hi.0, 4),
                );
            }
            (all, _, _) if !all.is_empty() => {
                let list: Vec<String> = all
                    .iter()
                    .map(|(x, y)| format!("{} at {}", short(*y, 4), short(*x, 4)))
                    .collect();
                let _ = write!(out, "{}. ", list.join(", "));
            }
            _ => out.push_str("no values. "),
        }
        if !series.spread.is_empty() {
            let spreads: Vec<String> = series.spread.iter().map(|s| short(*s, 4)).collect();
            let _ = write!(out, "Whiskers of ±{}. ", spreads.join(", ±"));
        }
        self.describe_exceptions(series, finite.len(), out);
    }

    /// What the picture cannot show, and what it shows dimmed.
    fn describe_exceptions(&self, series: &Series, finite: usize, out: &mut String) {
        let missing = series.points.len() - finite;
        if missing > 0 {
            let _ = write!(out, "{missing} not finite and not drawn. ");
        }
        let nonpositive = series
            .points
            .iter()
            .filter(|p| p.1.is_finite() && p.1 <= 0.0)
            .count();
        if self.y.scale == Scale::Log && nonpositive > 0 {
            let _ = write!(
                out,
                "{nonpositive} zero or below: on the bottom of the log axis, as open circles. "
            );
        }
        if let Some(lit) = series.lit.filter(|lit| *lit < series.points.len()) {
            let _ = write!(
                out,
                "The first {lit} in full colour, the other {} dimmed. ",
                series.points.len() - lit
            );
        }
    }

    /// One row for every x, one column for every series and for its whiskers; numbers as exact as they are.
    #[must_use]
    pub fn table(&self) -> Table {
        let spreads = self.series.iter().filter(|s| !s.spread.is_empty());
        let spreads: Vec<Series> = spreads.map(spread_as_series).collect();
        if !spreads.is_empty() {
            let mut all = self.clone();
            for series in &mut all.series {
                series.spread.clear();
            }
            all.series.extend(spreads);
            return all.table();
        }
        let mut header = vec![name(&self.x, "x").to_string()];
        header.extend(self.series.iter().map(|s| {
            let title = if s.name.is_empty() {
                name(&self.y, "y")
            } else {
                s.name.as_str()
            };
            title.to_string()
        }));
        let unsorted: Vec<(f64, usize, f64)> = self
            .series
            .iter()
            .enumerate()
            .flat_map(|(j, s)| s.points.iter().map(move |p| (p.0, j, p.1)))
            .collect();
        // Stable: repeated x within a series keep their order, on rows of their own.
        let xs: Vec<f64> = unsorted.iter().map(|cell| cell.0).collect();
        let cells = ascending_order(&xs).into_iter().map(|at| unsorted[at]);
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut last_x = None;
        for (x, j, y) in cells {
            let free = rows.last().is_some_and(|row| {
                last_x == Some(x.to_bits()) && row.get(j + 1).is_some_and(String::is_empty)
            });
            if !free {
                let mut row = vec![String::new(); self.series.len() + 1];
                row[0] = full(x);
                rows.push(row);
                last_x = Some(x.to_bits());
            }
            if let Some(cell) = rows.last_mut().and_then(|row| row.get_mut(j + 1)) {
                *cell = full(y);
            }
        }
        Table { header, rows }
    }
}

/// The whiskers' lengths as a column of their own.
fn spread_as_series(series: &Series) -> Series {
    let points = series.points.iter().zip(&series.spread);
    let points = points.map(|(point, spread)| (point.0, *spread)).collect();
    Series::new(
        format!("± {}", series.name),
        series.role,
        series.kind,
        points,
    )
}

fn name<'a>(axis: &'a Axis, otherwise: &'a str) -> &'a str {
    if axis.label.is_empty() {
        otherwise
    } else {
        &axis.label
    }
}

fn axis(axis: &Axis) -> String {
    let scale = if axis.scale == Scale::Log {
        " (log scale)"
    } else {
        ""
    };
    format!("{}{scale}", name(axis, "value"))
}
