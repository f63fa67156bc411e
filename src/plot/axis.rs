//! Ranges, ticks, and the way between data and pixels.

/// How values are spread along an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    #[default]
    Linear,
    /// Powers of ten at equal distances. Values ≤ 0 have no logarithm: they sit at the very start.
    Log,
}

/// One axis of a chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Axis {
    pub label: String,
    pub scale: Scale,
    /// The first and last value shown; from the data when absent.
    pub range: Option<(f64, f64)>,
    /// The values that are labelled, ascending; round ones when empty. For the x axis.
    pub ticks: Vec<f64>,
}

impl Axis {
    #[must_use]
    pub fn linear(label: impl Into<String>) -> Self {
        Axis {
            label: label.into(),
            scale: Scale::Linear,
            range: None,
            ticks: Vec::new(),
        }
    }

    #[must_use]
    pub fn log(label: impl Into<String>) -> Self {
        Axis {
            scale: Scale::Log,
            ..Axis::linear(label)
        }
    }

    #[must_use]
    pub fn with_range(mut self, lo: f64, hi: f64) -> Self {
        self.range = Some((lo, hi));
        self
    }

    /// Labels these values, as many of them as have room.
    #[must_use]
    pub fn with_ticks(mut self, ticks: Vec<f64>) -> Self {
        self.ticks = ticks;
        self
    }
}

/// Where a value lies between the start (0) and the end (1) of an axis, and back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mapping {
    pub(super) scale: Scale,
    /// Ends of the axis; on a log axis their decimal logarithms.
    pub(super) lo: f64,
    pub(super) hi: f64,
    /// The part of a log axis in front of its range, where zeros sit.
    floor: f64,
}

/// What has to fit on an axis.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Extent {
    lo: f64,
    hi: f64,
    /// The smallest value above 0.
    positive: f64,
    any: bool,
    any_positive: bool,
    /// Whether a value ≤ 0 was seen.
    pub zero: bool,
}

impl Extent {
    pub fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut e = Extent::default();
        for v in values.filter(|v| v.is_finite()) {
            e.lo = if e.any { e.lo.min(v) } else { v };
            e.hi = if e.any { e.hi.max(v) } else { v };
            e.any = true;
            if v > 0.0 {
                e.positive = if e.any_positive { e.positive.min(v) } else { v };
                e.any_positive = true;
            } else {
                e.zero = true;
            }
        }
        e
    }
}

impl Mapping {
    pub(super) fn new(axis: &Axis, extent: Extent, from_zero: bool, pad: f64) -> Self {
        match axis.scale {
            Scale::Linear => Self::linear(axis.range, extent, from_zero, pad),
            Scale::Log => Self::log(axis.range, extent),
        }
    }

    fn linear(range: Option<(f64, f64)>, extent: Extent, from_zero: bool, pad: f64) -> Self {
        let (lo, hi) = match range.filter(|r| usable(*r)) {
            Some(range) => range,
            None => fit(extent, from_zero, pad),
        };
        Mapping {
            scale: Scale::Linear,
            lo,
            hi,
            floor: 0.0,
        }
    }

    fn log(range: Option<(f64, f64)>, extent: Extent) -> Self {
        let (lo, hi) = match range.filter(|r| usable(*r) && r.0 > 0.0) {
            Some((lo, hi)) => (libm::log10(lo), libm::log10(hi)),
            None if extent.any_positive => {
                let (lo, hi) = (libm::log10(extent.positive), libm::log10(extent.hi));
                let pad = 0.04 * (hi - lo);
                if hi - lo < 0.5 {
                    (lo.floor(), (hi + 1e-9).ceil().max(lo.floor() + 1.0))
                } else {
                    (lo - pad, hi + pad)
                }
            }
            None => (-1.0, 0.0),
        };
        Mapping {
            scale: Scale::Log,
            lo,
            hi,
            floor: if extent.zero { 0.1 } else { 0.0 },
        }
    }

    /// The place of `value`: 0 at the start, 1 at the end. `None` for NaN and ∞.
    #[must_use]
    pub fn fraction(&self, value: f64) -> Option<f64> {
        if !value.is_finite() {
            return None;
        }
        let f = match self.scale {
            Scale::Linear => (value / 2.0 - self.lo / 2.0) / (self.hi / 2.0 - self.lo / 2.0),
            Scale::Log if value <= 0.0 => return Some(0.0),
            Scale::Log => {
                let f = (libm::log10(value) - self.lo) / (self.hi - self.lo);
                self.floor + (1.0 - self.floor) * f
            }
        };
        f.is_finite().then_some(f)
    }

    /// The value at a place; outside the axis it is the nearer end's.
    #[must_use]
    pub fn value(&self, fraction: f64) -> f64 {
        let f = if fraction.is_nan() { 0.0 } else { fraction };
        match self.scale {
            Scale::Linear => {
                let f = f.clamp(0.0, 1.0);
                self.lo * (1.0 - f) + self.hi * f
            }
            Scale::Log => {
                let f = ((f - self.floor) / (1.0 - self.floor)).clamp(0.0, 1.0);
                // The padded end of an axis may lie beyond the largest number.
                libm::pow(10.0, self.lo + (self.hi - self.lo) * f).min(f64::MAX)
            }
        }
    }

    /// Whether values ≤ 0 have a place of their own at the start of this axis.
    pub(super) fn has_floor(&self) -> bool {
        self.floor > 0.0
    }
}

fn usable((lo, hi): (f64, f64)) -> bool {
    lo.is_finite()
        && hi.is_finite()
        && lo < hi
        && (hi / 2.0 - lo / 2.0) > 1e-13 * lo.abs().max(hi.abs())
}

fn fit(e: Extent, from_zero: bool, pad: f64) -> (f64, f64) {
    if !e.any {
        return (0.0, 1.0);
    }
    // Data that starts near zero is read against zero.
    let from_zero = from_zero || (pad > 0.0 && e.lo >= 0.0 && e.lo <= 0.6 * e.hi);
    let (lo, hi) = if from_zero {
        (e.lo.min(0.0), e.hi.max(0.0))
    } else {
        (e.lo, e.hi)
    };
    if !usable((lo, hi)) || hi / 2.0 - lo / 2.0 < 1e-9 * lo.abs().max(hi.abs()) {
        return around(hi);
    }
    let room = pad * (hi / 2.0 - lo / 2.0) * 2.0;
    let top = if hi == 0.0 { hi } else { hi + room };
    let bottom = if from_zero && lo == 0.0 {
        lo
    } else {
        lo - room
    };
    if usable((bottom, top)) {
        (bottom, top)
    } else {
        (lo, hi)
    }
}

/// A range for data that is all one value.
fn around(v: f64) -> (f64, f64) {
    if v == 0.0 || v.abs() < 1e-300 {
        (0.0, 1.0)
    } else if v > 0.0 {
        (0.0, (v * 1.25).min(f64::MAX))
    } else {
        ((v * 1.25).max(-f64::MAX), 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(axis: Axis, values: &[f64]) -> Mapping {
        Mapping::new(&axis, Extent::of(values.iter().copied()), false, 0.05)
    }

    #[test]
    fn data_to_place_and_back() {
        let linear = mapping(Axis::linear("x"), &[-3.0, 8.0]);
        let log = mapping(Axis::log("x"), &[0.0, 1e-12, 100.0]);
        for v in [1e-10, 0.5, 7.0] {
            for m in [linear, log] {
                let back = m.fraction(v).map(|f| m.value(f));
                assert!(
                    back.is_some_and(|b| (b - v).abs() < 1e-9 * (1.0 + v)),
                    "{v}"
                );
            }
        }
        assert_eq!(log.fraction(0.0), Some(0.0));
        assert_eq!(log.fraction(f64::NAN), None);
    }

    #[test]
    fn any_range_gives_a_usable_mapping() {
        let hard: [&[f64]; 9] = [
            &[],
            &[f64::NAN],
            &[0.0],
            &[5.0, 5.0],
            &[-1e300, 1e300],
            &[f64::MAX, -f64::MAX],
            &[1e-300, 1e300],
            &[5e-324, 1e-320],
            &[1.0, 1.0 + 1e-15],
        ];
        for values in hard {
            for axis in [Axis::linear(""), Axis::log("")] {
                let m = mapping(axis, values);
                for v in values.iter().filter(|v| v.is_finite()) {
                    assert!(
                        m.fraction(*v).is_some_and(|f| (-0.1..1.1).contains(&f)),
                        "{values:?} {m:?}"
                    );
                }
                assert!(m.ticks(6, false).marks.len() <= 50);
                assert!(m.value(0.3).is_finite());
            }
        }
    }
}
