//! The readouts of the SVD lab.

use super::{Readouts, shipped};
use low_rank_lab::data::EnteredMatrix;
use low_rank_lab::data::image::{from_pgm, from_rgba};
use low_rank_lab::data::image_registry::ImageKind;
use low_rank_lab::data::number_format::{full, full_list};
use low_rank_lab::data::patterns::NOISE_SEED;
use low_rank_lab::data::random::SplitMix64;
use low_rank_lab::labs::svd::model::{Task, decompose};
use low_rank_lab::labs::svd::state::{Image, State};
use low_rank_lab::linalg::Matrix;
use low_rank_lab::state::link::{Query, decode};

fn pixels(image: Image) -> Matrix {
    let Image::Shipped(info) = image else {
        panic!("the reader's own pictures are not in links")
    };
    match info.kind {
        ImageKind::Shipped { path } => from_pgm(&shipped(path)).unwrap().image.to_matrix(),
        ImageKind::Pattern(pattern) => {
            let mut generator = SplitMix64::new(NOISE_SEED);
            pattern.draw(|| generator.normal()).to_matrix()
        }
    }
}

pub fn readouts(query: &str) -> Readouts {
    let (state, problems) = decode::<State>(&Query::parse(query));
    assert!(problems.is_empty(), "{query}: {problems:?}");
    of(&state, state.rank())
}

/// A picture of the reader's, 700 × 90; the same averaged down to 512 × 66; and its readouts at the default r.
pub fn own_picture() -> (Matrix, Matrix, Readouts) {
    let grey = |i: usize, j: usize| ((i * 7 + j * j * 3 + i * j) % 256) as f64;
    let picture = Matrix::from_fn(700, 90, grey);
    let rgba: Vec<u8> = (0..700 * 90)
        .flat_map(|at| [[grey(at / 90, at % 90) as u8; 3].as_slice(), &[255]].concat())
        .collect();
    let reduced = from_rgba(90, 700, &rgba).unwrap().image.to_matrix();
    let matrix = EnteredMatrix::from_matrix(&reduced).unwrap();
    let state = State {
        matrix: Some(matrix),
        ..State::default()
    };
    (picture, reduced, of(&state, state.rank()))
}

fn of(state: &State, rank: usize) -> Readouts {
    let d = decompose(&Task {
        clean: match &state.matrix {
            Some(matrix) => matrix.matrix().clone(),
            None => pixels(state.image),
        },
        noise: state.noise,
        seed: state.seed,
        centre: state.centre,
    })
    .unwrap();
    let at = d.at(rank);
    vec![
        ("rank", d.svd.numerical_rank().to_string()),
        ("sigma", full_list(&d.svd.singular_values)),
        ("error-fro", full(at.error_fro)),
        ("error-rel", full(at.error_rel)),
        ("error-spectral", full(at.error_spectral)),
        ("energy", full(at.energy)),
        ("stored", at.stored.to_string()),
        ("stored-full", at.stored_full.to_string()),
        ("error-clean", at.error_clean.map(full).unwrap_or_default()),
    ]
}
