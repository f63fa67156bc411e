//! What a link holds: the query string, and the state that a lab’s table of keys reads from it and writes into it.

use std::fmt;

use super::key::Key;

/// The decoded `name=value` pairs of a query, in the order they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a query with or without its leading `?`. Never fails: what cannot be decoded stays as it is.
    pub fn parse(text: &str) -> Self {
        let text = text.strip_prefix('?').unwrap_or(text);
        let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            // Pages and mails that hold a link show `&` as `&amp;`, and so it is copied.
            let name = name.trim_start_matches("amp;");
            (percent_decode(name), percent_decode(value))
        });
        Self(pairs.collect())
    }

    /// All of it, in order.
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The first value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The state of a lab: everything that changes what is shown, and nothing else.
pub trait LabState: Clone + PartialEq + Default + Send + Sync + 'static {
    /// Makes values that depend on each other agree (a rank no larger than the matrix allows).
    /// Called after every change; what had to give way is returned, for links.
    fn settle(&mut self) -> Vec<Problem> {
        Vec::new()
    }

    /// What else follows from a change; `before` is the state before it.
    fn follow(&mut self, before: &Self) {
        let _ = before;
    }

    /// Makes a change, and all that follows from it.
    fn change(&mut self, change: impl FnOnce(&mut Self)) {
        let before = self.clone();
        change(self);
        self.settle();
        self.follow(&before);
    }
}

/// A state that links hold.
pub trait LinkState: LabState {
    /// The lab's id, the value of `lab` in its links.
    const LAB: &'static str;
    /// The table that drives reading, writing, controls and documentation. Read in this order.
    const KEYS: &'static [Key<Self>];
}

#[cfg(feature = "web")]
/// The row of a state's table that has this name; a name that is not there does not compile.
macro_rules! row {
    ($state:ty, $name:literal) => {
        const { $crate::state::key::find(<$state as $crate::state::link::LinkState>::KEYS, $name) }
    };
}
#[cfg(feature = "web")]
pub(crate) use row;

/// A value in a link that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub key: &'static str,
    pub value: String,
    pub reason: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: String = self.value.chars().take(40).collect();
        let dots = if shown.len() < self.value.len() {
            "…"
        } else {
            ""
        };
        write!(
            f,
            "The link’s {} = “{shown}{dots}” could not be used: {}. The default stands in its place.",
            self.key, self.reason
        )
    }
}

/// The query of a state, starting with `?lab=`. Defaults are left out.
pub fn encode<S: LinkState>(state: &S) -> String {
    let mut query = format!("?lab={}", S::LAB);
    let default = S::default();
    for key in S::KEYS {
        if let Some(value) = key.write(state, &default) {
            query.push('&');
            query.push_str(key.name);
            query.push('=');
            percent_encode(&value, &mut query);
        }
    }
    query
}

/// A link to another lab that hands over one value, such as the matrix.
pub fn query_for(lab: &str, key: &str, value: &str) -> String {
    let mut query = format!("?lab={lab}&{key}=");
    percent_encode(value, &mut query);
    query
}

/// The state a query describes, and what in it could not be used. Unknown keys are ignored.
pub fn decode<S: LinkState>(query: &Query) -> (S, Vec<Problem>) {
    let mut state = S::default();
    let mut problems = Vec::new();
    for key in S::KEYS {
        let Some(value) = query.get(key.name) else {
            continue;
        };
        if let Err(reason) = key.read(&mut state, value) {
            problems.push(Problem {
                key: key.name,
                value: value.to_owned(),
                reason,
            });
        }
    }
    problems.extend(state.settle());
    (state, problems)
}

/// Bytes that stand for themselves in a query: RFC 3986's unreserved ones and the separators our values use.
fn stands_for_itself(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~,;/()*!:+".contains(&byte)
}

/// Appends `text` as it stands in a query.
pub fn percent_encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        push_byte(byte, stands_for_itself(byte), into);
    }
}

/// Appends `byte` as it is, which is ASCII then, or as `%` and two digits.
pub(super) fn push_byte(byte: u8, as_it_is: bool, into: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    if as_it_is {
        into.push(char::from(byte));
    } else {
        into.push('%');
        into.push(char::from(HEX[usize::from(byte >> 4)]));
        into.push(char::from(HEX[usize::from(byte & 15)]));
    }
}

fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |offset: usize| {
            bytes
                .get(at + offset)
                .and_then(|b| char::from(*b).to_digit(16))
        };
        match (bytes[at], hex(1), hex(2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, _, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::field::field;
    use crate::state::key::key;
    use crate::state::kind::{Kind, text, whole};
    use proptest::prelude::*;

    #[derive(Clone, PartialEq, Debug, Default)]
    struct Sample {
        rank: usize,
        name: String,
    }

    impl LabState for Sample {}

    impl LinkState for Sample {
        const LAB: &'static str = "sample";
        const KEYS: &'static [Key<Self>] = &[
            key("r", "Rank", "the rank", whole(field!(rank), 0..=9)),
            key("name", "", "a name", NAME).absent("no name"),
        ];
    }

    const NAME: Kind<Sample> = text(
        "text",
        |s| Some(s.name.clone()).filter(|name| !name.is_empty()),
        |s, text| {
            s.name = text.to_owned();
            Ok(())
        },
    );

    #[test]
    fn defaults_are_left_out() {
        assert_eq!(encode(&Sample::default()), "?lab=sample");
    }

    #[test]
    fn an_ampersand_may_be_written_as_in_a_page() {
        let plain = Query::parse("?lab=sample&r=2&name=a");
        assert_eq!(Query::parse("?lab=sample&amp;r=2&amp;name=a"), plain);
        assert_eq!(Query::parse("?lab=sample&amp;amp;r=2&name=a"), plain);
        assert_eq!(Query::parse("?name=amp;r").get("name"), Some("amp;r"));
    }

    #[test]
    fn a_bad_value_falls_back_and_says_so() {
        let (state, problems) = decode::<Sample>(&Query::parse("?lab=sample&r=12&name=x&zzz=1"));
        assert_eq!(state.rank, 0);
        assert_eq!(state.name, "x");
        assert_eq!(problems.len(), 1);
        assert!(problems[0].to_string().contains("r = “12”"));
    }

    proptest! {
        #[test]
        fn any_text_survives_the_link(name in ".*", rank in 0usize..=9) {
            let state = Sample { rank, name };
            let (back, problems) = decode::<Sample>(&Query::parse(&encode(&state)));
            prop_assert!(problems.is_empty());
            prop_assert_eq!(back, state);
        }

        #[test]
        fn any_bytes_are_read_without_panic(text in ".*") {
            let _ = decode::<Sample>(&Query::parse(&text));
        }
    }
}
