"""Golden values of performance estimated without labels.

Python 3.11 with the pinned requirements: run as `python generate.py`; it writes golden.json beside
itself. Estimates are NannyML's own, run here; isotonic regression is scikit-learn's.

Deliberate differences, which the tests know:
- Average precision: NannyML goes through tied scores row by row in an arbitrary order, Assay takes
  them together as scikit-learn's `average_precision_score` does. `apTied` is that definition.
- A metric without a denominator: NannyML answers 0, Assay nothing, with the reason.
- Whether to calibrate: NannyML compares calibration errors of ten shuffled splits, Assay the Brier
  scores of ten cross-fitted parts. The cases say what NannyML decided (`needsCalibration`).
- Thresholds: NannyML's mean ± 3 standard deviations (n, not n − 1) of the reference chunks' realised
  values (`nannymlThresholds`) alarm in 2.4 % of unchanged windows with ten chunks, not in 0.27 %, for
  normal values: they are no prediction interval. Assay takes that interval, of the estimated values.
- Intervals: NannyML's ± 3 sampling errors are about the metric of another sample of the reference;
  Assay's interval is about the value that the window's labels will give.
"""

import json
import os
import warnings
from pathlib import Path

os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"
os.environ["DO_NOT_TRACK"] = "1"
warnings.filterwarnings("ignore")

import numpy as np
import pandas as pd
from nannyml.calibration import IsotonicCalibrator, needs_calibration
from nannyml.performance_estimation.confidence_based import CBPE
from nannyml.performance_estimation.direct_loss_estimation import DLE
from nannyml.performance_estimation.confidence_based.metrics import (
    estimate_accuracy,
    estimate_ap,
    estimate_business_value,
    estimate_f1,
    estimate_precision,
    estimate_recall,
    estimate_roc_auc,
    estimate_specificity,
)
from sklearn.isotonic import IsotonicRegression

VALUES = [1.0, -2.0, -10.0, 4.0]
"""The worth of TN, FP, FN, TP."""


def ap_with_ties(probabilities, scores):
    order = np.argsort(-scores, kind="stable")
    p, s = probabilities[order], scores[order]
    last = np.r_[s[1:] != s[:-1], True]
    found, called = np.cumsum(p)[last], np.arange(1, len(p) + 1)[last]
    return float(np.sum(np.diff(np.r_[0, found]) * found / called) / found[-1])


def expectations():
    """The estimate of each metric, given probabilities, scores and predicted classes."""
    random = np.random.default_rng(7)
    cases = []
    for name, rows, decimals, threshold in [
        ("continuous", 60, 12, 0.5),
        ("tied", 80, 1, 0.35),
        ("nobody called", 20, 6, 2.0),
        ("all called", 20, 6, -1.0),
        ("certain", 12, 0, 0.5),
    ]:
        scores = np.round(random.uniform(0, 1, rows), decimals)
        probabilities = np.round(scores**1.5, 12)
        called = (scores >= threshold).astype(int)
        expected = {
            "rocAUC": estimate_roc_auc(probabilities, scores),
            "averagePrecision": estimate_ap(probabilities, scores),
            "apTied": ap_with_ties(probabilities, scores),
            "f1": estimate_f1(called, probabilities),
            "precision": estimate_precision(called, probabilities),
            "recall": estimate_recall(called, probabilities),
            "specificity": estimate_specificity(called, probabilities),
            "accuracy": estimate_accuracy(called, probabilities),
            "businessValue": estimate_business_value(
                called, probabilities, None, np.array(VALUES).reshape(2, 2)
            )
            / rows,
        }
        cases.append(
            {
                "name": name,
                "scores": scores.tolist(),
                "probabilities": probabilities.tolist(),
                "called": called.tolist(),
                "expected": {key: float(value) for key, value in expected.items()},
            }
        )
    return cases


def isotonic():
    random = np.random.default_rng(11)
    cases = []
    for name, rows, decimals in [("distinct", 40, 9), ("tied", 60, 1), ("falling", 15, 9), ("one row", 1, 3)]:
        scores = np.round(random.uniform(-1, 2, rows), decimals)
        chance = 1 - scores if name == "falling" else scores
        labels = (random.uniform(0, 1, rows) < chance).astype(int)
        weights = np.round(random.uniform(0.1, 3, rows), 6)
        at = np.unique(np.round(np.r_[np.linspace(-1.5, 2.5, 41), scores], 9))
        plain = IsotonicRegression(out_of_bounds="clip").fit(scores, labels)
        weighted = IsotonicRegression(out_of_bounds="clip").fit(scores, labels, sample_weight=weights)
        cases.append(
            {
                "name": name,
                "scores": scores.tolist(),
                "labels": labels.tolist(),
                "weights": weights.tolist(),
                "at": at.tolist(),
                "plain": plain.predict(at).tolist(),
                "weighted": weighted.predict(at).tolist(),
            }
        )
    return cases


def data(seed, rows, power):
    """Scores whose frequency is `score ** power`: calibrated for a power of 1."""
    random = np.random.default_rng(seed)
    score = np.round(random.beta(1.2, 1.8, rows), 4)
    label = (random.uniform(0, 1, rows) < score**power).astype(int)
    return pd.DataFrame({"score": score, "label": label, "called": (score >= 0.4).astype(int)})


def estimators():
    """NannyML's estimator from end to end."""
    cases = []
    for name, power, size in [("calibrated", 1.0, 500), ("uncalibrated", 2.5, 400)]:
        reference, current = data(3, 4000, power), data(5, 1200, power)
        current["score"] = np.round(np.minimum(1, current["score"] * 0.9 + 0.05), 4)
        current["called"] = (current["score"] >= 0.4).astype(int)
        metrics = ["roc_auc", "average_precision", "f1", "precision", "recall", "specificity", "accuracy"]
        estimator = CBPE(
            y_pred_proba="score",
            y_pred="called",
            y_true="label",
            problem_type="classification_binary",
            metrics=metrics + ["confusion_matrix"],
            chunk_size=size,
        )
        estimator.fit(reference)
        frame = estimator.estimate(current.drop(columns="label")).filter(period="analysis").to_df()
        columns = metrics + ["true_positive", "false_positive", "false_negative", "true_negative"]
        probabilities = (
            estimator.calibrator.calibrate(current["score"]) if estimator.needs_calibration else current["score"]
        )
        cases.append(
            {
                "name": name,
                "window": size,
                "reference": {key: reference[key].tolist() for key in reference},
                "current": {key: current[key].tolist() for key in ("score", "called")},
                "needsCalibration": bool(estimator.needs_calibration),
                "windows": [
                    {column: float(frame[(column, "value")].iloc[chunk]) for column in columns}
                    for chunk in range(len(frame))
                ],
                "apTied": [
                    ap_with_ties(
                        np.asarray(probabilities)[begin : begin + size],
                        current["score"].to_numpy()[begin : begin + size],
                    )
                    for begin in range(0, len(current), size)
                ],
                "nannymlThresholds": {
                    column: [float(frame[(column, f"{side}_threshold")].iloc[0]) for side in ("lower", "upper")]
                    for column in metrics
                },
            }
        )
    return cases


CLASSES = ["bus", "car", "tram"]


def trips(seed, rows, power, shift=0.0):
    """Scores of three classes; the class comes with the probabilities raised to `power`, scaled to 1."""
    random = np.random.default_rng(seed)
    logits = random.normal([0.4, 0.0 + shift, -0.5], 1.1, (rows, 3))
    scores = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    scores = np.round(scores, 6)
    chances = scores**power / (scores**power).sum(axis=1, keepdims=True)
    draw = random.uniform(0, 1, rows)
    labels = (draw[:, None] > np.cumsum(chances, axis=1)[:, :2]).sum(axis=1)
    frame = pd.DataFrame(scores, columns=["p_" + name for name in CLASSES])
    frame["label"] = [CLASSES[place] for place in labels]
    frame["called"] = [CLASSES[place] for place in scores.argmax(axis=1)]
    return frame


def macro_ap_with_ties(probabilities, scores):
    return float(np.mean([ap_with_ties(probabilities[:, k], scores[:, k]) for k in range(probabilities.shape[1])]))


def classes():
    """NannyML's estimator of several classes from end to end.

    Weighted averages are not NannyML's, which has macro averages alone: they follow from its confusion
    matrix, with expected rows where rows would stand.
    """
    cases = []
    columns = ["p_" + name for name in CLASSES]
    for name, power, size in [("calibrated", 1.0, 500), ("uncalibrated", 2.2, 400)]:
        reference, current = trips(23, 4000, power), trips(29, 1200, power, 0.4)
        metrics = ["roc_auc", "average_precision", "f1", "precision", "recall", "accuracy", "confusion_matrix"]
        estimator = CBPE(
            y_pred_proba=dict(zip(CLASSES, columns)),
            y_pred="called",
            y_true="label",
            problem_type="classification_multiclass",
            metrics=metrics,
            chunk_size=size,
        )
        estimator.fit(reference)
        frame = estimator.estimate(current.drop(columns="label")).filter(period="analysis").to_df()
        scores = current[columns].to_numpy()
        fitted = np.column_stack(
            [estimator._calibrators[name].calibrate(current[column]) for name, column in zip(CLASSES, columns)]
        )
        fitted = fitted / fitted.sum(axis=1, keepdims=True)
        windows = []
        for chunk in range(len(frame)):
            part = slice(chunk * size, (chunk + 1) * size)
            cells = np.array(
                [
                    [float(frame[(f"true_{truth}_pred_{called}", "value")].iloc[chunk]) for called in CLASSES]
                    for truth in CLASSES
                ]
            )
            hits, truths, calls = np.diag(cells), cells.sum(axis=1), cells.sum(axis=0)
            share = truths / truths.sum()
            windows.append(
                {
                    "rocAUC": float(frame[("roc_auc", "value")].iloc[chunk]),
                    "averagePrecision": macro_ap_with_ties(fitted[part], scores[part]),
                    "macroF1": float(frame[("f1", "value")].iloc[chunk]),
                    "macroPrecision": float(frame[("precision", "value")].iloc[chunk]),
                    "macroRecall": float(frame[("recall", "value")].iloc[chunk]),
                    "accuracy": float(frame[("accuracy", "value")].iloc[chunk]),
                    "weightedF1": float(np.sum(share * 2 * hits / (truths + calls))),
                    "weightedPrecision": float(np.sum(share * hits / calls)),
                    "weightedRecall": float(hits.sum() / truths.sum()),
                    "weightedRocAUC": float(
                        np.sum(
                            share
                            * [estimate_roc_auc(fitted[part, k], scores[part, k]) for k in range(len(CLASSES))]
                        )
                    ),
                    "cells": cells.tolist(),
                }
            )
        cases.append(
            {
                "name": name,
                "window": size,
                "classes": CLASSES,
                "reference": {
                    "scores": reference[columns].to_numpy().tolist(),
                    "labels": reference["label"].tolist(),
                    "called": reference["called"].tolist(),
                },
                "current": {
                    "scores": scores.tolist(),
                    "labels": [],
                    "called": current["called"].tolist(),
                },
                "needsCalibration": [
                    type(estimator._calibrators[name]).__name__ != "NoopCalibrator" for name in CLASSES
                ],
                "windows": windows,
            }
        )
    return cases


def prices(seed, rows, shift):
    random = np.random.default_rng(seed)
    area = np.round(random.gamma(4, 25, rows) + shift, 3)
    age = np.round(random.uniform(0, 80, rows), 2)
    predicted = np.round(40 + 2.5 * area - 0.4 * age, 3)
    price = np.round(predicted + random.normal(0, 1, rows) * (5 + 0.1 * area), 3)
    return pd.DataFrame({"area": area, "age": age, "predicted": predicted, "price": price})


def losses():
    """NannyML's direct loss estimation with LightGBM's defaults."""
    reference, current = prices(13, 1500, 0), prices(17, 600, 40)
    metrics = ["mae", "mse", "rmse", "mape"]
    estimator = DLE(
        feature_column_names=["area", "age"],
        y_pred="predicted",
        y_true="price",
        metrics=metrics,
        chunk_size=200,
        tune_hyperparameters=False,
    )
    estimator.fit(reference)
    frame = estimator.estimate(current.drop(columns="price")).filter(period="analysis").to_df()
    return {
        "window": 200,
        "reference": {key: reference[key].tolist() for key in reference},
        "current": {key: current[key].tolist() for key in ("area", "age", "predicted")},
        "windows": [
            {metric: float(frame[(metric, "value")].iloc[chunk]) for metric in metrics} for chunk in range(len(frame))
        ],
    }


golden = {
    "expectations": expectations(),
    "isotonic": isotonic(),
    "estimators": estimators(),
    "classes": classes(),
    "losses": losses(),
    "values": VALUES,
}
Path(__file__).with_name("golden.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
