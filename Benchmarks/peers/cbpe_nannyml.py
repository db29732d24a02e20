#!/usr/bin/env python3
"""Performance estimated without labels per week, with NannyML's CBPE, as JSON.

    cbpe_nannyml.py --reference DATA --current DATA

Only the four columns needed are read. Usage logging is off: it would call a server.
"""

import argparse
import json
import os
import sys
import warnings

os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"
os.environ["DO_NOT_TRACK"] = "1"
warnings.filterwarnings("ignore")

from nannyml.performance_estimation.confidence_based import CBPE
from pyarrow import parquet

METRICS = ["roc_auc", "average_precision", "f1", "precision", "recall", "specificity", "accuracy", "confusion_matrix"]

parser = argparse.ArgumentParser()
parser.add_argument("--reference", required=True)
parser.add_argument("--current", required=True)
options = parser.parse_args()


def read(path: str, columns: list[str]):
    rows = parquet.read_table(path, columns=columns).to_pandas()
    rows["ts"] = rows["ts"].dt.tz_localize(None)
    return rows


needed = ["ts", "score", "prediction"]
estimator = CBPE(
    y_pred_proba="score",
    y_pred="prediction",
    y_true="label",
    timestamp_column_name="ts",
    problem_type="classification_binary",
    metrics=METRICS,
    chunk_period="W",
)
estimator.fit(read(options.reference, needed + ["label"]))
result = estimator.estimate(read(options.current, needed)).filter(period="analysis").to_df()
json.dump(json.loads(result.to_json(orient="split", date_format="iso")), sys.stdout)
