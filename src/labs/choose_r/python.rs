//! The lab's readouts as a Python script. The trial is left out, and so is pruning from a high r: it starts from singular
//! vectors that belong to zeros, which no two libraries choose alike, and its later steps depend on them.

use super::real::{DELTA_W_FILE, KINDS, LAYERS, SPECTRA_FILE, shape};
use super::shared_job::{EQUAL_DECAY, MIXED};
use super::state::{LAYER_SIDE, Layers, SIDE, State, Wanted};
use super::text;
use crate::data::number_format::full;
use crate::data::python::{MATRIX_FILE, ORTHONORMAL, Page, Script, Scripted};

const ADALORA: &str = include_str!("python/adalora.py");
const RULES: &str = include_str!("python/rules.py");
const OWN_FILE: &str = "# The page read a file of yours, which is not in the link: put its name here. Of two files it takes the difference.\nFILES = [\"delta_w.npy\"]\n";

impl Scripted for State {
    const NAME: &'static str = text::NAME;

    fn write(&self, script: &mut Script, page: &Page) {
        script.line("# Left out: the trial over r (trial-…), and pruning from a high r (pruned-…), whose steps depend on singular");
        script.line("# vectors of zeros, which no two libraries choose alike.");
        spectrum(script, page, self);
        script.function(RULES);
        let real = self.layers == Layers::Real || matches!(self.wanted(), Wanted::Layer(_));
        readouts(script, self);
        if real {
            all_matrices(script, page, self);
        }
        shared(script, self);
    }
}

/// `sigma`, `d` and `k`.
fn spectrum(script: &mut Script, page: &Page, state: &State) {
    match state.wanted() {
        Wanted::Synthetic { decay, floor, seed } => {
            script.with_normals();
            script.function(ORTHONORMAL);
            script.line(format!("n = {SIDE}"));
            script.line(format!("_, update_seed, floor_seed = bits({seed}, 3)"));
            script.line("# ΔW* = U·Σ·Vᵀ with random orthonormal U and V.");
            script.line("g = normals(update_seed, 2 * n, n)");
            script.line("U, V = orthonormal(g[:n]), orthonormal(g[n:])");
            script.line(format!(
                "delta = U * np.arange(1.0, n + 1) ** -{} @ V.T",
                full(decay)
            ));
            if floor > 0.0 {
                script.line(format!(
                    "delta = delta + normals(floor_seed, n, n) * {} / (2 * np.sqrt(n))",
                    full(floor)
                ));
            }
            decomposed(script);
        }
        Wanted::Layer(index) => {
            let (d, k) = shape(index);
            let spectra = script.load_npy(page, SPECTRA_FILE);
            script.line(format!(
                "spectra = {spectra}  # singular values of 36 updates, one a row"
            ));
            script.line(format!("d, k, sigma = {d}, {k}, spectra[{index}]"));
        }
        Wanted::Own(_) => {
            script.first(OWN_FILE);
            script.function(MATRIX_FILE);
            script.line("delta = matrix_of(FILES[0])");
            script.line("if len(FILES) == 2:");
            script.line("    delta = delta - matrix_of(FILES[1])");
            decomposed(script);
        }
        Wanted::Value => {
            let delta = script.load_npy(page, DELTA_W_FILE);
            script.line(format!("delta = {delta}"));
            decomposed(script);
        }
    }
}

fn decomposed(script: &mut Script) {
    script.line("d, k = delta.shape");
    script.line("sigma = np.linalg.svd(delta, compute_uv=False)");
}

fn readouts(script: &mut Script, state: &State) {
    script.line(format!("threshold = {}", full(state.threshold)));
    script.line("rank = np.sum(sigma > max(d, k) * np.finfo(float).eps * sigma[0])");
    script.line("energy, sums, norms = kept(sigma)");
    script.line("r = smallest(energy, threshold, rank)");
    script.gap();
    script.show("rows", "d");
    script.show("cols", "k");
    script.show("r-threshold", "r");
    script.show("energy", "energy[r]");
    script.show("rank", "rank");
    script.line("relative = sigma / (sigma[0] or 1)");
    script.show("stable-rank", "(relative**2).sum()");
    script.line("p = relative[relative > 0] / (relative.sum() or 1)");
    script.show(
        "effective-rank",
        "np.exp(-(p * np.log(p)).sum()) if len(p) else 0.0",
    );
    script.show("r-sum", "smallest(sums, threshold, rank)");
    script.show("r-norm", "smallest(norms, threshold, rank)");
    script.show("params-lora", "r * (d + k)");
    script.show("params-full", "d * k");
    script.show("params-ratio", "r * (d + k) / (d * k)");
    script.show("sigma", "sigma");
}

/// What r each of the 36 matrices of the real run needs.
fn all_matrices(script: &mut Script, page: &Page, state: &State) {
    script.gap();
    if !matches!(state.wanted(), Wanted::Layer(_)) {
        let spectra = script.load_npy(page, SPECTRA_FILE);
        script.line(format!(
            "spectra = {spectra}  # singular values of 36 updates, one a row"
        ));
    }
    let sides = (0..KINDS.len()).map(shape);
    let sides: Vec<String> = sides.map(|(d, k)| d.max(k).to_string()).collect();
    script.line(format!(
        "longest = {LAYERS} * [{}]  # the longer side of each matrix",
        sides.join(", ")
    ));
    script.line("ranks = [");
    script
        .line("    smallest(kept(s)[0], threshold, np.sum(s > side * np.finfo(float).eps * s[0]))");
    script.line("    for s, side in zip(spectra, longest)");
    script.line("]");
    script.show("r-matrices", "ranks");
    script.show("r-median", "np.median(ranks)");
    script.show(
        "stable-rank-median",
        "np.median([((s / s[0]) ** 2).sum() for s in spectra])",
    );
}

/// The layers that share one budget.
fn shared(script: &mut Script, state: &State) {
    script.gap();
    if !state.adaptive {
        for name in ["uniform", "adalora", "oracle"] {
            for what in ["ranks", "loss"] {
                script.show_empty(&format!("{name}-{what}"), "the layers are not trained");
            }
        }
        return;
    }
    script.with_normals();
    script.function(ORTHONORMAL);
    script.function(ADALORA);
    script.line(format!("# {LAYERS} layers, {LAYER_SIDE}×{LAYER_SIDE} each, share one budget of triplets: their spectra, one a row."));
    script.line(format!("i = np.arange(1.0, {LAYER_SIDE} + 1)"));
    match state.layers {
        Layers::Mixed => {
            let powers =
                MIXED.map(|(strength, decay)| format!("{} * i**-{}", full(strength), full(decay)));
            script.line(format!("spectra = np.array([{}])", powers.join(", ")));
        }
        Layers::Equal => script.line(format!(
            "spectra = np.array({LAYERS} * [i**-{}])",
            full(EQUAL_DECAY)
        )),
        Layers::Real => {
            let kinds = KINDS.len();
            script.line(format!(
                "spectra = spectra[2::{kinds}, :{LAYER_SIDE}]  # the value matrices"
            ));
        }
    }
    // As the page does: the made layers are near 1 as they are.
    match state.layers {
        Layers::Real => script.line("unit = spectra.max()  # divides them for the training"),
        Layers::Mixed | Layers::Equal => script.line("unit = 1.0"),
    }
    script.line("updates = []");
    script.line("for layer, sigma in enumerate(spectra):");
    script.line(format!(
        "    g = normals(bits(layer, 2)[1], 2 * {LAYER_SIDE}, {LAYER_SIDE})"
    ));
    script.line(format!("    updates.append(orthonormal(g[:{LAYER_SIDE}]) * (sigma / unit) @ orthonormal(g[{LAYER_SIDE}:]).T)"));
    script.line(format!("budget = {}", state.budget));
    script.gap();
    script.line("# As evenly as it goes: what does not divide goes to the first layers.");
    script.line(format!(
        "even = budget // {LAYERS} + (np.arange({LAYERS}) < budget % {LAYERS})"
    ));
    script.show("uniform-ranks", "even");
    script.show(
        "uniform-loss",
        "sum((sigma[r:] ** 2).sum() for sigma, r in zip(spectra, even))",
    );
    script.line(format!(
        "ranks, loss = adalora(np.array(updates), budget, {}, {})",
        state.seed, state.step
    ));
    script.show("adalora-ranks", "ranks");
    script.show("adalora-loss", "loss * unit**2");
    script.line("# The oracle takes the largest singular values of all layers together.");
    script.line("largest = np.argsort(-spectra.ravel(), kind=\"stable\")");
    script.line(format!(
        "best = np.bincount(largest[:budget] // {LAYER_SIDE}, minlength={LAYERS})"
    ));
    script.show("oracle-ranks", "best");
    script.show(
        "oracle-loss",
        "(spectra.ravel()[largest[budget:]] ** 2).sum()",
    );
}
