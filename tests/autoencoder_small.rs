//! The autoencoder lab on few, equal, flat and extreme points: each is ordinary input, and every number told is finite.

#[path = "autoencoder/mod.rs"]
mod lab;

use lab::open;
use low_rank_lab::labs::autoencoder::figures;
use low_rank_lab::labs::autoencoder::model::{Known, Trained};

/// One point, two equal points, constant columns, more features than points, a line, the ends of the range.
const POINTS: [&str; 16] = [
    "0",
    "3",
    "1,2",
    "1,2,3",
    "1,2,3,4,5,6,7",
    "1;2",
    "1,2;1,2",
    "1,2,3;1,2,3",
    "1,2,3;4,5,7",
    "1,5,0;1,6,0;1,7,0",
    "0,0,0;0,0,0;0,0,0",
    "1,1,1;2,2,2;3,3,3;4,4,4",
    "1,2,3,4,5;5,4,3,2,1",
    "1e40,1;2,3;4,4",
    "1e-90,2e-90,3e-90;2e-90,1e-90,5e-90;0,0,1e-90",
    "1e90,2e90,3e90;2e90,1e90,5e90;0,0,1e90",
];

fn assert_finite(query: &str, known: &Known, trained: &Trained) {
    let spots = known.spots.iter().chain(&known.axis_ends);
    let reached = trained.reach.iter().flatten().chain(&trained.pca_reach);
    let spots = spots.chain(&trained.rebuilt_spots).chain(reached);
    let mut numbers: Vec<f64> = spots.flatten().copied().collect();
    numbers.extend(known.codes.iter().chain(&trained.codes).flatten());
    for sample in &trained.samples {
        let versions = [&sample.point, &sample.autoencoder, &sample.pca];
        numbers.extend(versions.into_iter().flatten());
    }
    numbers.extend([trained.loss, trained.pca_loss, trained.first_loss]);
    numbers.extend(trained.errors.held.map_or([0.0; 2], |(ae, pca)| [ae, pca]));
    for moment in &trained.history {
        numbers.push(moment.loss);
        numbers.extend(&moment.angles);
    }
    if let Some(linear) = &trained.linear {
        numbers.push(linear.floor);
        numbers.extend(linear.decoder.iter());
        numbers.extend(linear.map.iter());
        numbers.extend(linear.mapped.iter().flatten());
    }
    let odd = numbers.iter().find(|x| !x.is_finite());
    assert_eq!(odd, None, "{query}");
    assert!(
        !figures::rebuilt(trained).describe().contains("NaN"),
        "{query}"
    );
}

#[test]
fn any_few_points_are_ordinary_input() {
    for points in POINTS {
        let features = points.split(';').next().unwrap().split(',').count();
        for r in 1..=features.min(3) {
            for more in [
                "",
                "&standardise=1",
                "&held=50",
                "&act=tanh&hidden=3",
                "&act=relu&hidden=2",
                "&tied=1",
                "&lambda=0.1",
            ] {
                let query = format!("m={points}&r={r}&steps=5{more}");
                let (_, known, trained) = open(&query);
                assert_finite(&query, &known, &trained);
            }
        }
    }
}
