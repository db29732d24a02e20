#!/usr/bin/env python3
"""The bootstrap interval of an area under the ROC curve, rows drawn anew each time, as JSON.

    bootstrap_sklearn.py DATA [--draws 1000] [--run 5]

A thousand draws of a million rows take minutes: `--run` of them are made, and `wall` and `cpu` are what all
would take, the rest counted as often as one of these took on average. The interval is left out: five draws
have none. Only the two columns needed are read.
"""

import argparse
import json
import resource
import sys
import time

import numpy
from pyarrow import parquet
from sklearn.metrics import roc_auc_score


def processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


parser = argparse.ArgumentParser()
parser.add_argument("data")
parser.add_argument("--draws", type=int, default=1_000)
parser.add_argument("--run", type=int, default=5)
options = parser.parse_args()

rows = parquet.read_table(options.data, columns=["label", "score"])
label, score = (rows[name].to_numpy() for name in ("label", "score"))
random = numpy.random.default_rng(1)
begin, cpu_before = time.monotonic(), processor_seconds()
values = []
for _ in range(options.run):
    drawn = random.integers(0, len(label), len(label))
    values.append(float(roc_auc_score(label[drawn], score[drawn])))
wall, cpu = time.monotonic() - begin, processor_seconds() - cpu_before
more = options.draws / options.run - 1
json.dump(
    {
        "draws": options.run,
        "of": options.draws,
        "rocAUC": float(roc_auc_score(label, score)),
        "values": values,
        "more": {"wall": wall * more, "cpu": cpu * more},
    },
    sys.stdout,
)
