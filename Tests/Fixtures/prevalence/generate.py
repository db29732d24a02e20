"""Writes the golden values of metrics at another share of positives: python generate.py > golden.json

scikit-learn's metrics with sample_weight π/s for positives and (1 − π)/(1 − s) for negatives, where s
is their share in the data; losses of probabilities corrected by those weights. The data are computed
by the test too.
"""

import json
import sys

import numpy as np
from sklearn import metrics as m

ROWS = 400


def data():
    i = np.arange(1, ROWS + 1)
    score = (i * 37 % 101) / 101.0
    label = ((i * 61 % 97) / 97.0 < score * 0.9).astype(int)
    return label, score


label, score = data()
share = label.mean()
cases = []
for prevalence in [0.001, 0.02, 0.3, share, 0.9]:
    weight = np.where(label == 1, prevalence / share, (1 - prevalence) / (1 - share))
    called = (score >= 0.5).astype(int)
    positive, negative = prevalence / share * score, (1 - prevalence) / (1 - share) * (1 - score)
    corrected = positive / (positive + negative)
    cases.append({
        "prevalence": float(prevalence),
        "metrics": {
            "rocAUC": m.roc_auc_score(label, score),
            "averagePrecision": m.average_precision_score(label, score, sample_weight=weight),
            "logLoss": m.log_loss(label, corrected, sample_weight=weight),
            "brier": m.brier_score_loss(label, corrected, sample_weight=weight),
            "accuracy": m.accuracy_score(label, called, sample_weight=weight),
            "balancedAccuracy": m.balanced_accuracy_score(label, called),
            "precision": m.precision_score(label, called, sample_weight=weight),
            "recall": m.recall_score(label, called),
            "f1": m.f1_score(label, called, sample_weight=weight),
            "mcc": m.matthews_corrcoef(label, called, sample_weight=weight),
            "cohenKappa": m.cohen_kappa_score(label, called, sample_weight=weight),
            "macroF1": m.f1_score(label, called, sample_weight=weight, average="macro"),
            "weightedF1": m.f1_score(label, called, sample_weight=weight, average="weighted"),
        },
    })
json.dump({"rows": ROWS, "cases": cases}, sys.stdout, indent=1, default=float)
