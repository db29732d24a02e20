"""Writes the golden values of the label-error tests: python generate.py > golden.json

Counts, thresholds and candidates are cleanlab's: compute_confident_joint without calibration,
get_confident_thresholds, and find_label_issues with filter_by="confident_learning". The joint is
estimate_joint's, whose calibrated counts cleanlab rounds to whole rows: equal within classes / rows.
"""

import json
import warnings

import numpy as np
from cleanlab.count import (
    compute_confident_joint,
    estimate_joint,
    get_confident_thresholds,
)
from cleanlab.filter import find_label_issues

warnings.simplefilter("ignore")


def case(name, rows, classes, noise, sharpness, seed):
    rng = np.random.default_rng(seed)
    truth = rng.choice(classes, size=rows, p=np.arange(1, classes + 1) / sum(range(classes + 1)))
    wrong = rng.uniform(size=rows) < noise
    labels = np.where(wrong, (truth + rng.integers(1, classes, size=rows)) % classes, truth)
    odds = rng.normal(size=(rows, classes))
    odds[np.arange(rows), truth] += sharpness
    p = np.exp(odds)
    p = np.round(p / p.sum(axis=1, keepdims=True), 4)
    p = p / p.sum(axis=1, keepdims=True)
    counts = compute_confident_joint(labels, p, calibrate=False)
    issues = find_label_issues(labels, p, filter_by="confident_learning", n_jobs=1)
    order = sorted(np.flatnonzero(issues), key=lambda i: (p[i, labels[i]], -p[i].max(), i))
    return {
        "name": name,
        "labels": labels.tolist(),
        "probabilities": p.tolist(),
        "thresholds": get_confident_thresholds(labels, p).tolist(),
        "counts": counts.tolist(),
        "joint": estimate_joint(labels, p).tolist(),
        "candidates": [int(i) for i in order],
    }


print(
    json.dumps(
        {
            "cases": [
                case("two classes", 120, 2, 0.1, 2.5, 1),
                case("three classes, much noise", 200, 3, 0.25, 2.0, 2),
                case("four classes, hardly any", 150, 4, 0.02, 3.0, 3),
            ]
        }
    )
)
