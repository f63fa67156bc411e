//! How long a job will still take, from the shares it has told so far.

/// Before a job has been watched this long, any guess would be a poor one.
const WATCHED_MS: f64 = 1500.0;

/// The first share that was told, and when. Knows no clock: the times are handed in.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate(Option<(f64, f64)>);

impl Estimate {
    /// A share (0 to 1) has been told at `now`, in milliseconds. Returns the seconds left, once that can be said.
    pub fn hear(&mut self, now: f64, share: f64) -> Option<f64> {
        let (since, from) = *self.0.get_or_insert((now, share));
        let (watched, done) = (now - since, share - from);
        if watched < WATCHED_MS || done <= 0.0 {
            return None;
        }
        Some(watched / 1e3 * (1.0 - share).max(0.0) / done)
    }
}

/// "about 40 s", "about 3 min", "about 2 h": as exact as a guess can be.
pub fn words(seconds: f64) -> String {
    // From these on the next unit is the shorter word.
    match seconds {
        s if s < 10.0 => "a few seconds".to_owned(),
        s if s < 90.0 => format!("about {:.0} s", (s / 10.0).round() * 10.0),
        s if s < 5400.0 => format!("about {:.0} min", s / 60.0),
        s if s < 172_800.0 => format!("about {:.0} h", s / 3600.0),
        s if s < 1e7 => format!("about {:.0} days", s / 86_400.0),
        _ => "more than three months".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_taken_to_go_as_what_was_seen() {
        let mut estimate = Estimate::default();
        // What was done before it was watched does not count.
        assert_eq!(estimate.hear(500.0, 0.5), None);
        assert_eq!(estimate.hear(1000.0, 0.55), None);
        let left = estimate.hear(10_500.0, 0.75).unwrap();
        assert!((left - 10.0).abs() < 1e-9, "{left}");
        assert_eq!(estimate.hear(20_500.0, 1.0), Some(0.0));
    }

    #[test]
    fn standing_still_has_no_estimate() {
        let mut estimate = Estimate::default();
        for now in [0.0, 5000.0, 50_000.0] {
            assert_eq!(estimate.hear(now, 0.0), None);
        }
    }

    #[test]
    fn words_are_rounded() {
        for (seconds, said) in [
            (0.0, "a few seconds"),
            (44.0, "about 40 s"),
            (89.0, "about 90 s"),
            (91.0, "about 2 min"),
            (3600.0, "about 60 min"),
            (5400.0, "about 2 h"),
            (100_000.0, "about 28 h"),
            (200_000.0, "about 2 days"),
            (f64::INFINITY, "more than three months"),
        ] {
            assert_eq!(words(seconds), said);
        }
    }
}
