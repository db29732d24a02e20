"""Writes the golden values of several classes by group: python classes_by_group.py > classes.json

Each class is held against the rest: a row is positive where it has the class and selected where it is
called the class. Values come from Fairlearn at the version of requirements.txt, between groups, worst case.
Where a group lacks a rate Fairlearn answers 0; the class "rare" has such a group, and its odds are left out.
"""

import json
import sys
import warnings

import fairlearn.metrics as f
import numpy as np
import pandas as pd

warnings.simplefilter("ignore")

RATES = {
    "selectionRate": f.selection_rate,
    "truePositiveRate": f.true_positive_rate,
    "falsePositiveRate": f.false_positive_rate,
}
CLASSES = ["low", "middle", "high", "rare"]


def rows():
    rng = np.random.default_rng(5)
    n = 1200
    sex = rng.choice(["f", "m", "x"], n, p=[0.5, 0.42, 0.08])
    age = rng.choice(["old", "young"], n)
    truth = rng.choice(CLASSES[:3], n, p=[0.5, 0.3, 0.2])
    truth = np.where((sex == "m") & (rng.random(n) < 0.03), "rare", truth)
    wrong = rng.random(n) < np.where(sex == "m", 0.35, 0.15)
    called = np.where(wrong, rng.choice(CLASSES, n, p=[0.3, 0.3, 0.35, 0.05]), truth)
    return pd.DataFrame({"sex": sex, "age": age, "truth": truth, "called": called})


def of_class(name, frame, by):
    y, p = (frame["truth"] == name).astype(int), (frame["called"] == name).astype(int)
    by_group = f.MetricFrame(metrics=RATES, y_true=y, y_pred=p, sensitive_features=by)
    answer = {
        "rates": {
            str(group): {rate: float(value) for rate, value in row.items()}
            for group, row in by_group.by_group.iterrows()
        },
        "disparities": {
            "demographicParityDifference": f.demographic_parity_difference(
                y, p, sensitive_features=by
            ),
            "demographicParityRatio": f.demographic_parity_ratio(y, p, sensitive_features=by),
        },
    }
    if name != "rare":
        answer["disparities"] |= {
            "equalizedOddsDifference": f.equalized_odds_difference(y, p, sensitive_features=by),
            "equalizedOddsRatio": f.equalized_odds_ratio(y, p, sensitive_features=by),
            "equalOpportunityDifference": f.equal_opportunity_difference(
                y, p, sensitive_features=by
            ),
        }
    return answer


frame = rows()
counts = frame.value_counts(sort=False).reset_index()
json.dump(
    {
        "cells": counts.to_dict(orient="records"),
        "classes": {name: of_class(name, frame, frame["sex"]) for name in CLASSES},
        "intersection": of_class(
            "high", frame, (frame["sex"] + " × " + frame["age"]).rename("group")
        ),
    },
    sys.stdout,
    indent=1,
    ensure_ascii=False,
)
sys.stdout.write("\n")
