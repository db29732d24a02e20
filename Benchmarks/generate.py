#!/usr/bin/env python3
"""Writes the two Parquet files that the benchmarks read.

    generate.py --rows 1000000 --reference reference.parquet --current current.parquet

32 columns: id, ts, segment, score, label, prediction, 20 numeric, 6 categorical.
The same rows and seed give the same bytes. Memory does not grow with the rows.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

import numpy
import pyarrow
from pyarrow import parquet

BLOCK = 500_000
"""Rows made at a time."""

ROW_GROUP = 122_880
"""Rows in a Parquet row group: what DuckDB itself would write."""

WEEK_MICROSECONDS = 7 * 24 * 3600 * 1_000_000
WEEKS = 52
START = {"reference": 1_672_617_600_000_000, "current": 1_704_067_200_000_000}
"""2023-01-02 and 2024-01-01, both Mondays, 00:00 UTC, in microseconds: `current` is
the 52 weeks that follow `reference`."""

CATEGORY_SIZES = [2, 5, 20, 100, 1_000, 10_000]
SEGMENTS = 10

ORDER = (
    ["id", "ts", "segment", "score", "label", "prediction"]
    + [f"n{number:02}" for number in range(1, 21)]
    + [f"c{size}" for size in CATEGORY_SIZES]
)


def shares(size: int, tilt: float) -> numpy.ndarray:
    """Probabilities of `size` categories, few frequent and many rare.

    `tilt` moves mass from the first category to the second, as a share of the whole.
    """
    weights = 1 / numpy.arange(2, size + 2) ** 0.8
    weights /= weights.sum()
    weights[0] -= tilt
    weights[1] += tilt
    return weights


def codes(random, size: int, rows: int, tilt: float = 0) -> numpy.ndarray:
    edges = numpy.cumsum(shares(size, tilt))[:-1]
    return numpy.searchsorted(edges, random.random(rows), side="right").astype("int32")


def words(prefix: str, size: int, values: numpy.ndarray, null=None) -> pyarrow.Array:
    names = pyarrow.array([f"{prefix}{number:05}" for number in range(size)])
    return pyarrow.DictionaryArray.from_arrays(pyarrow.array(values, mask=null), names)


def block(random, kind: str, first: int, rows: int, total: int) -> dict[str, pyarrow.Array]:
    """One block of rows; all differences between the two files are the lines with `drift`."""
    drift = kind == "current"
    normal, chance = random.standard_normal, random.random
    column: dict[str, object] = {}

    column["n01"] = 50 + 10 * normal(rows) + (1.5 if drift else 0)
    column["n02"] = normal(rows)
    column["n03"] = 1e6 + 250 * normal(rows)
    column["n04"] = 1e-3 * normal(rows)
    column["n05"] = 0.6 * column["n02"] + 0.8 * normal(rows)
    column["n06"] = numpy.where(chance(rows) < 0.3, normal(rows) - 3, normal(rows) + 3)
    column["n07"] = numpy.exp(1.0 * normal(rows)) * (1.15 if drift else 1)
    column["n08"] = numpy.round(numpy.exp(3 + 0.8 * normal(rows)), 2)
    column["n09"] = numpy.exp(8 + 1.5 * normal(rows))
    column["n10"] = numpy.exp(0.25 * normal(rows))
    column["n11"] = numpy.exp(2.0 * normal(rows))
    column["n12"] = normal(rows).astype("float32")
    column["n13"] = chance(rows)
    column["n14"] = numpy.where(chance(rows) < 0.3, 0, random.exponential(20, rows))
    column["n15"] = random.poisson(4.4 if drift else 4, rows)
    column["n16"] = numpy.clip(numpy.rint(42 + 16 * normal(rows)), 18, 99).astype("int32")
    column["n17"] = random.integers(0, 10**12, rows)
    column["n18"] = random.integers(-300, 300, rows).astype("int16")
    column["n19"] = random.geometric(0.05, rows)
    column["n20"] = random.standard_t(3, rows)

    masks = {name: chance(rows) < 0.02 for name in ("n05", "n08", "n14", "n19")}
    masks["n13"] = chance(rows) < (0.04 if drift else 0.02)
    for name in ("n09", "n20"):
        column[name][chance(rows) < 0.001] = numpy.nan
    filled = {
        name: pyarrow.array(values, mask=masks.get(name), from_pandas=False) for name, values in column.items()
    }

    segment = codes(random, SEGMENTS, rows)
    filled["segment"] = words("segment-", SEGMENTS, segment)
    for size in CATEGORY_SIZES:
        tilt = 0.03 if drift and size == 20 else 0
        null = chance(rows) < 0.02 if size == 100 else None
        filled[f"c{size}"] = words(f"c{size}-", size, codes(random, size, rows, tilt), null)

    place = (first + numpy.arange(rows)) / total
    jitter = random.integers(-3_600_000_000, 3_600_000_000, rows)
    inside = numpy.clip((place * WEEKS * WEEK_MICROSECONDS).astype("int64") + jitter, 0, WEEKS * WEEK_MICROSECONDS - 1)
    filled["ts"] = pyarrow.array(START[kind] + inside, pyarrow.timestamp("us", tz="UTC"))
    offset = total if drift else 0
    filled["id"] = pyarrow.array(offset + first + numpy.arange(rows, dtype="int64"))

    # The label follows a steeper and lower curve than the score says: mildly miscalibrated.
    logit = -1.0 + 0.9 * column["n02"] + 0.05 * (column["n01"] - 50) + 0.15 * (segment - 2) + 0.5 * normal(rows)
    score = 1 / (1 + numpy.exp(-logit))
    label = chance(rows) < 1 / (1 + numpy.exp(-(1.15 * logit - 0.1)))
    filled["score"] = pyarrow.array(score)
    filled["label"] = pyarrow.array(label.astype("int32"))
    filled["prediction"] = pyarrow.array((score >= 0.5).astype("int32"))
    return filled


def generate(path: Path, kind: str, rows: int, seed: int) -> None:
    """Writes one file; it appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    writer = None
    for number, first in enumerate(range(0, rows, BLOCK)):
        random = numpy.random.default_rng([seed, number, 0 if kind == "reference" else 1])
        made = block(random, kind, first, min(BLOCK, rows - first), rows)
        table = pyarrow.table([made[name] for name in ORDER], names=ORDER)
        if writer is None:
            writer = parquet.ParquetWriter(part, table.schema, compression="snappy", store_schema=False)
        writer.write_table(table, row_group_size=ROW_GROUP)
    if writer is None:
        raise SystemExit("error: --rows must be 1 or more")
    writer.close()
    os.replace(part, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reference", type=Path)
    parser.add_argument("--current", type=Path)
    options = parser.parse_args()
    for kind in ("reference", "current"):
        if path := getattr(options, kind):
            begin = time.monotonic()
            generate(path, kind, options.rows, options.seed)
            seconds = time.monotonic() - begin
            print(f"{path}: {options.rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB, {seconds:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
