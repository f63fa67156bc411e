//! The autoencoder on nonsense: it refuses with a sentence, or keeps ordinary numbers.

use std::sync::Arc;

use low_rank_lab::data::point_sets;
use low_rank_lab::learn::autoencoder::{
    Activation, AutoencoderTraining, CentredData, Settings, alignment, principal_angles_to,
};
use low_rank_lab::learn::optimizer::OptimizerKind;
use low_rank_lab::linalg::Matrix;

fn irises() -> Arc<CentredData> {
    Arc::new(CentredData::new(&point_sets::iris().unwrap().points, false).unwrap())
}

#[test]
fn a_divergence_stops_at_the_last_ordinary_numbers() {
    for activation in [Activation::Linear, Activation::Tanh, Activation::Relu] {
        let settings = Settings {
            activation,
            optimizer: OptimizerKind::GradientDescent,
            learning_rate: Some(1e5),
            ..Settings::new(2, 1)
        };
        let mut training = AutoencoderTraining::new(irises(), settings).unwrap();
        training.run(1000);
        if let Some(divergence) = training.diverged() {
            assert!(divergence.to_string().contains("diverged"));
        }
        assert!(training.loss().is_finite());
        assert!(
            training
                .weights()
                .iter()
                .all(|w| w.iter().all(|v| v.is_finite()))
        );
    }
}

#[test]
fn dead_units_are_counted() {
    let mut training = AutoencoderTraining::new(
        irises(),
        Settings {
            activation: Activation::Relu,
            hidden: 3,
            ..Settings::new(1, 1)
        },
    )
    .unwrap();
    let mut weights = training.weights();
    weights[1].fill(-1e3);
    training.set_weights(&weights).unwrap();
    assert_eq!(training.nonlinear().unwrap().dead_units().0, 3);
}

#[test]
fn hostile_data_are_refused_or_survived() {
    let refused = [
        Matrix::zeros(0, 2),
        Matrix::zeros(2, 0),
        Matrix::zeros(2, 65),
        Matrix::from_element(2, 2, f64::NAN),
        Matrix::from_element(2, 2, f64::INFINITY),
        Matrix::from_element(2, 2, 1e300),
        Matrix::from_element(2, 2, 1e-300),
    ];
    for points in refused {
        let error = CentredData::new(&points, false).unwrap_err().to_string();
        assert!(error.ends_with('.'), "{error}");
    }
    for points in [
        Matrix::zeros(1, 1),
        Matrix::from_element(1, 5, 3.0),
        Matrix::from_element(7, 2, 0.1),
        Matrix::from_fn(2, 30, |i, j| (i * j) as f64),
        Matrix::from_fn(5, 3, |i, _| i as f64 * 1e90),
    ] {
        for standardise in [false, true] {
            let data = Arc::new(CentredData::new(&points, standardise).unwrap());
            for rank in [1, data.features()] {
                for activation in [Activation::Linear, Activation::Tanh, Activation::Relu] {
                    let settings = Settings {
                        activation,
                        ..Settings::new(rank, 1)
                    };
                    let mut training =
                        AutoencoderTraining::new(Arc::clone(&data), settings).unwrap();
                    assert!(training.run(20).is_finite());
                    if let Some(linear) = training.linear() {
                        principal_angles_to(&data, linear.decoder()).unwrap();
                        alignment(&data, linear.decoder()).unwrap();
                    }
                }
            }
            let beyond = Settings::new(data.features() + 1, 1);
            assert!(AutoencoderTraining::new(data, beyond).is_err());
        }
    }
}
