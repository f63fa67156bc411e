//! Links stay what they are: some five hundred of them, read and written again, compared with a committed file.
//! `UPDATE_SNAPSHOTS=1 cargo test` rewrites it; a line that changes is a link of somebody's that changes.

use low_rank_lab::labs::{autoencoder, choose_r, lora, rank, svd};
use low_rank_lab::state::link::{LinkState, Query, decode, encode};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/links.tsv");

/// The state's own link, and the keys of what could not be used.
fn again<S: LinkState>(query: &Query) -> String {
    let (state, problems) = decode::<S>(query);
    let keys: Vec<&str> = problems.iter().map(|problem| problem.key).collect();
    format!("{}\t{}", encode(&state), keys.join(" "))
}

fn read(link: &str) -> String {
    let query = Query::parse(link);
    match query.get("lab") {
        Some("rank") => again::<rank::state::RankState>(&query),
        Some("svd") => again::<svd::state::State>(&query),
        Some("lora") => again::<lora::state::State>(&query),
        Some("choose-r") => again::<choose_r::state::State>(&query),
        Some("autoencoder") => again::<autoencoder::state::State>(&query),
        other => panic!("{link}: {other:?} is no lab"),
    }
}

#[test]
fn links_stay_as_they_are() {
    let kept = std::fs::read_to_string(FILE).expect(FILE);
    let links: Vec<&str> = kept
        .lines()
        .filter_map(|line| line.split('\t').next())
        .collect();
    assert!(links.len() > 500, "{} links", links.len());
    let lines: Vec<String> = links
        .iter()
        .map(|link| format!("{link}\t{}", read(link)))
        .collect();
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(FILE, lines.join("\n") + "\n").expect(FILE);
    } else {
        let changed: Vec<_> = kept
            .lines()
            .zip(&lines)
            .filter(|(before, after)| before != after)
            .collect();
        assert!(changed.is_empty(), "{changed:#?}");
    }
}
