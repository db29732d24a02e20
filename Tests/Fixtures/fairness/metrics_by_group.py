"""Writes the golden values of group metrics: python metrics_by_group.py > metrics.json

Values come from Fairlearn's MetricFrame over scikit-learn's metrics, at the versions of requirements.txt:
by group, difference and ratio between groups, group_min, group_max.
"""

import json

import numpy as np
import sklearn.metrics as m
from fairlearn.metrics import MetricFrame


def described(frame):
    difference = frame.difference(method="between_groups")
    ratio = frame.ratio(method="between_groups")
    low, high = frame.group_min(), frame.group_max()
    return {
        key: {
            "groups": {g: float(v) for g, v in frame.by_group[key].items()},
            "difference": float(difference[key]),
            "ratio": float(ratio[key]),
            "groupMin": float(low[key]),
            "groupMax": float(high[key]),
        }
        for key in frame.by_group.columns
    }


rng = np.random.default_rng(8)
rows = 600
group = rng.choice(["a", "b", "c"], p=[0.5, 0.3, 0.2], size=rows)
score = np.round(np.clip(rng.beta(2, 3, size=rows) + 0.1 * (group == "b"), 0.01, 0.99), 3)
label = (rng.uniform(size=rows) < score).astype(int)
called = (score >= 0.5).astype(int)
classes = MetricFrame(
    metrics={
        "accuracy": m.accuracy_score,
        "balancedAccuracy": m.balanced_accuracy_score,
        "precision": m.precision_score,
        "recall": m.recall_score,
        "f1": m.f1_score,
        "zeroOneLoss": m.zero_one_loss,
    },
    y_true=label,
    y_pred=called,
    sensitive_features=group,
)
ranks = MetricFrame(
    metrics={"rocAUC": m.roc_auc_score, "logLoss": m.log_loss},
    y_true=label,
    y_pred=score,
    sensitive_features=group,
)
target = np.round(rng.normal(50, 10, size=rows), 3)
prediction = np.round(target + rng.normal(0, 4, size=rows) + 3 * (group == "c"), 3)
values = MetricFrame(
    metrics={
        "mae": m.mean_absolute_error,
        "mse": m.mean_squared_error,
        "rmse": m.root_mean_squared_error,
        "r2": m.r2_score,
    },
    y_true=target,
    y_pred=prediction,
    sensitive_features=group,
)
print(
    json.dumps(
        {
            "group": group.tolist(),
            "label": label.tolist(),
            "score": score.tolist(),
            "target": target.tolist(),
            "prediction": prediction.tolist(),
            "binary": {**described(classes), **described(ranks)},
            "regression": described(values),
        }
    )
)
