//! A scene in words and as a table.

use std::fmt::Write as _;

use super::{Item, Point, Scene};
use crate::data::number_format::{full, short};
use crate::plot::Table;

impl Scene {
    /// The text equivalent: the space, then every named item with its coordinates.
    #[must_use]
    pub fn describe(&self) -> String {
        let e = short(self.safe_extent(), 4);
        let space = if self.dims < 3 { "Plane" } else { "Space" };
        let mut out = format!("{space} with axes from −{e} to {e}. ");
        for (k, item) in self.items.iter().enumerate() {
            // Writing to a String cannot fail.
            let _ = match item {
                Item::Arrow {
                    from, to, label, ..
                } if !label.is_empty() => {
                    if from.iter().all(|c| *c == 0.0) {
                        write!(out, "Arrow {label} to {}. ", self.point(*to))
                    } else {
                        write!(
                            out,
                            "Arrow {label} from {} to {}. ",
                            self.point(*from),
                            self.point(*to)
                        )
                    }
                }
                Item::Dot { at, label, .. } if !label.is_empty() => {
                    write!(out, "Point {label} at {}. ", self.point(*at))
                }
                Item::Polyline { name, .. } | Item::Polygon { name, .. }
                    if !name.is_empty() && !self.items[..k].iter().any(|i| i.name() == name) =>
                {
                    write!(out, "{name}, {}. ", self.reach(name))
                }
                Item::Cloud { name, points, .. }
                    if !name.is_empty() && !self.items[..k].iter().any(|i| i.name() == name) =>
                {
                    let count = points.len();
                    write!(out, "{name}: {count} points, {}. ", self.reach(name))
                }
                Item::Label { text, .. } => write!(out, "{text}. "),
                _ => Ok(()),
            };
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// Named points, those of named clouds, and the ends of named arrows.
    #[must_use]
    pub fn table(&self) -> Table {
        let mut header = vec!["item".to_string()];
        header.extend(self.axis_labels.iter().take(self.dims.clamp(2, 3)).cloned());
        let row = |name: &str, at: &Point| {
            let mut row = vec![name.to_owned()];
            row.extend(at.iter().take(self.dims.clamp(2, 3)).map(|c| full(*c)));
            row
        };
        let rows = self.items.iter().flat_map(|item| match item {
            Item::Arrow { to: at, label, .. } | Item::Dot { at, label, .. }
                if !label.is_empty() =>
            {
                vec![row(label, at)]
            }
            Item::Cloud { name, points, .. } if !name.is_empty() => {
                points.iter().map(|at| row(name, at)).collect()
            }
            _ => Vec::new(),
        });
        Table {
            header,
            rows: rows.collect(),
        }
    }

    fn point(&self, p: Point) -> String {
        let coordinates: Vec<String> = p
            .iter()
            .take(self.dims.clamp(2, 3))
            .map(|c| short(rounded(*c, self.safe_extent()), 4))
            .collect();
        format!("({})", coordinates.join(", "))
    }

    /// How far everything of this name reaches along each axis.
    fn reach(&self, name: &str) -> String {
        let points = || {
            self.items
                .iter()
                .filter(|i| i.name() == name)
                .flat_map(Item::points)
        };
        let spans: Vec<String> = (0..self.dims.clamp(2, 3))
            .map(|k| {
                let lo = points().map(|p| p[k]).fold(f64::INFINITY, f64::min);
                let hi = points().map(|p| p[k]).fold(f64::NEG_INFINITY, f64::max);
                let of = |v| short(rounded(v, self.safe_extent()), 4);
                format!("{} from {} to {}", self.axis_labels[k], of(lo), of(hi))
            })
            .collect();
        if points().next().is_none() {
            "empty".into()
        } else {
            spans.join(", ")
        }
    }
}

/// 0 for what is rounding noise at the scale of the scene.
fn rounded(v: f64, extent: f64) -> f64 {
    if v.abs() < 1e-13 * extent { 0.0 } else { v }
}
