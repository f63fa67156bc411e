//! The autoencoder against NumPy and scikit-learn: values from `script/golden_autoencoder.py`.

use std::sync::Arc;

use low_rank_lab::data::point_sets::{self, PointSet};
use low_rank_lab::learn::autoencoder::{
    Activation, AutoencoderTraining, CentredData, Penalty, Settings, floor, penalties,
};
use low_rank_lab::learn::optimizer::OptimizerKind;
use serde_json::Value;

fn golden() -> Value {
    serde_json::from_str(include_str!("golden/autoencoder.json")).unwrap()
}

fn set(name: &str) -> PointSet {
    match name {
        "iris" => point_sets::iris().unwrap(),
        _ => point_sets::digits(include_bytes!("../assets/data/digits.npy")).unwrap(),
    }
}

fn data(name: &str, standardise: bool) -> Arc<CentredData> {
    Arc::new(CentredData::new(&set(name).points, standardise).unwrap())
}

fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v.as_f64().unwrap())
        .collect()
}

fn penalty(case: &Value) -> Penalty {
    let lambda = case["lambda"].as_f64().unwrap_or(0.0);
    match case["penalty"].as_str() {
        Some("equal") => Penalty::Equal(lambda),
        Some("unequal") => Penalty::Unequal(lambda),
        _ => Penalty::None,
    }
}

fn settings(case: &Value) -> Settings {
    Settings {
        activation: match case["activation"].as_str() {
            Some("tanh") => Activation::Tanh,
            Some("relu") => Activation::Relu,
            _ => Activation::Linear,
        },
        hidden: case["hidden"].as_u64().unwrap_or(1) as usize,
        tied: case["tied"].as_bool().unwrap_or(false),
        penalty: penalty(case),
        optimizer: match case["optimizer"].as_str() {
            Some("gd") => OptimizerKind::GradientDescent,
            _ => OptimizerKind::Adam,
        },
        learning_rate: case["rate"].as_f64(),
        ..Settings::new(
            case["rank"].as_u64().unwrap() as usize,
            case["seed"].as_u64().unwrap(),
        )
    }
}

#[test]
fn principal_components_agree_with_scikit_learn() {
    for case in golden()["pca"].as_array().unwrap() {
        let data = data(case["data"].as_str().unwrap(), false);
        let variances = numbers(&case["variances"]);
        let count = data.points() as f64;
        for (s, variance) in data.singular_values().iter().zip(&variances) {
            assert!((s * s / count - variance).abs() < 1e-9 * variances[0]);
        }
        for r in 0..=data.features() {
            let tail: f64 = variances[r..].iter().sum();
            assert!((data.pca_loss(r) - tail).abs() < 1e-9 * variances[0]);
        }
        for (i, axis) in case["first_axes"].as_array().unwrap().iter().enumerate() {
            for (found, wanted) in data.axes().column(i).iter().zip(numbers(axis)) {
                assert!((found.abs() - wanted).abs() < 1e-8);
            }
        }
        for (found, wanted) in data.mean().iter().zip(numbers(&case["mean"])) {
            assert!((found - wanted).abs() < 1e-12 * wanted.abs().max(1.0));
        }
    }
}

#[test]
fn ten_steps_agree_with_numpy() {
    for case in golden()["cases"].as_array().unwrap() {
        let standardise = case["standardise"].as_bool().unwrap_or(false);
        let data = data(case["data"].as_str().unwrap(), standardise);
        let mut training = AutoencoderTraining::new(data, settings(case)).unwrap();
        for (t, wanted) in numbers(&case["losses"]).into_iter().enumerate() {
            if t > 0 {
                training.step();
            }
            let gap = (training.loss() - wanted).abs();
            assert!(
                gap < 1e-9 * training.first_loss(),
                "{case} step {t}: {} instead of {wanted}",
                training.loss()
            );
        }
    }
}

#[test]
fn the_penalised_floors_are_what_a_minimiser_finds() {
    for case in golden()["floors"].as_array().unwrap() {
        let data = data("iris", false);
        let rank = case["rank"].as_u64().unwrap() as usize;
        let ours = floor(
            data.singular_values(),
            data.points(),
            &penalties(penalty(case), rank),
        );
        let wanted = case["floor"].as_f64().unwrap();
        assert!((ours - wanted).abs() < 1e-7 * wanted, "{case}: {ours}");
    }
}
