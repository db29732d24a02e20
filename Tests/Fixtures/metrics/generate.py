"""Writes the golden values of the metric tests: python generate.py > golden.json

Values come from scikit-learn at the version of requirements.txt. Where Assay differs on purpose the
case says so under "different": what scikit-learn answers, and why Assay has no value.
The calibration error is not in scikit-learn: it is computed from the bins of its calibration_curve.
"""

import json
import math
import sys
import warnings

import numpy as np
import sklearn.metrics as m

warnings.simplefilter("ignore")

NO_POSITIVE = "no row is positive"
NO_NEGATIVE = "no row is negative"
NO_CALLED = "no row is called positive"
ONE_CLASS = "all labels are of one class"
NOTHING = "truth and prediction leave nothing to compare"


def plain(value):
    if value is None:
        return None
    value = float(value)
    return None if math.isnan(value) or math.isinf(value) else value


def calibration_error(labels, scores, bins):
    """Bins as in sklearn.calibration.calibration_curve(strategy="uniform")."""
    edges = np.linspace(0.0, 1.0, bins + 1)
    places = np.searchsorted(edges[1:-1], scores)
    error = 0.0
    for place in range(bins):
        inside = places == place
        if inside.any():
            gap = labels[inside].mean() - scores[inside].mean()
            error += inside.sum() / len(labels) * abs(gap)
    return error


def binary(name, labels, scores, threshold=0.5, recipe=None):
    y = np.asarray(labels, dtype=int)
    s = np.asarray(scores, dtype=float)
    called = (s >= threshold).astype(int)
    different = {}

    def attempt(function):
        try:
            return plain(function())
        except (ValueError, IndexError):
            return None

    computed = {
        "accuracy": lambda: m.accuracy_score(y, called),
        "balancedAccuracy": lambda: m.balanced_accuracy_score(y, called),
        "precision": lambda: m.precision_score(y, called),
        "recall": lambda: m.recall_score(y, called),
        "specificity": lambda: m.recall_score(y, called, pos_label=0),
        "f1": lambda: m.f1_score(y, called),
        "mcc": lambda: m.matthews_corrcoef(y, called),
        "cohenKappa": lambda: m.cohen_kappa_score(y, called),
        "macroF1": lambda: m.f1_score(y, called, average="macro"),
        "microF1": lambda: m.f1_score(y, called, average="micro"),
        "weightedF1": lambda: m.f1_score(y, called, average="weighted"),
        "rocAUC": lambda: m.roc_auc_score(y, s),
        "averagePrecision": lambda: m.average_precision_score(y, s),
        "logLoss": lambda: m.log_loss(y, s, labels=[0, 1]),
        "brier": lambda: float(np.mean((y - s) ** 2)) if len(set(y)) < 2 else m.brier_score_loss(y, s),
        "ece": lambda: calibration_error(y, s, 10),
    }
    expected = {key: attempt(function) for key, function in computed.items()}
    if len(y):
        expected["ece15"] = calibration_error(y, s, 15)

    def differ(key, reason):
        different[key] = {"scikitLearn": expected.get(key), "why": reason}
        expected[key] = None

    if len(y) == 0:
        for key in list(expected):
            differ(key, "there are no rows")
        expected.pop("ece15", None)
    else:
        if (s < 0).any() or (s > 1).any():
            for key in ["logLoss", "brier", "ece", "ece15"]:
                differ(key, "a score lies outside 0…1")
        if not y.any():
            for key in ["recall", "averagePrecision"]:
                differ(key, NO_POSITIVE)
        if y.all():
            differ("specificity", NO_NEGATIVE)
        if not called.any():
            differ("precision", NO_CALLED)
        if not (y | called).any():
            differ("f1", NO_POSITIVE + " or called so")
        if y.all() or not y.any():
            for key in ["rocAUC", "balancedAccuracy", "mcc"]:
                differ(key, ONE_CLASS)
        elif called.all() or not called.any():
            differ("mcc", "all predictions are of one class")
        if len(set(y) | set(called)) < 2:
            for key in ["cohenKappa", "macroF1"]:
                differ(key, NOTHING)
    case = {"name": name, "threshold": threshold, "expected": expected, "different": different}
    if recipe:
        case["recipe"] = recipe
    else:
        case["labels"] = [bool(v) for v in y]
        case["scores"] = [float(v) for v in s]
    return case


def formula(name, rows, modulus, threshold=0.5):
    """Row i has the score s = (7919 i mod M) / M and is positive when 104729 i mod 997 < 997 s."""
    i = np.arange(1, rows + 1, dtype=np.int64)
    place = i * 7919 % modulus
    labels = (i * 104_729 % 997) * modulus < 997 * place
    return binary(name, labels, place / modulus, threshold, {"rows": rows, "modulus": modulus})


def binaries():
    rng = np.random.default_rng(7)
    yield binary("four rows", [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    yield binary("ties across classes", [0, 1, 0, 1, 1, 0], [0.5, 0.5, 0.2, 0.5, 0.9, 0.9])
    yield binary("constant score above the threshold", [0, 1, 1, 0, 1], [0.7] * 5)
    yield binary("constant score below the threshold", [0, 1, 1, 0, 1], [0.2] * 5)
    yield binary("all positive, all found", [1, 1, 1], [0.6, 0.7, 0.9])
    yield binary("all positive, some missed", [1, 1, 1], [0.6, 0.3, 0.9])
    yield binary("all negative, none called", [0, 0, 0], [0.1, 0.2, 0.3])
    yield binary("all negative, some called", [0, 0, 0], [0.1, 0.8, 0.3])
    yield binary("empty", [], [])
    yield binary("one positive row", [1], [0.8])
    yield binary("one negative row", [0], [0.8])
    yield binary("certain and right", [0, 1, 0, 1], [0, 1, 0, 1])
    yield binary("certain and wrong", [0, 1, 0, 1], [1, 0, 0, 1])
    yield binary("separated", [0, 0, 0, 1, 1], [0.1, 0.2, 0.3, 0.6, 0.9])
    yield binary("reversed", [1, 1, 0, 0], [0.1, 0.2, 0.7, 0.9])
    yield binary("edges of the calibration bins", [0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 1],
                 [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    yield binary("scores that are no probabilities", [0, 1, 0, 1, 1], [-3.2, 0.4, 0.1, 7.5, 2.2])
    yield binary("another threshold", [0, 1, 0, 1, 1, 0], [0.1, 0.3, 0.25, 0.6, 0.2, 0.24], 0.25)
    yield binary("tiny and near-certain probabilities", [0, 1, 0, 1, 0, 1],
                 [1e-300, 1 - 1e-16, 1e-9, 1 - 1e-9, 5e-324, 0.9999])
    for rows in [10, 50, 300]:
        p = rng.beta(0.8, 2.0, rows)
        yield binary(f"{rows} calibrated rows", rng.random(rows) < p, p)
        yield binary(f"{rows} rows, scores of two digits", rng.random(rows) < p, np.round(p, 2))
    yield binary("rare positives", rng.random(400) < 0.01, rng.random(400))
    yield formula("a hundred thousand rows of ten thousand scores", 100_000, 10_007)
    yield formula("a million rows of ten thousand scores", 1_000_000, 10_007)
    yield formula("a million rows of as many scores", 1_000_000, 1_000_003)


def regression(name, targets, predictions, quantile=None, ends=None, recipe=None):
    y = np.asarray(targets, dtype=float)
    p = np.asarray(predictions, dtype=float)
    different = {}
    expected = {}
    keys = ["mae", "mse", "rmse", "mape", "smape", "medianAE", "r2", "bias"]
    if len(y) == 0:
        for key in keys:
            expected[key] = None
            different[key] = {"scikitLearn": None, "why": "there are no rows"}
    else:
        total = np.abs(y) + np.abs(p)
        share = np.divide(2 * np.abs(p - y), total, out=np.zeros(len(y)), where=total > 0)
        expected = {
            "mae": m.mean_absolute_error(y, p),
            "mse": m.mean_squared_error(y, p),
            "rmse": m.root_mean_squared_error(y, p),
            "mape": m.mean_absolute_percentage_error(y, p),
            "smape": share.mean(),
            "medianAE": m.median_absolute_error(y, p),
            "r2": plain(m.r2_score(y, p)) if len(y) > 1 else None,
            "bias": (p - y).mean(),
        }
        if quantile is not None:
            expected["pinball"] = m.mean_pinball_loss(y, p, alpha=quantile)
        if ends is not None:
            low, high = np.asarray(ends[0]), np.asarray(ends[1])
            expected["coverage"] = ((low <= y) & (y <= high)).mean()
        tiny = (y != 0) & (np.abs(y) < np.finfo(float).eps)
        if tiny.any():
            different["mape"] = {"scikitLearn": float(expected["mape"]),
                                 "why": "scikit-learn divides by at least 2^-52, Assay by the target"}
            expected["mape"] = (np.abs(p - y) / np.abs(y)).mean()
        if (y == 0).any():
            different["mape"] = {"scikitLearn": float(expected["mape"]), "why": "a target is 0"}
            expected["mape"] = None
        if len(y) == 1:
            different["r2"] = {"scikitLearn": None, "why": "one row has no variance"}
        elif (y == y[0]).all():
            different["r2"] = {"scikitLearn": expected["r2"], "why": "the target is constant"}
            expected["r2"] = None
    case = {"name": name, "quantile": quantile, "different": different,
            "expected": {k: plain(v) for k, v in expected.items()}}
    if recipe:
        case["recipe"] = recipe
    else:
        case |= {"targets": list(map(float, y)), "predictions": list(map(float, p)),
                 "lower": list(map(float, ends[0])) if ends else [],
                 "upper": list(map(float, ends[1])) if ends else []}
    return case


def regression_formula(name, rows, modulus, offset):
    """Row i: target (7919 i mod M) / 16 + offset, prediction the target + (104729 i mod 997 - 480) / 32."""
    i = np.arange(1, rows + 1, dtype=np.int64)
    y = (i * 7919 % modulus) / 16 + offset
    p = y + ((i * 104_729 % 997) - 480) / 32
    return regression(name, y, p, recipe={"rows": rows, "modulus": modulus, "offset": offset})


def regressions():
    rng = np.random.default_rng(11)
    yield regression("four rows", [3, -0.5, 2, 7], [2.5, 0, 2, 8], 0.9, ([2, -1, 2.5, 7], [4, 0, 3, 9]))
    yield regression("exact", [1, 2, 3], [1, 2, 3])
    yield regression("constant target", [2, 2, 2], [1, 2, 4])
    yield regression("constant target, exact", [2, 2, 2], [2, 2, 2])
    yield regression("target of zero", [0, 1, 2], [0, 1, 3])
    yield regression("one row", [5], [6])
    yield regression("two rows", [5, 7], [6, 9])
    yield regression("empty", [], [])
    yield regression("worse than the mean", [1, 2, 3, 4], [4, 3, 2, 1])
    yield regression("far from zero", [1e9 + 1, 1e9 + 2, 1e9 + 4], [1e9 + 1.5, 1e9 + 2, 1e9 + 3])
    yield regression("huge and tiny", [1e150, -1e150, 1e-150], [1.1e150, -1e150, 2e-150])
    for rows in [9, 60, 400]:
        y = rng.lognormal(5, 1, rows)
        yield regression(f"{rows} prices", y, y * rng.lognormal(0, 0.2, rows), 0.1)
        yield regression(f"{rows} rounded values", np.round(y), np.round(y * 1.1) + 1)
    yield regression_formula("a hundred thousand rows", 100_000, 10_007, 0)
    yield regression_formula("a million rows far from zero", 1_000_000, 1_000_003, 2.0**30)


json.dump({"scikitLearn": m.__dict__.get("__version__") or __import__("sklearn").__version__,
           "binary": list(binaries()), "regression": list(regressions())},
          sys.stdout, indent=1, ensure_ascii=False)
