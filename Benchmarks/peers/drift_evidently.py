#!/usr/bin/env python3
"""Drift of 26 columns with Evidently's DataDriftPreset, as JSON.

    drift_evidently.py --reference DATA --current DATA

Only the numbers and categories are read. Usage logging is off: it would call a server.
"""

import argparse
import json
import os
import sys
import warnings

os.environ["DO_NOT_TRACK"] = "1"
warnings.filterwarnings("ignore")

from evidently import DataDefinition, Dataset, Report
from evidently.presets import DataDriftPreset
from pyarrow import parquet

parser = argparse.ArgumentParser()
parser.add_argument("--reference", required=True)
parser.add_argument("--current", required=True)
options = parser.parse_args()

names = parquet.read_schema(options.reference).names
numbers = [name for name in names if name.startswith("n") and name[1:].isdigit()]
categories = [name for name in names if name.startswith("c") and name[1:].isdigit()]
definition = DataDefinition(numerical_columns=numbers, categorical_columns=categories)


def read(path: str) -> Dataset:
    rows = parquet.read_table(path, columns=numbers + categories).to_pandas()
    return Dataset.from_pandas(rows, data_definition=definition)


report = Report([DataDriftPreset()])
result = report.run(read(options.current), read(options.reference))
json.dump(result.dict(), sys.stdout, default=str)
