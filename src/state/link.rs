//! What a link holds: the query string, and one table of keys per lab that reads it, writes it and documents it.

use std::fmt;

/// The decoded `name=value` pairs of a query, in the order they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a query with or without its leading `?`. Never fails: what cannot be decoded stays as it is.
    pub fn parse(text: &str) -> Self {
        let text = text.strip_prefix('?').unwrap_or(text);
        let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (percent_decode(name), percent_decode(value))
        });
        Self(pairs.collect())
    }

    /// The first value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// One key of a lab's links.
pub struct Key<S: 'static> {
    pub name: &'static str,
    /// What it means, in words, for the documentation.
    pub meaning: &'static str,
    /// Type and range, in words.
    pub range: &'static str,
    /// What holds when the key is absent, in words.
    pub default: &'static str,
    /// The value to write, or `None` where it is the default.
    pub get: fn(&S) -> Option<String>,
    /// Reads a value; the error completes the sentence "… could not be used: …".
    pub set: fn(&mut S, &str) -> Result<(), String>,
}

/// The state of a lab: everything that changes what is shown, and nothing else.
pub trait LinkState: Clone + PartialEq + Default + Send + Sync + 'static {
    /// The lab's id, the value of `lab` in its links.
    const LAB: &'static str;
    /// The table that drives reading, writing and documentation. Read in this order.
    const KEYS: &'static [Key<Self>];

    /// Makes values that depend on each other agree (a rank no larger than the matrix allows).
    /// Called after every change; what had to give way is returned, for links.
    fn settle(&mut self) -> Vec<Problem>;
}

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
    for key in S::KEYS {
        if let Some(value) = (key.get)(state) {
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
        let mut changed = state.clone();
        match (key.set)(&mut changed, value) {
            Ok(()) => state = changed,
            Err(reason) => problems.push(Problem {
                key: key.name,
                value: value.to_owned(),
                reason,
            }),
        }
    }
    problems.extend(state.settle());
    (state, problems)
}

/// A whole number within `min..=max`.
pub fn read_whole<T>(text: &str, min: T, max: T) -> Result<T, String>
where
    T: std::str::FromStr + PartialOrd + fmt::Display,
{
    match text.trim().parse::<T>() {
        Ok(value) if value >= min && value <= max => Ok(value),
        _ => Err(format!("a whole number from {min} to {max} is needed")),
    }
}

/// A finite number within `min..=max`.
pub fn read_number(text: &str, min: f64, max: f64) -> Result<f64, String> {
    match text.trim().parse::<f64>() {
        Ok(value) if value >= min && value <= max => Ok(value),
        _ => Err(format!("a number from {min} to {max} is needed")),
    }
}

/// `0` or `1`, for switches.
pub fn read_switch(text: &str) -> Result<bool, String> {
    match text {
        "1" | "true" => Ok(true),
        "0" | "false" => Ok(false),
        _ => Err("0 or 1 is needed".to_owned()),
    }
}

/// One of `choices`, as its index.
pub fn read_choice(text: &str, choices: &[&str]) -> Result<usize, String> {
    let found = choices.iter().position(|choice| *choice == text);
    found.ok_or_else(|| format!("one of {} is needed", choices.join(", ")))
}

/// Bytes that stand for themselves in a query: RFC 3986's unreserved ones and the separators our values use.
fn stands_for_itself(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~,;/()*!:+".contains(&byte)
}

/// Appends `text` as it stands in a query.
pub fn percent_encode(text: &str, into: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if stands_for_itself(byte) {
            into.push(char::from(byte));
        } else {
            into.push('%');
            into.push(char::from(HEX[usize::from(byte >> 4)]));
            into.push(char::from(HEX[usize::from(byte & 15)]));
        }
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
    use proptest::prelude::*;

    #[derive(Clone, PartialEq, Debug, Default)]
    struct Sample {
        rank: usize,
        name: String,
    }

    impl LinkState for Sample {
        const LAB: &'static str = "sample";
        const KEYS: &'static [Key<Self>] = &[
            Key {
                name: "r",
                meaning: "rank",
                range: "0 to 9",
                default: "0",
                get: |s| (s.rank != 0).then(|| s.rank.to_string()),
                set: |s, text| read_whole(text, 0, 9).map(|rank| s.rank = rank),
            },
            Key {
                name: "name",
                meaning: "a name",
                range: "text",
                default: "empty",
                get: |s| (!s.name.is_empty()).then(|| s.name.clone()),
                set: |s, text| {
                    s.name = text.to_owned();
                    Ok(())
                },
            },
        ];
        fn settle(&mut self) -> Vec<Problem> {
            Vec::new()
        }
    }

    #[test]
    fn defaults_are_left_out() {
        assert_eq!(encode(&Sample::default()), "?lab=sample");
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
