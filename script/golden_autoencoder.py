#!/usr/bin/env python3
"""Writes tests/golden/autoencoder.json with NumPy and scikit-learn: PCA of the shipped sets, floors, and ten steps of each
optimizer from starts drawn with the app's own generator, in the order that src/learn/autoencoder/streams.rs documents.
"""

import json
import math
import platform
from pathlib import Path

import numpy as np
import scipy
import scipy.linalg
import scipy.optimize
import sklearn
from sklearn.decomposition import PCA

from golden_learn import SplitMix64

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "tests" / "golden" / "autoencoder.json"
STEPS = 10


def load(name):
    table = np.load(ROOT / "assets" / "data" / f"{name}.npy").astype(float)[:, :-1]
    return table / 10 if name == "iris" else table


def start(seed):
    seeds = SplitMix64(seed)
    seeds.next(), seeds.next()
    return SplitMix64(seeds.next())


def adam(values, gradients, moments, rate, t):
    for i, g in enumerate(gradients):
        moments[i][0] = 0.9 * moments[i][0] + 0.1 * g
        moments[i][1] = 0.999 * moments[i][1] + 0.001 * g * g
        m, v = moments[i][0] / (1 - 0.9**t), moments[i][1] / (1 - 0.999**t)
        values[i] = values[i] - rate * m / (np.sqrt(v) + 1e-8)


def train(values, gradient, c):
    """The losses of ten steps; `gradient` gives loss and gradients at some values."""
    moments = [[np.zeros_like(v), np.zeros_like(v)] for v in values]
    losses = []
    for t in range(1, STEPS + 2):
        loss, gradients = gradient(values)
        losses.append(float(loss))
        if t > STEPS:
            break
        if c["optimizer"] == "gd":
            values = [v - c["rate"] * g for v, g in zip(values, gradients)]
        else:
            adam(values, gradients, moments, c["rate"], t)
    return losses


def centred(c):
    points = load(c["data"])
    x = (points - points.mean(axis=0)).T
    return x / x.std(axis=1, keepdims=True) if c.get("standardise") else x


def lambdas(c):
    r = c["rank"]
    j = np.arange(1, r + 1)
    return np.full(r, c["lambda"]) if c["penalty"] != "unequal" else c["lambda"] * (2 * j - 1) / r


def linear(c):
    x = centred(c)
    n, count = x.shape
    r, lam, rng = c["rank"], lambdas(c), start(c["seed"])
    e = rng.normals(r, n) / math.sqrt(n)
    d = rng.normals(n, r) / math.sqrt(n)

    def gradient(values):
        d = values[0]
        e = d.T if c["tied"] else values[1]
        error = x - d @ (e @ x)
        loss = (error**2).sum() / count + (lam * (e**2).sum(axis=1)).sum() + (lam * (d**2).sum(axis=0)).sum()
        gd = -2 / count * error @ (e @ x).T + 2 * d * lam
        ge = -2 / count * (d.T @ error) @ x.T + 2 * lam[:, None] * e
        return loss, [gd + ge.T] if c["tied"] else [gd, ge]

    return {**c, "losses": train([d] if c["tied"] else [d, e], gradient, c)}


def nonlinear(c):
    x = centred(c)
    n, count = x.shape
    unit = math.sqrt((x**2).sum() / count / n)
    scaled = x / unit
    r, h, rng = c["rank"], c["hidden"], start(c["seed"])
    gain = math.sqrt(2) if c["activation"] == "relu" else 1.0
    values = []
    for inputs, outputs in ((n, h), (h, r), (r, h), (h, n)):
        values += [rng.normals(outputs, inputs) * gain / math.sqrt(inputs), np.zeros((outputs, 1))]
    f = np.tanh if c["activation"] == "tanh" else lambda v: np.maximum(v, 0)
    slope = (lambda y: 1 - y * y) if c["activation"] == "tanh" else lambda y: (y > 0).astype(float)

    def gradient(values):
        outputs, y = [scaled], scaled
        for layer in range(4):
            y = values[2 * layer] @ y + values[2 * layer + 1]
            y = f(y) if layer % 2 == 0 else y
            outputs.append(y)
        loss = unit**2 * ((outputs[4] - scaled) ** 2).sum() / count
        delta, gradients = 2 / count * (outputs[4] - scaled), []
        for layer in reversed(range(4)):
            if layer % 2 == 0:
                delta = delta * slope(outputs[layer + 1])
            gradients = [delta @ outputs[layer].T, delta.sum(axis=1, keepdims=True)] + gradients
            delta = values[2 * layer].T @ delta
        return loss, gradients

    return {**c, "losses": train(values, gradient, c)}


def penalised_floor(name, rank, penalty, lam):
    """The least penalised loss that a quasi-Newton method finds from several starts: knows nothing of the closed form."""
    c = {"data": name, "rank": rank, "lambda": lam, "penalty": penalty}
    x, weights = centred(c), lambdas(c)
    n, count = x.shape
    cov = x @ x.T / count

    def loss(flat):
        d, e = flat[: n * rank].reshape(n, rank), flat[n * rank :].reshape(rank, n)
        residual = np.eye(n) - d @ e
        value = np.trace(residual @ cov @ residual.T)
        value += (weights * (d**2).sum(axis=0)).sum() + (weights * (e**2).sum(axis=1)).sum()
        gd = -2 * residual @ cov @ e.T + 2 * d * weights
        ge = -2 * d.T @ residual @ cov + 2 * weights[:, None] * e
        return value, np.concatenate([gd.ravel(), ge.ravel()])

    rng = np.random.default_rng(1)
    found = [
        scipy.optimize.minimize(loss, rng.normal(size=2 * n * rank), jac=True, method="BFGS", options={"gtol": 1e-10})
        for _ in range(5)
    ]
    best = min(found, key=lambda f: f.fun).fun
    return {"data": name, "rank": rank, "penalty": penalty, "lambda": lam, "floor": float(best)}


def principal(name):
    points = load(name)
    pca = PCA(svd_solver="full").fit(points)
    count = len(points)
    # scikit-learn divides by N − 1.
    variances = pca.explained_variance_ * (count - 1) / count
    axes = pca.components_[:3]
    return {
        "data": name,
        "variances": variances.tolist(),
        "first_axes": np.abs(axes).tolist(),
        "mean": points.mean(axis=0).tolist(),
    }


def cases():
    base = {"tied": False, "penalty": "none", "lambda": 0.0}
    for optimizer, rates in (("gd", (0.02, 0.0005)), ("adam", (0.01, 0.01))):
        for name, rate, rank in (("iris", rates[0], 2), ("digits", rates[1], 8)):
            run = {**base, "kind": "linear", "data": name, "rank": rank, "optimizer": optimizer, "rate": rate, "seed": 1}
            yield linear(run)
            yield linear({**run, "tied": True, "seed": 2})
            yield linear({**run, "penalty": "equal", "lambda": 0.1, "seed": 3})
            yield linear({**run, "penalty": "unequal", "lambda": 0.05, "tied": True, "seed": 4})
        yield linear({**base, "kind": "linear", "data": "iris", "standardise": True, "rank": 3, "optimizer": optimizer,
                      "rate": 0.03, "seed": 5})
        for activation in ("tanh", "relu"):
            yield nonlinear({"kind": "nonlinear", "activation": activation, "data": "iris", "rank": 1, "hidden": 5,
                             "optimizer": optimizer, "rate": 0.01, "seed": 6})


if __name__ == "__main__":
    header = {"made_by": "script/golden_autoencoder.py", "python": platform.python_version(), "numpy": np.__version__,
              "scipy": scipy.__version__, "scikit-learn": sklearn.__version__}
    floors = [
        penalised_floor("iris", 2, "equal", 0.05),
        penalised_floor("iris", 2, "unequal", 0.05),
        penalised_floor("iris", 3, "equal", 0.1),
        penalised_floor("iris", 1, "equal", 5.0),
    ]
    lines = lambda rows: ",\n".join(json.dumps(row) for row in rows)
    OUT.write_text(
        f'{{"header": {json.dumps(header)},\n"pca": [\n{lines([principal("iris"), principal("digits")])}\n],\n'
        f'"floors": [\n{lines(floors)}\n],\n"cases": [\n{lines(cases())}\n]}}\n'
    )
    print(OUT.name, len(OUT.read_text()) // 1024, "KiB")
