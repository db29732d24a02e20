"""Writes the golden values of counted means, weighted counts and trends: python generate_counts.py

Shares and counts come from statsmodels (Jeffreys' and the exact Poisson interval), trends from pymannkendall,
at the versions of requirements.txt; the mean of several values and the weighted count are written out here
from their papers.
"""

import json
import pathlib

import numpy
import pymannkendall
import scipy.stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson


def share(count, rows):
    low, high = proportion_confint(count, rows, method="jeffreys")
    return {"count": count, "rows": rows, "low": 0 if count == 0 else low, "high": 1 if count == rows else high}


def mean(values, counts):
    """Zou and Donner's distances from the most frequent value, with multinomial correlations."""
    rows = sum(counts)
    base = counts.index(max(counts))
    middle = sum(v * c for v, c in zip(values, counts)) / rows
    others = [i for i in range(len(values)) if i != base]
    weights = numpy.array([values[i] - values[base] for i in others])
    shares = numpy.array([counts[i] / rows for i in others])
    ends = [share(counts[i], rows) for i in others]
    low = numpy.array([e["low"] for e in ends])
    high = numpy.array([e["high"] for e in ends])
    ties = numpy.sqrt(shares / (1 - shares)) * numpy.sign(weights)
    correlation = -numpy.outer(ties, ties)
    numpy.fill_diagonal(correlation, 1)
    size = numpy.abs(weights)
    below = size * numpy.where(weights > 0, shares - low, high - shares)
    above = size * numpy.where(weights > 0, high - shares, shares - low)
    return {
        "values": values,
        "counts": counts,
        "mean": middle,
        "low": middle - numpy.sqrt(max(0, below @ correlation @ below)),
        "high": middle + numpy.sqrt(max(0, above @ correlation @ above)),
    }


def poisson(count):
    low, high = confint_poisson(count, 1, method="exact-c")
    return {"sum": count, "squares": count, "largest": 1, "low": 0 if count == 0 else low, "high": high}


def weighted(weights, largest):
    total, squares = sum(weights), sum(w * w for w in weights)
    above, spread = total + largest, squares + largest * largest
    return {
        "sum": total,
        "squares": squares,
        "largest": largest,
        "low": squares / (2 * total) * scipy.stats.chi2.ppf(0.025, 2 * total**2 / squares),
        "high": spread / (2 * above) * scipy.stats.chi2.ppf(0.975, 2 * above**2 / spread),
    }


def trend(values):
    found = pymannkendall.original_test(values)
    return {"values": values, "z": found.z, "pValue": found.p}


generator = numpy.random.default_rng(31)
noise = generator.normal(size=40).round(6).tolist()
document = {
    "shares": [share(c, n) for c, n in [(0, 20), (1, 500), (3, 500), (10, 20), (20, 20), (400, 20_000)]],
    "means": [
        mean([0.0, 2_000.0], [20, 0]),
        mean([0.0, 1.0, 1_000.0], [470, 29, 1]),
        mean([-30.0, 0.0, 1.0], [2, 900, 98]),
        mean([-5.0, -1.0, 2.0, 3.0], [80, 260, 40, 20]),
        mean([0.0, 1.0], [25, 25]),
    ],
    "weightedCounts": [poisson(0), poisson(1), poisson(10), poisson(4_000)]
    + [weighted([1, 1, 2, 4, 4], 4), weighted([3] * 50, 9)],
    "trends": [
        trend(noise),
        trend([x + 0.05 * i for i, x in enumerate(noise)]),
        trend([round(x, 0) - i // 8 for i, x in enumerate(noise)]),
        trend([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]),
        trend([3.0, 3.0, 3.0, 2.0, 2.0, 2.0, 1.0, 1.0, 1.0]),
        trend([1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0]),
    ],
}
file = pathlib.Path(__file__).parent / "golden-counts.json"
file.write_text(json.dumps(document, indent=1) + "\n")
