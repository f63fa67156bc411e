//! The autoencoder against its theory.

use std::sync::Arc;

use low_rank_lab::data::point_sets::{self, PointSet, Shape};
use low_rank_lab::data::random::SplitMix64;
use low_rank_lab::learn::autoencoder::{
    Activation, AutoencoderTraining, CentredData, Penalty, Settings, Start, alignment,
    landscape::Landscape, principal_angles_to, to_principal_codes,
};
use low_rank_lab::learn::optimizer::OptimizerKind;
use low_rank_lab::linalg::Matrix;
use proptest::prelude::*;

fn set(name: &str) -> PointSet {
    match name {
        "iris" => point_sets::iris().unwrap(),
        _ => point_sets::digits(include_bytes!("../assets/data/digits.npy")).unwrap(),
    }
}

fn data(name: &str, standardise: bool) -> Arc<CentredData> {
    Arc::new(CentredData::new(&set(name).points, standardise).unwrap())
}

/// What the page promises: from any of five seeds, by this step the subspace is PCA's and the loss at its floor.
#[test]
fn training_comes_to_pca_within_3000_steps() {
    for (name, ranks) in [("iris", [1, 2]), ("digits", [3, 8])] {
        let data = data(name, false);
        for rank in ranks {
            for seed in 1..=5 {
                let mut training =
                    AutoencoderTraining::new(Arc::clone(&data), Settings::new(rank, seed)).unwrap();
                let loss = training.run(3000);
                let floor = training.floor().unwrap();
                let decoder = training.linear().unwrap().decoder();
                let angles = principal_angles_to(&data, decoder).unwrap().unwrap();
                let largest = *angles.last().unwrap();
                assert!(largest < 0.5, "{name} r = {rank} seed {seed}: {largest}°");
                assert!(
                    loss <= 1.01 * floor && loss >= floor * (1.0 - 1e-9),
                    "{loss} {floor}"
                );
            }
        }
    }
}

#[test]
fn gradients_agree_with_finite_differences() {
    let points = Matrix::from_fn(9, 4, |i, j| {
        libm::sin((i * 5 + j * 3) as f64) + 0.3 * j as f64
    });
    let data = Arc::new(CentredData::new(&points, false).unwrap());
    let variants = [
        Settings {
            tied: false,
            ..Settings::new(2, 1)
        },
        Settings {
            tied: true,
            ..Settings::new(3, 2)
        },
        Settings {
            penalty: Penalty::Equal(0.3),
            ..Settings::new(2, 3)
        },
        Settings {
            penalty: Penalty::Unequal(0.3),
            tied: true,
            ..Settings::new(2, 4)
        },
        Settings {
            activation: Activation::Tanh,
            hidden: 5,
            ..Settings::new(2, 5)
        },
        Settings {
            activation: Activation::Relu,
            hidden: 6,
            ..Settings::new(1, 6)
        },
    ];
    for settings in variants {
        let mut training = AutoencoderTraining::new(Arc::clone(&data), settings).unwrap();
        training.run(3);
        let weights = training.weights();
        let gradients = training.gradients();
        for k in 0..weights.len() {
            for at in 0..weights[k].len() {
                let mut loss_at = |offset: f64| {
                    let mut moved = weights.clone();
                    moved[k][at] += offset;
                    training.set_weights(&moved).unwrap();
                    training.loss()
                };
                let slope = (loss_at(1e-5) - loss_at(-1e-5)) / 2e-5;
                let gap = (slope - gradients[k][at]).abs();
                assert!(
                    gap < 1e-6 * (1.0 + slope.abs()),
                    "{settings:?}: {slope} {}",
                    gradients[k][at]
                );
            }
        }
    }
}

/// Kunin et al. 2019: with λ on both layers W_d = U_r(I − NλΣ_r⁻²)^½·O = W_eᵀ.
#[test]
fn with_an_equal_penalty_the_left_singular_vectors_are_the_axes() {
    let data = data("iris", false);
    let lambda = 0.02;
    let settings = Settings {
        penalty: Penalty::Equal(lambda),
        // Adam hovers above the minimum and may turn the columns while it does.
        optimizer: OptimizerKind::GradientDescent,
        ..Settings::new(2, 1)
    };
    let mut training = AutoencoderTraining::new(Arc::clone(&data), settings).unwrap();
    training.run(20_000);
    let linear = training.linear().unwrap();
    let floor = training.floor().unwrap();
    let above = training.loss() / floor - 1.0;
    assert!((-1e-9..1e-4).contains(&above), "{above}");
    assert!((linear.decoder() - linear.encoder_transposed()).norm() < 1e-4);
    let found = alignment(&data, linear.decoder()).unwrap();
    assert!(
        found.singular_vectors.iter().all(|angle| *angle < 0.1),
        "{found:?}"
    );
    assert!(found.columns.iter().any(|angle| *angle > 5.0), "{found:?}");
    let count = data.points() as f64;
    for (s, sigma) in found.singular_values.iter().zip(data.singular_values()) {
        let wanted = (1.0 - count * lambda / (sigma * sigma)).sqrt();
        assert!((s - wanted).abs() < 1e-3, "{s} {wanted}");
    }
}

/// Bao et al. 2020: unequal penalties bring the axes into the columns, in their order, up to sign.
#[test]
fn with_unequal_penalties_the_columns_are_the_axes() {
    let data = data("iris", false);
    let settings = Settings {
        penalty: Penalty::Unequal(0.04),
        ..Settings::new(2, 2)
    };
    let mut training = AutoencoderTraining::new(Arc::clone(&data), settings).unwrap();
    training.run(30_000);
    let found = alignment(&data, training.linear().unwrap().decoder()).unwrap();
    assert!(found.columns.iter().all(|angle| *angle < 1.0), "{found:?}");
    let floor = training.floor().unwrap();
    assert!(training.loss() >= floor * (1.0 - 1e-9) && training.loss() < floor * 1.0001);
}

#[test]
fn without_a_penalty_neither_columns_nor_singular_vectors_are_the_axes() {
    let data = data("iris", false);
    let mut training = AutoencoderTraining::new(Arc::clone(&data), Settings::new(2, 1)).unwrap();
    training.run(5000);
    let decoder = training.linear().unwrap().decoder();
    let found = alignment(&data, decoder).unwrap();
    assert!(found.columns.iter().all(|angle| *angle > 2.0), "{found:?}");
    assert!(
        found.singular_vectors.iter().all(|angle| *angle > 2.0),
        "{found:?}"
    );
    // But one r×r map takes its codes to PCA's.
    let codes = training.encode(data.x());
    let pca = data.axes().columns(0, 2).transpose() * data.x();
    let mapped = to_principal_codes(&data, decoder) * codes;
    assert!((mapped - &pca).norm() < 1e-3 * pca.norm());
}

#[test]
fn on_the_saddle_nothing_moves_until_it_is_nudged() {
    let points = Shape::Mirrored
        .draw(40, 0.0, None, &mut SplitMix64::new(1))
        .points;
    let data = Arc::new(CentredData::new(&points, false).unwrap());
    for optimizer in [OptimizerKind::GradientDescent, OptimizerKind::Adam] {
        let at = |nudge: f64| Settings {
            start: Start::Saddle { nudge },
            tied: true,
            optimizer,
            ..Settings::new(1, 1)
        };
        let mut still = AutoencoderTraining::new(Arc::clone(&data), at(0.0)).unwrap();
        still.run(5000);
        let w = still.linear().unwrap().decoder().clone();
        let along = (w.transpose() * data.axes().columns(0, 1))[(0, 0)];
        assert_eq!(along, 0.0, "it has left the saddle by itself");
        assert!((still.loss() - data.singular_values()[0].powi(2) / 40.0).abs() < 1e-9);
        let mut nudged = AutoencoderTraining::new(Arc::clone(&data), at(1e-3)).unwrap();
        nudged.run(5000);
        assert!((nudged.loss() - data.pca_loss(1)).abs() < 1e-6 * data.pca_loss(1));
    }
}

/// Trained on n columns in the place of N points: the same loss at every step.
#[test]
fn fewer_columns_give_the_same_curve() {
    let short = data("digits", false);
    let long = Arc::new(
        CentredData::new(&set("digits").points, false)
            .unwrap()
            .with_every_point(),
    );
    for optimizer in [OptimizerKind::GradientDescent, OptimizerKind::Adam] {
        let settings = Settings {
            optimizer,
            ..Settings::new(8, 1)
        };
        let mut on_columns = AutoencoderTraining::new(Arc::clone(&short), settings).unwrap();
        let mut on_points = AutoencoderTraining::new(Arc::clone(&long), settings).unwrap();
        for _ in 0..30 {
            let gap = (on_columns.loss() - on_points.loss()).abs();
            assert!(gap < 1e-9 * on_points.first_loss(), "{gap}");
            on_columns.step();
            on_points.step();
        }
    }
}

#[test]
fn the_landscape_is_the_loss() {
    let points = Shape::Cloud2
        .draw(50, 0.0, None, &mut SplitMix64::new(3))
        .points;
    let data = Arc::new(CentredData::new(&points, false).unwrap());
    let landscape = Landscape::of(&data).unwrap();
    let settings = Settings {
        tied: true,
        ..Settings::new(1, 1)
    };
    let mut training = AutoencoderTraining::new(Arc::clone(&data), settings).unwrap();
    for w in [[0.0, 0.0], [1.0, 0.5], [-0.3, 2.0]] {
        let weights = [Matrix::from_column_slice(2, 1, &w)];
        training.set_weights(&weights).unwrap();
        assert!((landscape.loss(w) - training.loss()).abs() < 1e-10);
        let gradient = training.gradients().remove(0);
        for (ours, theirs) in landscape.gradient(w).iter().zip(gradient.iter()) {
            assert!((ours - theirs).abs() < 1e-9);
        }
    }
    for i in 0..2 {
        let u = data.axes().column(i);
        let slope = landscape.gradient([u[0], u[1]]);
        assert!(slope[0].hypot(slope[1]) < 1e-9);
        assert!(
            (landscape.loss([u[0], u[1]]) - data.singular_values()[1 - i].powi(2) / 50.0).abs()
                < 1e-9
        );
    }
}

/// On points exactly on a line bending gains nothing; on an arc it does.
#[test]
fn bending_gains_on_a_curve_and_not_on_a_line() {
    let trained = |shape: Shape, activation| {
        let points = shape.draw(60, 0.0, None, &mut SplitMix64::new(2)).points;
        let data = Arc::new(CentredData::new(&points, false).unwrap());
        let settings = Settings {
            activation,
            ..Settings::new(1, 1)
        };
        let mut training = AutoencoderTraining::new(Arc::clone(&data), settings).unwrap();
        (training.run(3000), data.pca_loss(1))
    };
    for activation in [Activation::Tanh, Activation::Relu] {
        let (loss, pca) = trained(Shape::Line, activation);
        assert!(pca < 1e-20 && loss > pca);
        let (loss, pca) = trained(Shape::Arc, activation);
        assert!(loss < 0.25 * pca, "{activation:?}: {loss} {pca}");
    }
}

#[test]
fn the_same_seed_gives_the_same_curve() {
    let data = data("iris", false);
    for activation in [Activation::Linear, Activation::Tanh] {
        let curve = || {
            let settings = Settings {
                activation,
                ..Settings::new(2, 9)
            };
            let mut training = AutoencoderTraining::new(Arc::clone(&data), settings).unwrap();
            (0..50)
                .map(|_| training.run(1).to_bits())
                .collect::<Vec<_>>()
        };
        assert_eq!(curve(), curve());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    /// Whatever the data, the start and the rank: no step goes below the floor, and PCA's loss is never beaten.
    #[test]
    fn no_step_goes_below_the_floor(
        entries in proptest::collection::vec(-3.0..3.0_f64, 40),
        rank in 1_usize..=4,
        seed in 0_u64..1000,
        tied: bool,
        lambda in prop_oneof![Just(0.0), 0.001..2.0_f64],
        unequal: bool,
    ) {
        let points = Matrix::from_row_slice(10, 4, &entries);
        let data = Arc::new(CentredData::new(&points, false).unwrap());
        let penalty = if unequal { Penalty::Unequal(lambda) } else { Penalty::Equal(lambda) };
        let settings = Settings { tied, penalty, ..Settings::new(rank, seed) };
        let mut training = AutoencoderTraining::new(Arc::clone(&data), settings).unwrap();
        let floor = training.floor().unwrap();
        prop_assert!(floor >= data.pca_loss(rank) * (1.0 - 1e-12));
        for _ in 0..300 {
            let loss = training.run(1);
            prop_assert!(loss >= floor - 1e-12 * training.first_loss());
            prop_assert!(training.error_on(data.x()) >= data.pca_loss(rank) - 1e-12 * training.first_loss());
        }
    }

    #[test]
    fn moved_and_moved_back_is_the_same(entries in proptest::collection::vec(-1e3..1e3_f64, 30), standardise: bool) {
        let points = Matrix::from_row_slice(10, 3, &entries);
        let data = CentredData::new(&points, standardise).unwrap();
        let back = data.restore(&data.transform(&points).unwrap());
        prop_assert!((back - &points).amax() < 1e-9);
        prop_assert!((data.transform(&points).unwrap() - data.x()).amax() < 1e-9);
    }
}
