#!/usr/bin/env python3
"""Writes tests/golden/exact.json with SymPy: exact reduced forms of 300 matrices. Run it from anywhere: script/golden_exact.py

Each case holds the matrix as the page's links write it (rows end in ;, entries in ,), the pivots from 1, and the reduced
form, the null space (a vector a row, as SymPy's nullspace gives it) and the determinant in lowest terms.
"""

import json
import platform
import random
from pathlib import Path

import sympy
from sympy import Matrix, Rational

OUT = Path(__file__).resolve().parent.parent / "tests" / "golden" / "exact.json"


def integers(random, m, n):
    return Matrix(m, n, lambda i, j: random.randint(-9, 9))


def rationals(random, m, n):
    return Matrix(m, n, lambda i, j: Rational(random.randint(-9, 9), random.randint(1, 9)))


def of_low_rank(random, m, n):
    """A product of two thin matrices, so that there are columns without a pivot."""
    r = random.randint(1, max(1, min(m, n) - 1))
    return integers(random, m, r) * integers(random, r, n)


def with_repeated_columns(random, m, n):
    a = integers(random, m, n)
    for j in range(1, n):
        if random.random() < 0.4:
            a[:, j] = random.randint(-3, 3) * a[:, random.randrange(j)]
    return a


def nearly_dependent(random, m, n):
    """Low rank, but for one entry that is off by 10**-k."""
    a = of_low_rank(random, m, n)
    a[random.randrange(m), random.randrange(n)] += Rational(1, 10 ** random.randint(6, 15))
    return a


def like_hilbert(random, m, n):
    x = random.sample(range(1, 60), m)
    y = random.sample(range(0, 60), n)
    return Matrix(m, n, lambda i, j: Rational(1, x[i] + y[j]))


KINDS = [integers, rationals, of_low_rank, with_repeated_columns, nearly_dependent, like_hilbert]


def text(x):
    return str(x)


def case(kind, a):
    reduced, pivots = a.rref()
    null = a.nullspace()
    return {
        "kind": kind,
        "m": ";".join(",".join(text(x) for x in a.row(i)) for i in range(a.rows)),
        "pivots": [p + 1 for p in pivots],
        "rref": " ".join(text(x) for x in reduced),
        "null": ";".join(",".join(text(x) for x in v) for v in null),
        "determinant": text(a.det(method="bareiss")) if a.rows == a.cols else "",
    }


def main():
    draw = random.Random(20261125)
    cases = []
    for number in range(300):
        kind = KINDS[number % len(KINDS)]
        # About every third is square; sides from 1 to 12.
        m = draw.randint(1, 12)
        n = m if draw.random() < 0.3 else draw.randint(1, 12)
        cases.append(case(kind.__name__, kind(draw, m, n)))
    versions = {"python": platform.python_version(), "sympy": sympy.__version__}
    rows = ",\n".join(json.dumps(c) for c in cases)
    OUT.write_text(f'{{"versions": {json.dumps(versions)}, "seed": 20261125, "cases": [\n{rows}\n]}}\n')


if __name__ == "__main__":
    main()
