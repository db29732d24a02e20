"""Figures at the edges of data, by pandas and by Great Expectations.

Writes golden-edges.json: columns at the edges (no rows, no values, one, infinities, no numbers, whole numbers that no
double holds, decimals, dates), each with what pandas says of the values that are there, and whether Great Expectations
takes a rule as kept that has those figures for its ends. Where they differ here on purpose, the reason stands beside.

In pandas a value that is no number is a missing one; here it is a value (docs/contracts.md), so `skipna=False` is asked
of the values that are there.
"""
import datetime
import json
import logging
import warnings
from decimal import Decimal

import great_expectations as gx
import pandas as pd

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

NAN, INFINITY = float("nan"), float("inf")
# By name: the type, and the values.
COLUMNS = {
    "no rows": ("double", []),
    "no value": ("double", [None, None]),
    "one": ("double", [2.5]),
    "one of two": ("double", [None, -2.5]),
    "equal": ("double", [0.1, 0.1, 0.1]),
    "zeros": ("double", [0.0, -0.0]),
    "infinite": ("double", [INFINITY, 1.0, 2.0]),
    "both infinities": ("double", [INFINITY, -INFINITY, 1.0]),
    "no number": ("double", [NAN, 1.0, 2.0, None]),
    "great": ("double", [1e308, 1e307, -1e308]),
    "small": ("double", [5e-324, 1e-300, 0.0]),
    "far from zero": ("double", [1e15 + 1, 1e15 + 2, 1e15 + 3]),
    "one whole": ("bigint", [7]),
    "whole": ("bigint", [9007199254740993, 9007199254740992, 9007199254740995]),
    "whole ends": ("bigint", [9223372036854775807, -9223372036854775808, 0]),
    "whole beyond": ("bigint", [9223372036854775807, 9223372036854775806, 9223372036854775807]),
    "decimals": ("decimal(18, 4)", [Decimal("0.1000"), Decimal("0.2000"), Decimal("-12345678901234.5678"), None]),
    "dates": ("date", [datetime.date(2026, 3, 31), datetime.date(1, 1, 1), None, datetime.date(9999, 12, 31)]),
    "moments": ("timestamp", [datetime.datetime(2026, 3, 31, 23, 59, 59, 999999), datetime.datetime(1969, 12, 31, 23, 59, 59)]),
}
FIGURES = ["mean", "sum", "standard-deviation", "median", "minimum", "maximum", "distinct-count", "distinct-share", "null-share"]
EXPECTATIONS = {
    "mean": "ExpectColumnMeanToBeBetween", "sum": "ExpectColumnSumToBeBetween", "standard-deviation": "ExpectColumnStdevToBeBetween",
    "median": "ExpectColumnMedianToBeBetween", "minimum": "ExpectColumnMinToBeBetween", "maximum": "ExpectColumnMaxToBeBetween",
    "distinct-count": "ExpectColumnUniqueValueCountToBeBetween",
    "distinct-share": "ExpectColumnProportionOfUniqueValuesToBeBetween",
}
# What differs on purpose: the value here, and why.
SQUARES = (None, "undefined where a value is no number or above 1e150, whose square no double holds")
DIFFERENT = {
    ("infinite", "standard-deviation"): SQUARES, ("both infinities", "standard-deviation"): SQUARES,
    ("no number", "standard-deviation"): SQUARES, ("great", "standard-deviation"): SQUARES,
    ("no number", "median"): ("2.0", "what is no number is beyond all numbers"),
}
# Where Great Expectations differs, and why.
NOT_KEPT = {
    ("no number", "distinct-count"): "what is no number is missing there",
    ("whole ends", "sum"): "whole numbers are added exactly there, as doubles here",
    ("whole beyond", "sum"): "sums of whole numbers wrap there",
}
context = gx.get_context(mode="ephemeral")
source = context.data_sources.add_pandas("p")


def figure(name, kind, values):
    """What pandas says of the values that are there; None where there is none."""
    present = pd.Series([value for value in values if value is not None], dtype={"double": "float64", "bigint": "int64"}.get(kind))
    count = len(present)
    if name == "null-share":
        return (len(values) - count) / len(values) if values else None
    if name == "distinct-count":
        return present.nunique(dropna=False)
    if name == "distinct-share":
        return present.nunique(dropna=False) / count if count else None
    if not count:
        return None
    if kind in ("date", "timestamp"):
        found = {"minimum": present.min(), "maximum": present.max()}.get(name)
        return None if found is None else str(found)
    # Sums of whole numbers wrap in pandas: they are doubles here.
    numbers = present if name in ("minimum", "maximum") and kind == "bigint" else present.astype("float64")
    skipna = {"skipna": False}
    if name == "maximum" and numbers.dtype == "float64" and numbers.isna().any():
        return NAN
    if name == "minimum":
        # What is no number is beyond all numbers.
        return numbers.dropna().min().item() if numbers.notna().any() else NAN
    found = {
        "mean": lambda: numbers.mean(**skipna), "sum": lambda: numbers.sum(**skipna), "median": lambda: numbers.median(**skipna),
        "standard-deviation": lambda: numbers.std(**skipna) if count > 1 else None, "maximum": lambda: numbers.max(**skipna),
    }[name]()
    return found.item() if hasattr(found, "item") else found


def written(found):
    """A figure as text, which keeps infinities and digits."""
    return None if found is None else repr(found) if not isinstance(found, str) else found


def kept(name, frame_name, values, found):
    """Whether Great Expectations takes a rule as kept whose ends are the figure; None where it has no such rule, or fails."""
    if name not in EXPECTATIONS or found is None or isinstance(found, str) or found != found or abs(found) == INFINITY:
        return None
    batch = (source.add_dataframe_asset(f"{frame_name} {name}").add_batch_definition_whole_dataframe("b")
             .get_batch({"dataframe": pd.DataFrame({"x": values})}))
    result = batch.validate(
        getattr(gx.expectations, EXPECTATIONS[name])(column="x", min_value=found, max_value=found))
    return None if result.exception_info.get("raised_exception") else bool(result.success)


entries = []
for column, (kind, values) in COLUMNS.items():
    for name in FIGURES:
        if kind in ("date", "timestamp") and name in ("mean", "sum", "standard-deviation", "median"):
            continue
        found = figure(name, kind, values)
        entry = {"column": column, "figure": name, "value": written(found)}
        plain = [float(value) if isinstance(value, Decimal) else value for value in values]
        success = kept(name, column, plain, found)
        if success is not None:
            entry["greatExpectations"] = success
        if (column, name) in NOT_KEPT:
            entry["greatExpectationsDiffers"] = NOT_KEPT[column, name]
        if (column, name) in DIFFERENT:
            here, why = DIFFERENT[column, name]
            entry |= {"value": here, "pandas": written(found), "differs": why}
        entries.append(entry)
golden = {
    "versions": {"great_expectations": gx.__version__, "pandas": pd.__version__},
    "columns": {name: {"type": kind, "values": [None if value is None else str(value) for value in values]}
                for name, (kind, values) in COLUMNS.items()},
    "figures": entries,
}
with open("golden-edges.json", "w") as file:
    json.dump(golden, file, indent=1)
    file.write("\n")
