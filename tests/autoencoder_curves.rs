//! The same seed gives the same curve everywhere: these losses were computed natively, and the browser tests compare
//! the page's with them. `UPDATE_SNAPSHOTS=1 cargo test` rewrites them.

mod autoencoder;

use std::path::Path;

use autoencoder::open;
use serde_json::{Value, json};

const FILE: &str = "tests/golden/autoencoder_curves.json";
/// Of the first loss.
const GAP: f64 = 1e-9;
const STEPS: [usize; 4] = [0, 20, 100, 200];
/// Shipped and drawn points, both optimizers, every activation and penalty.
const QUERIES: [&str; 7] = [
    "",
    "data=digits&r=8",
    "data=cloud3&opt=gd&seed=5",
    "r=3&tied=1&standardise=1&seed=2",
    "r=2&lambda=0.05&penalty=unequal&opt=gd",
    "data=spiral&act=tanh&hidden=24&seed=3",
    "data=s&act=relu&opt=gd&seed=4",
];

fn losses(query: &str) -> Vec<f64> {
    let loss = |steps: usize| open(&format!("{query}&steps={steps}")).2.loss;
    STEPS.into_iter().map(loss).collect()
}

#[test]
fn curves_are_those_on_record() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        let curve = |query: &&str| json!({ "query": query, "losses": losses(query) });
        let curves: Vec<Value> = QUERIES.iter().map(curve).collect();
        let record = json!({ "steps": STEPS, "curves": curves });
        std::fs::write(&path, format!("{record:#}\n")).expect("the record can be written");
    }
    let text = std::fs::read_to_string(&path).expect("the record is there");
    let record: Value = serde_json::from_str(&text).expect("the record is JSON");
    assert_eq!(record["steps"], json!(STEPS));
    let curves = record["curves"].as_array().expect("curves");
    assert_eq!(curves.len(), QUERIES.len());
    for (query, curve) in QUERIES.iter().zip(curves) {
        assert_eq!(curve["query"], *query);
        let found = losses(query);
        for (i, loss) in found.iter().enumerate() {
            let expected = curve["losses"][i].as_f64().expect("a number");
            let gap = (loss - expected).abs();
            assert!(gap <= GAP * found[0], "{query}, step {}: {loss}", STEPS[i]);
        }
    }
}
