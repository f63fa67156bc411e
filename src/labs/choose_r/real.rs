//! The real run that ships with the app: its 36 updates, and the accuracies that were measured.
//!
//! Every figure here is compared with the record of the run in the tests (`tests/golden/real_run.json`).

use crate::data::npy;
use crate::linalg::Matrix;

use super::model::Spectrum;

/// The spectra, 36 × 384; see assets/update/README.md.
pub const SPECTRA_FILE: &str = "assets/update/spectra.npy";
/// ΔW of layer 5, value.
pub const DELTA_W_FILE: &str = "assets/update/dw_l5_value.npy";

/// The matrices of one layer that were trained, in the order of the file.
pub const KINDS: [&str; 6] = ["query", "key", "value", "attn_out", "ffn_in", "ffn_out"];
pub const LAYERS: usize = 6;
pub const MATRICES: usize = LAYERS * KINDS.len();
/// Layer 5, value: the one that ships entry by entry.
pub const DEFAULT_MATRIX: usize = 32;

/// Items the accuracies were measured on.
pub const VALIDATION_ITEMS: f64 = 1000.0;
/// What nothing but a new head reaches.
pub const PROBE: f64 = 0.713;
/// All 36 matrices at full rank, two seeds.
pub const FULL: [f64; 2] = [0.743, 0.745];
/// Query and value alone at full rank.
pub const FULL_QUERY_VALUE: f64 = 0.742;
/// LoRA on query and value: r, and the accuracies of its seeds.
pub const LORA: [(usize, &[f64]); 6] = [
    (1, &[0.710, 0.717]),
    (2, &[0.728]),
    (4, &[0.729, 0.735]),
    (8, &[0.733, 0.733]),
    (16, &[0.728]),
    (32, &[0.735]),
];
/// Query and value trained alone at full rank, then truncated: r and accuracy.
pub const TRUNCATED: [(usize, f64); 10] = [
    (0, 0.710),
    (1, 0.725),
    (2, 0.711),
    (4, 0.734),
    (8, 0.734),
    (16, 0.736),
    (32, 0.738),
    (64, 0.738),
    (128, 0.741),
    (384, 0.742),
];
/// All 36 matrices trained, then all truncated.
pub const TRUNCATED_ALL: [(usize, f64); 10] = [
    (0, 0.713),
    (1, 0.704),
    (2, 0.702),
    (4, 0.710),
    (8, 0.722),
    (16, 0.727),
    (32, 0.726),
    (64, 0.739),
    (128, 0.740),
    (384, 0.743),
];
/// AdaLoRA at an average of 4: what it left to each layer's query and value, and what it reached.
pub const ADALORA_QUERY: [usize; LAYERS] = [1, 4, 3, 4, 5, 4];
pub const ADALORA_VALUE: [usize; LAYERS] = [6, 4, 2, 6, 6, 3];
pub const ADALORA: f64 = 0.728;

/// The standard error of an accuracy on the validation items: √(p(1 − p)/n).
pub fn standard_error(accuracy: f64) -> f64 {
    (accuracy * (1.0 - accuracy) / VALIDATION_ITEMS).sqrt()
}

/// The matrix's name in links, such as `5.ffn_out`.
pub fn matrix_id(index: usize) -> String {
    format!("{}.{}", index / KINDS.len(), KINDS[index % KINDS.len()])
}

/// Its name in words.
pub fn matrix_name(index: usize) -> String {
    let kind = KINDS[index % KINDS.len()].replace('_', " ");
    format!("layer {}, {kind}", index / KINDS.len())
}

/// Outputs and inputs.
pub fn shape(index: usize) -> (usize, usize) {
    match KINDS[index % KINDS.len()] {
        "ffn_in" => (1536, 384),
        "ffn_out" => (384, 1536),
        _ => (384, 384),
    }
}

/// The spectra of all 36 updates, from the bytes of [`SPECTRA_FILE`].
/// # Errors
/// A sentence, where it is not that file.
pub fn read_spectra(bytes: &[u8]) -> Result<Vec<Spectrum>, String> {
    let rows: Matrix = npy::read(bytes).map_err(|error| error.to_string())?;
    if rows.nrows() != MATRICES || rows.ncols() == 0 {
        return Err("The file of the spectra is not the one that belongs to this page.".to_owned());
    }
    let spectra = (0..MATRICES).map(|index| {
        let sigma = rows.row(index).iter().copied().collect();
        Spectrum::new(shape(index), sigma)
    });
    Ok(spectra.collect())
}

/// The largest singular values of the six value matrices, at most `count` of each.
pub fn value_heads(spectra: &[Spectrum], count: usize) -> Vec<Vec<f64>> {
    let values = spectra.iter().skip(2).step_by(KINDS.len());
    let head = |spectrum: &Spectrum| spectrum.sigma[..spectrum.sigma.len().min(count)].to_vec();
    values.map(head).collect()
}
