//! The lab's readouts as a Python script that draws the task, trains to the step on screen, and measures.

use super::model::{DELTA_W_FILE, W_FILE};
use super::state::{Inputs, State, Update};
use super::text;
use crate::data::number_format::full;
use crate::data::python::{
    ADAM, GRADIENT_DESCENT, LARGEST_ANGLE, ORTHONORMAL, Page, Script, Scripted,
};
use crate::learn::lora::{Scaling, Start};
use crate::learn::optimizer::OptimizerKind;

const REGRESSION: &str = include_str!("python/regression.py");
const MEASURE: &str = include_str!("python/measure.py");

impl Scripted for State {
    const NAME: &'static str = text::NAME;

    fn write(&self, script: &mut Script, page: &Page) {
        script.with_normals();
        script.function(ORTHONORMAL);
        script.function(LARGEST_ANGLE);
        sizes(script, self);
        layer(script, page, self);
        batch(script, self);
        start(script, self);
        if self.steps > 0 {
            train(script, self);
        } else {
            script.line("loss, steps = ((Y - s * B @ (A @ X)) ** 2).sum() / N, 0");
        }
        script.gap();
        floor(script, self);
        script.line(MEASURE.trim_end());
        probe(script, self);
        readouts(script);
    }
}

fn sizes(script: &mut Script, state: &State) {
    let (d, k) = state.shape();
    let (r, samples) = (state.rank(), state.samples());
    script.line(format!(
        "d, k, r, N = {d}, {k}, {r}, {samples}  # W is d×k, A is r×k, B is d×r; N samples"
    ));
    script.line("q = min(r, d, k)");
    let alpha = full(state.alpha);
    script.line(match state.scaling {
        Scaling::Lora => format!("s = {alpha} / r  # the update is s·BA"),
        Scaling::RsLora => {
            format!("s = {alpha} / np.sqrt(r)  # the update is s·BA; rsLoRA, arXiv 2312.03732")
        }
    });
    script.line("# A seed for each purpose, so that changing one setting leaves the other draws as they are.");
    script.line(format!(
        "w_seed, update_seed, floor_seed, inputs_seed, noise_seed, start_seed = bits({}, 6)",
        state.seed
    ));
    script.gap();
}

/// W and ΔW*.
fn layer(script: &mut Script, page: &Page, state: &State) {
    match state.update {
        Update::Minilm => {
            script.line("# A real value matrix, and the update that full fine-tuning made to it.");
            for (name, path) in [("W", W_FILE), ("delta", DELTA_W_FILE)] {
                let npy = script.load_npy(page, path);
                script.line(format!("{name} = {npy}"));
            }
        }
        Update::Synthetic => {
            script.line("W = normals(w_seed, d, k) / np.sqrt(k)");
            script.line("# ΔW* = U·Σ·Vᵀ with random orthonormal U and V.");
            script.line("p = min(d, k)");
            script.line("g = normals(update_seed, d + k, p)");
            script.line("U, V = orthonormal(g[:d]), orthonormal(g[d:])");
            script.line(format!(
                "delta = U * np.arange(1.0, p + 1) ** -{} @ V.T",
                full(state.decay)
            ));
            if state.floor > 0.0 {
                script.line(format!(
                    "delta = delta + normals(floor_seed, d, k) * {} / (np.sqrt(d) + np.sqrt(k))",
                    full(state.floor)
                ));
            }
        }
    }
}

/// X and Y.
fn batch(script: &mut Script, state: &State) {
    script.gap();
    script
        .line("# One batch, whitened: XXᵀ/N is C exactly, so that the floor of the loss is known.");
    script.line("Q = orthonormal(normals(inputs_seed, N, k))");
    script.line("X = np.sqrt(N) * Q.T");
    let correlated = state.inputs == Inputs::Correlated && state.corr != 0.0;
    if correlated {
        script.line(format!("corr = {}  # C_ij = corr^|i−j|", full(state.corr)));
        script.line("for i in range(1, k):");
        script.line("    X[i] = corr * X[i - 1] + np.sqrt(1 - corr**2) * X[i]");
    }
    script.line("Y = delta @ X  # what the update has to add to W·X");
    if state.target_noise > 0.0 {
        script.line(format!(
            "Y = Y + normals(noise_seed, d, N) * {}",
            full(state.target_noise)
        ));
    }
}

/// A and B at step 0, what is frozen, and what s·BA should become.
fn start(script: &mut Script, state: &State) {
    script.gap();
    match state.start {
        Start::Paper => {
            script.line("# B starts at zero, so W' = W before the first step.");
            script.line("A, B = normals(start_seed, r, k) / np.sqrt(k), np.zeros((d, r))");
            script.line("frozen, target = W, delta");
        }
        Start::Pissa => {
            script.line("# PiSSA (arXiv 2404.02948): A and B from the SVD of W; what they hold is taken out of W.");
            script.line("A, B = np.zeros((r, k)), np.zeros((d, r))");
            script.line("u, sigma, vt = np.linalg.svd(W, full_matrices=False)");
            script.line("A[:q] = np.sqrt(sigma[:q, None]) * vt[:q]");
            script.line("B[:, :q] = u[:, :q] * np.sqrt(sigma[:q])");
            script.line("offset = s * B @ A");
            script.line("frozen, target = W - offset, delta + offset");
            script.line("Y = Y + offset @ X");
        }
    }
}

fn train(script: &mut Script, state: &State) {
    script.function(match state.optimizer {
        OptimizerKind::GradientDescent => GRADIENT_DESCENT,
        OptimizerKind::Adam => ADAM,
    });
    script.gap();
    script.gap();
    script.line("def loss_and_gradients(weights):");
    script.line("    A, B = weights");
    script.line("    AX = A @ X");
    script.line("    E = Y - s * B @ AX");
    script
        .line("    return (E**2).sum() / N, [-2 * s / N * (B.T @ E) @ X.T, -2 * s / N * E @ AX.T]");
    script.gap();
    script.gap();
    rate(script, state);
    script.line("limit = 1e6 * max(loss_and_gradients([A, B])[0], (Y**2).sum() / N)  # beyond it training has diverged");
    script.line(format!(
        "(A, B), loss, steps = train([A, B], loss_and_gradients, rate, {}, limit)",
        state.steps
    ));
}

/// The learning rate: the reader's, or the page's default, which depends neither on r nor on α.
fn rate(script: &mut Script, state: &State) {
    if let Some(rate) = state.learning_rate {
        return script.line(format!("rate = {}", full(rate)));
    }
    script.line("# The page's default rate: of the task, not of r and α.");
    script.line("sigma = np.linalg.svd(delta, compute_uv=False)");
    match state.optimizer {
        OptimizerKind::GradientDescent => {
            let largest = match state.task().corr {
                0.0 => "1",
                _ => "min((1 + corr) / (1 - corr), k)",
            };
            script.line(format!("curvature = 16 * {largest} * np.sqrt(64 * (1 + 2 / np.sqrt(k)) ** 4 + 4 * sigma[0] ** 2)"));
            script.line("rate = np.clip(1.5 / curvature, 1e-9, 1)");
        }
        OptimizerKind::Adam => {
            script.line("beyond = max(1 - sigma[0] ** 2 / (sigma**2).sum(), 0.04)");
            script.line("rate = np.clip(0.064 * np.sqrt(sigma[0] * beyond / max(d, k)), 1e-9, 1)");
        }
    }
}

/// The lowest loss that rank r can have.
fn floor(script: &mut Script, state: &State) {
    script.line(REGRESSION.trim_end());
    script.line("floor = (sigma_z[r:] ** 2).sum()");
    if state.target_noise > 0.0 {
        script.line(
            "floor += ((Y / np.sqrt(N) - Z @ Q.T) ** 2).sum()  # noise that no linear map explains",
        );
    }
}

/// The input of the forward pass.
fn probe(script: &mut Script, state: &State) {
    script.gap();
    script.line("# One x through the layer, with the adapter beside W and merged into it: they differ by rounding alone.");
    script.line(format!("x = normals({}, k)", state.x_seed));
    if let Some(value) = state.x_value {
        script.line(format!(
            "x[{}] = {}",
            state.x_index.saturating_sub(1),
            full(value)
        ));
    }
    script.line("beside = frozen @ x + s * (B @ (A @ x))");
    script.line("merged = (frozen + s * B @ A) @ x");
}

fn readouts(script: &mut Script) {
    script.gap();
    script.show("params-lora", "r * (d + k)");
    script.show("params-full", "d * k");
    script.show("params-ratio", "r * (d + k) / (d * k)");
    script.show("error-best", "best / np.linalg.norm(delta)");
    script.show(
        "error-trained",
        "np.linalg.norm(s * B @ A - target) / np.linalg.norm(delta)",
    );
    script.show("loss", "loss");
    script.show("loss-floor", "floor");
    script.show("rank-ba", "rank");
    script.show("angle-max", "angle");
    script.show("steps", "steps");
    script.show(
        "merge-gap",
        "abs(merged - beside).max() / (abs(beside).max() or 1)",
    );
    script.show("sigma", "np.linalg.svd(delta, compute_uv=False)");
}
