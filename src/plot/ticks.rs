//! Round values along an axis, with their labels.

use super::axis::{Mapping, Scale};
use crate::data::number_format::{fixed, in_groups, power_of_ten, short};

/// Round values with their labels, and the power of ten taken out of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Ticks {
    pub marks: Vec<(f64, String)>,
    /// Labels are to be read times ten to this power.
    pub factor: Option<i32>,
}

impl Mapping {
    /// At most about `most` ticks at round values.
    pub(super) fn ticks(&self, most: usize, integers: bool) -> Ticks {
        let most = most.clamp(2, 20);
        match self.scale {
            Scale::Linear => linear_ticks(self.lo, self.hi, most, integers),
            Scale::Log => self.log_ticks(most),
        }
    }

    fn log_ticks(&self, most: usize) -> Ticks {
        let mut marks = Vec::new();
        if self.has_floor() {
            marks.push((0.0, "0".to_string()));
        }
        let (first, last) = (
            (self.lo - 1e-9).ceil() as i32,
            (self.hi + 1e-9).floor() as i32,
        );
        let decades = usize::try_from(i64::from(last) - i64::from(first) + 1).unwrap_or(0);
        if decades < 2 {
            marks.extend(self.inner_log_ticks());
        } else {
            let stride = nice_stride(decades, most);
            // One way of writing for the whole axis.
            let plain = first >= -3 && last <= 3;
            let start = first + (stride - first.rem_euclid(stride)) % stride;
            let mut n = start;
            while n <= last {
                let value = libm::pow(10.0, f64::from(n));
                let label = if plain {
                    short(value, 4)
                } else {
                    power_of_ten(n)
                };
                marks.push((value, label));
                n = n.saturating_add(stride);
            }
        }
        Ticks {
            marks,
            factor: None,
        }
    }

    /// 1, 2 and 5 times a power of ten, for a log axis of about one decade.
    fn inner_log_ticks(&self) -> Vec<(f64, String)> {
        let mut marks = Vec::new();
        for n in (self.lo.floor() as i32)..=(self.hi.ceil() as i32) {
            for k in [1.0, 2.0, 5.0] {
                let v = k * libm::pow(10.0, f64::from(n));
                let at = libm::log10(v);
                if at >= self.lo - 1e-9 && at <= self.hi + 1e-9 {
                    marks.push((v, short(v, 4)));
                }
            }
        }
        marks
    }
}

/// The smallest of 1, 2, 3, 5, 10, 20, 30, 50, 100 … that leaves at most `most` of `count`.
fn nice_stride(count: usize, most: usize) -> i32 {
    for base in [1, 10, 100] {
        for k in [1, 2, 3, 5] {
            if count.div_ceil(k * base) <= most {
                return (k * base) as i32;
            }
        }
    }
    1000
}

fn linear_ticks(lo: f64, hi: f64, most: usize, integers: bool) -> Ticks {
    let raw = (hi / most as f64) - (lo / most as f64);
    let exponent = libm::floor(libm::log10(raw));
    if !exponent.is_finite() || exponent < -290.0 {
        return Ticks::default();
    }
    let unit = libm::pow(10.0, exponent);
    let mut step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|k| k * unit)
        .find(|s| *s >= raw * (1.0 - 1e-9))
        .unwrap_or(unit * 10.0);
    if integers {
        step = step.max(1.0);
    }
    let (first, last) = ((lo / step - 1e-6).ceil(), (hi / step + 1e-6).floor());
    // A range far from zero and very short: its ticks would need more digits than f64 has.
    if !(last - first).is_finite() || last - first > 50.0 || first.abs().max(last.abs()) > 1e12 {
        return Ticks::default();
    }
    let most_abs = lo.abs().max(hi.abs());
    let magnitude = libm::floor(libm::log10(most_abs)) as i32;
    let most = if integers { 5 } else { 4 };
    let factor = (!(-3..=most).contains(&magnitude)).then_some(magnitude);
    let step_exponent = libm::floor(libm::log10(step * (1.0 + 1e-9))) as i32;
    let decimals = usize::try_from(factor.unwrap_or(0) - step_exponent).unwrap_or(0);
    let shift = step_exponent - factor.unwrap_or(0);
    let digit = step / libm::pow(10.0, f64::from(step_exponent));
    let count = (last - first) as usize;
    let marks = (0..=count)
        .map(|i| {
            let k = first + i as f64;
            let shown = k * digit * libm::pow(10.0, f64::from(shift));
            (k * step, in_groups(&fixed(shown, decimals)))
        })
        .collect();
    Ticks { marks, factor }
}

#[cfg(test)]
mod tests {
    use super::super::axis::{Axis, Extent};
    use super::*;

    fn mapping(axis: Axis, values: &[f64]) -> Mapping {
        Mapping::new(&axis, Extent::of(values.iter().copied()), false, 0.05)
    }

    #[test]
    fn ticks_are_round_and_few_decimals_long() {
        let m = mapping(Axis::linear("x").with_range(0.0, 1.0), &[]);
        let labels: Vec<_> = m.ticks(6, false).marks.into_iter().map(|t| t.1).collect();
        assert_eq!(labels, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        let m = mapping(Axis::linear("x").with_range(0.0, 2e7), &[]);
        let ticks = m.ticks(5, false);
        assert_eq!(ticks.factor, Some(7));
        assert_eq!(ticks.marks[1].1, "0.5");
    }

    #[test]
    fn many_decades_are_thinned() {
        let m = mapping(Axis::log(""), &[1e-300, 1e300]);
        let marks = m.ticks(6, false).marks;
        assert!((3..=7).contains(&marks.len()), "{marks:?}");
        assert!(marks.iter().any(|t| t.1 == "1"));
    }
}
