//! Ten steps of each optimizer against NumPy: values from `script/golden_learn.py`.

use std::sync::Arc;

use low_rank_lab::learn::lora::{
    Inputs, LoraProblem, LoraTraining, ProblemSettings, Scaling, Start, TrainingSettings, Update,
};
use low_rank_lab::learn::optimizer::OptimizerKind;
use serde_json::Value;

fn number(case: &Value, key: &str) -> f64 {
    case[key].as_f64().unwrap()
}

fn index(case: &Value, key: &str) -> usize {
    usize::try_from(case[key].as_u64().unwrap()).unwrap()
}

fn training(case: &Value) -> LoraTraining {
    let settings = ProblemSettings {
        update: Update::Synthetic {
            decay: number(case, "decay"),
            noise: number(case, "update_noise"),
        },
        covariance: Inputs::Correlated {
            rho: number(case, "rho"),
        },
        samples: Some(index(case, "samples")),
        target_noise: number(case, "target_noise"),
        ..ProblemSettings::new(
            index(case, "d"),
            index(case, "k"),
            case["seed"].as_u64().unwrap(),
        )
    };
    let rank = index(case, "rank");
    let training = TrainingSettings {
        rank,
        alpha: number(case, "scale") * rank as f64,
        scaling: Scaling::Lora,
        start: match case["start"].as_str() {
            Some("pissa") => Start::Pissa,
            _ => Start::Paper,
        },
        optimizer: match case["optimizer"].as_str() {
            Some("gd") => OptimizerKind::GradientDescent,
            _ => OptimizerKind::Adam,
        },
        learning_rate: Some(number(case, "rate")),
    };
    LoraTraining::new(Arc::new(LoraProblem::new(&settings).unwrap()), training).unwrap()
}

#[test]
fn ten_steps_of_each_optimizer_agree_with_numpy() {
    let file: Value = serde_json::from_str(include_str!("golden/learn.json")).unwrap();
    assert!(file["header"]["numpy"].is_string());
    let cases = file["cases"].as_array().unwrap();
    assert!(cases.len() >= 8);
    for case in cases {
        let mut training = training(case);
        let close = |found: f64, expected: f64, tolerance: f64, what: &str| {
            assert!(
                (found - expected).abs() <= tolerance,
                "{what}: {found} instead of {expected} in {case}"
            );
        };
        for (step, expected) in case["losses"].as_array().unwrap().iter().enumerate() {
            assert_eq!(training.steps(), step);
            close(training.loss(), expected.as_f64().unwrap(), 1e-11, "loss");
            if step < 10 {
                training.step();
            }
        }
        close(training.floor(), number(case, "floor"), 1e-11, "floor");
        let found = training.measure().unwrap();
        for (sigma, expected) in found
            .singular_values
            .iter()
            .zip(case["sigma"].as_array().unwrap())
        {
            close(*sigma, expected.as_f64().unwrap(), 1e-10, "σ");
        }
        close(
            found.relative_error,
            number(case, "relative_error"),
            1e-10,
            "error",
        );
        let best = number(case, "best_relative_error");
        close(found.best_relative_error, best, 1e-11, "best error");
        close(
            found.largest_angle().unwrap(),
            number(case, "angle"),
            1e-6,
            "angle",
        );
    }
}
