//! Links: what they say stays what it was, every row of the labs' tables reads what it writes and refuses what is not in
//! its range, and the tables stand in `src/labs/KEYS.md`, which `script/labs` writes.

use low_rank_lab::data::number_format::full;
use low_rank_lab::labs::tested::{Read, Row, Takes, Tested};
use low_rank_lab::labs::{self, Entry, LABS};
use low_rank_lab::state::key::KeyNote;
use low_rank_lab::state::limits::{Limits, Numbers};
use low_rank_lab::state::link::{Query, percent_encode};
use low_rank_lab::state::shared::{CHECK, is_damaged, shared};
use proptest::prelude::*;

/// Some five hundred links, for each its state's own link and the keys of what could not be used.
const LINKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/links.tsv");
const TABLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/labs/KEYS.md");

/// Fails with what differs from the file; rewrites it where that is wanted, `how`.
fn compare(file: &str, found: &str, how: &str) {
    if std::env::var_os(how).is_some() {
        std::fs::write(file, found).expect(file);
        return;
    }
    let kept = std::fs::read_to_string(file).unwrap_or_default();
    let pairs = kept.lines().zip(found.lines());
    let changed: Vec<_> = pairs.filter(|(before, after)| before != after).collect();
    assert!(
        kept == found,
        "{file} is not what the tables say; look at what changed, then \
         {how}=1 cargo test --no-default-features --test links\n{changed:#?}"
    );
}

fn tested(lab: &Entry) -> &'static Tested {
    lab.tested.expect("this build is for tests")
}

fn lab_of(query: &Query) -> &'static Entry {
    let lab = query.get("lab").and_then(labs::find);
    lab.unwrap_or_else(|| panic!("no lab reads {query:?}"))
}

#[test]
fn links_stay_as_they_are() {
    let kept = std::fs::read_to_string(LINKS).expect(LINKS);
    let mut lines = String::new();
    for line in kept.lines() {
        let link = line.split('\t').next().unwrap_or_default();
        let query = Query::parse(link);
        let found = (tested(lab_of(&query)).read)(&query);
        let keys: Vec<&str> = found.problems.iter().map(|problem| problem.key).collect();
        lines += &format!("{link}\t{}\t{}\n", found.link, keys.join(" "));
    }
    assert!(lines.lines().count() > 500);
    compare(LINKS, &lines, "UPDATE_SNAPSHOTS");
}

/// The links of the file, as readers keep them.
fn kept_links() -> Vec<String> {
    let kept = std::fs::read_to_string(LINKS).expect(LINKS);
    let first = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
    kept.lines().map(first).collect()
}

#[test]
fn a_state_survives_its_shared_link() {
    for link in kept_links() {
        let query = Query::parse(&link);
        assert!(!is_damaged(&query), "made by hand: {link}");
        let read = tested(lab_of(&query)).read;
        let own = read(&query).link;
        let whole = Query::parse(&shared(&own));
        assert!(!is_damaged(&whole), "{link}");
        let back = read(&whole);
        assert!(back.problems.is_empty(), "{link}: {:?}", back.problems);
        assert_eq!(back, read(&Query::parse(&own)), "{link}");
        assert_eq!(back.link, own, "{link}");
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
        Written from the labs\u{2019} tables (`keys.rs` in each folder) by `script/labs`.\n"
        .to_owned();
    for lab in LABS {
        page += &format!("\n## {}: `?lab={}`\n\n", lab.name, lab.id);
        page += "| key | what it is | values | default |\n|---|---|---|---|\n";
        page.extend((lab.keys)().iter().map(table_row));
    }
    compare(TABLES, &page, "UPDATE_LABS");
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

/// One row of a lab's table.
struct Of<'a> {
    lab: &'a Entry,
    row: &'a Row,
}

impl Of<'_> {
    fn name(&self, value: &str) -> String {
        format!("{} of {}: {value}", self.row.name, self.lab.id)
    }

    fn with(&self, value: &str) -> Read {
        let mut link = format!("?lab={}&{}=", self.lab.id, self.row.name);
        percent_encode(value, &mut link);
        (tested(self.lab).read)(&Query::parse(&link))
    }

    /// A value in range is read, written as it was, left out where it is the default, and read back.
    fn takes(&self, value: &str) {
        let (what, key) = (self.name(value), self.row.name);
        let found = self.with(value);
        assert!(found.problems.is_empty(), "{what}: {:?}", found.problems);
        let said = found.values.iter().find(|(name, _)| *name == key);
        assert_eq!(said, Some(&(key, Some(value.to_owned()))), "{what}");
        let written = Query::parse(&found.link).get(key).map(str::to_owned);
        if found.is_default {
            assert_eq!(found.link, format!("?lab={}", self.lab.id), "{what}");
        } else if let Some(written) = written {
            assert_eq!(written, value, "{what}");
            assert!(found.comes_back, "{what}");
        } else {
            // Said in the link, but what would hold anyway.
            assert_eq!(self.row.number.map(full).as_deref(), Some(value), "{what}");
        }
    }

    /// A value out of range is said, and the default stands.
    fn refuses(&self, value: &str) {
        let what = self.name(value);
        let found = self.with(value);
        assert!(found.is_default, "{what}");
        let [problem] = &found.problems[..] else {
            panic!("{what}: {:?}", found.problems);
        };
        let problem = problem.to_string();
        let named = format!("The link\u{2019}s {} = ", self.row.name);
        assert!(
            problem.starts_with(&named) && problem.ends_with('.'),
            "{problem}"
        );
        assert!(!problem.contains(".. The default"), "{problem}");
    }
}

/// Calls `check` with every row of every lab.
fn each_row(check: impl Fn(&Of)) {
    for lab in LABS {
        let rows = (tested(lab).rows)();
        assert!(!rows.is_empty(), "{} has no keys", lab.id);
        rows.iter().for_each(|row| check(&Of { lab, row }));
    }
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

fn numbers_hold(of: &Of, share: f64) {
    let Takes::Number(limits) = &of.row.takes else {
        return;
    };
    of.takes(&full(within(limits, share)));
    let beyond = 1.0 + share * 1e6;
    of.refuses(&full(limits.least - beyond));
    if limits.most < f64::MAX {
        of.refuses(&full(limits.most + beyond));
    }
    match limits.numbers {
        Numbers::Any => {}
        Numbers::Above => of.refuses("0"),
        Numbers::Multiples(unit) => {
            of.refuses(&full(limits.least + f64::from(unit) / 2.0));
            of.refuses("1e1");
        }
    }
}

fn text_holds(of: &Of, text: &str) {
    let found = of.with(text);
    if found.problems.is_empty() {
        let back = (tested(of.lab).read)(&Query::parse(&found.link));
        assert!(
            back.problems.is_empty() && back.link == found.link,
            "{}",
            found.link
        );
    } else {
        of.refuses(text);
    }
}

fn choices_hold(of: &Of) {
    let refuses = |texts: &[&str]| texts.iter().for_each(|text| of.refuses(text));
    match &of.row.takes {
        Takes::Number(limits) => {
            let open = limits.numbers == Numbers::Above;
            of.takes(&full(if open { 1e-300 } else { limits.least }));
            of.takes(&full(limits.most));
            refuses(&["NaN", "inf", "-inf", "", "x", "1,5"]);
        }
        Takes::OneOf(names) => {
            let needs_more = tested(of.lab).needs_more;
            for name in names {
                match needs_more.contains(&(of.row.name, name.as_str())) {
                    true => of.refuses(name),
                    false => of.takes(name),
                }
                of.refuses(&format!("{name}x"));
            }
            refuses(&["own", "", "0x"]);
        }
        Takes::Switch => {
            of.takes("0");
            of.takes("1");
            assert!(of.with("true") == of.with("1") && of.with("false") == of.with("0"));
            refuses(&["2", "", "on", "01"]);
        }
        Takes::Text => of.refuses("?"),
    }
}

#[test]
fn ends_choices_and_switches_are_taken_and_no_others() {
    each_row(choices_hold);
}

proptest! {
    #[test]
    fn numbers_in_range_are_taken_and_others_refused(share in 0.0..=1.0f64) {
        each_row(|of| numbers_hold(of, share));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[ -~−½√]{0,12}") {
        each_row(|of| text_holds(of, &text));
    }

    #[test]
    fn short_texts_are_read_or_refused(text in "[0-9.,;/none-]{0,8}") {
        each_row(|of| text_holds(of, &text));
    }
}
