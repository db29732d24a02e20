"""Writes the golden values of the statistics tests: python generate.py > golden.json

Every value comes from the library named beside it, at the versions of requirements.txt, or from a
definition written out here in the slowest and plainest way. Infinity and not-a-number are strings.
"""

import itertools
import json
import math
import sys
import warnings

import numpy as np
import scipy.stats as st
from scipy.optimize import brentq
from scipy.special import gammaln
from scipy.stats._morestats import _anderson_ksamp_midrank
from scipy.spatial.distance import jensenshannon
from sklearn.metrics import roc_auc_score
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint


def plain(value):
    value = float(value)
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return value


def distributions():
    rows = []

    def add(name, arguments, expected):
        rows.append({"function": name, "arguments": [plain(a) for a in arguments], "expected": plain(expected)})

    for x in [-38.0, -8.0, -1.5, 0.0, 0.3, 5.0, 20.0]:
        add("normal.cumulative", [x], st.norm.cdf(x))
        add("normal.survival", [x], st.norm.sf(x))
    for p in [0.0, 1e-300, 1e-12, 0.025, 0.5, 0.9, 1.0, -0.1, 1.1]:
        add("normal.quantile", [p], st.norm.ppf(p))
        add("student.quantile", [p, 3.5], st.t.ppf(p, 3.5))
        add("chiSquare.quantile", [p, 4], st.chi2.ppf(p, 4))
        if p != 1e-300:  # Boost's root finder gives up there, in SciPy too
            add("beta.quantile", [p, 2.5, 4], st.beta.ppf(p, 2.5, 4))
        add("f.quantile", [p, 3, 11], st.f.ppf(p, 3, 11))
    for x in [-50.0, -2.0, 0.0, 0.7, 9.0, 1e6]:
        for degrees in [0.5, 1, 7, 1e7, -1.0]:
            add("student.cumulative", [x, degrees], st.t.cdf(x, degrees))
            add("student.survival", [x, degrees], st.t.sf(x, degrees))
    for x in [-1.0, 0.0, 0.2, 5.0, 300.0]:
        for degrees in [0.5, 3, 120, 0.0]:
            add("chiSquare.cumulative", [x, degrees], st.chi2.cdf(x, degrees))
            add("chiSquare.survival", [x, degrees], st.chi2.sf(x, degrees))
            add("f.cumulative", [x, 4, degrees], st.f.cdf(x, 4, degrees))
            add("f.survival", [x, 4, degrees], st.f.sf(x, 4, degrees))
    for x in [-0.2, 0.0, 1e-9, 0.4, 0.999, 1.0, 2.0]:
        add("beta.cumulative", [x, 0.5, 3], st.beta.cdf(x, 0.5, 3))
        add("beta.survival", [x, 20, 0.7], st.beta.sf(x, 20, 0.7))
    for k, n, p in [(-1, 5, 0.3), (0, 0, 0.5), (0, 10, 0.1), (7, 10, 0.5), (10, 10, 0.9), (12, 10, 0.5),
                    (400, 1000, 0.5), (499_000, 1_000_000, 0.5), (3, 10, 1.5), (3, 10, 0.0), (3, 10, 1.0)]:
        add("binomial.cumulative", [k, n, p], st.binom.cdf(k, n, p))
        add("binomial.survival", [k, n, p], st.binom.sf(k, n, p))
        add("binomial.mass", [k, n, p], st.binom.pmf(k, n, p))
    for x in [1e-5, 0.5, 1.0, 3.0, 171.0, 1e8]:
        add("logGamma", [x], gammaln(x))
    for x in [0.0, 0.2, 0.5, 0.99, 1.0, 1.36, 2.5, 5.0]:
        add("kolmogorov.survival", [x], st.kstwobign.sf(x))
    return rows


COUNTS = [
    ([50, 50], [30, 70]), ([1], [1]), ([1, 0], [0, 1]), ([10, 0, 5], [3, 0, 7]), ([7, 7, 7], [14, 14, 14]),
    ([10, 20, 30, 40], [12, 18, 33, 37]), ([100, 0, 3], [90, 5, 0]), ([0, 1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1, 0]),
    ([10**15, 2 * 10**15], [10**15 + 1, 2 * 10**15]), (list(range(1, 101)), list(range(100, 0, -1))),
]


def psi(r, c):
    # The documented rule: a bin empty in one window gets half a row there, totals stay.
    n, m = sum(r), sum(c)
    total = 0.0
    for a, b in zip(r, c):
        if a == 0 and b == 0:
            continue
        p, q = max(a, 0.5) / n, max(b, 0.5) / m
        total += (q - p) * math.log(q / p)
    return total


def count_distances():
    rows = []
    for r, c in COUNTS:
        p, q = np.array(r) / sum(r), np.array(c) / sum(c)
        rows.append({"reference": r, "current": c, "values": {
            "totalVariation": 0.5 * float(np.abs(p - q).sum()),
            "lInfinity": float(np.abs(p - q).max()),
            "hellinger": float(np.linalg.norm(np.sqrt(p) - np.sqrt(q)) / math.sqrt(2)),
            "jensenShannon": plain(np.nan_to_num(jensenshannon(p, q, base=2))),
            "psi": psi(r, c)}})
    return rows


def recipe(count, factor, modulus, divisor=1.0, offset=0.0):
    """Data that both sides can compute: whole-number arithmetic, one division, one addition."""
    return {"count": count, "factor": factor, "modulus": modulus, "divisor": divisor, "offset": offset}


def data(r):
    i = np.arange(1, r["count"] + 1, dtype=np.int64)
    return (i * r["factor"] % r["modulus"]) / r["divisor"] + r["offset"]


PAIRS = [
    (recipe(1, 1, 2), recipe(1, 1, 2)), (recipe(1, 1, 2), recipe(1, 1, 2, 1.0, 3.0)), (recipe(1, 3, 7), recipe(9, 5, 17)),
    (recipe(5, 0, 7), recipe(8, 0, 7)), (recipe(20, 7, 13), recipe(20, 5, 11)), (recipe(30, 7, 13), recipe(45, 5, 11, 2.0)),
    (recipe(100, 7919, 10007), recipe(100, 6311, 9973)), (recipe(97, 7919, 10007), recipe(310, 6311, 9973, 1.0, 900.0)),
    (recipe(500, 7919, 10007), recipe(499, 6311, 9973, 1.0, 1500.0)), (recipe(1000, 7919, 10007), recipe(1000, 6311, 9973, 0.9)),
    (recipe(3000, 7919, 10007), recipe(50, 6311, 9973, 1.2)), (recipe(10000, 7919, 10007), recipe(10000, 6311, 9973, 1.0, 150.0)),
    (recipe(10000, 7919, 10007), recipe(9999, 6311, 9973, 1.0, 200.0)), (recipe(10000, 7919, 100003), recipe(64, 6311, 99991, 1.4)),
    (recipe(20000, 7919, 100003), recipe(30000, 6311, 99991, 1.0, 900.0)), (recipe(50000, 7919, 100003), recipe(200, 6311, 99991, 1.0, 6000.0)),
]


def ordered():
    rows = []
    for a, b in PAIRS:
        x, y = data(a), data(b)
        test = st.ks_2samp(x, y, method="auto")
        deviation = float(np.std(x, ddof=1)) if len(x) > 1 else 0.0
        w = st.wasserstein_distance(x, y)
        rows.append({"first": a, "second": b, "statistic": plain(test.statistic), "pValue": plain(test.pvalue),
                     "wasserstein": plain(w), "normalized": plain(w / deviation) if deviation > 0 else "nan"})
    return rows


def midrank_anderson_darling(samples):
    """SciPy's statistic before its standardisation, by the very function that it calls."""
    pooled = np.sort(np.concatenate(samples))
    return float(_anderson_ksamp_midrank(samples, pooled, np.unique(pooled), len(samples),
                                         np.array([len(s) for s in samples]), len(pooled)))


def tied_cramer_von_mises(x, y):
    """T by its definition: SciPy's puts average ranks into a formula for samples without ties."""
    pooled = np.concatenate([x, y])
    f = np.searchsorted(np.sort(x), pooled, side="right") / len(x)
    g = np.searchsorted(np.sort(y), pooled, side="right") / len(y)
    return float(len(x) * len(y) / len(pooled) ** 2 * ((f - g) ** 2).sum())


def dealt(x, y, statistic, deals):
    """The share of random deals that are as extreme, by shuffling rows; all of them when they are few."""
    pooled, n = np.concatenate([x, y]), len(x)
    limit = statistic(x, y) * (1 - 1e-9) - 1e-12
    if math.comb(len(pooled), n) <= 1000:
        chosen = list(itertools.combinations(range(len(pooled)), n))
        hits = 0
        for c in chosen:
            mask = np.zeros(len(pooled), dtype=bool)
            mask[list(c)] = True
            hits += statistic(pooled[mask], pooled[~mask]) >= limit
        return hits / len(chosen)
    rng = np.random.default_rng(5)
    hits = 0
    for _ in range(deals):
        order = rng.permutation(pooled)
        hits += statistic(order[:n], order[n:]) >= limit
    return (hits + 1) / (deals + 1)


# Without ties, for the exact p-values.
UNTIED = [
    (recipe(8, 3, 17), recipe(9, 5, 19, 1.0, 0.5)), (recipe(15, 7, 31), recipe(20, 5, 29, 1.0, 2.5)), (recipe(5, 3, 17), recipe(300, 7, 1009, 1.0, 0.5)),
    (recipe(20, 7, 41), recipe(20, 5, 41, 1.0, 9.5)), (recipe(2, 1, 9), recipe(2, 1, 9, 1.0, 2.5)), (recipe(80, 7919, 10007), recipe(60, 6311, 9973, 1.0, 1200.5)),
]

# Ties, constants and samples of one row; small enough to deal them out again and again.
DEALT = [
    (recipe(1, 1, 2), recipe(1, 1, 2, 1.0, 3.0)), (recipe(4, 3, 7), recipe(5, 5, 17, 3.0)), (recipe(5, 3, 4), recipe(6, 2, 3)),
    (recipe(30, 7, 13), recipe(45, 5, 11, 1.1)), (recipe(60, 7, 3), recipe(30, 5, 4)), (recipe(200, 7, 5), recipe(150, 5, 6, 1.2)),
    (recipe(400, 7, 2), recipe(100, 3, 7, 3.5)), (recipe(300, 7919, 10007), recipe(200, 6311, 9973, 1.0, 500.0)),
    (recipe(150, 11, 12, 1.0), recipe(250, 7, 13, 1.0, -0.5)),
]

SETS = [
    [recipe(8, 3, 17), recipe(9, 5, 19), recipe(7, 2, 13)], [recipe(30, 7, 13), recipe(45, 5, 11), recipe(20, 3, 12)],
    [recipe(300, 7919, 10007), recipe(200, 6311, 9973, 1.0, 300.0), recipe(100, 5333, 9949)],
    [recipe(300, 7919, 10007), recipe(200, 6311, 9973, 1.0, 700.0)], [recipe(2000, 7919, 10007), recipe(900, 6311, 9973, 1.0, 250.0)],
    [recipe(500, 7919, 10007), recipe(400, 6311, 9973), recipe(300, 5333, 9949, 1.0, 700.0), recipe(200, 4447, 9941)],
    [recipe(20000, 7919, 100003), recipe(30000, 6311, 99991, 1.0, 900.0)],
]


def samples():
    """Anderson–Darling, Cramér–von Mises, Mann–Whitney and energy."""
    warnings.simplefilter("ignore")
    pairs = []
    for a, b in PAIRS + UNTIED:
        x, y = data(a), data(b)
        untied = len(np.unique(np.concatenate([x, y]))) == len(x) + len(y)
        u = st.mannwhitneyu(x, y, method="auto")
        row = {"first": a, "second": b, "energy": plain(st.energy_distance(x, y)), "mannWhitney": plain(u.statistic),
               "mannWhitneyP": plain(u.pvalue), "cramerVonMises": tied_cramer_von_mises(x, y),
               "andersonDarling": midrank_anderson_darling([x, y]) if len(np.unique(np.concatenate([x, y]))) > 1 else 0.0}
        if untied:
            c = st.cramervonmises_2samp(x, y)
            assert len(x) < 2 or abs(c.statistic - row["cramerVonMises"]) < 1e-6 * max(1, c.statistic)
            if len(x) > 1:
                row["cramerVonMisesP"] = plain(c.pvalue)
        pairs.append(row)
    deals = []
    for a, b in DEALT:
        x, y = data(a), data(b)
        deals.append({"first": a, "second": b,
                      "andersonDarlingP": dealt(x, y, lambda p, q: midrank_anderson_darling([p, q]), 4000),
                      "cramerVonMisesP": dealt(x, y, tied_cramer_von_mises, 4000),
                      "energyP": dealt(x, y, st.energy_distance, 4000)})
    sets = []
    for recipes in SETS:
        given = [data(r) for r in recipes]
        sets.append({"samples": recipes, "statistic": midrank_anderson_darling(given),
                     # SciPy reads p from a table between 0.001 and 0.25.
                     "pValue": plain(st.anderson_ksamp(given, variant="midrank").pvalue)})
    return {"pairs": pairs, "deals": deals, "sets": sets}


def spending():
    """Bounds whose first passages have, by the multivariate normal distribution, the chances that are spent."""
    functions = {"obrienFleming": lambda t, a: 2 * st.norm.sf(st.norm.isf(a / 2) / math.sqrt(t)),
                 "pocock": lambda t, a: a * math.log(1 + (math.e - 1) * t)}
    rows = []
    for name, function in functions.items():
        for alpha, shares in [(0.05, [0.5, 1.0]), (0.05, [0.3, 0.6, 1.0]), (0.01, [0.2, 0.5, 0.7])]:
            bounds = []
            for k in range(len(shares)):
                covariance = np.array([[math.sqrt(min(s, t) / max(s, t)) for s in shares[:k + 1]] for t in shares[:k + 1]])

                def outside(z):
                    limits = np.array(bounds + [z])
                    if k == 0:
                        return 2 * st.norm.sf(z)
                    return 1 - st.multivariate_normal.cdf(limits, cov=covariance, lower_limit=-limits, abseps=1e-9, releps=1e-9,
                                                          maxpts=2_000_000, rng=1)

                bounds.append(float(brentq(lambda z: outside(z) - function(shares[k], alpha), 1.0, 8.0, xtol=1e-7)))
            rows.append({"function": name, "alpha": alpha, "shares": shares, "bounds": bounds})
    return rows


TABLES = [
    [[20, 30], [30, 20]], [[10, 0, 15], [12, 0, 9]], [[100, 200, 300], [90, 210, 333], [80, 222, 280]],
    [[10**9, 2 * 10**9], [10**9 + 10**5, 2 * 10**9]], [[50, 6, 44], [400, 60, 140]],
]
SMALL = [[[3, 1, 0], [0, 1, 4]], [[1, 1], [1, 1]], [[8, 1, 1, 0], [3, 3, 3, 3]], [[2, 0, 0, 0, 0], [0, 1, 1, 1, 1]]]


def exact_chi_square(table):
    """The chance, over all tables with the same margins, of a statistic at least as large: by listing them."""
    first, second = table
    columns = [a + b for a, b in zip(first, second)]
    n, total = sum(first), sum(columns)

    def statistic(row):
        value = 0.0
        for c, x in zip(columns, row):
            for observed, size in ((x, n), (c - x, total - n)):
                expected = size * c / total
                value += (observed - expected) ** 2 / expected if expected else 0.0
        return value

    limit = statistic(first) - 1e-9
    chance = 0.0

    def visit(index, row, left):
        nonlocal chance
        if index == len(columns):
            if left == 0 and statistic(row) >= limit:
                chance += math.prod(math.comb(c, x) for c, x in zip(columns, row)) / math.comb(total, n)
            return
        for x in range(min(columns[index], left) + 1):
            visit(index + 1, row + [x], left - x)

    visit(0, [], n)
    return chance


def tables():
    rows = []
    for t in TABLES:
        kept = [c for c in zip(*t) if sum(c)]
        result = st.chi2_contingency(np.array(kept).T, correction=False)
        rows.append({"table": t, "statistic": plain(result.statistic), "pValue": plain(result.pvalue),
                     "degrees": int(result.dof)})
    return {"limit": rows, "exact": [{"table": t, "pValue": exact_chi_square(t)} for t in SMALL]}


def mcnemars():
    return [{"first": b, "second": c, "pValue": plain(mcnemar([[10, b], [c, 10]], exact=True).pvalue)}
            for b, c in [(0, 0), (5, 0), (3, 7), (10, 10), (120, 90), (1000, 1100)]]


def delong(labels, scores):
    """Placements by comparing every positive with every negative."""
    labels = np.array(labels, dtype=bool)
    areas, tens, ones = [], [], []
    for s in scores:
        s = np.asarray(s, dtype=float)
        psi = (s[labels][:, None] > s[~labels][None, :]) + 0.5 * (s[labels][:, None] == s[~labels][None, :])
        areas.append(psi.mean())
        tens.append(psi.mean(axis=1))
        ones.append(psi.mean(axis=0))
    p, n = labels.sum(), (~labels).sum()
    covariance = np.cov(np.array(tens)) / p + np.cov(np.array(ones)) / n
    return areas, covariance


def delongs():
    rows = []
    for count, modulus in [(8, 5), (40, 7), (200, 211), (1000, 37)]:
        a, b = recipe(count, 29, modulus), recipe(count, 31, modulus + 2)
        x, y = data(a), data(b)
        labels = ((np.arange(1, count + 1) * 13 % 17) + 2 * x / modulus * 4 + y / modulus * 3) > 12
        if not 2 <= labels.sum() <= count - 2:
            labels = np.arange(1, count + 1) * 13 % 3 == 0
        areas, cov = delong(labels, [x, y])
        assert abs(areas[0] - roc_auc_score(labels, x)) < 1e-12
        z = (areas[0] - areas[1]) / math.sqrt(cov[0, 0] + cov[1, 1] - 2 * cov[0, 1])
        rows.append({"first": a, "second": b, "labels": [bool(v) for v in labels], "areas": [plain(v) for v in areas],
                     "covariance": [plain(v) for v in cov.ravel()], "pValue": plain(2 * st.norm.sf(abs(z)))})
    return rows


def proportions():
    rows = []
    for k, n in [(0, 1), (1, 1), (0, 50), (50, 50), (3, 10), (81, 263), (15, 148), (500_000, 1_000_000)]:
        for level in [0.8, 0.95, 0.999]:
            wilson = proportion_confint(k, n, 1 - level, method="wilson")
            exact = proportion_confint(k, n, 1 - level, method="beta")
            rows.append({"successes": k, "rows": n, "level": level, "wilson": [plain(v) for v in wilson],
                         # statsmodels gives nan where the exact end is 0 or 1.
                         "exact": [0.0 if k == 0 else plain(exact[0]), 1.0 if k == n else plain(exact[1])]})
    return rows


def means():
    rows = []
    for n, mean, variance in [(2, 0.0, 1.0), (10, -3.5, 4.0), (1000, 1e6, 2.5), (5, 2.0, 0.0)]:
        for level in [0.9, 0.95]:
            half = st.t.ppf((1 + level) / 2, n - 1) * math.sqrt(variance / n)
            rows.append({"rows": n, "mean": mean, "variance": variance, "level": level, "low": mean - half, "high": mean + half})
    return rows


def multiplicities():
    rows = []
    for p in [[0.01], [0.04, 0.01, 0.03], [0.5, 0.5, 0.5], [0.0, 1.0, 0.2, 0.001], [0.01] * 5,
              [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34]]:
        rows.append({"pValues": p,
                     "bonferroni": multipletests(p, method="bonferroni")[1].tolist(),
                     "holm": multipletests(p, method="holm")[1].tolist(),
                     "benjaminiHochberg": st.false_discovery_control(p, method="bh").tolist(),
                     "benjaminiYekutieli": st.false_discovery_control(p, method="by").tolist()})
    return rows


json.dump({"distributions": distributions(), "countDistances": count_distances(), "ordered": ordered(), "samples": samples(), "spending": spending(),
           "tables": tables(), "mcNemar": mcnemars(), "deLong": delongs(), "proportions": proportions(),
           "means": means(), "multiplicity": multiplicities()}, sys.stdout, indent=0)
