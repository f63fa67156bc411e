//! LoRA training: gradients, floors that hold and are reached, W that never changes.

use std::sync::Arc;

use low_rank_lab::data::random::SplitMix64;
use low_rank_lab::learn::lora::{
    Inputs, LoraProblem, LoraTraining, ProblemSettings, Scaling, ScalingExperiment, Start,
    TrainingSettings, Update,
};
use low_rank_lab::learn::optimizer::OptimizerKind;
use low_rank_lab::linalg::{Matrix, svd};

fn problem(settings: &ProblemSettings) -> Arc<LoraProblem> {
    Arc::new(LoraProblem::new(settings).unwrap())
}

fn drawn(rows: usize, columns: usize, seed: u64) -> Matrix {
    let mut rng = SplitMix64::new(seed);
    Matrix::from_fn(rows, columns, |_, _| rng.normal())
}

/// Isotropic, correlated, noisy and nearly everything at once.
fn kinds(d: usize, k: usize) -> Vec<ProblemSettings> {
    let base = ProblemSettings::new(d, k, 7);
    let correlated = Inputs::Correlated { rho: 0.5 };
    vec![
        base.clone(),
        ProblemSettings {
            covariance: correlated,
            ..base.clone()
        },
        ProblemSettings {
            target_noise: 0.1,
            ..base.clone()
        },
        ProblemSettings {
            covariance: correlated,
            target_noise: 0.05,
            samples: Some(2 * k.max(20)),
            update: Update::Synthetic {
                decay: 0.7,
                noise: 0.1,
            },
            ..base
        },
    ]
}

const SHAPES: [(usize, usize); 6] = [(1, 1), (1, 7), (7, 1), (6, 6), (24, 5), (5, 24)];

#[test]
fn gradients_agree_with_central_differences() {
    for start in [Start::Paper, Start::Pissa] {
        let rank = 3;
        let settings = TrainingSettings {
            start,
            ..TrainingSettings::new(rank, 5.0)
        };
        let (d, k) = (6, 4);
        let problem = problem(&kinds(d, k)[3]);
        let mut training = LoraTraining::new(problem, settings).unwrap();
        let (a, b) = (drawn(rank, k, 1), drawn(d, rank, 2));
        training.set_factors(&a, &b).unwrap();
        let (gradient_a, gradient_b) = training.gradients();
        let mut loss = |a: &Matrix, b: &Matrix| {
            training.set_factors(a, b).unwrap();
            training.loss()
        };
        let h = 1e-5;
        for i in 0..a.len() {
            let (mut up, mut down) = (a.clone(), a.clone());
            up[i] += h;
            down[i] -= h;
            let numeric = (loss(&up, &b) - loss(&down, &b)) / (2.0 * h);
            assert!((numeric - gradient_a[i]).abs() < 1e-7 * (1.0 + numeric.abs()));
        }
        for i in 0..b.len() {
            let (mut up, mut down) = (b.clone(), b.clone());
            up[i] += h;
            down[i] -= h;
            let numeric = (loss(&a, &up) - loss(&a, &down)) / (2.0 * h);
            assert!((numeric - gradient_b[i]).abs() < 1e-7 * (1.0 + numeric.abs()));
        }
    }
}

#[test]
fn the_batch_has_its_covariance_exactly() {
    for rho in [0.0, 0.5, -0.8, 0.99] {
        let settings = ProblemSettings {
            covariance: Inputs::Correlated { rho },
            ..ProblemSettings::new(3, 20, 5)
        };
        let problem = problem(&settings);
        let x = problem.x();
        let found = x * x.transpose() / problem.samples() as f64;
        let wanted = Matrix::from_fn(20, 20, |i, j| match i.abs_diff(j) {
            0 => 1.0,
            distance => libm::pow(rho, distance as f64),
        });
        assert!((found - &wanted).amax() < 1e-13, "{rho}");
        let largest = svd(&wanted).unwrap().singular_values[0];
        assert!(problem.largest_input_eigenvalue() >= largest * (1.0 - 1e-12));
        assert!(problem.largest_input_eigenvalue() <= 2.5 * largest);
    }
}

/// The floor is the loss at the optimum, no matrix of the rank is below, and without noise it is Eckart–Young.
#[test]
fn the_floor_is_the_loss_of_the_optimum() {
    for (d, k) in SHAPES {
        for settings in kinds(d, k) {
            for (rank, start) in [(1, Start::Paper), (3, Start::Paper), (2, Start::Pissa)] {
                let settings_t = TrainingSettings {
                    start,
                    ..TrainingSettings::new(rank, 4.0)
                };
                let problem = problem(&settings);
                let training = LoraTraining::new(problem.clone(), settings_t).unwrap();
                let optimum = training.optimum();
                let sigma = svd(&optimum).unwrap();
                assert!(sigma.numerical_rank() <= rank);
                let offset = training.learned_update() - training.scaled_product();
                let loss_of = |m: &Matrix| {
                    let rest = problem.y() - (m + &offset) * problem.x();
                    rest.norm_squared() / problem.samples() as f64
                };
                let floor = training.floor();
                assert!((loss_of(&optimum) - floor).abs() < 1e-11 * (1.0 + floor));
                for seed in 0..5 {
                    let near = &optimum + drawn(d, k, seed) * 0.05;
                    let other = svd(&near).unwrap().truncate(rank);
                    assert!(loss_of(&other) >= floor * (1.0 - 1e-12) - 1e-13);
                }
            }
        }
        let problem = problem(&kinds(d, k)[0]);
        for rank in 0..=d.min(k) + 1 {
            let tail: f64 = (rank + 1..=d.min(k)).map(|i| 1.0 / (i * i) as f64).sum();
            assert!((problem.regression().floor(rank) - tail).abs() < 1e-13);
        }
    }
}

/// Trains with the defaults; the loss never undercuts the floor and comes within 1 % of it.
fn reaches_its_floor(settings: &ProblemSettings, training: TrainingSettings, steps: usize) {
    let problem = problem(settings);
    let w = problem.w().clone();
    let mut training = LoraTraining::new(problem.clone(), training).unwrap();
    let floor = training.floor();
    let first = training.first_loss();
    let goal = (1.01 * floor).max(floor + 1e-4 * first);
    let mut reached = training.loss() <= goal;
    // A hundred steps beyond, to see that it stays above.
    let mut beyond = 0;
    while training.steps() < steps && beyond < 100 {
        training.step();
        assert!(training.loss() >= floor * (1.0 - 1e-10) - 1e-14 * first);
        reached |= training.loss() <= goal;
        beyond += usize::from(reached);
    }
    assert_eq!(training.diverged(), None);
    assert!(
        reached,
        "{} above a floor of {floor} after {steps} steps: {:?} {settings:?}",
        training.loss() - floor,
        training.settings()
    );
    assert_eq!(*problem.w(), w);
    let found = training.measure().unwrap();
    assert!(found.rank <= training.rank());
    assert!(found.relative_error >= found.best_relative_error * (1.0 - 1e-9) - 1e-12);
}

#[test]
fn adam_reaches_the_floor_from_its_default_rate() {
    for (d, k) in SHAPES.into_iter().chain([(64, 48)]) {
        for settings in kinds(d, k) {
            for rank in [1, 4, 9] {
                reaches_its_floor(&settings, TrainingSettings::new(rank, 8.0), 1500);
            }
        }
    }
}

#[test]
fn adam_reaches_pissas_own_floor() {
    for (d, k) in [(6, 6), (24, 5), (5, 24), (64, 48)] {
        for settings in kinds(d, k) {
            let training = TrainingSettings {
                start: Start::Pissa,
                ..TrainingSettings::new(4, 8.0)
            };
            reaches_its_floor(&settings, training, 3000);
        }
    }
}

/// A step that is taken back leaves nothing of itself in the gradients.
#[test]
fn gradients_after_a_divergence_are_those_of_what_is_shown() {
    for start in [Start::Paper, Start::Pissa] {
        let settings = TrainingSettings {
            start,
            optimizer: OptimizerKind::GradientDescent,
            learning_rate: Some(1e3),
            ..TrainingSettings::new(2, 8.0)
        };
        let problem = problem(&kinds(6, 5)[2]);
        let mut training = LoraTraining::new(Arc::clone(&problem), settings).unwrap();
        training.run(100);
        assert!(training.diverged().is_some());
        let mut fresh = LoraTraining::new(problem, settings).unwrap();
        fresh.set_factors(&training.a(), training.b()).unwrap();
        assert_eq!(training.loss(), fresh.loss());
        assert_eq!(training.gradients(), fresh.gradients());
    }
}

/// Plain gradient descent is slow, most of all where inputs are correlated; but every step goes down.
#[test]
fn gradient_descent_falls_steadily_from_its_default_rate() {
    for (d, k) in SHAPES {
        for settings in kinds(d, k) {
            for rank in [1, 4] {
                let training = TrainingSettings {
                    optimizer: OptimizerKind::GradientDescent,
                    ..TrainingSettings::new(rank, 8.0)
                };
                let mut training = LoraTraining::new(problem(&settings), training).unwrap();
                let (mut before, first) = (training.loss(), training.first_loss());
                let goal = training.floor() + 0.01 * first;
                while training.loss() > goal && training.steps() < 4000 {
                    training.step();
                    let rise = training.loss() - before;
                    assert!(
                        rise <= 1e-12 * first,
                        "{d}×{k} {rank} {} {rise}",
                        training.steps()
                    );
                    before = training.loss();
                }
                assert_eq!(training.diverged(), None);
                let near = training.loss() <= goal;
                assert!(
                    near || settings.covariance != Inputs::Isotropic,
                    "{d}×{k} {rank}"
                );
            }
        }
    }
}

#[test]
fn training_starts_where_full_fine_tuning_does() {
    let problem = problem(&ProblemSettings::new(8, 6, 1));
    for start in [Start::Paper, Start::Pissa] {
        let settings = TrainingSettings {
            start,
            ..TrainingSettings::new(2, 3.0)
        };
        let mut training = LoraTraining::new(problem.clone(), settings).unwrap();
        assert!(training.learned_update().amax() < 1e-14);
        let frozen = training.frozen().clone();
        let found = training.measure().unwrap();
        assert!((found.relative_error - 1.0).abs() < 1e-12);
        if start == Start::Paper {
            assert_eq!(*training.b(), Matrix::zeros(8, 2));
            assert_eq!(training.scaled_product(), Matrix::zeros(8, 6));
            assert_eq!((found.rank, found.largest_angle()), (0, Some(90.0)));
            assert_eq!(frozen, *problem.w());
        }
        training.run(50);
        assert_eq!(*training.frozen(), frozen);
        let whole = &frozen + training.scaled_product() - problem.w();
        assert!((whole - training.learned_update()).amax() < 1e-13);
        assert_eq!(training.measure().unwrap().rank, 2);
    }
}

#[test]
fn the_angle_goes_to_zero_and_is_silent_where_nothing_is_unique() {
    let settings = ProblemSettings::new(12, 10, 4);
    let mut training =
        LoraTraining::new(problem(&settings), TrainingSettings::new(3, 8.0)).unwrap();
    training.run(3000);
    let angle = training.measure().unwrap().largest_angle().unwrap();
    assert!(angle < 2.0, "{angle}");
    let flat = ProblemSettings {
        update: Update::Synthetic {
            decay: 0.0,
            noise: 0.0,
        },
        ..settings
    };
    let mut training = LoraTraining::new(problem(&flat), TrainingSettings::new(3, 8.0)).unwrap();
    training.run(10);
    assert_eq!(training.measure().unwrap().largest_angle(), None);
}

#[test]
fn the_same_seed_gives_the_same_curve_and_another_seed_another() {
    let curve = |seed| {
        let settings = ProblemSettings::new(9, 8, seed);
        let mut training =
            LoraTraining::new(problem(&settings), TrainingSettings::new(2, 4.0)).unwrap();
        (0..50).map(|_| training.run(1)).collect::<Vec<f64>>()
    };
    assert_eq!(curve(3), curve(3));
    assert_ne!(curve(3), curve(4));
}

#[test]
fn settings_that_do_not_touch_a_draw_leave_it_alone() {
    let plain = problem(&ProblemSettings::new(9, 8, 3));
    let noisy = problem(&ProblemSettings {
        target_noise: 0.5,
        ..ProblemSettings::new(9, 8, 3)
    });
    assert_eq!(plain.x(), noisy.x());
    assert_eq!(plain.w(), noisy.w());
    assert_eq!(plain.delta_w(), noisy.delta_w());
}

#[test]
fn first_steps_shrink_under_one_scaling_and_not_under_the_other() {
    let problem = problem(&ProblemSettings::new(40, 32, 6));
    let sizes = |scaling| {
        let settings = TrainingSettings {
            scaling,
            optimizer: OptimizerKind::GradientDescent,
            ..TrainingSettings::new(1, 8.0)
        };
        let mut experiment =
            ScalingExperiment::new(problem.clone(), settings, vec![1, 4, 16, 64], 20);
        while experiment.step().unwrap() {}
        assert_eq!(experiment.share(), 1.0);
        experiment.sizes().to_vec()
    };
    let (lora, rslora) = (sizes(Scaling::Lora), sizes(Scaling::RsLora));
    // Towards ΔW* the first step is ∝ s²·r: α²/r against α².
    assert!(lora[3].first_towards_target < lora[0].first_towards_target / 20.0);
    let kept = rslora[3].first_towards_target / rslora[0].first_towards_target;
    assert!((0.3..3.0).contains(&kept), "{kept}");
    assert!(lora.windows(2).all(|pair| pair[1].first < pair[0].first));
    assert!(lora[3].last < rslora[3].last);
}
