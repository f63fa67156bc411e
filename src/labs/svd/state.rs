//! What a link to the SVD lab holds.

use crate::data::EnteredMatrix;
use crate::data::image_registry::{IMAGES, ImageInfo};
use crate::state::link::{LabState, Problem};

/// A matrix typed, pasted or carried here has at most this many rows and columns.
pub const MAX_SIDE: usize = 32;
/// Steps of the geometry: the unit circle, after Vᵀ, after Σ, after U.
pub const LAST_STAGE: usize = 3;

/// A picture the reader opened; its pixels stay in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnPicture {
    /// Counts the pictures opened, so that a new file is a new state.
    pub serial: u32,
    pub rows: usize,
    pub cols: usize,
}

/// Where the pixels come from when no matrix is given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Image {
    Shipped(&'static ImageInfo),
    Own(OwnPicture),
}

impl Image {
    pub fn shape(self) -> (usize, usize) {
        match self {
            Self::Shipped(info) => (info.rows, info.cols),
            Self::Own(own) => (own.rows, own.cols),
        }
    }
}

/// The state of the lab.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Beats `image`.
    pub matrix: Option<EnteredMatrix>,
    pub image: Image,
    /// `None` is the default for the shape.
    pub rank: Option<usize>,
    /// Standard deviation of the normal noise added to every entry.
    pub noise: f64,
    pub seed: u64,
    /// Whether the mean of all entries is taken away first.
    pub centre: bool,
    /// Whether the spectrum is drawn on a logarithmic axis.
    pub log: bool,
    /// How far the geometry has been carried out, 0 to [`LAST_STAGE`].
    pub stage: usize,
}

impl Default for State {
    fn default() -> Self {
        Self {
            matrix: None,
            image: Image::Shipped(&IMAGES[0]),
            rank: None,
            noise: 0.0,
            seed: 1,
            centre: false,
            log: false,
            stage: LAST_STAGE,
        }
    }
}

/// What the decomposition depends on; r and how things are drawn do not enter.
#[derive(Clone, Debug, PartialEq)]
pub struct Inputs {
    pub matrix: Option<EnteredMatrix>,
    pub image: Image,
    pub noise: f64,
    pub seed: u64,
    pub centre: bool,
}

impl State {
    pub fn shape(&self) -> (usize, usize) {
        match &self.matrix {
            Some(matrix) => (matrix.rows(), matrix.cols()),
            None => self.image.shape(),
        }
    }

    /// min(m, n): as many terms as there are.
    pub fn full_rank(&self) -> usize {
        let (rows, cols) = self.shape();
        rows.min(cols)
    }

    /// r as it is in effect.
    pub fn rank(&self) -> usize {
        self.rank.unwrap_or_else(|| self.default_rank())
    }

    /// A sixteenth of the terms: enough to recognise a picture, few enough to see what is missing.
    pub fn default_rank(&self) -> usize {
        self.full_rank().div_ceil(16)
    }

    pub fn inputs(&self) -> Inputs {
        Inputs {
            matrix: self.matrix.clone(),
            image: self.image,
            noise: self.noise,
            seed: self.seed,
            centre: self.centre,
        }
    }

    /// Shows a matrix, from the first term on.
    pub fn show_matrix(&mut self, matrix: EnteredMatrix) {
        self.matrix = Some(matrix);
    }

    /// Shows a picture with the default r.
    pub fn show_image(&mut self, image: Image) {
        self.matrix = None;
        self.image = image;
        self.rank = None;
    }
}

impl LabState for State {
    /// A rank that the present matrix does not have gives way to the default.
    fn settle(&mut self) -> Vec<Problem> {
        let most = self.full_rank();
        self.rank = self.rank.filter(|rank| *rank <= most);
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::link::{Query, decode, encode};

    fn open(query: &str) -> (State, Vec<Problem>) {
        decode(&Query::parse(query))
    }

    #[test]
    fn the_bare_link_opens_the_photograph() {
        let (state, problems) = open("?lab=svd");
        assert!(problems.is_empty());
        assert_eq!(state, State::default());
        assert_eq!(state.rank(), 16);
        assert_eq!(encode(&state), "?lab=svd");
    }

    #[test]
    fn a_matrix_beats_an_image() {
        let (state, _) = open("?lab=svd&image=noise&m=1,2,3;2,4,6&r=0");
        assert_eq!(state.shape(), (2, 3));
        assert_eq!(state.rank(), 0);
    }

    #[test]
    fn what_is_out_of_range_falls_back_and_is_said() {
        for query in [
            "r=3",
            "r=-1",
            "noise=-1",
            "noise=NaN",
            "seed=x",
            "centre=2",
            "scale=x",
            "stage=4",
            "m=",
            "m=1,2;3",
            "m=1,inf",
            "image=own",
        ] {
            let query = if query.starts_with('m') {
                format!("?lab=svd&{query}")
            } else {
                format!("?lab=svd&m=1,2;3,4&{query}")
            };
            let (state, problems) = open(&query);
            assert_eq!(problems.len(), 1, "{query}");
            assert_eq!(state.rank(), state.default_rank(), "{query}");
        }
    }

    #[test]
    fn every_state_survives_its_link() {
        for query in [
            "?lab=svd&m=1/3,√2;0,-2.5e-3&r=2&stage=1",
            "?lab=svd&image=text&r=9&noise=12.5&seed=7&centre=1&scale=log",
        ] {
            let (state, problems) = open(query);
            assert!(problems.is_empty(), "{query}: {problems:?}");
            assert_eq!(open(&encode(&state)), (state, Vec::new()));
        }
    }
}
