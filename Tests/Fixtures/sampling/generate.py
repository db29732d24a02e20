"""Writes the golden values of weighted metrics and of uncertainty: python generate.py > golden.json

Weighted values are scikit-learn's with sample_weight. The median of absolute errors is not: its weighted
form there picks one of two middle errors, so only weights without ties of the middle are used.
Entropies are scipy's.
"""

import json

import numpy as np
import sklearn.metrics as m
from scipy.stats import entropy


def binary(name, rows, seed):
    rng = np.random.default_rng(seed)
    score = np.round(rng.uniform(size=rows), 2)
    label = (rng.uniform(size=rows) < score).astype(int)
    weight = np.round(1 / rng.uniform(0.02, 1, size=rows), 3)
    called = (score >= 0.5).astype(int)
    w = {"sample_weight": weight}
    return {
        "name": name,
        "labels": [bool(x) for x in label],
        "scores": score.tolist(),
        "weights": weight.tolist(),
        "metrics": {
            "accuracy": m.accuracy_score(label, called, **w),
            "balancedAccuracy": m.balanced_accuracy_score(label, called, **w),
            "precision": m.precision_score(label, called, **w),
            "recall": m.recall_score(label, called, **w),
            "specificity": m.recall_score(label, called, pos_label=0, **w),
            "f1": m.f1_score(label, called, **w),
            "macroF1": m.f1_score(label, called, average="macro", **w),
            "microF1": m.f1_score(label, called, average="micro", **w),
            "weightedF1": m.f1_score(label, called, average="weighted", **w),
            "mcc": m.matthews_corrcoef(label, called, **w),
            "cohenKappa": m.cohen_kappa_score(label, called, **w),
            "rocAUC": m.roc_auc_score(label, score, **w),
            "averagePrecision": m.average_precision_score(label, score, **w),
            "logLoss": m.log_loss(label, score, **w),
            "brier": m.brier_score_loss(label, score, **w),
        },
    }


def regression(name, rows, seed):
    rng = np.random.default_rng(seed)
    target = np.round(rng.normal(20, 5, size=rows), 3)
    prediction = np.round(target + rng.normal(0.5, 3, size=rows), 3)
    weight = np.round(1 / rng.uniform(0.02, 1, size=rows), 3)
    w = {"sample_weight": weight}
    error = np.abs(target - prediction)
    order = np.argsort(error)
    middle = order[np.searchsorted(np.cumsum(weight[order]), weight.sum() / 2)]
    return {
        "name": name,
        "targets": target.tolist(),
        "predictions": prediction.tolist(),
        "weights": weight.tolist(),
        "metrics": {
            "mae": m.mean_absolute_error(target, prediction, **w),
            "mse": m.mean_squared_error(target, prediction, **w),
            "rmse": m.root_mean_squared_error(target, prediction, **w),
            "mape": m.mean_absolute_percentage_error(target, prediction, **w),
            "r2": m.r2_score(target, prediction, **w),
            "pinball": m.mean_pinball_loss(target, prediction, alpha=0.9, **w),
            "medianAE": error[middle],
            "bias": float(np.average(prediction - target, weights=weight)),
        },
    }


def uncertainty(probabilities):
    p = np.array(probabilities)
    first, second = np.sort(p)[::-1][:2]
    return {
        "probabilities": probabilities,
        "leastConfident": float(1 - first),
        "margin": float(1 - (first - second)),
        "entropy": float(entropy(p)),
    }


print(
    json.dumps(
        {
            "binary": [binary("few", 25, 1), binary("many", 400, 2)],
            "regression": [regression("few", 21, 3), regression("many", 301, 4)],
            "uncertainty": [
                uncertainty(p)
                for p in ([0.5, 0.3, 0.2], [1.0, 0.0], [0.25] * 4, [0.55, 0.45], [0.9, 0.05, 0.05])
            ],
        },
        indent=1,
    )
)
