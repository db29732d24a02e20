"""Writes the golden values of the agreement tests: python generate.py > golden.json

Every value comes from the library named beside it, at the versions of requirements.txt. Only Fleiss'
kappa of items with unequal numbers of labels, which no library here has, is written out plainly.
"""

import json

import krippendorff
import numpy as np
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

random = np.random.default_rng(20240229)


def judgements(items, annotators, labels, agreement, missing):
    truth = random.integers(0, labels, items)
    table = np.where(
        random.random((annotators, items)) < agreement,
        truth, random.integers(0, labels, (annotators, items))).astype(float)
    table[random.random(table.shape) < missing] = np.nan
    return table


def pairs():
    found = []
    for items, labels, agreement in [(12, 2, 0.8), (60, 3, 0.6), (200, 5, 0.4), (40, 4, 0.0)]:
        first, second = judgements(items, 2, labels, agreement, 0).astype(int)
        table = np.zeros((labels, labels), int)
        np.add.at(table, (first, second), 1)
        values = {}
        for name, sk, sm in [("unweighted", None, None), ("linear", "linear", "linear"), ("quadratic", "quadratic", "quadratic")]:
            values[name] = {
                "value": cohen_kappa_score(first, second, labels=range(labels), weights=sk),
                "variance": cohens_kappa(table, wt=sm).var_kappa,
            }
        found.append({"table": table.tolist(), "kappa": values})
    return found


def generalised_fleiss(table):
    counts = np.array([[np.sum(item == c) for c in np.unique(table[~np.isnan(table)])] for item in table.T])
    counts = counts[counts.sum(1) > 1]
    n = counts.sum(1)
    agreement = np.mean(np.sum(counts * (counts - 1), 1) / (n * (n - 1)))
    chance = np.sum(np.mean(counts / n[:, None], 0) ** 2)
    return (agreement - chance) / (1 - chance)


def many():
    found = []
    for items, annotators, labels, agreement, missing in [
            (15, 3, 2, 0.7, 0), (50, 4, 3, 0.5, 0), (30, 5, 4, 0.6, 0.3), (100, 3, 5, 0.2, 0.4)]:
        table = judgements(items, annotators, labels, agreement, missing)
        values = np.array([0.0, 1.0, 2.5, 4.0, 10.0])[:labels]
        counts = np.array([[np.sum(item == c) for c in range(labels)] for item in table.T])
        fleiss = fleiss_kappa(counts) if missing == 0 else generalised_fleiss(table)
        numbers = np.where(np.isnan(table), np.nan, values[np.nan_to_num(table).astype(int)])
        found.append({
            "labels": labels, "values": values.tolist(),
            "items": [[int(x) for x in item if not np.isnan(x)] for item in table.T],
            "fleiss": float(fleiss),
            "alpha": {
                scale: float(krippendorff.alpha(reliability_data=numbers, level_of_measurement=scale))
                for scale in ["nominal", "ordinal", "interval", "ratio"]},
        })
    return found


print(json.dumps({"pairs": pairs(), "many": many()}, indent=1))
