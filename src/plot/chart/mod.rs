//! Declarative charts: what is shown, not how.

mod bars;
mod describe;
mod draw;
mod labels;
mod layout;
mod nearest;

pub use draw::draw_chart;
pub use layout::Layout;
pub use nearest::Nearest;

use super::{Axis, Role};

/// What a chart without a single point says, drawn and in words.
const NOTHING_YET: &str = "Nothing to show yet.";

/// How a series is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Line,
    Dashed,
    /// Bars from zero (from the bottom of a log axis); very many become one stepped area.
    Bars,
    Points,
    /// Each value holds until the next point.
    Steps,
}

/// One curve, or one set of bars or points.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub name: String,
    pub role: Role,
    pub kind: Kind,
    /// (x, y), x ascending. Where either is NaN or ∞ nothing is drawn.
    pub points: Vec<(f64, f64)>,
    /// Bars and points with an index below this are in full colour, the rest dimmed.
    pub lit: Option<usize>,
    /// Half the length of the whisker at each point (a standard error, say); empty for none.
    pub spread: Vec<f64>,
    /// Which of how many bars that stand beside each other at every x; (0, 1) for a bar on its own.
    pub slot: (usize, usize),
}

impl Series {
    #[must_use]
    pub fn new(name: impl Into<String>, role: Role, kind: Kind, points: Vec<(f64, f64)>) -> Self {
        Series {
            name: name.into(),
            role,
            kind,
            points,
            lit: None,
            spread: Vec::new(),
            slot: (0, 1),
        }
    }

    /// Points (1, y₁), (2, y₂) … as for a spectrum.
    #[must_use]
    pub fn indexed(name: impl Into<String>, role: Role, kind: Kind, values: &[f64]) -> Self {
        let points = (1_u32..)
            .map(f64::from)
            .zip(values.iter().copied())
            .collect();
        Series::new(name, role, kind, points)
    }

    #[must_use]
    pub fn with_lit(mut self, lit: usize) -> Self {
        self.lit = Some(lit);
        self
    }

    /// Draws a whisker from y − spread to y + spread at each point.
    #[must_use]
    pub fn with_spread(mut self, spread: Vec<f64>) -> Self {
        self.spread = spread;
        self
    }

    /// Makes these bars the `index`-th of `count` that stand beside each other.
    #[must_use]
    pub fn with_slot(mut self, index: usize, count: usize) -> Self {
        self.slot = (index, count.max(1));
        self
    }

    /// The ends of the whiskers: x, lower y, upper y.
    pub(super) fn whiskers(&self) -> impl Iterator<Item = (f64, f64, f64)> + '_ {
        let pairs = self.points.iter().zip(&self.spread);
        pairs.map(|(&(x, y), &half)| (x, y - half, y + half))
    }
}

/// Where a mark stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MarkAt {
    /// A vertical line at this x.
    Vertical(f64),
    /// A horizontal line at this y.
    Horizontal(f64),
    /// A dot at (x, y).
    Point(f64, f64),
}

/// A line or dot with a label: a threshold, a floor, the present state.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub at: MarkAt,
    pub label: String,
    pub role: Role,
    pub dashed: bool,
}

impl Mark {
    #[must_use]
    pub fn vertical(x: f64, label: impl Into<String>, role: Role) -> Self {
        Mark {
            at: MarkAt::Vertical(x),
            label: label.into(),
            role,
            dashed: true,
        }
    }

    #[must_use]
    pub fn horizontal(y: f64, label: impl Into<String>, role: Role) -> Self {
        Mark {
            at: MarkAt::Horizontal(y),
            ..Mark::vertical(0.0, label, role)
        }
    }

    #[must_use]
    pub fn point(x: f64, y: f64, label: impl Into<String>, role: Role) -> Self {
        Mark {
            at: MarkAt::Point(x, y),
            dashed: false,
            ..Mark::vertical(0.0, label, role)
        }
    }
}

/// A chart: two axes, what is drawn between them, and the marks on it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chart {
    pub x: Axis,
    pub y: Axis,
    pub series: Vec<Series>,
    pub marks: Vec<Mark>,
}

impl Chart {
    #[must_use]
    pub fn new(x: Axis, y: Axis) -> Self {
        Chart {
            x,
            y,
            series: Vec::new(),
            marks: Vec::new(),
        }
    }

    #[must_use]
    pub fn with_series(mut self, series: Series) -> Self {
        self.series.push(series);
        self
    }

    #[must_use]
    pub fn with_mark(mut self, mark: Mark) -> Self {
        self.marks.push(mark);
        self
    }

    /// The x value under a pointer `px` CSS pixels from the left of a chart of this size.
    #[must_use]
    pub fn x_at(&self, px: f64, size: (f64, f64)) -> f64 {
        self.layout(size).x_at(px)
    }

    /// The y value under a pointer `px` CSS pixels from the top of a chart of this size.
    #[must_use]
    pub fn y_at(&self, px: f64, size: (f64, f64)) -> f64 {
        self.layout(size).y_at(px)
    }
}
