"""Writes the golden values of the fairness tests: python generate.py > golden.json

Values come from Fairlearn at the version of requirements.txt, between groups, worst case. Where a
group lacks a rate Fairlearn answers 0 and lets it enter the disparity; Assay has no value there and
leaves the group out. Such cases say so under "different".
"""

import json
import math
import sys
import warnings

import fairlearn.metrics as f
import numpy as np
from sklearn.metrics import accuracy_score, precision_score

warnings.simplefilter("ignore")


def npv(y, p):
    return precision_score(1 - np.asarray(y), 1 - np.asarray(p))


def fdr(y, p):
    return 1 - precision_score(y, p)


def false_omission(y, p):
    return 1 - npv(y, p)


def prevalence(y, p):
    return float(np.mean(y))


RATES = {
    "selectionRate": f.selection_rate,
    "truePositiveRate": f.true_positive_rate,
    "falsePositiveRate": f.false_positive_rate,
    "trueNegativeRate": f.true_negative_rate,
    "falseNegativeRate": f.false_negative_rate,
    "precision": precision_score,
    "negativePredictiveValue": npv,
    "falseDiscoveryRate": fdr,
    "falseOmissionRate": false_omission,
    "accuracy": accuracy_score,
    "prevalence": prevalence,
}

FAMILIES = {
    "predictiveParity": "precision",
    "falsePositiveRate": "falsePositiveRate",
    "trueNegativeRate": "trueNegativeRate",
    "falseNegativeRate": "falseNegativeRate",
    "negativePredictiveValue": "negativePredictiveValue",
    "falseDiscoveryRate": "falseDiscoveryRate",
    "falseOmissionRate": "falseOmissionRate",
    "accuracy": "accuracy",
}


def plain(value):
    value = float(value)
    return None if math.isnan(value) or math.isinf(value) else value


def case(name, groups, different=None):
    """groups: cells (tp, fp, fn, tn) by name."""
    y, p, s = [], [], []
    for group, cells in groups.items():
        for count, truth, called in zip(cells, (1, 0, 1, 0), (1, 1, 0, 0)):
            y += [truth] * count
            p += [called] * count
            s += [group] * count
    y, p, s = np.array(y), np.array(p), np.array(s)
    frame = f.MetricFrame(metrics=RATES, y_true=y, y_pred=p, sensitive_features=s)
    disparities = {}
    for key in ("demographic_parity", "equalized_odds", "equal_opportunity"):
        camel = key.split("_")[0] + "".join(w.title() for w in key.split("_")[1:])
        for form in ("difference", "ratio"):
            value = getattr(f, f"{key}_{form}")(y, p, sensitive_features=s)
            disparities[camel + form.title()] = plain(value)
    differences = frame.difference(method="between_groups")
    ratios = frame.ratio(method="between_groups")
    for key, rate in FAMILIES.items():
        disparities[key + "Difference"] = plain(differences[rate])
        disparities[key + "Ratio"] = plain(ratios[rate])
    return {
        "name": name,
        "groups": [{"value": g, "cells": list(c)} for g, c in sorted(groups.items())],
        "rates": {
            g: {rate: plain(frame.by_group.loc[g, rate]) for rate in RATES} for g in groups
        },
        "overall": {rate: plain(frame.overall[rate]) for rate in RATES},
        "disparities": disparities,
        "different": different or {},
    }


CASES = [
    case("two groups", {"a": (40, 10, 20, 80), "b": (20, 15, 25, 60)}),
    case(
        "five groups of very different size",
        {
            "a": (4000, 310, 620, 8001),
            "b": (211, 17, 90, 402),
            "c": (33, 9, 12, 46),
            "d": (19, 21, 8, 23),
            "e": (90, 3, 40, 700),
        },
    ),
    case("equal groups", {"a": (30, 10, 20, 40), "b": (60, 20, 40, 80), "c": (15, 5, 10, 20)}),
    case("a perfect group and a poor one", {"a": (50, 0, 0, 50), "b": (25, 25, 25, 25)}),
    case(
        "a group without positives",
        {"a": (40, 10, 20, 80), "b": (0, 12, 0, 60), "c": (20, 15, 25, 60)},
        {
            key: "group b has no positive row: its true positive rate is no number"
            for key in (
                "equalizedOddsDifference",
                "equalizedOddsRatio",
                "equalOpportunityDifference",
                "equalOpportunityRatio",
                "falseNegativeRateDifference",
                "falseNegativeRateRatio",
            )
        },
    ),
]

json.dump({"cases": CASES}, sys.stdout, indent=1, ensure_ascii=False)
sys.stdout.write("\n")
