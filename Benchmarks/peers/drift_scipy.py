#!/usr/bin/env python3
"""Drift of every column with SciPy, as JSON: what a careful script of one's own does.

    drift_scipy.py --reference A --current B

Numbers: two-sample Kolmogorov–Smirnov and PSI over the reference's deciles. Categories:
chi-square and PSI. Columns are read one at a time, strings as dictionaries; reading both
tables whole would take several times the memory and no less time.
"""

import argparse
import json
import sys

import numpy
import pandas
from pyarrow import parquet
from scipy import stats

SKIPPED = {"id", "ts"}
"""Every value is new there."""

SMALLEST_SHARE = 1e-6
"""Stands for the share of an empty bin, whose logarithm does not exist."""


def column(path: str, name: str) -> pandas.Series:
    return parquet.read_table(path, columns=[name], read_dictionary=[name]).column(name).to_pandas()


def stability_index(reference, current) -> float:
    reference = numpy.maximum(reference / reference.sum(), SMALLEST_SHARE)
    current = numpy.maximum(current / current.sum(), SMALLEST_SHARE)
    return float(((current - reference) * numpy.log(current / reference)).sum())


def numeric(reference: pandas.Series, current: pandas.Series) -> dict:
    reference, current = reference.dropna().to_numpy(), current.dropna().to_numpy()
    test = stats.ks_2samp(reference, current, method="asymp")
    edges = numpy.unique(numpy.quantile(reference, numpy.linspace(0.1, 0.9, 9)))
    counts = [numpy.bincount(edges.searchsorted(values), minlength=len(edges) + 1) for values in (reference, current)]
    return {"ks": {"statistic": test.statistic, "pValue": test.pvalue}, "psi": stability_index(*counts)}


def categorical(reference: pandas.Series, current: pandas.Series) -> dict:
    counts = pandas.concat([reference.value_counts(), current.value_counts()], axis=1).fillna(0).to_numpy()
    counts = counts[counts.sum(axis=1) > 0]
    test = stats.chi2_contingency(counts.T)
    return {"chi2": {"statistic": test.statistic, "pValue": test.pvalue}, "psi": stability_index(*counts.T)}


parser = argparse.ArgumentParser()
parser.add_argument("--reference", required=True)
parser.add_argument("--current", required=True)
options = parser.parse_args()

results = []
for name in parquet.read_schema(options.reference).names:
    if name in SKIPPED:
        continue
    pair = column(options.reference, name), column(options.current, name)
    measure = categorical if isinstance(pair[0].dtype, pandas.CategoricalDtype) else numeric
    results.append({"name": name, **measure(*pair)})
json.dump({"columns": results}, sys.stdout)
