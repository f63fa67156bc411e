//! LoRA training on odd input: refused in words or harmless, and never a NaN.

use std::sync::Arc;

use low_rank_lab::data::random::SplitMix64;
use low_rank_lab::learn::lora::{
    Inputs, LoraProblem, LoraTraining, ProblemSettings, Start, TrainingSettings, Update,
};
use low_rank_lab::learn::optimizer::OptimizerKind;
use low_rank_lab::linalg::Matrix;

fn problem(settings: &ProblemSettings) -> Arc<LoraProblem> {
    Arc::new(LoraProblem::new(settings).unwrap())
}

fn drawn(rows: usize, columns: usize, seed: u64) -> Matrix {
    let mut rng = SplitMix64::new(seed);
    Matrix::from_fn(rows, columns, |_, _| rng.normal())
}

#[test]
fn hostile_settings_diverge_in_words_or_are_refused() {
    let problem = problem(&ProblemSettings::new(6, 5, 2));
    let sound = TrainingSettings::new(2, 4.0);
    for (alpha, learning_rate, optimizer) in [
        (1e6, None, OptimizerKind::GradientDescent),
        (1e6, Some(1e6), OptimizerKind::Adam),
        (1e-300, None, OptimizerKind::Adam),
        (f64::MIN_POSITIVE, Some(1e6), OptimizerKind::Adam),
        (4.0, Some(1e6), OptimizerKind::GradientDescent),
        (4.0, Some(0.5), OptimizerKind::GradientDescent),
    ] {
        for start in [Start::Paper, Start::Pissa] {
            let settings = TrainingSettings {
                alpha,
                learning_rate,
                optimizer,
                start,
                ..sound
            };
            let Ok(mut training) = LoraTraining::new(problem.clone(), settings) else {
                continue;
            };
            for _ in 0..300 {
                training.step();
                assert!(training.loss().is_finite());
                assert!(
                    training
                        .a()
                        .iter()
                        .chain(training.b())
                        .all(|x| x.is_finite())
                );
            }
            if let Ok(found) = training.measure() {
                assert!(found.relative_error.is_finite());
                assert!(found.singular_values.iter().all(|s| s.is_finite()));
            }
            if let Some(divergence) = training.diverged() {
                assert!(divergence.to_string().contains("diverged at step"));
                let steps = training.steps();
                training.step();
                assert_eq!(training.steps(), steps);
            }
        }
    }
    let wild = TrainingSettings {
        learning_rate: Some(50.0),
        optimizer: OptimizerKind::GradientDescent,
        ..sound
    };
    let mut training = LoraTraining::new(problem.clone(), wild).unwrap();
    training.run(1000);
    assert!(training.diverged().is_some());
    for (rank, alpha, rate) in [
        (0, 1.0, 0.1),
        (usize::MAX, 1.0, 0.1),
        (2, f64::NAN, 0.1),
        (2, -1.0, 0.1),
        (2, 1.0, f64::INFINITY),
        (2, 1.0, 0.0),
    ] {
        let settings = TrainingSettings {
            learning_rate: Some(rate),
            ..TrainingSettings::new(rank, alpha)
        };
        assert!(LoraTraining::new(problem.clone(), settings).is_err());
    }
}

#[test]
fn hostile_problems_are_refused_or_harmless() {
    let base = ProblemSettings::new(4, 6, 1);
    let refused = [
        ProblemSettings::new(0, 3, 1),
        ProblemSettings::new(3, usize::MAX, 1),
        ProblemSettings {
            samples: Some(5),
            ..base.clone()
        },
        ProblemSettings {
            target_noise: f64::NAN,
            ..base.clone()
        },
        ProblemSettings {
            covariance: Inputs::Correlated { rho: 1.0 },
            ..base.clone()
        },
        ProblemSettings {
            update: Update::Given(Matrix::zeros(6, 4)),
            ..base.clone()
        },
    ];
    for settings in refused {
        assert!(LoraProblem::new(&settings).is_err(), "{settings:?}");
    }
    // Nothing to learn, more data than directions, fewer than directions, no inputs at all.
    let zero = ProblemSettings {
        update: Update::Given(Matrix::zeros(4, 6)),
        ..base
    };
    let few = |x: Matrix| {
        let (w, delta) = (drawn(4, 6, 1), drawn(4, 6, 2));
        let y = &delta * &x;
        LoraProblem::from_batch(w, delta, x, y, 9)
    };
    assert!(few(Matrix::zeros(6, 3)).is_err());
    for problem in [
        LoraProblem::new(&zero).unwrap(),
        few(drawn(6, 3, 3)).unwrap(),
        few(drawn(6, 30, 3)).unwrap(),
    ] {
        let mut training =
            LoraTraining::new(Arc::new(problem), TrainingSettings::new(2, 4.0)).unwrap();
        training.run(400);
        assert!(training.loss() >= training.floor() * (1.0 - 1e-10) - 1e-12);
        assert!(training.optimum().iter().all(|x| x.is_finite()));
        let found = training.measure().unwrap();
        assert!(found.relative_error.is_finite());
    }
}
