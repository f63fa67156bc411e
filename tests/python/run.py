"""Runs every script that tests/python_scripts.rs wrote, and compares what it prints with the page's readouts.

    python tests/python/run.py FOLDER [--page] [-v]

FOLDER holds NAME.py and NAME.json ({"query": …, "readouts": {name: value}}). The scripts find the page's files in the
repository; with --page they fetch them from the page's address. With -v the largest differences are told.
"""

import json
import math
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FIRST_LOSS = "first-loss"
# The scripts run side by side: threads within each would only get in each other's way.
ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}

# What counts is a whole number, or follows from whole numbers: no difference at all.
EXACT = {
    "rows", "cols", "rank", "nullity", "pivots", "stored", "stored-full", "steps", "rank-ba", "params-lora", "params-full",
    "params-ratio", "r-threshold", "r-sum", "r-norm", "r-matrices", "r-median", "uniform-ranks", "adalora-ranks",
    "oracle-ranks", "classes",
}
# A backward stable SVD moves singular values by a modest multiple of ε·σ₁: two of them may differ by as much.
OF_LARGEST = {"sigma", "tolerance", "error-fro", "error-spectral", "error-clean"}
# Shares of 1, made of such singular values.
SHARES = {"energy", "error-rel", "error-best", "stable-rank", "effective-rank", "stable-rank-median"}
# design.md: curves agree to 1e-9 of the first loss over 200 steps.
LOSSES = {"loss", "loss-floor", "loss-pca", "uniform-loss", "adalora-loss", "oracle-loss"}


def allowed(name, readouts):
    """How far a printed value may lie from the page's, and why."""
    sigma = [float(v) for v in readouts.get("sigma", "").split()]
    if name in EXACT:
        return 0.0
    if name in {"error-fro", "error-spectral"} and 0 < float(readouts[name]) < 1e-100 * sigma[0]:
        # Columns of such different size keep their own accuracy, in LAPACK too.
        return 1e-12 * float(readouts[name])
    if name in OF_LARGEST:
        # The clean matrix may be much smaller than the noise, and ‖A − A_r‖ sums over all entries.
        return 1e-12 * max(sigma[0], float(readouts.get("error-clean") or 0))
    if name in SHARES:
        return 1e-11
    if name in LOSSES:
        return 1e-9 * max(float(readouts[FIRST_LOSS]), float(readouts["loss-pca"] if "loss-pca" in readouts else 0))
    if name == "error-trained":
        # The root of a loss: relative to ΔW*, whose norm the first loss has the square of.
        return 1e-9
    if name == "angle-max":
        # Degrees. After 200 steps of training the weights differ in their tenth digit.
        return 1e-6
    if name == "merge-gap":
        # Nothing but rounding, and so different where sums are taken in another order: small is what it has to be.
        return 1e-12
    raise KeyError(f"say here how far {name} may differ")


def differences(script, *words):
    """What is wrong with one script, and the largest share of an allowed difference that was used."""
    wanted = json.loads(script.with_suffix(".json").read_text())
    readouts = wanted["readouts"]
    ran = subprocess.run([sys.executable, script, *words], capture_output=True, text=True, timeout=120, env=ENVIRONMENT)
    if ran.returncode != 0:
        return wanted["query"], [ran.stderr.strip()], {}
    lines = [line.split() for line in ran.stdout.splitlines()]
    printed = {line[0]: line[1:] for line in lines}
    names = set(readouts) - {FIRST_LOSS}
    wrong = [f"{name} is missing" for name in names - set(printed)]
    wrong += [f"{name} is on no page" for name in set(printed) - names]
    if len(printed) != len(lines):
        wrong.append("a readout is printed twice")
    used = {}
    for name in names & set(printed):
        page, python = ([float(v) for v in values] for values in (readouts[name].split(), printed[name]))
        if len(page) != len(python) or not all(map(math.isfinite, python)):
            wrong.append(f"{name} is {printed[name][:9]}, on the page {readouts[name][:99]}")
            continue
        if not page:
            continue  # empty on both
        apart, limit = max(abs(a - b) for a, b in zip(page, python)), allowed(name, readouts)
        used[name] = apart / limit if limit else 0.0
        if apart > limit:
            wrong.append(f"{name} differs by {apart:.3g} of at most {limit:.3g}: {printed[name][:5]}, on the page {readouts[name][:99]}")
    return wanted["query"], wrong, used


def main(folder, *options):
    scripts = sorted(Path(folder).glob("*.py"))
    words = [] if "--page" in options else [ROOT]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda script: differences(script, *words), scripts))
    most = {}
    failed = 0
    for script, (query, wrong, used) in zip(scripts, results):
        failed += bool(wrong)
        for line in wrong:
            print(f"FAILED {script.name} {query}: {line}")
        for name, share in used.items():
            most[name] = max(most.get(name, (0.0, "")), (share, f"{script.name} {query}"))
    if "-v" in options:
        for name, (share, where) in sorted(most.items()):
            print(f"{name}: {share:.2g} of what is allowed ({where})")
    print(f"# pass {len(scripts) - failed}\n# fail {failed}")
    return not scripts or failed > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
