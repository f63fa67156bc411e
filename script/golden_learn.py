#!/usr/bin/env python3
"""Writes tests/golden/learn.json with NumPy: ten steps of each optimizer from several problems and starts.

The problems are drawn with the app's own generator in the order that src/learn/lora/draws.rs documents.
"""

import json
import math
import platform
from pathlib import Path

import numpy as np
import scipy
import scipy.linalg

OUT = Path(__file__).resolve().parent.parent / "tests" / "golden" / "learn.json"
MASK = (1 << 64) - 1
STEPS = 10


class SplitMix64:
    def __init__(self, seed):
        self.state, self.spare = seed, None

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def uniform(self):
        return (self.next() >> 11) * 2.0**-53

    def normal(self):
        if self.spare is not None:
            spare, self.spare = self.spare, None
            return spare
        radius = math.sqrt(-2.0 * math.log(1.0 - self.uniform()))
        angle = 2.0 * math.pi * self.uniform()
        self.spare = radius * math.sin(angle)
        return radius * math.cos(angle)

    def normals(self, rows, columns):
        return np.array([[self.normal() for _ in range(columns)] for _ in range(rows)])

    def orthonormal(self, rows, columns):
        q, r = np.linalg.qr(self.normals(rows, columns))
        return q * np.sign(np.diag(r))


def problem(c):
    seeds = SplitMix64(c["seed"])
    weight, update, update_noise, inputs, target_noise, start = (SplitMix64(seeds.next()) for _ in range(6))
    d, k, n = c["d"], c["k"], c["samples"]
    p = min(d, k)
    w = weight.normals(d, k) / math.sqrt(k)
    u = update.orthonormal(d, p)
    v = update.orthonormal(k, p)
    delta = (u * np.arange(1.0, p + 1) ** -c["decay"]) @ v.T
    if c["update_noise"] > 0:
        delta = delta + update_noise.normals(d, k) * (c["update_noise"] / (math.sqrt(d) + math.sqrt(k)))
    distance = np.abs(np.subtract.outer(np.arange(k), np.arange(k)))
    covariance = np.where(distance == 0, 1.0, float(c["rho"]) ** distance)
    x = math.sqrt(n) * np.linalg.cholesky(covariance) @ inputs.orthonormal(n, k).T
    assert np.abs(x @ x.T / n - covariance).max() < 1e-12
    y = delta @ x
    if c["target_noise"] > 0:
        y = y + target_noise.normals(d, n) * c["target_noise"]
    a = start.normals(c["rank"], k) / math.sqrt(k)
    return w, delta, covariance, x, y, a


def floor(y, x, covariance, rank):
    """The three terms of the reduced-rank regression, through the symmetric square root of C."""
    n = x.shape[1]
    full = y @ np.linalg.pinv(x)
    sigma = np.linalg.svd(full @ scipy.linalg.sqrtm(covariance).real, compute_uv=False)
    return float(((y - full @ x) ** 2).sum() / n + (sigma[rank:] ** 2).sum())


def train(c):
    w, delta, covariance, x, y, a = problem(c)
    n, s, r = x.shape[1], c["scale"], c["rank"]
    b = np.zeros((c["d"], r))
    target = delta
    if c["start"] == "pissa":
        u, sigma, vt = np.linalg.svd(w)
        a = np.sqrt(sigma[:r])[:, None] * vt[:r]
        b = u[:, :r] * np.sqrt(sigma[:r])
        target = delta + s * b @ a
        y = y + s * b @ a @ x
    moments = [np.zeros_like(m) for m in (a, a, b, b)]
    losses = []
    for t in range(1, STEPS + 2):
        error = y - s * b @ (a @ x)
        losses.append(float((error**2).sum() / n))
        if t > STEPS:
            break
        gradient_a = -2 * s / n * b.T @ error @ x.T
        gradient_b = -2 * s / n * error @ (a @ x).T
        if c["optimizer"] == "gd":
            a, b = a - c["rate"] * gradient_a, b - c["rate"] * gradient_b
            continue
        for i, g in ((0, gradient_a), (2, gradient_b)):
            moments[i] = 0.9 * moments[i] + 0.1 * g
            moments[i + 1] = 0.999 * moments[i + 1] + 0.001 * g * g
        step = [m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
                for m, v in (moments[:2], moments[2:])]
        a, b = a - c["rate"] * step[0], b - c["rate"] * step[1]
    product = s * b @ a
    u, sigma, _ = np.linalg.svd(product)
    full = y @ np.linalg.pinv(x) @ np.linalg.cholesky(covariance)
    best = np.linalg.svd(full)[0][:, :r]
    angles = scipy.linalg.subspace_angles(u[:, :r], best)
    norm = np.linalg.norm(delta)
    tail = np.linalg.svd(target, compute_uv=False)[r:]
    return {
        **c,
        "losses": losses,
        "floor": floor(y, x, covariance, r),
        "sigma": sigma[:r].tolist(),
        "angle": float(np.degrees(angles.max())),
        "relative_error": float(np.linalg.norm(product - target) / norm),
        "best_relative_error": float(np.linalg.norm(tail) / norm),
    }


def cases():
    base = {"d": 12, "k": 9, "samples": 20, "decay": 1.0, "update_noise": 0.0, "rho": 0.0, "target_noise": 0.0,
            "rank": 3, "scale": 2.0, "start": "paper"}
    variants = [
        {"seed": 1},
        {"seed": 2, "rho": 0.7, "target_noise": 0.1},
        {"seed": 3, "d": 5, "k": 16, "rank": 2, "rho": -0.5, "update_noise": 0.2, "decay": 2.0, "scale": 1.0},
        {"seed": 4, "start": "pissa", "rho": 0.5},
    ]
    for variant in variants:
        for optimizer, rate in (("gd", 0.02), ("adam", 0.01)):
            yield train({**base, **variant, "optimizer": optimizer, "rate": rate})


if __name__ == "__main__":
    header = {"made_by": "script/golden_learn.py", "python": platform.python_version(), "numpy": np.__version__,
              "scipy": scipy.__version__}
    lines = ",\n".join(json.dumps(case) for case in cases())
    OUT.write_text(f'{{"header": {json.dumps(header)},\n"cases": [\n{lines}\n]}}\n')
    print(OUT.name, len(OUT.read_text()) // 1024, "KiB")
