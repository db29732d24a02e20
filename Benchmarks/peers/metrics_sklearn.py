#!/usr/bin/env python3
"""Binary metrics per week and segment with scikit-learn, without intervals, as JSON.

    metrics_sklearn.py DATA

Only the five columns needed are read. scikit-learn has no expected calibration error; it is
computed here with ten bins of equal width.
"""

import argparse
import json
import sys

import numpy
from pyarrow import parquet
from sklearn import metrics

parser = argparse.ArgumentParser()
parser.add_argument("data")
options = parser.parse_args()


def calibration_error(label, score) -> float:
    bins = numpy.minimum((score * 10).astype(int), 9)
    gap = numpy.bincount(bins, score, 10) - numpy.bincount(bins, label, 10)
    return float(numpy.abs(gap).sum() / len(label))


def measure(label, score, prediction) -> dict:
    return {
        "accuracy": metrics.accuracy_score(label, prediction),
        "balancedAccuracy": metrics.balanced_accuracy_score(label, prediction),
        "precision": metrics.precision_score(label, prediction, zero_division=0),
        "recall": metrics.recall_score(label, prediction, zero_division=0),
        "specificity": metrics.recall_score(label, prediction, pos_label=0, zero_division=0),
        "f1": metrics.f1_score(label, prediction, zero_division=0),
        "mcc": metrics.matthews_corrcoef(label, prediction),
        "cohenKappa": metrics.cohen_kappa_score(label, prediction),
        "rocAUC": metrics.roc_auc_score(label, score),
        "averagePrecision": metrics.average_precision_score(label, score),
        "logLoss": metrics.log_loss(label, score, labels=[0, 1]),
        "brier": metrics.brier_score_loss(label, score),
        "ece": calibration_error(label, score),
    }


wanted = ["ts", "segment", "label", "score", "prediction"]
rows = parquet.read_table(options.data, columns=wanted, read_dictionary=["segment"]).to_pandas()
week = rows["ts"].dt.tz_localize(None).dt.to_period("W").dt.start_time
groups = []
for (start, segment), part in rows.groupby([week, "segment"], observed=True):
    values = (part[name].to_numpy() for name in ("label", "score", "prediction"))
    groups.append({"start": str(start), "segment": segment, "rows": len(part), "metrics": measure(*values)})
json.dump({"groups": groups}, sys.stdout)
