//! Where everything goes: margins, ticks, legend rows.

use super::{Chart, Kind, MarkAt, Series};
use crate::data::number_format::{short, superscript};
use crate::plot::axis::{Extent, Mapping};
use crate::plot::pen::{Px, Rect, text_width};
use crate::plot::ticks::Ticks;
use crate::plot::{Axis, Scale};

/// A chart laid out in a figure of a given size: the way between data and CSS pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    pub(super) plot: Rect,
    pub(super) x: Mapping,
    pub(super) y: Mapping,
    pub(super) x_ticks: Ticks,
    pub(super) y_ticks: Ticks,
    pub(super) x_label: String,
    pub(super) y_label: String,
    /// Font size of ticks, labels and legend.
    pub(super) text: f64,
    /// Series named in the legend with the place of their sample line.
    pub(super) legend: Vec<(usize, Px)>,
}

/// The sample line in front of a legend's name, with its gap.
pub(super) const LEGEND_SAMPLE: f64 = 28.0;

impl Layout {
    /// CSS pixels from the left; `None` where x has no place on the axis.
    #[must_use]
    pub fn x_px(&self, x: f64) -> Option<f64> {
        let f = self.x.fraction(x)?;
        Some(self.plot.left + f * (self.plot.right - self.plot.left))
    }

    /// CSS pixels from the top; `None` where y has no place on the axis.
    #[must_use]
    pub fn y_px(&self, y: f64) -> Option<f64> {
        let f = self.y.fraction(y)?;
        Some(self.plot.bottom - f * (self.plot.bottom - self.plot.top))
    }

    /// The value at a place counted from the left; the nearer end's when outside.
    #[must_use]
    pub fn x_at(&self, px: f64) -> f64 {
        self.x
            .value((px - self.plot.left) / (self.plot.right - self.plot.left))
    }

    /// The value at a place counted from the top; the nearer end's when outside.
    #[must_use]
    pub fn y_at(&self, px: f64) -> f64 {
        self.y
            .value((self.plot.bottom - px) / (self.plot.bottom - self.plot.top))
    }

    /// The place of a point, and whether it stands for a value the axis cannot show.
    pub(super) fn place(&self, (x, y): (f64, f64)) -> Option<(Px, bool)> {
        let at = (self.x_px(x)?, self.y_px(y)?);
        let on_floor = (self.x.has_floor() && x <= 0.0) || (self.y.has_floor() && y <= 0.0);
        Some((at, on_floor))
    }
}

impl Chart {
    /// Lays the chart out in a figure `size` CSS pixels wide and high.
    #[must_use]
    pub fn layout(&self, size: (f64, f64)) -> Layout {
        let (width, height) = (sane(size.0), sane(size.1));
        // Read from the back row: text grows with the figure, if it is high enough too.
        let text = (13.0 + (width - 420.0) / 110.0)
            .min(height / 15.0)
            .clamp(13.0, 20.0)
            // A figure that fills a projector is read from further away.
            .max(((height - 480.0) / 4.0).min(30.0));
        let (x, y) = (self.x_mapping(), self.y_mapping());
        let integers = self.series.iter().any(|s| s.kind == Kind::Bars)
            || self.all_points().all(|(x, _)| x.fract() == 0.0);

        let (legend_rows, rows) = self.legend_rows(width, text);
        let line = text * 1.45;
        let head = if self.y.label.is_empty() { 0.0 } else { line };
        let top = head + rows as f64 * line + text * 0.6;
        let bottom = height
            - line
            - if self.x.label.is_empty() {
                4.0
            } else {
                line * 0.95
            };
        let bottom = bottom.max(top + 20.0);

        let y_ticks = y.ticks(((bottom - top) / (text * 2.6)) as usize, false);
        let widest = y_ticks
            .marks
            .iter()
            .map(|t| text_width(&t.1, text))
            .fold(text * 1.5, f64::max);
        let left = (widest + 12.0).min(width * 0.4);
        let right = (width - text * 0.9).max(left + 20.0);
        let x_ticks = if self.x.ticks.is_empty() {
            fitting_ticks(&x, right - left, text, integers)
        } else {
            chosen_ticks(&x, &self.x.ticks, right - left, text)
        };
        let plot = Rect {
            left,
            top,
            right,
            bottom,
        };
        Layout {
            plot,
            x,
            y,
            x_label: with_factor(&self.x, &x_ticks),
            y_label: with_factor(&self.y, &y_ticks),
            x_ticks,
            y_ticks,
            text,
            legend: legend_rows
                .into_iter()
                .map(|(i, x, row)| (i, (x, head + (row as f64 + 0.5) * line)))
                .collect(),
        }
    }

    fn all_points(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.series.iter().flat_map(|s| s.points.iter().copied())
    }

    fn x_mapping(&self) -> Mapping {
        let marks = self.marks.iter().filter_map(|m| match m.at {
            MarkAt::Vertical(x) | MarkAt::Point(x, _) => Some(x),
            MarkAt::Horizontal(_) => None,
        });
        let edges = self
            .series
            .iter()
            .filter(|s| matches!(s.kind, Kind::Bars | Kind::Points))
            .flat_map(|s| {
                let half = bar_spacing(&s.points) / 2.0;
                let ends = [s.points.first(), s.points.last()];
                ends.into_iter()
                    .flatten()
                    .flat_map(move |p| [p.0 - half, p.0 + half])
            });
        // Half a step of room, so that no bar or point is cut by the frame. On a log axis that may be ≤ 0, which is not a value to show.
        let edges = edges.filter(|x| self.x.scale == Scale::Linear || *x > 0.0);
        let extent = Extent::of(self.all_points().map(|p| p.0).chain(marks).chain(edges));
        Mapping::new(&self.x, extent, false, 0.0)
    }

    fn y_mapping(&self) -> Mapping {
        let marks = self.marks.iter().filter_map(|m| match m.at {
            MarkAt::Horizontal(y) | MarkAt::Point(_, y) => Some(y),
            MarkAt::Vertical(_) => None,
        });
        let bars = self.series.iter().any(|s| s.kind == Kind::Bars);
        let whiskers = self.series.iter().flat_map(Series::whiskers);
        let whiskers = whiskers.flat_map(|(_, low, high)| [low, high]);
        let extent = Extent::of(self.all_points().map(|p| p.1).chain(marks).chain(whiskers));
        Mapping::new(&self.y, extent, bars, 0.06)
    }

    /// Where each named series stands in the legend: (series, x, row), and the number of rows.
    fn legend_rows(&self, width: f64, text: f64) -> (Vec<(usize, f64, usize)>, usize) {
        let named = self.series.iter().filter(|s| !s.name.is_empty()).count();
        if named < 2 {
            return (Vec::new(), 0);
        }
        let (mut x, mut row) = (4.0, 0);
        let mut places = Vec::new();
        for (i, series) in self
            .series
            .iter()
            .enumerate()
            .filter(|(_, s)| !s.name.is_empty())
        {
            let needed = LEGEND_SAMPLE + text_width(&series.name, text) + text;
            if x + needed > width && x > 4.0 {
                (x, row) = (4.0, row + 1);
            }
            places.push((i, x, row));
            x += needed;
        }
        (places, row + 1)
    }
}

/// The smallest distance between neighbouring bars.
pub(super) fn bar_spacing(points: &[(f64, f64)]) -> f64 {
    let least = points
        .windows(2)
        .map(|w| w[1].0 - w[0].0)
        .filter(|d| *d > 0.0 && d.is_finite())
        .fold(f64::INFINITY, f64::min);
    if least.is_finite() { least } else { 1.0 }
}

/// Those of the chosen values that have room beside each other.
fn chosen_ticks(x: &Mapping, values: &[f64], width: f64, text: f64) -> Ticks {
    let mut ticks = Ticks::default();
    let mut taken = f64::NEG_INFINITY;
    for value in values {
        let label = short(*value, 4);
        let half = (text_width(&label, text) + text * 0.5) / 2.0;
        let place = x.fraction(*value).filter(|f| (0.0..=1.0).contains(f));
        if let Some(at) = place.map(|f| f * width).filter(|at| at - half > taken) {
            taken = at + half;
            ticks.marks.push((*value, label));
        }
    }
    ticks
}

/// As many ticks as fit beside each other.
fn fitting_ticks(x: &Mapping, width: f64, text: f64, integers: bool) -> Ticks {
    let mut most = ((width / (text * 3.0)) as usize).clamp(2, 12);
    loop {
        let ticks = x.ticks(most, integers);
        let fits = ticks
            .marks
            .windows(2)
            .all(|w| match (x.fraction(w[0].0), x.fraction(w[1].0)) {
                (Some(a), Some(b)) => {
                    let needed = (text_width(&w[0].1, text) + text_width(&w[1].1, text)) / 2.0;
                    (b - a) * width > needed + text * 0.5
                }
                _ => true,
            });
        if fits || most <= 2 {
            return ticks;
        }
        most -= 1;
    }
}

fn with_factor(axis: &Axis, ticks: &Ticks) -> String {
    match ticks.factor {
        Some(n) => format!("{} (×10{})", axis.label, superscript(n))
            .trim_start()
            .into(),
        None => axis.label.clone(),
    }
}

fn sane(length: f64) -> f64 {
    if length.is_finite() {
        length.clamp(40.0, 20_000.0)
    } else {
        40.0
    }
}
