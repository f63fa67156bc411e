//! The words of the cards.

use crate::labs::autoencoder::model::Known;
use crate::labs::autoencoder::relief::Surface;
use crate::labs::autoencoder::state::{Penalty, State};

pub const STARTS: [&str; 2] = ["drawn from the seed", "on the saddle u₂"];
pub const DATA_CARD: &str = "The data";
pub const OWN_DATA: &str = "Your own data: a CSV or .npy file, one point a row, at most 10 000 points of 64 numbers. It is read in this browser and never sent. A last column of words is taken for the class.";
pub const IN_THE_LINK: &str = "Your own points; the link holds them.";
pub const NOT_IN_THE_LINK: &str =
    "Your own file; it stays in this browser and is not part of the link.";
pub const TOO_MANY_TO_MOVE: &str = "At most 60 points can be moved one by one";
pub const DROP_DATA: &str = "Open or drop a CSV or .npy file …";
pub const CENTRED: &str = "The mean of every feature is taken away first: otherwise the first direction would be the mean.";
pub const HELD_WHY: &str = "Points held out are not trained on. They show whether what was learned is in the data or only in these points.";
pub const SPACE: &str = "The points have more than three numbers, so they are shown along their first three principal axes.";

pub const FILLS: &str =
    "With r above 2 the autoencoder’s subspace fills the figure, so it is not drawn.";

pub const NO_ANGLES: &str =
    "no angle: there is no single best subspace of this dimension to compare with";
pub const NO_ANGLES_BENT: &str =
    "no angle: a bent autoencoder reaches a curved surface, not a subspace";

pub const FACTORS_CARD: &str = "W_d beside PCA’s axes: the same subspace, other columns";
const FACTORS_WHY: &str = "Only the product is determined. With any invertible r×r matrix M, W_dM and M⁻¹W_e give the same loss as W_d and W_e. The minimum has W_dW_e = U_rU_rᵀ (Baldi & Hornik 1989), and nothing says which columns span that subspace.";
const FACTORS_TIED: &str = "Only the product is determined. With any orthogonal r×r matrix O, W_dO gives the same loss as W_d: the weights are tied, so another factor on the right must undo itself. The minimum has W_dW_dᵀ = U_rU_rᵀ (Baldi & Hornik 1989), and nothing says which orthonormal columns span that subspace.";
const FACTORS_EQUAL: &str = "The penalty settles the lengths. Only an orthogonal r×r matrix O still gives the same loss, W_dO with OᵀW_e. The minimum has W_dW_e = U_r(I − NλΣ_r⁻²)U_rᵀ (Kunin et al. 2019, arXiv 1901.08168): PCA’s projector, shrunk; where λ is larger than σᵢ²/N the factor is 0.";
const FACTORS_UNEQUAL: &str = "With a different λⱼ for each latent turning the columns costs something. The minimum has W_dW_e = U_r(I − NΛΣ_r⁻²)U_rᵀ (Bao et al. 2020, arXiv 2007.06731): PCA’s projector, shrunk; where λⱼ is larger than σⱼ²/N the factor is 0.";

/// What of W_d and W_e the loss determines.
pub fn factors_why(state: &State) -> &'static str {
    match (state.lambda > 0.0, state.penalty) {
        (true, Penalty::Equal) => FACTORS_EQUAL,
        (true, Penalty::Unequal) => FACTORS_UNEQUAL,
        (false, _) if state.tied => FACTORS_TIED,
        (false, _) => FACTORS_WHY,
    }
}

pub const FACTORS_MAP: &str = "Where the subspaces agree, W_d = U_r·T with T = U_rᵀW_d.";
pub const LATENT_CARD: &str = "Two latent spaces, one map between them";
const LATENT_BENT: &str = "Both give every point r numbers, its code. PCA’s code is a linear function of the point, the bent autoencoder’s is not, so no matrix takes one to the other.";
const LATENT_WHY: &str = "Both give every point r numbers, its code. Where the subspaces agree, T = U_rᵀW_d takes the autoencoder’s code to PCA’s: T is an r×r matrix, the same one for all points.";
const LATENT_PENALTY: &str = "Both give every point r numbers, its code. With a penalty T = U_rᵀW_d takes the autoencoder’s code at the minimum to PCA’s code shrunk: number j times 1 − Nλⱼ/σⱼ², or 0 where that is negative.";

/// How the two codes belong together.
pub fn latent_why(state: &State) -> &'static str {
    match (state.is_linear(), state.lambda > 0.0) {
        (false, _) => LATENT_BENT,
        (true, true) => LATENT_PENALTY,
        (true, false) => LATENT_WHY,
    }
}

pub const REBUILT_CARD: &str = "Reconstructions";
pub const REBUILT_PICTURES: &str =
    "First row: the points. Second row: the autoencoder’s reconstructions. Third row: PCA’s.";

pub const PENALTY_CARD: &str = "Why the columns differ, and what makes them agree";
pub const PENALTY_WHY: [&str; 3] = [
    "No penalty: the columns of W_d are any basis of the subspace.",
    "λ(‖W_e‖² + ‖W_d‖²), the same λ for all: at the minimum W_d = U_r(I − NλΣ_r⁻²)^½O = W_eᵀ for some orthogonal O (Kunin et al. 2019, arXiv 1901.08168). The left singular vectors of W_d are then the principal axes. Its columns still are not, because O is free.",
    "A different λⱼ for every latent, here λ(2j − 1)/r: now turning the columns costs something, and at the minimum they are the principal axes themselves, in their order, up to sign. It gets there slowly (Bao et al. 2020, arXiv 2007.06731).",
];
pub const TIED_WHY: &str = "Tied, there is one matrix to train. Without a penalty its columns come out orthonormal, but still turned.";

pub const LANDSCAPE_CARD: &str = "The landscape";
const LANDSCAPE_SADDLES: &str = "Its minima are ±u₁, its saddles ±u₂, and 0 is a maximum. Every critical point that is not a minimum is a saddle or the maximum: no false valley can trap the training (Baldi & Hornik 1989).";
const LANDSCAPE_RING: &str = "These points have the same variance in every direction, so all w of length 1 are minima, a whole ring of them. There is no saddle, and 0 is a maximum.";
const LANDSCAPE_RIDGE: &str = "These points lie on one line. The minima are ±u₁. Along u₂ there is nothing to keep: the loss there is that of 0 everywhere, so there is no single saddle.";
const LANDSCAPE_FLAT: &str =
    "These points are all the same, so the loss is zero for every w: there is nothing to descend.";
/// What the surface leaves out where there is a penalty.
pub const LANDSCAPE_PENALTY: &str = "The penalty is not part of this surface. With it the minima lie nearer to 0, and at 0 where λ is larger than the variance.";

/// What the landscape is, for the data on screen.
pub fn landscape_why(known: Option<&Known>) -> String {
    let surface = known
        .filter(|known| known.landscape.is_some())
        .map_or(Surface::Saddles, Surface::of);
    let critical = match surface {
        Surface::Saddles => LANDSCAPE_SADDLES,
        Surface::Ring => LANDSCAPE_RING,
        Surface::Ridge => LANDSCAPE_RIDGE,
        Surface::Flat => LANDSCAPE_FLAT,
    };
    format!(
        "For r = 1 in the plane with tied weights the loss is a surface over w ∈ ℝ². {critical}"
    )
}

pub const LANDSCAPE_ELSEWHERE: &str = "It can be drawn for points of the plane, r = 1 and a linear autoencoder. Below is a start exactly on the saddle.";
pub const SADDLE_BUTTON: &str = "Start on the saddle";
pub const UNTIED_NOTE: &str = "The weights are not tied now, so w, the column of W_d, moves over a surface that is not this one.";

pub const BEND_CARD: &str = "Then it bends";
pub const BEND_WHY: &str = "With a hidden layer and tanh or ReLU on each side, the decoder reaches a curve (r = 1) or a curved surface (r = 2) instead of a line or a plane. Its loss has no known floor, and PCA’s is the comparison.";
pub const BEND_EXAMPLES: [&str; 4] = [
    "Arc: a curve is better",
    "Line: nothing to gain",
    "Cloud: lower, but only here",
    "Back to linear",
];
pub const AGAINST_PCA: &str = "Against PCA";
pub const ERRORS_TABLE: &str = "Mean squared error, summed over the features";

pub const BRIDGE_CARD: &str = "The bridge: n → r → m, four times";
pub const BRIDGE_WHY: &str = "Each of the four writes a matrix as a thin one times a wide one. The seed of all is the same: the best matrix of rank at most r, in a sum of squares.";
pub const BRIDGE_SHAPE_ONLY: &str =
    "The LoRA lab makes its own matrices: the link carries the shape and r.";

pub const TRAINING_CARD: &str = "The training";
pub const TRAINING_WHY: &str = "The whole set is one batch, so nothing but the start is random. Gradient descent takes θ − η·gradient; Adam (Kingma & Ba 2015) divides by a running size of the gradient.";
pub const TRAINING_MORE: &str = "The linear loss depends on the data only through XXᵀ/N. Points of more than three numbers are therefore trained on UΣ/√N, n columns instead of N: the same loss and the same gradients, in less time.";
