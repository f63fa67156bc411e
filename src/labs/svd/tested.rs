//! What the tests ask of this lab.

use super::job;
use super::model::{Task, decompose};
use super::state::{Image, State};
use crate::data::image::from_pgm;
use crate::data::image_registry::ImageKind;
use crate::data::number_format::{full, full_list};
use crate::data::patterns::NOISE_SEED;
use crate::data::random::SplitMix64;
use crate::labs::tested::{Files, Message, Readouts, Tested, never, state_of};
use crate::linalg::Matrix;
use crate::state::link::Query;

const MESSAGES: &[Message] = &[Message::of::<job::Answer>(job::NAME, never)];

pub const TESTED: Tested = Tested::of::<State>(STATES, readouts, MESSAGES);

fn readouts(query: &Query, files: Files) -> Result<Readouts, String> {
    let state = state_of::<State>(query)?;
    let clean = match &state.matrix {
        Some(matrix) => matrix.matrix().clone(),
        None => pixels(state.image, files)?,
    };
    readouts_of(&state, clean)
}

fn pixels(image: Image, files: Files) -> Result<Matrix, String> {
    let Image::Shipped(info) = image else {
        return Err("The reader's own pictures are not in links.".to_owned());
    };
    match info.kind {
        ImageKind::Shipped { path } => from_pgm(&files(path))
            .map(|loaded| loaded.image.to_matrix())
            .map_err(|error| error.to_string()),
        ImageKind::Pattern(pattern) => {
            let mut generator = SplitMix64::new(NOISE_SEED);
            Ok(pattern.draw(|| generator.normal()).to_matrix())
        }
    }
}

/// The readouts of a state whose matrix is `clean`, before noise and centring.
pub fn readouts_of(state: &State, clean: Matrix) -> Result<Readouts, String> {
    let d = decompose(&Task {
        clean,
        noise: state.noise,
        seed: state.seed,
        centre: state.centre,
    })
    .map_err(|error| error.to_string())?;
    let at = d.at(state.rank());
    Ok(vec![
        ("rank", d.svd.numerical_rank().to_string()),
        ("sigma", full_list(&d.svd.singular_values)),
        ("error-fro", full(at.error_fro)),
        ("error-rel", full(at.error_rel)),
        ("error-spectral", full(at.error_spectral)),
        ("energy", full(at.energy)),
        ("stored", at.stored.to_string()),
        ("stored-full", at.stored_full.to_string()),
        ("error-clean", at.error_clean.map(full).unwrap_or_default()),
    ])
}

const STATES: &[&str] = &[
    "",
    "r=0",
    "r=256",
    "r=40&noise=20&seed=7",
    "noise=25&centre=1&r=9",
    "centre=1",
    "image=digits",
    "image=digit&r=3",
    "image=checkerboard&r=1",
    "image=checkerboard&r=2&noise=1e-3",
    "image=gradient&r=1&centre=1",
    "image=text&r=9&noise=12.5&seed=9007199254740991&centre=1&scale=log",
    "image=noise&r=30",
    "m=1,2,3;2,4,6&r=1",
    "m=1",
    "m=0&r=0",
    "m=0,0;0,0;0,0&r=1",
    "m=0,0;0,0&noise=1&seed=0",
    "m=3,1,4,1,5,9,2,6,5,3&r=0",
    "m=3;1;4;1;5&r=1&noise=0.5",
    "m=1e300,2e300;3e300,4e300&r=1",
    "m=1e-300,2e-300;3e-300,4e-300&r=1",
    "m=1e200,2e-200,3;4,5,6&r=1",
    "m=1/3,√2;0,-2.5e-3&r=2&stage=1",
    "m=5,5;5,5&centre=1&r=1",
    "m=1,0,0;0,1,0;0,0,1&r=2",
];
