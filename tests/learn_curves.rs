//! The same seed gives the same curve everywhere: these losses were computed natively, and the browser tests compare
//! the page's with them. `UPDATE_SNAPSHOTS=1 cargo test` rewrites them.

use std::path::Path;
use std::sync::Arc;

use low_rank_lab::labs::lora::model::{problem_settings, training_settings};
use low_rank_lab::labs::lora::state::State;
use low_rank_lab::learn::lora::{LoraProblem, LoraTraining};
use low_rank_lab::state::link::{Query, decode};
use serde_json::{Value, json};

const FILE: &str = "tests/golden/lora_curves.json";
/// Of the first loss.
const GAP: f64 = 1e-9;
const STEPS: [usize; 4] = [1, 20, 100, 200];
/// Every kind of input, start, scaling and optimizer.
const LINKS: [&str; 4] = [
    "?lab=lora",
    "?lab=lora&d=24&k=40&r=3&seed=7&opt=gd&scaling=rslora&target-noise=0.1",
    "?lab=lora&d=40&k=24&r=6&seed=2&inputs=correlated&corr=0.9&samples=64",
    "?lab=lora&d=32&k=32&r=4&seed=11&init=pissa&floor=0.05",
];

/// The losses at [`STEPS`] of the training that a link describes; the first loss in front.
fn losses(link: &str) -> Vec<f64> {
    let (state, problems) = decode::<State>(&Query::parse(link));
    assert!(problems.is_empty(), "{link}: {problems:?}");
    let problem = LoraProblem::new(&problem_settings(&state.task(), None)).expect(link);
    let settings = training_settings(&state.method());
    let mut training = LoraTraining::new(Arc::new(problem), settings).expect(link);
    let mut losses = vec![training.loss()];
    for steps in STEPS {
        training.run(steps - training.steps());
        losses.push(training.loss());
    }
    losses
}

#[test]
fn curves_are_those_on_record() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        let curve = |link: &&str| json!({ "link": link, "losses": losses(link) });
        let curves: Vec<Value> = LINKS.iter().map(curve).collect();
        let record = json!({ "steps": STEPS, "curves": curves });
        std::fs::write(&path, format!("{record:#}\n")).expect("the record can be written");
    }
    let text = std::fs::read_to_string(&path).expect("the record is there");
    let record: Value = serde_json::from_str(&text).expect("the record is JSON");
    assert_eq!(record["steps"], json!(STEPS));
    let curves = record["curves"].as_array().expect("curves");
    assert_eq!(curves.len(), LINKS.len());
    for (link, curve) in LINKS.iter().zip(curves) {
        assert_eq!(curve["link"], *link);
        let found = losses(link);
        for (i, loss) in found.iter().enumerate() {
            let expected = curve["losses"][i].as_f64().expect("a number");
            assert!(
                (loss - expected).abs() <= GAP * found[0],
                "{link}, {i}: {loss} and {expected}"
            );
        }
    }
}
