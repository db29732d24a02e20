"""Writes golden.json: what SciPy says about pairs of small columns.

ks: scipy.stats.ks_2samp(reference, current); mannWhitney: scipy.stats.mannwhitneyu(reference,
current); energy: scipy.stats.energy_distance(reference, current); wasserstein: scipy.stats.wasserstein_distance;
chi2: scipy.stats.chi2_contingency(table, correction=False); jensenShannon:
scipy.spatial.distance.jensenshannon(base=2); hellinger, lInfinity, totalVariation and psi are
written out with NumPy. psi: bins (a, b] between the reference's deciles (numpy.quantile), empty
cells half a row.
"""

import json
from pathlib import Path

import numpy
from scipy import stats
from scipy.spatial.distance import jensenshannon


def cells(first, second):
    p = first / first.sum()
    q = second / second.sum()
    a = numpy.maximum(first, 0.5) / first.sum()
    b = numpy.maximum(second, 0.5) / second.sum()
    used = (first + second) > 0
    return {
        "psi": float(((b - a) * numpy.log(b / a))[used].sum()),
        "jensenShannon": float(jensenshannon(p, q, base=2)),
        "hellinger": float(numpy.sqrt(((numpy.sqrt(p) - numpy.sqrt(q)) ** 2).sum() / 2)),
        "lInfinity": float(numpy.abs(p - q).max()),
        "totalVariation": float(numpy.abs(p - q).sum() / 2),
    }


def numeric(name, reference, current):
    reference, current = numpy.asarray(reference, float), numpy.asarray(current, float)
    ks = stats.ks_2samp(reference, current)
    edges = numpy.unique(numpy.quantile(reference, numpy.arange(1, 10) / 10))
    bins = len(edges) + 1
    counts = [
        numpy.bincount(numpy.searchsorted(edges, x, side="left"), minlength=bins)
        for x in (reference, current)
    ]
    mann_whitney = stats.mannwhitneyu(reference, current)
    wasserstein = stats.wasserstein_distance(reference, current)
    return {
        "name": name,
        "reference": reference.tolist(),
        "current": current.tolist(),
        "ks": [float(ks.statistic), float(ks.pvalue)],
        "mannWhitney": [float(mann_whitney.statistic), float(mann_whitney.pvalue)],
        "energy": float(stats.energy_distance(reference, current)),
        "wasserstein": [float(wasserstein), float(wasserstein / reference.std(ddof=1))],
        **cells(*counts),
    }


def categorical(name, reference, current):
    names = sorted(set(reference) | set(current))
    first = numpy.array([reference.get(n, 0) for n in names])
    second = numpy.array([current.get(n, 0) for n in names])
    chi2 = stats.chi2_contingency(numpy.array([first, second]), correction=False)
    return {
        "name": name,
        "reference": reference,
        "current": current,
        "chi2": [float(chi2.statistic), float(chi2.pvalue), float(chi2.dof)],
        **cells(first, second),
    }


r = numpy.random.default_rng(7)
golden = {
    "numeric": [
        numeric("same distribution", r.normal(size=200), r.normal(size=150)),
        numeric("shifted", r.normal(size=300), r.normal(0.5, 1, size=120)),
        numeric("ties", r.integers(0, 12, size=250), r.integers(2, 14, size=250)),
        numeric("skewed", r.lognormal(0, 2, size=180), r.lognormal(0.3, 2, size=220)),
        numeric("far from zero", 1e6 + r.normal(size=100), 1e6 + r.normal(0.2, 1, size=100)),
        numeric("disjoint", r.uniform(size=40), 5 + r.uniform(size=30)),
    ],
    "categorical": [
        categorical("two", {"a": 500, "b": 500}, {"a": 430, "b": 370}),
        categorical("shifted", {"a": 90, "b": 60, "c": 50}, {"a": 50, "b": 70, "c": 80}),
        categorical("many", {f"k{i}": int(c) for i, c in enumerate(r.integers(20, 90, size=30))},
                    {f"k{i}": int(c) for i, c in enumerate(r.integers(20, 90, size=30))}),
    ],
}
Path(__file__).with_name("golden.json").write_text(json.dumps(golden, indent=1) + "\n")
