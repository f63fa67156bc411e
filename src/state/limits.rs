//! Which numbers a key takes: read from a link or a field, and said in words.

/// Largest seed a link can hold: what a JavaScript number holds exactly.
pub const MAX_SEED: u64 = (1 << 53) - 1;

/// Which of the numbers between two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    Any,
    /// All but the lower end.
    Above,
    /// Whole multiples of this; of 1 for all whole numbers.
    Multiples(u32),
}

/// The numbers that a key takes at present.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    pub least: f64,
    pub most: f64,
    pub numbers: Numbers,
    /// What the ends are called, where they depend on the rest of the state.
    pub names: [Option<&'static str>; 2],
}

impl Limits {
    /// Any number from one end to the other.
    pub const fn between(least: f64, most: f64) -> Self {
        Self {
            least,
            most,
            numbers: Numbers::Any,
            names: [None; 2],
        }
    }

    pub fn holds(&self, value: f64) -> bool {
        let fits = match self.numbers {
            Numbers::Any => true,
            Numbers::Above => value > self.least,
            Numbers::Multiples(unit) => value % f64::from(unit) == 0.0,
        };
        fits && value >= self.least && value <= self.most
    }

    /// The number written in `text`, if it is one of these.
    /// # Errors
    /// What is needed, to complete the sentence "… could not be used: …".
    pub fn read(&self, text: &str) -> Result<f64, String> {
        let text = text.trim();
        let number = match self.numbers {
            // Beyond 2⁵³ the conversion rounds, but never to one that is in reach.
            Numbers::Multiples(_) => text.parse::<u64>().ok().map(|whole| whole as f64),
            Numbers::Any | Numbers::Above => text.parse().ok(),
        };
        let number = number.filter(|number| self.holds(*number));
        number.ok_or_else(|| format!("{} is needed", self.words()))
    }

    /// Such as "a whole number from 1 to 48 (k)".
    pub fn words(&self) -> String {
        let end = |value: f64, name: Option<&str>| match name {
            Some(name) => format!("{} ({name})", written(value)),
            None => written(value),
        };
        in_words(
            self.numbers,
            &end(self.least, self.names[0]),
            &end(self.most, self.names[1]),
        )
    }
}

/// An end of a range for the eye; empty for one that is nowhere.
pub(super) fn written(value: f64) -> String {
    match value {
        f64::MAX => String::new(),
        v if v == MAX_SEED as f64 => "2⁵³ − 1".to_owned(),
        v => format!("{v}").replace('-', "−"),
    }
}

/// The numbers from `least` to `most`; an empty `most` is no end.
pub(super) fn in_words(numbers: Numbers, least: &str, most: &str) -> String {
    match numbers {
        Numbers::Any if most.is_empty() => format!("a number from {least} on (such as 1e-10)"),
        Numbers::Any => format!("a number from {least} to {most}"),
        Numbers::Above => format!("a number above {least} and up to {most}"),
        Numbers::Multiples(1) => format!("a whole number from {least} to {most}"),
        Numbers::Multiples(unit) => format!("a multiple of {unit} from {least} to {most}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(least: f64, most: f64) -> Limits {
        Limits {
            numbers: Numbers::Multiples(1),
            ..Limits::between(least, most)
        }
    }

    #[test]
    fn whole_numbers_are_written_as_such() {
        let limits = whole(0.0, MAX_SEED as f64);
        assert_eq!(limits.read(" 7 "), Ok(7.0));
        assert_eq!(limits.read("9007199254740991"), Ok(MAX_SEED as f64));
        for text in [
            "9007199254740992",
            "9007199254740993",
            "-1",
            "1.0",
            "1e2",
            "",
            "x",
        ] {
            let reason = limits.read(text).unwrap_err();
            assert_eq!(
                reason, "a whole number from 0 to 2⁵³ − 1 is needed",
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        let limits = Limits::between(-2.0, 2.0);
        assert_eq!(limits.read("-2"), Ok(-2.0));
        for text in ["NaN", "inf", "-inf", "2.0000001", "", "1,5"] {
            let reason = limits.read(text).unwrap_err();
            assert_eq!(reason, "a number from −2 to 2 is needed", "{text}");
        }
        let open = Limits::between(0.0, f64::MAX);
        assert_eq!(open.read("1e300"), Ok(1e300));
        let reason = open.read("inf").unwrap_err();
        assert_eq!(reason, "a number from 0 on (such as 1e-10) is needed");
    }

    #[test]
    fn ends_that_depend_on_the_state_are_named() {
        let limits = Limits {
            names: [None, Some("n")],
            ..whole(1.0, 4.0)
        };
        assert_eq!(
            limits.read("5").unwrap_err(),
            "a whole number from 1 to 4 (n) is needed"
        );
        let tens = Limits {
            numbers: Numbers::Multiples(10),
            ..limits
        };
        assert!(!tens.holds(5.0) && !whole(0.0, 9.0).holds(0.5));
    }
}
