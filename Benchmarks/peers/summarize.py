#!/usr/bin/env python3
"""DuckDB's own column profile, SUMMARIZE, of a Parquet file, as JSON.

    summarize.py DATA [--threads 2]

SUMMARIZE ends with "STDDEV_SAMP is out of range" when a column holds a NaN, so the columns
that do are read with NaN as NULL, which costs next to nothing.
"""

import argparse
import json
import sys

import duckdb

WITH_NAN = ["n09", "n20"]

parser = argparse.ArgumentParser()
parser.add_argument("data")
parser.add_argument("--threads", type=int, default=2)
options = parser.parse_args()

connection = duckdb.connect(config={"threads": options.threads})
connection.execute("SET enable_progress_bar = false")
as_null = ", ".join(f"CASE WHEN isnan({name}) THEN NULL ELSE {name} END AS {name}" for name in WITH_NAN)
data = options.data.replace("'", "''")
answer = connection.execute(f"SUMMARIZE SELECT * REPLACE ({as_null}) FROM read_parquet('{data}')")
names = [field[0] for field in answer.description]
json.dump([dict(zip(names, row)) for row in answer.fetchall()], sys.stdout, default=str)
