#!/usr/bin/env python3
"""Takes what “Choosing r” needs out of the record of the real run.

    script/real_run.py RECORD/results.json

writes assets/update/spectra.npy (the singular values of all 36 updates, one row each, 36 × 384 float32: the record
has them with six significant digits) and tests/golden/real_run.json (ranks and accuracies that the record states, to
test the page's own against). Needs nothing but Python.
"""

import json
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KINDS = ["query", "key", "value", "attn_out", "ffn_in", "ffn_out"]
SINGULAR_VALUES = 384


def in_order(record):
    """The 36 entries, layer by layer, in the order of KINDS."""
    by_name = {(entry["layer"], entry["matrix"]): entry["dw"] for entry in record["spectra_full_s0"]}
    return [(layer, kind, by_name[layer, kind]) for layer in range(6) for kind in KINDS]


def write_spectra(entries, path):
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({len(entries)}, {SINGULAR_VALUES}), }}"
    header += " " * (-(10 + len(header) + 1) % 64) + "\n"
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode())
        for _, _, update in entries:
            sigma = update["sigma"]
            assert len(sigma) == SINGULAR_VALUES and sigma == sorted(sigma, reverse=True)
            file.write(struct.pack(f"<{SINGULAR_VALUES}f", *sigma))


def golden(record, entries):
    valid = {run["run"]: run["valid"] for run in record["runs"]}
    ada = next(run for run in record["runs"] if run["run"] == "adalora_s0")
    truncated = {
        f"{run}.{row['matrices']}.{row['r']}": row["valid"]["accuracy"]
        for run, rows in record["svd"].items()
        for row in rows
    }
    return {
        "layers": [
            {
                "layer": layer,
                "matrix": kind,
                **{key: update[key] for key in ("shape", "fro", "stable_rank", "r90", "r95", "r99")},
            }
            for layer, kind, update in entries
        ],
        "accuracy": {run: row["accuracy"] for run, row in valid.items()},
        "stderr": {run: row["stderr"] for run, row in valid.items()},
        "truncated": truncated,
        "adalora_ranks": ada["final_ranks"],
        "p_against_full": {run: row[2] for run, row in record["paired_vs_full_s0"]["rows"].items() if "svd" not in run},
    }


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    record = json.loads(Path(sys.argv[1]).read_text())
    entries = in_order(record)
    write_spectra(entries, ROOT / "assets/update/spectra.npy")
    text = json.dumps(golden(record, entries), indent=1)
    (ROOT / "tests/golden/real_run.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
