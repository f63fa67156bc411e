//! What the bench page calls: one job per function, timed from JavaScript.

pub mod training;

use low_rank_lab::data::random::SplitMix64;
use low_rank_lab::linalg::low_rank::Truncation;
use low_rank_lab::linalg::randomized::randomized_svd;
use low_rank_lab::linalg::residual_norms::ResidualNorms;
use low_rank_lab::linalg::{Matrix, Svd, svd};
use wasm_bindgen::prelude::wasm_bindgen;

/// A matrix, its decomposition and the slide over it.
#[wasm_bindgen]
pub struct Bench {
    matrix: Matrix,
    svd: Option<Svd>,
    slide: Option<Truncation>,
    pixels: Vec<u8>,
}

#[wasm_bindgen]
impl Bench {
    /// An n×n matrix of uniform numbers in [−1, 1).
    #[wasm_bindgen(constructor)]
    pub fn new(n: usize, seed: u32) -> Bench {
        let mut rng = SplitMix64::new(u64::from(seed));
        Bench {
            matrix: Matrix::from_fn(n, n, |_, _| 2.0 * rng.uniform() - 1.0),
            svd: None,
            slide: None,
            pixels: vec![255; 4 * n * n],
        }
    }

    /// The entries column by column, for the library compared with.
    pub fn entries(&self) -> Vec<f64> {
        self.matrix.as_slice().to_vec()
    }

    /// Singular values, U and V.
    pub fn svd(&mut self) -> Result<(), String> {
        self.svd = Some(svd(&self.matrix).map_err(|e| e.to_string())?);
        Ok(())
    }

    /// ‖A − UΣVᵀ‖_F/‖A‖_F and the largest entries of |UᵀU − I| and |VᵀV − I|, of the last decomposition.
    pub fn gaps(&self) -> Vec<f64> {
        let Some(svd) = &self.svd else {
            return Vec::new();
        };
        let p = svd.singular_values.len();
        let identity = Matrix::identity(p, p);
        vec![
            (&self.matrix - svd.truncate(p)).norm() / self.matrix.norm(),
            (svd.u.transpose() * &svd.u - &identity).amax(),
            (&svd.v_t * svd.v_t.transpose() - identity).amax(),
        ]
    }

    /// The first `rank` terms by the randomized range finder with one power iteration.
    pub fn preview(&self, rank: usize) -> Result<f64, String> {
        let mut rng = SplitMix64::new(1);
        let preview =
            randomized_svd(&self.matrix, rank, 1, || rng.normal()).map_err(|e| e.to_string())?;
        Ok(preview.singular_values.iter().sum())
    }

    /// ‖A − A_r‖_F for every r, of the last decomposition; returns the last.
    pub fn residual_norms(&self) -> Result<f64, String> {
        let svd = self.svd.as_ref().ok_or("no decomposition yet")?;
        let norms = ResidualNorms::new(&self.matrix, svd).map_err(|e| e.to_string())?;
        Ok(norms.finish().last().copied().unwrap_or(0.0))
    }

    /// Prepares the slide from the last decomposition.
    pub fn start_slide(&mut self) {
        self.slide = self.svd.as_ref().map(Truncation::new);
    }

    /// Builds one checkpoint; true when all are there.
    pub fn build_slice(&mut self) -> bool {
        self.slide.as_mut().is_none_or(Truncation::build_slice)
    }

    /// One step of the slide with its greyscale pixels; returns where the RGBA bytes stand.
    pub fn slide_to(&mut self, rank: usize) -> *const u8 {
        if let Some(slide) = &mut self.slide {
            let image = slide.move_to(rank);
            for (pixel, x) in self.pixels.chunks_exact_mut(4).zip(image) {
                let grey = (127.5 + 100.0 * x) as u8;
                pixel[0] = grey;
                pixel[1] = grey;
                pixel[2] = grey;
            }
        }
        self.pixels.as_ptr()
    }
}
