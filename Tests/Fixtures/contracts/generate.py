"""Rows that break rules, as Great Expectations and Pandera find them.

Writes rows.csv and golden.json. Each entry of golden.json names a rule as a contract states it, and for each
library the numbers (from 1) of the rows that break it, or the figure that it measures.
"""
import csv
import json
import logging
import random
import warnings

import great_expectations as gx
import pandas as pd
import pandera.pandas as pa

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

random.seed(7)
ROWS = 240
rows = []
for i in range(1, ROWS + 1):
    rows.append({
        "id": i if i % 40 else i - 1,
        "fare": None if i % 23 == 0 else round(random.gauss(80, 30), 2),
        "seats": random.randint(1, 9) if i % 31 else 40,
        "origin": None if i % 29 == 0 else random.choice(["ATL", "BOS", "JFK", "LAX"] if i % 17 else ["atl", "X", "PARIS"]),
        "destination": random.choice(["ATL", "BOS", "JFK", "LAX"]),
        "net": random.randint(10, 90),
        "tax": random.randint(1, 9),
        "start": random.randint(0, 50),
        "end": random.randint(20, 90),
        "email": None if i % 37 == 0 else (f"u{i}@example.org" if i % 13 else f"u{i}.example.org"),
    })
with open("rows.csv", "w", newline="") as file:
    writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
frame = pd.read_csv("rows.csv", keep_default_na=False, na_values=[""])

context = gx.get_context(mode="ephemeral")
batch = (context.data_sources.add_pandas("p").add_dataframe_asset("a")
         .add_batch_definition_whole_dataframe("b").get_batch({"dataframe": frame}))


def expectation(name, **arguments):
    """Rows (from 1) that Great Expectations finds, or the figure."""
    result = batch.validate(getattr(gx.expectations, name)(**arguments), result_format="COMPLETE")
    found = result.result
    if "observed_value" in found and "unexpected_index_list" not in found:
        return {"success": result.success, "figure": found["observed_value"]}
    return {"success": result.success, "rows": sorted(i + 1 for i in found.get("unexpected_index_list") or [])}


def pandera(column, **arguments):
    """Rows (from 1) that Pandera finds in one column."""
    schema = pa.DataFrameSchema({column: pa.Column(**arguments)})
    try:
        schema.validate(frame, lazy=True)
        return {"success": True, "rows": []}
    except pa.errors.SchemaErrors as errors:
        return {"success": False, "rows": sorted({int(i) + 1 for i in errors.failure_cases["index"]})}


MAIL = r"^[^@]+@[^@]+\.[a-z]+$"
cases = [
    ("columns: {fare: {range: {min: 20, max: 150}}}",
     expectation("ExpectColumnValuesToBeBetween", column="fare", min_value=20, max_value=150),
     pandera("fare", checks=pa.Check.in_range(20, 150), nullable=True)),
    ("columns: {fare: {range: {above: 20}}}",
     expectation("ExpectColumnValuesToBeBetween", column="fare", min_value=20, strict_min=True),
     pandera("fare", checks=pa.Check.gt(20), nullable=True)),
    ("columns: {seats: {range: {max: 9, mostly: 0.9}}}",
     expectation("ExpectColumnValuesToBeBetween", column="seats", max_value=9, mostly=0.9), None),
    ("columns: {fare: {not-null: true}}",
     expectation("ExpectColumnValuesToNotBeNull", column="fare"), pandera("fare", nullable=False)),
    ("columns: {origin: {set: [ATL, BOS, JFK, LAX]}}",
     expectation("ExpectColumnValuesToBeInSet", column="origin", value_set=["ATL", "BOS", "JFK", "LAX"]),
     pandera("origin", checks=pa.Check.isin(["ATL", "BOS", "JFK", "LAX"]), nullable=True)),
    ("columns: {seats: {excluded: [40]}}",
     expectation("ExpectColumnValuesToNotBeInSet", column="seats", value_set=[40]),
     pandera("seats", checks=pa.Check.notin([40]))),
    ("columns: {origin: {pattern: '^[A-Z]{3}$'}}",
     expectation("ExpectColumnValuesToMatchRegex", column="origin", regex="^[A-Z]{3}$"),
     pandera("origin", checks=pa.Check.str_matches("^[A-Z]{3}$"), nullable=True)),
    (f"columns: {{email: {{pattern: '{MAIL}'}}}}",
     expectation("ExpectColumnValuesToMatchRegex", column="email", regex=MAIL),
     pandera("email", checks=pa.Check.str_matches(MAIL), nullable=True)),
    ("columns: {origin: {excluded-pattern: '[a-z]'}}",
     expectation("ExpectColumnValuesToNotMatchRegex", column="origin", regex="[a-z]"), None),
    ("columns: {origin: {length: {min: 3, max: 3}}}",
     expectation("ExpectColumnValueLengthsToEqual", column="origin", value=3),
     pandera("origin", checks=pa.Check.str_length(3, 3), nullable=True)),
    ("columns: {id: {unique: true}}",
     expectation("ExpectColumnValuesToBeUnique", column="id"),
     pandera("id", unique=True, report_duplicates="all")),
    ("rows: {unique-together: [{columns: [origin, destination]}]}",
     expectation("ExpectCompoundColumnsToBeUnique", column_list=["origin", "destination"],
                 ignore_row_if="any_value_is_missing"), None),
    ("rows: {ordered: [{columns: [start, end], strictly: true}]}",
     expectation("ExpectColumnPairValuesAToBeGreaterThanB", column_A="end", column_B="start"), None),
    ("rows: {equal: [{columns: [start, end]}]}",
     expectation("ExpectColumnPairValuesToBeEqual", column_A="start", column_B="end"), None),
    ("rows: {sum-of: [{columns: [net, tax], equals: 60}]}",
     expectation("ExpectMulticolumnSumToEqual", column_list=["net", "tax"], sum_total=60), None),
    ("rows: {different: [{columns: [origin, destination]}]}",
     expectation("ExpectSelectColumnValuesToBeUniqueWithinRecord", column_list=["origin", "destination"],
                 ignore_row_if="any_value_is_missing"), None),
    ("columns: {start: {increasing: true}}",
     expectation("ExpectColumnValuesToBeIncreasing", column="start"), None),
    ("columns: {fare: {mean: {min: 0, max: 1000}}}",
     expectation("ExpectColumnMeanToBeBetween", column="fare", min_value=0, max_value=1000), None),
    ("columns: {fare: {median: {min: 0, max: 1000}}}",
     expectation("ExpectColumnMedianToBeBetween", column="fare", min_value=0, max_value=1000), None),
    ("columns: {fare: {standard-deviation: {min: 0, max: 1000}}}",
     expectation("ExpectColumnStdevToBeBetween", column="fare", min_value=0, max_value=1000), None),
    ("columns: {fare: {sum: {min: 0, max: 1000000}}}",
     expectation("ExpectColumnSumToBeBetween", column="fare", min_value=0, max_value=1000000), None),
    ("columns: {fare: {minimum: {min: -1000, max: 1000}}}",
     expectation("ExpectColumnMinToBeBetween", column="fare", min_value=-1000, max_value=1000), None),
    ("columns: {fare: {maximum: {min: -1000, max: 1000}}}",
     expectation("ExpectColumnMaxToBeBetween", column="fare", min_value=-1000, max_value=1000), None),
    ("columns: {origin: {distinct-count: {min: 1, max: 100}}}",
     expectation("ExpectColumnUniqueValueCountToBeBetween", column="origin", min_value=1, max_value=100), None),
    ("columns: {origin: {distinct-share: {min: 0, max: 1}}}",
     expectation("ExpectColumnProportionOfUniqueValuesToBeBetween", column="origin", min_value=0, max_value=1),
     None),
    ("dataset: {row-count: {min: 240, max: 240}}",
     expectation("ExpectTableRowCountToEqual", value=240), None),
]
golden = []
for rule, great_expectations, panderas in cases:
    entry = {"rule": rule, "greatExpectations": great_expectations}
    if panderas is not None:
        entry["pandera"] = panderas
    golden.append(entry)
with open("golden.json", "w") as file:
    json.dump({"versions": {"great_expectations": gx.__version__, "pandas": pd.__version__,
                            "pandera": pa.__version__ if hasattr(pa, "__version__") else "0.35.0"},
               "cases": golden}, file, indent=1, default=float)
    file.write("\n")
