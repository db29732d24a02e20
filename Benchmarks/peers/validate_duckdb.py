#!/usr/bin/env python3
"""The constraints of contract.yaml as DuckDB statements written by hand, with both files and the counts as JSON.

    validate_duckdb.py DATA PASSED HELD [--threads 2]

One statement keeps the rows that break a rule, one counts what needs all rows, one writes the rows that go on, in
their order, and one those that are held, in theirs: the quickest of the ways that were tried. `in` with several values
becomes a join, which loses the order and is quicker: the rows that are kept are found so, and sorted when they are
written; the rows that go on are not.
"""

import argparse
import json
import sys

import duckdb

SEGMENTS = ", ".join(f"'segment-{number:05d}'" for number in range(10))
RULES = {
    "id.not-null": "id is not null",
    "id.unique": "id not in (select id from repeated)",
    "ts.not-null": "ts is not null",
    "segment.not-null": "segment is not null",
    "segment.set": f"segment in ({SEGMENTS})",
    "score.range": "not isnan(score) and score between 0 and 1",
    "label.set": "label in (0, 1)",
    "n01.range": "not isnan(n01) and n01 between 10 and 95",
    "n02.range": "not isnan(n02) and n02 between -3.5 and 3.5",
    "n05.range": "not isnan(n05) and n05 between -3.5 and 3.5",
    "n08.range": "not isnan(n08) and n08 between 0 and 700",
    "n09.range": "not isnan(n09) and n09 >= 0",
    "n16.range": "n16 between 18 and 98",
    "n18.excluded": "n18 not in (0)",
    "n20.range": "not isnan(n20) and n20 between -35 and 55",
    "c2.length": "length(c2) = 8",
    "c20.pattern": "regexp_full_match(c20, 'c20-[0-9]{5}')",
    "c100.not-null": "c100 is not null",
    "c10000.pattern": "regexp_full_match(c10000, 'c10000-0[0-9]{4}')",
    "ordered": "n07 <= n17",
    "sql": "n15 >= 0 or n19 > 5",
}
SAID_ONLY = {"n09.range", "c100.not-null"}
"""A warning, and one within its tolerance: the rows that break them go on."""

parser = argparse.ArgumentParser()
parser.add_argument("data")
parser.add_argument("passed")
parser.add_argument("held")
parser.add_argument("--threads", type=int, default=2)
options = parser.parse_args()

connection = duckdb.connect(config={"threads": options.threads})
connection.execute("SET enable_progress_bar = false")
data = f"read_parquet('{options.data}', file_row_number = true)"
connection.execute(f"create table repeated as select id from {data} where id is not null group by id having count(*) > 1")
if connection.execute("select count(*) from repeated").fetchone() == (0,):
    RULES["id.unique"] = "true"
names = list(RULES)
flags = [f"b{place}" for place in range(len(names))]
judged = ", ".join(f"not coalesce({RULES[name]}, true) as {flag}" for name, flag in zip(names, flags))
holding = [flag for name, flag in zip(names, flags) if name not in SAID_ONLY]
reasons = ", ".join(f"case when {flag} then '{name}' end" for name, flag in zip(names, flags) if flag in holding)

connection.execute(
    f"create table broken as select * from (select *, {judged} from {data}) where {' or '.join(flags)}"
)
counts = connection.execute(
    f"select {', '.join(f'count(*) filter ({flag})' for flag in flags)} from broken"
).fetchone()
rows, mean, missing, known = connection.execute(
    f"select count(*), avg(n03), count(*) - count(n05), count(c100) from {data}"
).fetchone()
RULES["segment.set"] = f"list_contains([{SEGMENTS}], segment)"
judged = ", ".join(f"not coalesce({RULES[name]}, true) as {flag}" for name, flag in zip(names, flags))
own = f"* exclude (file_row_number, {', '.join(flags)})"
connection.execute(
    f"copy (select {own} from (select *, {judged} from {data}) where not ({' or '.join(holding)})) "
    f"to '{options.passed}' (format parquet, compression zstd)"
)
connection.execute(
    f"copy (select {own}, to_json(list_filter([{reasons}], lambda reason: reason is not null)) as rules, "
    f"file_row_number + 1 as row from broken where {' or '.join(holding)} order by file_row_number) "
    f"to '{options.held}' (format parquet, compression zstd)"
)
json.dump({"rows": rows, "mean": mean, "missing": missing, "known": known, "failed": dict(zip(names, counts))}, sys.stdout)
