//! AdaLoRA, pruning from a high r, and the sweep.

use low_rank_lab::learn::adalora::{
    AdaLora, AdaLoraSettings, Allocation, Method, oracle_allocation, spectra, uniform_allocation,
};
use low_rank_lab::learn::lora::{LoraProblem, ProblemSettings, TrainingSettings, Update};
use low_rank_lab::learn::sweep::{Sweep, SweepSettings, doubling_ranks};
use low_rank_lab::linalg::Matrix;

/// Layers whose spectra differ in strength and decay.
fn layers() -> Vec<Matrix> {
    [
        (0.4, 1.5),
        (1.0, 0.8),
        (0.6, 1.0),
        (0.3, 2.0),
        (1.2, 0.5),
        (0.8, 1.2),
    ]
    .into_iter()
    .enumerate()
    .map(|(i, (strength, decay))| {
        let settings = ProblemSettings {
            update: Update::Synthetic { decay, noise: 0.0 },
            ..ProblemSettings::new(24, 24, i as u64)
        };
        LoraProblem::new(&settings).unwrap().delta_w() * strength
    })
    .collect()
}

#[test]
fn both_methods_spend_the_budget_better_than_uniformly() {
    let updates = layers();
    let budget = 24;
    let known = spectra(&updates).unwrap();
    let (oracle, uniform) = (
        oracle_allocation(&known, budget),
        uniform_allocation(&known, budget),
    );
    let plain = AdaLoraSettings::new(updates.len(), budget, 1);
    for settings in [plain, plain.from_high_rank(updates.len(), 12)] {
        let mut training = AdaLora::new(&updates, settings).unwrap();
        let first = training.loss();
        let start: usize = training.ranks().iter().sum();
        while training.step().unwrap() {}
        assert_eq!(training.ranks().iter().sum::<usize>(), budget);
        assert!(start > budget && training.parameters() == budget * 49);
        assert!(training.loss() >= oracle.loss * (1.0 - 1e-9));
        assert!(training.loss() < uniform.loss, "{:?}", settings.method);
        // No layer can keep more than it started with.
        let reachable: Vec<Vec<f64>> = known
            .iter()
            .map(|sigma| sigma[..settings.initial_rank].to_vec())
            .collect();
        let ranks = oracle_allocation(&reachable, budget).ranks;
        let best = Allocation::new(&known, ranks);
        assert!(training.loss() < best.loss + 0.02 * first);
    }
}

#[test]
fn hostile_settings_of_adalora() {
    let sound = AdaLoraSettings::new(1, 4, 1);
    assert!(AdaLora::new(&[], sound).is_err());
    assert!(AdaLora::new(&[Matrix::zeros(0, 3)], sound).is_err());
    assert!(AdaLora::new(&[Matrix::from_element(2, 2, f64::NAN)], sound).is_err());
    for method in [Method::AdaLora, Method::HighRank] {
        for (update, learning_rate) in [
            (Matrix::zeros(3, 4), 0.01),
            (Matrix::from_element(1, 1, 2.0), 0.01),
            (Matrix::from_element(3, 2, 1e3), 10.0),
        ] {
            let settings = AdaLoraSettings {
                method,
                learning_rate,
                ..sound
            };
            let mut training = AdaLora::new(&[update], settings).unwrap();
            while training.step().unwrap() {}
            assert!(training.loss().is_finite());
            assert!(training.ranks()[0] <= 4);
        }
    }
}

#[test]
fn the_sweep_finds_the_rank_of_noisy_data() {
    let (d, k) = (12, 10);
    // Three strong directions and nothing else, so that more rank only fits the noise.
    let delta = LoraProblem::new(&ProblemSettings::new(d, k, 5)).unwrap();
    let settings = SweepSettings {
        problem: ProblemSettings {
            update: Update::Given(delta.delta_w_svd().truncate(2)),
            target_noise: 0.3,
            samples: Some(30),
            ..ProblemSettings::new(d, k, 5)
        },
        training: TrainingSettings::new(1, 8.0),
        ranks: doubling_ranks(d, k),
        seeds: 4,
        steps: 600,
    };
    let mut sweep = Sweep::new(settings.clone()).unwrap();
    let mut share = 0.0;
    while sweep.step(200).unwrap() {
        assert!(sweep.share() >= share);
        share = sweep.share();
    }
    assert_eq!(sweep.share(), 1.0);
    assert!(sweep.rows().iter().all(|row| row.validation.len() == 4));
    let training: Vec<f64> = sweep
        .rows()
        .iter()
        .map(|row| row.training_mean().unwrap().0)
        .collect();
    assert!(training.windows(2).all(|pair| pair[1] < pair[0] * 1.001));
    let choice = sweep.choice().unwrap();
    assert_eq!(
        (choice.best, choice.smallest_within_one_standard_error),
        (2, 2)
    );
    for bad in [
        SweepSettings {
            ranks: vec![],
            ..settings.clone()
        },
        SweepSettings {
            seeds: 0,
            ..settings.clone()
        },
        SweepSettings {
            seeds: usize::MAX,
            ..settings
        },
    ] {
        assert!(Sweep::new(bad).is_err());
    }
}
