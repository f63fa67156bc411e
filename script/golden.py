#!/usr/bin/env python3
"""Writes the golden values in tests/golden/ with NumPy and SciPy. Run it from anywhere: script/golden.py

Matrices that are not stored entry by entry are drawn from SplitMix64, the app's own generator, with uniforms from the
top 53 bits and only exact arithmetic after that, so that Rust draws the very same matrix from the recipe.
Singular vectors are never stored, only what is free of signs and of the choice of basis: projections between two
fixed vectors.
"""

import json
import platform
from fractions import Fraction
from pathlib import Path

import numpy as np
import scipy
import scipy.linalg

OUT = Path(__file__).resolve().parent.parent / "tests" / "golden"
MASK = (1 << 64) - 1


def splitmix64(seed):
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


class Draws:
    def __init__(self, seed):
        self.bits = splitmix64(seed)

    def uniform(self):
        return (next(self.bits) >> 11) * 2.0**-53

    def symmetric(self, rows, columns):
        """Uniform on [-1, 1), row by row."""
        return np.array([[2.0 * self.uniform() - 1.0 for _ in range(columns)] for _ in range(rows)])

    def integers(self, rows, columns):
        """Integers from -4 to 4, row by row."""
        return np.array([[float(int(self.uniform() * 9)) - 4.0 for _ in range(columns)] for _ in range(rows)])


def build(recipe):
    """The same recipes as in tests/linalg_golden.rs."""
    m, n, kind = recipe["rows"], recipe["columns"], recipe["kind"]
    i, j = np.indices((m, n))
    if kind == "entries":
        return np.array(recipe["entries"], dtype=float).reshape(m, n)
    if kind == "constant":
        return np.full((m, n), recipe["value"])
    if kind == "identity":
        return np.eye(m, n)
    if kind == "hilbert":
        return 1.0 / (i + j + 1.0)
    if kind == "checkerboard":
        return np.where((i // recipe["cell"] + j // recipe["cell"]) % 2 == 0, 255.0, 0.0)
    if kind == "gradient":
        return (i * n + j) * 1.0
    draws = Draws(recipe["seed"])
    if kind == "uniform":
        return draws.symmetric(m, n) * recipe["scale"]
    if kind == "integers":
        return draws.integers(m, n)
    if kind == "integer-product":
        return draws.integers(m, recipe["rank"]) @ draws.integers(recipe["rank"], n)
    if kind == "graded":
        return draws.symmetric(m, n) * 2.0 ** -(recipe["step"] * (i + j))
    if kind == "graded-columns":
        return draws.symmetric(m, n) * 2.0 ** -(recipe["step"] * j)
    raise ValueError(kind)


def entries(rows):
    a = np.array(rows, dtype=float)
    return {"kind": "entries", "rows": a.shape[0], "columns": a.shape[1], "entries": a.ravel().tolist()}


def shaped(kind, rows, columns, **rest):
    return {"kind": kind, "rows": rows, "columns": columns, **rest}


def recipes():
    r2, r3 = np.sqrt(2.0), np.sqrt(3.0)
    yield "one entry", entries([[5]])
    yield "one negative entry", entries([[-3]])
    yield "one zero", entries([[0]])
    yield "one tiny entry", entries([[1e-300]])
    yield "first preset", entries([[1, 2, 3], [2, 4, 6]])
    yield "counting", entries([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    yield "full rank", entries([[2, 1], [1, 3]])
    yield "nearly dependent", entries([[1, 2], [1, 2.0000001]])
    yield "rotation", entries([[0, -1], [1, 0]])
    yield "rotation and stretch", entries([[r3, -1], [1, r3]])
    yield "projection", entries([[0.5, 0.5], [0.5, 0.5]])
    yield "shear", entries([[1, 1], [0, 1]])
    yield "5x4 of rank 2", entries([[1, 0, 1, 2], [0, 1, 1, 1], [1, 1, 2, 3], [2, 1, 3, 5], [1, -1, 0, 1]])
    yield "nalgebra wrong, sqrt 7", entries([[-1, 0, 2], [1, 2, -1], [0, 2, 1]])
    yield "nalgebra wrong, sqrt 10 twice", entries([[1, 2, 2], [2, -1, -1], [2, 1, -1]])
    yield "rank 1 symmetric", entries([[1, 2, 3], [2, 4, 6], [3, 6, 9]])
    yield "wide row", entries([[3, 4, 12]])
    yield "tall column", entries([[3], [4], [12]])
    yield "reflection, repeated", entries([[1 / r2, 1 / r2, 0], [1 / r2, -1 / r2, 0], [0, 0, 1]])
    yield "huge and tiny columns", entries([[1e300, 1], [1, 1e-300]])
    yield "mixed scales", entries([[1e-300, 1.0, 0], [2.0, 1e-10, 1e-300], [0, 3e-5, 1e-20]])
    yield "subnormal", entries([[5e-324, 1e-310], [3e-312, 2e-311]])
    yield "nilpotent", entries(np.eye(6, k=1))
    yield "companion", entries([[0, 0, 0, -24], [1, 0, 0, 50], [0, 1, 0, -35], [0, 0, 1, 10]])
    for m, n in [(1, 1), (2, 3), (7, 4), (40, 50)]:
        yield f"zero {m}x{n}", shaped("constant", m, n, value=0.0)
    for m, n in [(2, 2), (3, 5), (12, 12), (33, 40), (64, 64)]:
        yield f"ones {m}x{n}", shaped("constant", m, n, value=1.0)
    for value in [1e300, 1e-300]:
        yield f"all {value} 4x3", shaped("constant", 4, 3, value=value)
        yield f"all {value} 48x48", shaped("constant", 48, 48, value=value)
    for m, n in [(5, 5), (3, 6), (40, 40)]:
        yield f"identity {m}x{n}", shaped("identity", m, n)
    for m, n in [(5, 5), (8, 5), (12, 12), (40, 40)]:
        yield f"hilbert {m}x{n}", shaped("hilbert", m, n)
    yield "checkerboard 64x64", shaped("checkerboard", 64, 64, cell=8)
    yield "checkerboard 512x512", shaped("checkerboard", 512, 512, cell=64)
    yield "checkerboard 9x11", shaped("checkerboard", 9, 11, cell=1)
    yield "gradient 20x30", shaped("gradient", 20, 30)
    yield "gradient 200x100", shaped("gradient", 200, 100)
    seed = 1
    for m, n in [(2, 2), (4, 3), (3, 12), (12, 12), (32, 32), (33, 33), (200, 5), (5, 200), (500, 20), (64, 64),
                 (100, 40), (40, 100), (130, 129), (256, 256), (512, 300), (300, 512), (512, 512)]:
        yield f"uniform {m}x{n}", shaped("uniform", m, n, seed=seed, scale=1.0)
        seed += 1
    for scale in [1e300, 1e-300]:
        for m, n in [(6, 9), (50, 45)]:
            yield f"uniform at {scale} {m}x{n}", shaped("uniform", m, n, seed=seed, scale=scale)
            seed += 1
    for m, n in [(3, 3), (6, 4), (9, 12), (45, 60)]:
        yield f"integers {m}x{n}", shaped("integers", m, n, seed=seed)
        seed += 1
    for m, n, rank in [(5, 5, 1), (8, 6, 3), (12, 12, 5), (64, 64, 8), (100, 34, 33), (512, 512, 20)]:
        yield f"integers {m}x{n} of rank {rank}", shaped("integer-product", m, n, rank=rank, seed=seed)
        seed += 1
    for m, n, step in [(6, 6, 3), (12, 10, 4), (60, 60, 1)]:
        yield f"graded {m}x{n}", shaped("graded", m, n, step=step, seed=seed)
        seed += 1
    for m, n, step in [(8, 8, 20), (50, 40, 2)]:
        yield f"graded columns {m}x{n}", shaped("graded-columns", m, n, step=step, seed=seed)
        seed += 1


def probe(size, shift):
    return np.array([((i * 7 + shift) % 11) / 11.0 - 0.4 for i in range(size)])


def svd_case(name, recipe):
    a = build(recipe)
    m, n = a.shape
    # NumPy scales inside, but its products do not: everything is computed at unit scale, then sigma scaled back.
    largest = np.abs(a).max()
    unit = a / largest if largest > 0 else a
    u, sigma, vt = scipy.linalg.svd(unit, full_matrices=False, lapack_driver="gesvd")
    other = np.linalg.svd(unit, compute_uv=False)
    assert np.abs(sigma - other).max() <= 1e-13 * max(sigma[0], 1e-300), name
    x, y = probe(m, 3), probe(n, 5)
    cuts = []
    p = len(sigma)
    for r in sorted({0, 1, 2, 3, p // 3, p // 2, p - 1, p} & set(range(p + 1))):
        gap = (sigma[r - 1] - (sigma[r] if r < p else 0.0)) / sigma[0] if r > 0 and sigma[0] > 0 else 0.0
        rest = unit - (u[:, :r] * sigma[:r]) @ vt[:r]
        cut = {"rank": r, "residual": float(np.linalg.norm(rest))}
        # Where two singular values are close the subspace is not determined well enough to be compared.
        if gap > 1e-5:
            cut["gap"] = float(gap)
            cut["truncation"] = float(x @ (u[:, :r] * sigma[:r]) @ (vt[:r] @ y))
            cut["left_projection"] = float((x @ u[:, :r]) @ (u[:, :r].T @ x[::-1]))
            cut["right_projection"] = float((vt[:r] @ y) @ (vt[:r] @ y[::-1]))
        cuts.append(cut)
    total = sigma.sum()
    shares = sigma / total if total > 0 else sigma
    shares = shares[shares > 0]
    return {
        "name": name,
        "recipe": recipe,
        "largest": float(largest),
        "unit_sigma": sigma.tolist(),
        "rank": int(np.linalg.matrix_rank(unit)),
        "effective_rank": float(np.exp(-(shares * np.log(shares)).sum())) if total > 0 else 0.0,
        "stable_rank": float((sigma**2).sum() / sigma[0] ** 2) if total > 0 else 0.0,
        "cuts": cuts,
    }


def exact_rref(rows):
    a = [[Fraction(x) for x in row] for row in rows]
    pivots, top = [], 0
    for column in range(len(a[0])):
        found = next((i for i in range(top, len(a)) if a[i][column] != 0), None)
        if found is None:
            continue
        a[top], a[found] = a[found], a[top]
        a[top] = [x / a[top][column] for x in a[top]]
        for i in range(len(a)):
            if i != top:
                factor = a[i][column]
                a[i] = [x - factor * t for x, t in zip(a[i], a[top])]
        pivots.append(column)
        top += 1
        if top == len(a):
            break
    return pivots, [[float(x) for x in row] for row in a]


def rref_cases():
    """Exact reduced forms of integer matrices, in rational arithmetic."""
    draws = Draws(77)
    for case in range(60):
        m, n = 1 + int(draws.uniform() * 9), 1 + int(draws.uniform() * 9)
        rank = 1 + int(draws.uniform() * 4)
        a = draws.integers(m, n) if case % 2 == 0 else draws.integers(m, rank) @ draws.integers(rank, n)
        pivots, reduced = exact_rref(a.astype(int).tolist())
        yield {"rows": m, "columns": n, "entries": a.ravel().tolist(), "pivots": pivots,
               "reduced": [x for row in reduced for x in row]}


def angle_cases():
    draws = Draws(99)
    for m, k, l, nudge in [(3, 1, 1, 0), (3, 2, 2, 0), (5, 2, 3, 0), (8, 4, 2, 0), (6, 3, 3, 1e-3), (6, 3, 3, 1e-9),
                           (20, 5, 5, 1e-13), (40, 10, 7, 0), (4, 4, 2, 0)]:
        a = draws.symmetric(m, k)
        b = draws.symmetric(m, l) if nudge == 0 else a + nudge * draws.symmetric(m, l)
        angles = np.sort(scipy.linalg.subspace_angles(a, b))
        yield {"rows": m, "a": a.ravel().tolist(), "b": b.ravel().tolist(), "angles": angles.tolist()}


def write(name, cases):
    header = {"made_by": "script/golden.py", "python": platform.python_version(), "numpy": np.__version__,
              "scipy": scipy.__version__}
    lines = ",\n".join(json.dumps(case) for case in cases)
    text = f'{{"header": {json.dumps(header)},\n"cases": [\n{lines}\n]}}\n'
    (OUT / name).write_text(text)
    print(f"{name}: {len(cases)} cases, {len(text) // 1024} KiB")


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    write("svd.json", [svd_case(name, recipe) for name, recipe in recipes()])
    write("rref.json", list(rref_cases()))
    write("principal_angles.json", list(angle_cases()))
