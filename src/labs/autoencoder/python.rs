//! The lab's readouts as a Python script that makes the points, trains to the step on screen, and measures.

mod points;

use super::state::{Penalty, Source, Start, State};
use super::text;
use crate::data::number_format::full;
use crate::data::python::{ADAM, GRADIENT_DESCENT, LARGEST_ANGLE, Page, Script, Scripted};
use crate::learn::autoencoder::Activation;
use crate::learn::optimizer::OptimizerKind;
use points::points;

const SADDLE: &str = include_str!("python/saddle.py");
const NET: &str = include_str!("python/net.py");

impl Scripted for State {
    const NAME: &'static str = text::NAME;

    fn write(&self, script: &mut Script, page: &Page) {
        points(script, page, self);
        centred(script, self);
        script.line(format!("r = {}", self.rank()));
        if self.is_linear() {
            linear(script, self);
        } else {
            nonlinear(script, self);
        }
    }
}

/// X, its principal axes U and its singular values.
fn centred(script: &mut Script, state: &State) {
    script.gap();
    script.line("# Centred, one point a column.");
    script.line("X = (points - points.mean(axis=0)).T");
    if state.set().is_none() || state.standardise {
        script.line("flat = abs(X).max(axis=1) <= 1e-14 * abs(points.mean(axis=0))");
        script.line("X[flat] = 0  # rounding must not give a constant feature a spread");
    }
    if state.standardise {
        script.line("spread = np.sqrt((X**2).mean(axis=1, keepdims=True))");
        script.line("X = X / np.where(spread > 0, spread, 1)");
    }
    script.line("n, N = X.shape");
    script.line(
        "U, sigma, _ = np.linalg.svd(X, full_matrices=False)  # PCA: the axes are the columns of U",
    );
    script.line("sigma[sigma <= 1e-14 * sigma[0]] = 0  # rounding");
}

fn linear(script: &mut Script, state: &State) {
    script.gap();
    batch(script, state);
    start(script, state);
    loss(script, state);
    if state.steps > 0 {
        script.line(match (state.learning_rate, state.optimizer) {
            (Some(rate), _) => format!("rate = {}", full(rate)),
            (None, OptimizerKind::Adam) => "rate = 0.01".to_owned(),
            // A fifth of what is stable at the minimum.
            (None, OptimizerKind::GradientDescent) => {
                "rate = np.clip(0.1 * N / sigma[0] ** 2, 1e-12, 1e6) if sigma[0] > 0 else 0.1  # over the largest variance".to_owned()
            }
        });
    }
    train(script, state, if state.tied { "[D]" } else { "[D, E]" });
    floor(script, state);
    script.function(LARGEST_ANGLE);
    script.gap();
    script.line("u, sigma_d, _ = np.linalg.svd(weights[0], full_matrices=False)");
    script.line("found = np.sum(sigma_d > max(n, r) * np.finfo(float).eps * sigma_d[0])");
    script.line("if r > len(sigma) or sigma[r - 1] - (sigma[r] if r < len(sigma) else 0) <= 1e-9 * sigma[0]:");
    script.line("    angle = ()  # PCA's subspace of r dimensions is not the only one");
    script.line("else:  # 90 while the columns of W_d span fewer than r dimensions");
    script.line("    angle = largest_angle(u, U[:, :r]) if found == r else 90.0");
    script.gap();
    script.show("loss", "loss");
    script.show("loss-floor", "floor");
    script.show("loss-pca", "(sigma[r:] ** 2).sum() / N");
    script.show("angle-max", "angle");
    script.show("steps", "steps");
}

/// What the linear autoencoder is trained on.
fn batch(script: &mut Script, state: &State) {
    if state.features() > 3 {
        script.line(
            "# The loss depends on XXᵀ/N alone, so n columns L with LLᵀ = XXᵀ/N do for N points.",
        );
        script.line("L = U * (sigma / np.sqrt(N))");
    } else {
        script.line("L = X / np.sqrt(N)");
    }
}

/// W_d and W_e at step 0.
fn start(script: &mut Script, state: &State) {
    if state.start == Start::Saddle {
        for line in SADDLE.lines() {
            script.line(line);
        }
        script.line(format!(
            "D = axes[:, 1:2] + {} * axes[:, :1]",
            full(state.nudge)
        ));
        script.line("E = D.T");
    } else {
        script.with_normals();
        script.line("# X ≈ W_d·W_e·X: E is W_e (r×n), D is W_d (n×r).");
        script.line(format!(
            "g = normals(bits({}, 3)[2], 2 * r * n) / np.sqrt(n)",
            state.seed
        ));
        script.line("E, D = g[: r * n].reshape(r, n), g[r * n :].reshape(n, r)");
    }
}

fn loss(script: &mut Script, state: &State) {
    let penalised = state.lambda > 0.0;
    if penalised {
        let lambda = full(state.lambda);
        script.line(match state.penalty {
            Penalty::Equal => format!("lam = np.full(r, {lambda})  # the penalty of every latent"),
            Penalty::Unequal => format!(
                "lam = {lambda} * (2 * np.arange(1, r + 1) - 1) / r  # a penalty for each latent"
            ),
        });
    }
    script.gap();
    script.gap();
    script.line("def loss_and_gradients(weights):");
    script.line(if state.tied {
        "    D, E = weights[0], weights[0].T"
    } else {
        "    D, E = weights"
    });
    script.line("    Z = E @ L");
    script.line("    error = L - D @ Z");
    script.line("    loss = (error**2).sum()");
    script.line("    g_d, g_e = -2 * error @ Z.T, -2 * (D.T @ error) @ L.T");
    if penalised {
        script.line("    loss += (lam * ((D**2).sum(axis=0) + (E**2).sum(axis=1))).sum()");
        script.line("    g_d, g_e = g_d + 2 * D * lam, g_e + 2 * lam[:, None] * E");
    }
    script.line(if state.tied {
        "    return loss, [g_d + g_e.T]"
    } else {
        "    return loss, [g_d, g_e]"
    });
    script.gap();
    script.gap();
}

/// `weights`, `loss` and `steps`.
fn train(script: &mut Script, state: &State, start: &str) {
    if state.steps == 0 {
        script.line(format!("weights, steps = {start}, 0"));
        return script.line("loss, _ = loss_and_gradients(weights)");
    }
    script.function(match state.optimizer {
        OptimizerKind::GradientDescent => GRADIENT_DESCENT,
        OptimizerKind::Adam => ADAM,
    });
    script.line(format!("start = {start}"));
    script.line("limit = 1e6 * max(loss_and_gradients(start)[0], (sigma**2).sum() / N, np.finfo(float).tiny)  # beyond it training has diverged");
    script.line(format!(
        "weights, loss, steps = train(start, loss_and_gradients, rate, {}, limit)",
        state.steps
    ));
}

fn floor(script: &mut Script, state: &State) {
    script.gap();
    if state.lambda > 0.0 {
        script.line("# A direction is worth what it explains less what its weights cost (Kunin et al. 2019, Bao et al. 2020).");
        script.line("variance = sigma**2 / N");
        script.line("cost = np.append(lam, np.zeros(len(sigma)))[: len(sigma)]");
        script.line("kept = (np.arange(len(sigma)) < r) & (cost < variance)");
        script.line("rest = cost * (2 - cost / np.where(kept, variance, 1))");
        script.line("floor = np.where(kept, rest, variance).sum()");
    } else {
        script.line("floor = (sigma[r:] ** 2).sum() / N  # PCA's loss (Baldi & Hornik 1989)");
    }
}

fn nonlinear(script: &mut Script, state: &State) {
    let (gain, activation, slope) = match state.activation {
        Activation::Relu => ("np.sqrt(2)", "np.maximum(x, 0)", "y > 0"),
        _ => ("1", "np.tanh(x)", "1 - y * y"),
    };
    script.with_normals();
    script.function(format!("def activation(x):\n    return {activation}\n"));
    script.function(format!("def slope(y):\n    \"\"\"The activation's derivative, from its value.\"\"\"\n    return {slope}\n"));
    script.function(NET);
    script.line(format!("hidden = {}", state.hidden));
    script.gap();
    script.line("# The net sees the data in units of the root of the mean variance.");
    script.line("unit = np.sqrt((sigma**2).sum() / N / n) or 1.0");
    script.line("sizes = [(n, hidden), (hidden, r), (r, hidden), (hidden, n)]  # inputs and outputs of each layer");
    script.line(format!(
        "g, weights, used = normals(bits({}, 3)[2], 2 * hidden * (n + r)), [], 0",
        state.seed
    ));
    script.line("for inputs, outputs in sizes:");
    script.line(format!("    drawn = g[used : used + inputs * outputs].reshape(outputs, inputs) * {gain} / np.sqrt(inputs)"));
    script.line("    weights += [drawn, np.zeros((outputs, 1))]");
    script.line("    used += inputs * outputs");
    if state.steps > 0 {
        script.line(match (state.learning_rate, state.optimizer) {
            (Some(rate), _) => format!("rate = {}", full(rate)),
            (None, OptimizerKind::Adam) => "rate = 0.01".to_owned(),
            (None, OptimizerKind::GradientDescent) => "rate = 0.02".to_owned(),
        });
    }
    train(script, state, "weights");
    script.gap();
    script.show("loss", "loss");
    script.show_empty("loss-floor", "known for linear autoencoders only");
    script.show("loss-pca", "(sigma[r:] ** 2).sum() / N");
    script.show_empty(
        "angle-max",
        "what a nonlinear decoder reaches is no subspace",
    );
    script.show("steps", "steps");
}
