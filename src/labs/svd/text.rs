//! Every sentence of the lab. Those with numbers in them are made from the results, so that they are true.

pub mod challenges;

use crate::data::number_format::{grouped, percent, short};

use super::model::{AtRank, Decomposition};

pub const NAME: &str = "SVD";
pub const QUESTION: &str = "What do I keep when I keep r terms?";
pub const ACTIVITY: &str = "Take a photograph or your own matrix apart into simple layers, and put back only the first r of them.";
pub const HEADLINE: &str = "SVD: what do I keep when I keep <i class=\"role-sigma\">r</i> terms?";
pub const LEDE: &str = "The singular value decomposition writes any matrix as a sum of rank-1 layers, the most important first.";

pub const EQUATION: &str = "A is nearly A r, which is U r times Sigma r times V r transposed";

pub const SOURCE_CARD: &str = "The matrix A";
pub const OPENS: &str = "a picture";
pub const OWN_FILE_HINT: &str = "Or choose, drop or paste a picture of your own. It is read in this browser and never sent. It is made grey and at most 512 pixels wide or high.";
pub const CENTRE_WHY: &str = "All grey levels are positive, so the first term of a photograph is mostly its mean. Taken away first, the other terms show what they are worth.";
pub const NOISE_WHY: &str = "Each entry gets a normal random number with this standard deviation. The seed makes it the same for everybody.";

pub const ECKART_YOUNG: &str = "No matrix of rank r is closer to A than Aᵣ (Eckart & Young 1936; Mirsky 1960). Its distance is the root of the sum of the squared σ that were left out. The left side is added up from the entries of A − Aᵣ, the right side from σ alone.";
pub const TERMS: &str = "Each term σᵢuᵢvᵢᵀ is a column times a row, so its rank is 1: every row of it is a multiple of the same row. Aᵣ is the sum of the first r of them. Each is drawn on its own scale; its σ says how much it weighs.";
pub const FACTORS: &str = "U and V have orthonormal columns; Σ holds the singular values σ₁ ≥ σ₂ ≥ … ≥ 0. Only the lit part is kept: r columns of U, r values, r rows of Vᵀ.";
pub const GRAM: &str = "The squares σᵢ² are the eigenvalues of AᵀA (and of AAᵀ). Here both are computed, each by its own method.";
pub const BOTTLENECK: &str = "Aᵣx is computed through a narrow place: Vᵣᵀ takes n numbers to r, Σᵣ scales them, Uᵣ takes r numbers to m.";

pub const STAGES: [&str; 4] = [
    "The unit circle or sphere, with v₁, v₂, … on it",
    "Vᵀ turns it (and may mirror it): the vᵢ lie on the axes",
    "Σ stretches each axis by its σᵢ; a σ of 0, or one that was left out, flattens it",
    "U turns it (and may mirror it) into its place: the half-axes are σᵢuᵢ",
];

/// The text equivalent of the funnel.
pub fn bottleneck([n, r, m]: [usize; 3]) -> String {
    format!("{n} numbers in, {r} in the middle, {m} out.")
}

/// What is said while the worker computes; `share` of it is done.
pub fn computing(preview: bool, share: f64) -> String {
    let share = percent((share * 100.0).round() / 100.0);
    if preview {
        format!(
            "Preview from a randomized method; the exact decomposition is on its way ({share})."
        )
    } else {
        format!("Computing … ({share})")
    }
}

/// What to notice, for the state on screen.
pub fn notices(d: &Decomposition, at: &AtRank) -> Vec<String> {
    let (m, n) = d.shape();
    let mut sentences = vec![kept(d, at), storage(d, at)];
    if at.rank < d.full_rank() && at.error_spectral > 0.0 {
        sentences.push(format!(
            "The next singular value is σ = {}. That is the largest factor by which A − Aᵣ still stretches any vector.",
            short(at.error_spectral, 4)
        ));
    }
    if let Some(sentence) = first_term(d) {
        sentences.push(sentence);
    }
    sentences.extend(noise(d, at));
    if m == 1 && n == 1 {
        sentences
            .push("A single number has one singular value: its size without the sign.".to_owned());
    }
    sentences
}

fn kept(d: &Decomposition, at: &AtRank) -> String {
    let rank = d.svd.numerical_rank();
    if rank == 0 {
        return "Every entry is 0: there is nothing to keep, and Aᵣ = A for every r.".to_owned();
    }
    if at.rank == 0 {
        return "At r = 0 nothing is kept: Aᵣ is the zero matrix, and the error is all of A."
            .to_owned();
    }
    if at.rank >= rank {
        return format!(
            "A has rank {rank}, so from r = {rank} on nothing is missing: the error is 0 up to rounding."
        );
    }
    format!(
        "With {} Aᵣ keeps {} of the energy Σσ²; the relative error is {}. Energy counts squares: the error is the square root of what is missing.",
        terms(at.rank),
        percent(at.energy),
        percent(at.error_rel)
    )
}

fn terms(rank: usize) -> String {
    if rank == 1 {
        "one term".to_owned()
    } else {
        format!("the first {rank} terms")
    }
}

fn storage(d: &Decomposition, at: &AtRank) -> String {
    let (stored, whole) = (grouped(at.stored), grouped(at.stored_full));
    let limit = short(d.break_even(), 4);
    if at.stored > at.stored_full {
        format!(
            "Here “compressed” is larger than the original: {stored} numbers instead of {whole}. Truncation saves only while r is below {limit}."
        )
    } else {
        format!(
            "Aᵣ needs {stored} numbers instead of {whole}. Truncation saves only while r is below {limit}."
        )
    }
}

fn first_term(d: &Decomposition) -> Option<String> {
    let share = d.svd.energy(1);
    let (p, rank) = (d.full_rank(), d.svd.numerical_rank());
    (p >= 8 && rank > 1 && share > 0.8).then(|| {
        format!(
            "The first term alone holds {} of the energy. When all entries have the same sign it is mostly their mean; take the mean away and look again.",
            percent(share)
        )
    })
}

fn noise(d: &Decomposition, at: &AtRank) -> Vec<String> {
    let mut sentences = Vec::new();
    if let (Some(best), Some(error)) = (d.best_rank_for_clean(), at.error_clean) {
        let smallest = d.clean_errors.get(best).copied().unwrap_or(error);
        sentences.push(format!(
            "Against the clean matrix Aᵣ is closest at r = {best} (error {}); here, at r = {}, it is {}. Beyond that the terms carry more noise than picture.",
            short(smallest, 4),
            at.rank,
            short(error, 4)
        ));
    }
    // The estimate from the median means little with a handful of singular values.
    let enough = d.noise > 0.0 || d.full_rank() >= 16;
    if let Some(cut) = d.hard_threshold().filter(|_| enough) {
        sentences.push(threshold(cut.known, cut.rank, cut.tau));
    }
    sentences
}

/// What Gavish & Donoho's rule says, and what it takes for granted.
pub fn threshold(known: bool, rank: usize, tau: f64) -> String {
    let tau = short(tau, 4);
    if known {
        format!(
            "Gavish & Donoho (2014) would keep the σ above {tau}: r = {rank}. Their rule is made for a low-rank matrix plus noise; a photograph is not low-rank, so it may cut in another place than the best."
        )
    } else {
        format!(
            "Gavish & Donoho’s rule for unknown noise, 2.858 times the median σ, would keep r = {rank}. It takes everything that is not low-rank for noise: on a picture with little noise it cuts too much."
        )
    }
}

pub mod prediction {
    pub const ID: &str = "terms-for-most";
    pub const QUESTION: &str = "The photograph has 256 rows and 256 columns, so 256 terms. How many of them hold 95 % of its energy Σσ², if the mean is not taken away first?";
    pub const OPTIONS: &[&str] = &["fewer than 10", "about 50", "about 130", "more than 200"];
    /// The answer, from the photograph's own singular values.
    pub fn answer(rank_for_most: usize, first: f64) -> String {
        let first = crate::data::number_format::percent(first);
        format!(
            "r = {rank_for_most} is enough, and the first term alone holds {first}. But look at it: 95 % of the energy is not 95 % of what you see. All grey levels are positive, so the first term is mostly the mean. Tick “Take the mean away first” and read the number again."
        )
    }
    pub const ANSWER_LATER: &str =
        "Open the photograph without noise and without centring; the answer is computed from it.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::svd::model::{Task, decompose};
    use crate::linalg::Matrix;

    fn sentences(rows: usize, cols: usize, entries: &[f64], noise: f64, rank: usize) -> String {
        let task = Task {
            clean: Matrix::from_row_slice(rows, cols, entries),
            noise,
            seed: 1,
            centre: false,
        };
        let d = decompose(&task).unwrap();
        notices(&d, &d.at(rank)).join("\n")
    }

    #[test]
    fn the_sentences_fit_the_state() {
        assert!(sentences(2, 3, &[1.0, 2.0, 3.0, 2.0, 4.0, 6.0], 0.0, 1).contains("A has rank 1"));
        assert!(sentences(2, 2, &[0.0; 4], 0.0, 1).contains("nothing to keep"));
        assert!(sentences(2, 2, &[1.0, 0.0, 0.0, 2.0], 0.0, 0).contains("At r = 0"));
        assert!(
            sentences(2, 2, &[1.0, 0.0, 0.0, 2.0], 0.0, 2).contains("larger than the original")
        );
        assert!(sentences(1, 1, &[-3.0], 0.0, 1).contains("A single number"));
        assert!(
            sentences(
                3,
                3,
                &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0],
                0.5,
                1
            )
            .contains("closest at r =")
        );
    }
}
