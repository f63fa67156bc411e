//! Links: what they say stays what it was, every row of the labs' tables reads what it writes and refuses what is not in
//! its range, and the tables stand in `src/labs/KEYS.md`. `UPDATE_SNAPSHOTS=1 cargo test` rewrites both files.

use low_rank_lab::data::number_format::full;
use low_rank_lab::labs::{LABS, autoencoder, choose_r, lora, rank, svd};
use low_rank_lab::state::key::{Key, KeyNote};
use low_rank_lab::state::kind::Kind;
use low_rank_lab::state::limits::{Limits, Numbers};
use low_rank_lab::state::link::{LinkState, Query, decode, encode};
use low_rank_lab::state::shared::{CHECK, is_damaged, shared};
use proptest::prelude::*;

/// Some five hundred links, for each its state's own link and the keys of what could not be used.
const LINKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/links.tsv");
const TABLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/labs/KEYS.md");

/// Fails with what differs from the file; rewrites it where that is wanted.
fn compare(file: &str, found: &str) {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(file, found).expect(file);
        return;
    }
    let kept = std::fs::read_to_string(file).unwrap_or_default();
    let pairs = kept.lines().zip(found.lines());
    let changed: Vec<_> = pairs.filter(|(before, after)| before != after).collect();
    assert!(
        kept == found,
        "{file} is not what the tables say; look at what changed, then \
         UPDATE_SNAPSHOTS=1 cargo test --no-default-features --test links\n{changed:#?}"
    );
}

/// Calls a function that is generic over the labs' states for each of them.
macro_rules! each_lab {
    ($call:ident($($argument:expr),*)) => {{
        $call::<rank::state::RankState>($($argument),*);
        $call::<svd::state::State>($($argument),*);
        $call::<lora::state::State>($($argument),*);
        $call::<choose_r::state::State>($($argument),*);
        $call::<autoencoder::state::State>($($argument),*);
    }};
}

fn again<S: LinkState>(link: &str, lines: &mut Vec<String>) {
    let query = Query::parse(link);
    if query.get("lab") == Some(S::LAB) {
        let (state, problems) = decode::<S>(&query);
        let keys: Vec<&str> = problems.iter().map(|problem| problem.key).collect();
        lines.push(format!("{link}\t{}\t{}", encode(&state), keys.join(" ")));
    }
}

#[test]
fn links_stay_as_they_are() {
    let kept = std::fs::read_to_string(LINKS).expect(LINKS);
    let mut lines = Vec::new();
    for line in kept.lines() {
        let link = line.split('\t').next().unwrap_or_default();
        each_lab!(again(link, &mut lines));
    }
    assert!(lines.len() > 500 && lines.len() == kept.lines().count());
    compare(LINKS, &(lines.join("\n") + "\n"));
}

/// The links of the file, as readers keep them.
fn kept_links() -> Vec<String> {
    let kept = std::fs::read_to_string(LINKS).expect(LINKS);
    let first = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
    kept.lines().map(first).collect()
}

fn arrives<S: LinkState>(link: &str) {
    let query = Query::parse(link);
    if query.get("lab") != Some(S::LAB) {
        return;
    }
    let own = encode(&decode::<S>(&query).0);
    let whole = Query::parse(&shared(&own));
    let (back, problems) = decode::<S>(&whole);
    assert!(!is_damaged(&whole) && problems.is_empty(), "{link}");
    assert!(back == decode::<S>(&Query::parse(&own)).0, "{link}");
    assert_eq!(encode(&back), own, "{link}");
}

#[test]
fn a_state_survives_its_shared_link() {
    for link in kept_links() {
        assert!(!is_damaged(&Query::parse(&link)), "made by hand: {link}");
        each_lab!(arrives(&link));
    }
}

#[test]
fn a_shared_link_that_was_cut_or_changed_is_known() {
    let first = format!("?{CHECK}");
    for link in kept_links() {
        let link = shared(&link);
        assert!(link.is_ascii(), "{link}");
        let whole = Query::parse(&link);
        // A longer one is tried at its beginning and its end.
        let places = (0..link.len()).filter(|at| at.min(&(link.len() - at)) < &200);
        for at in places.filter(|at| *at >= first.len()) {
            let cut = &link[..at];
            let rest = Query::parse(cut);
            // Nothing is lost with the `=` in front of an empty value.
            assert!(rest == whole || is_damaged(&rest), "{cut}");
            for other in ["0", "1", "a", "+", ";", " ", "%"] {
                let changed = Query::parse(&format!("{cut}{other}{}", &link[at + 1..]));
                let is_same = changed == whole;
                // Without its name the check is none.
                let is_named = changed.get(CHECK).is_some();
                assert!(
                    is_same || !is_named || is_damaged(&changed),
                    "{link}: {at} to {other}"
                );
            }
        }
    }
}

#[test]
fn the_tables_are_written_down() {
    let mut page = "# The keys of links\n\n\
        A link is `?lab=LAB&KEY=VALUE…`. Keys that are not there have their default; a value that is not among those of \
        its key is\nsaid to the reader, and the default stands in its place.\n\n\
        Written from the labs\u{2019} tables (`keys.rs` in each folder) by\n\
        `UPDATE_SNAPSHOTS=1 cargo test --no-default-features --test links`.\n"
        .to_owned();
    for lab in LABS {
        page += &format!("\n## {}: `?lab={}`\n\n", lab.name, lab.id);
        page += "| key | what it is | values | default |\n|---|---|---|---|\n";
        page.extend((lab.keys)().iter().map(table_row));
    }
    compare(TABLES, &page);
}

fn table_row(note: &KeyNote) -> String {
    let KeyNote {
        name,
        words,
        range,
        default,
    } = note;
    assert!(
        ![*words, range, default].contains(&""),
        "{name} is not described"
    );
    let cells = [&format!("`{name}`"), *words, range, default].map(|cell| cell.replace('|', "\\|"));
    format!("| {} |\n", cells.join(" | "))
}

fn with<S: LinkState>(key: &Key<S>, value: &str) -> (S, Vec<String>) {
    let mut link = format!("?lab={}&{}=", S::LAB, key.name);
    low_rank_lab::state::link::percent_encode(value, &mut link);
    let (state, problems) = decode(&Query::parse(&link));
    (state, problems.iter().map(ToString::to_string).collect())
}

/// A value in range is read, written as it was, left out where it is the default, and read back.
fn is_taken<S: LinkState>(key: &Key<S>, value: &str) {
    let what = format!("{} of {}: {value}", key.name, S::LAB);
    let (state, problems) = with(key, value);
    assert!(problems.is_empty(), "{what}: {problems:?}");
    assert_eq!(key.value(&state).as_deref(), Some(value), "{what}");
    let link = encode(&state);
    let written = Query::parse(&link).get(key.name).map(str::to_owned);
    if state == S::default() {
        assert_eq!(link, format!("?lab={}", S::LAB), "{what}");
    } else if let Some(written) = written {
        assert_eq!(written, value, "{what}");
        assert!(decode::<S>(&Query::parse(&link)).0 == state, "{what}");
    } else {
        // Said in the link, but what would hold anyway.
        assert_eq!(
            key.number(&S::default()).map(full).as_deref(),
            Some(value),
            "{what}"
        );
    }
}

/// A value out of range is said, and the default stands.
fn is_refused<S: LinkState>(key: &Key<S>, value: &str) {
    let what = format!("{} of {}: {value}", key.name, S::LAB);
    let (state, problems) = with(key, value);
    assert!(state == S::default(), "{what}");
    let [problem] = &problems[..] else {
        panic!("{what}: {problems:?}");
    };
    let named = format!("The link\u{2019}s {} = ", key.name);
    assert!(
        problem.starts_with(&named) && problem.ends_with('.'),
        "{problem}"
    );
    assert!(!problem.contains(".. The default"), "{problem}");
}

/// `share` of the way through the range, on its grid.
fn within(limits: &Limits, share: f64) -> f64 {
    let most = limits.most.min(limits.least + 1e12);
    let value = limits.least + share * (most - limits.least);
    match limits.numbers {
        Numbers::Multiples(unit) => (value / f64::from(unit)).round() * f64::from(unit),
        Numbers::Any => value.clamp(limits.least, most),
        Numbers::Above => value.max(1e-9),
    }
}

fn numbers_hold<S: LinkState>(share: f64) {
    for key in S::KEYS {
        let limits = key.limits(&S::default());
        if let Kind::Number(..) = key.kind {
            is_taken(key, &full(within(&limits, share)));
            let beyond = 1.0 + share * 1e6;
            is_refused(key, &full(limits.least - beyond));
            if limits.most < f64::MAX {
                is_refused(key, &full(limits.most + beyond));
            }
            match limits.numbers {
                Numbers::Any => {}
                Numbers::Above => is_refused(key, "0"),
                Numbers::Multiples(unit) => {
                    is_refused(key, &full(limits.least + f64::from(unit) / 2.0));
                    is_refused(key, "1e1");
                }
            }
        }
    }
}

fn text_holds<S: LinkState>(text: &str) {
    for key in S::KEYS {
        let (state, problems) = with(key, text);
        if problems.is_empty() {
            let link = encode(&state);
            let (back, problems) = decode::<S>(&Query::parse(&link));
            assert!(problems.is_empty() && encode(&back) == link, "{link}");
        } else {
            is_refused(key, text);
        }
    }
}

fn choices_hold<S: LinkState>() {
    for key in S::KEYS {
        match &key.kind {
            Kind::Number(..) => {
                let limits = key.limits(&S::default());
                let open = limits.numbers == Numbers::Above;
                is_taken(key, &full(if open { 1e-300 } else { limits.least }));
                is_taken(key, &full(limits.most));
                ["NaN", "inf", "-inf", "", "x", "1,5"]
                    .iter()
                    .for_each(|text| is_refused(key, text));
            }
            Kind::Choice(_, names) => {
                for name in names.list() {
                    // This one needs a state that the default is not.
                    if (S::LAB, key.name, name.as_str()) == ("autoencoder", "init", "saddle") {
                        is_refused(key, &name);
                    } else {
                        is_taken(key, &name);
                    }
                    is_refused(key, &format!("{name}x"));
                }
                ["own", "", "0x"]
                    .iter()
                    .for_each(|text| is_refused(key, text));
            }
            Kind::Switch(_) => {
                is_taken(key, "0");
                is_taken(key, "1");
                assert!(with(key, "true").0 == with(key, "1").0);
                assert!(with(key, "false").0 == with(key, "0").0);
                ["2", "", "on", "01"]
                    .iter()
                    .for_each(|text| is_refused(key, text));
            }
            Kind::Text(_) => is_refused(key, "?"),
        }
    }
}

#[test]
fn ends_choices_and_switches_are_taken_and_no_others() {
    each_lab!(choices_hold());
}

proptest! {
    #[test]
    fn numbers_in_range_are_taken_and_others_refused(share in 0.0..=1.0f64) {
        each_lab!(numbers_hold(share));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[ -~−½√]{0,12}") {
        each_lab!(text_holds(&text));
    }

    #[test]
    fn short_texts_are_read_or_refused(text in "[0-9.,;/none-]{0,8}") {
        each_lab!(text_holds(&text));
    }
}
