//! The data point under the pointer.

use super::bars::{bar_unit, slot};
use super::{Chart, Kind, Layout};
use crate::data::number_format::short;

/// How far from the pointer a point may be, in CSS pixels.
const REACH: f64 = 28.0;

/// A data point close to the pointer.
#[derive(Debug, Clone, PartialEq)]
pub struct Nearest {
    /// Its place, in CSS pixels from the left and the top.
    pub at: (f64, f64),
    /// Its series (where named) and coordinates.
    pub text: String,
}

impl Chart {
    /// The point nearest to a place in a chart of this size. Along x alone first, so that a bar is
    /// found from anywhere above it and a steep curve does not slip away; among those, by distance.
    #[must_use]
    pub fn nearest(&self, (px, py): (f64, f64), size: (f64, f64)) -> Option<Nearest> {
        let layout = self.layout(size);
        let mut best: Option<(f64, Nearest)> = None;
        for series in &self.series {
            let shift = match series.kind {
                Kind::Bars => slot(series, bar_unit(&layout, series)).1,
                _ => 0.0,
            };
            let Some((at, (x, y))) = nearest_in_x(&layout, &series.points, px - shift) else {
                continue;
            };
            let at = (at.0 + shift, at.1);
            let distance = (at.0 - px).hypot(0.25 * (at.1 - py));
            if (at.0 - px).abs() <= REACH && best.as_ref().is_none_or(|b| distance < b.0) {
                let name = if series.name.is_empty() {
                    String::new()
                } else {
                    format!("{}: ", series.name)
                };
                let text = format!("{name}{} at {}", short(y, 4), short(x, 4));
                best = Some((distance, Nearest { at, text }));
            }
        }
        best.map(|b| b.1)
    }
}

/// A place in CSS pixels and the data there.
type Placed = ((f64, f64), (f64, f64));

fn nearest_in_x(layout: &Layout, points: &[(f64, f64)], px: f64) -> Option<Placed> {
    points
        .iter()
        .filter_map(|p| layout.place(*p).map(|(at, _)| (at, *p)))
        .min_by(|a, b| (a.0.0 - px).abs().total_cmp(&(b.0.0 - px).abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::{Axis, Role, Series};

    #[test]
    fn a_bar_is_found_from_above() {
        let size = (400.0, 300.0);
        let chart = Chart::new(Axis::linear("i"), Axis::linear("σ")).with_series(Series::indexed(
            "σ",
            Role::Sigma,
            Kind::Bars,
            &[3.0, 1.0, 0.5],
        ));
        let x = chart.layout(size).x_px(2.0).unwrap_or_default();
        let found = chart.nearest((x + 3.0, 20.0), size);
        assert!(found.is_some_and(|n| n.text == "σ: 1 at 2"));
        assert_eq!(Chart::default().nearest((10.0, 10.0), size), None);
    }

    #[test]
    fn bars_beside_each_other_are_told_apart() {
        let size = (400.0, 300.0);
        let bars = |name: &str, slot| {
            Series::indexed(name, Role::Sigma, Kind::Bars, &[3.0, 3.0]).with_slot(slot, 2)
        };
        let chart = Chart::new(Axis::linear("i"), Axis::linear("σ"))
            .with_series(bars("left", 0))
            .with_series(bars("right", 1));
        let x = chart.layout(size).x_px(1.0).unwrap_or_default();
        for (px, name) in [(x - 9.0, "left"), (x + 9.0, "right")] {
            let found = chart.nearest((px, 100.0), size);
            assert!(found.is_some_and(|n| n.text.starts_with(name)), "{name}");
        }
    }
}
