"""Suites of Great Expectations with its verdict on rows, for `assay import`.

Run with great_expectations 1.x, which writes gx.json and gx-golden.json, and with 0.18, which writes gx-018.json.
The rows are those of ../rows.csv. Each entry of the golden file is an expectation of the suite by its place: whether
it succeeds, and how many rows it finds.
"""
import json
import logging
import warnings

import great_expectations as gx
import pandas as pd

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

EXPECTATIONS = [
    ("column_to_exist", {"column": "id"}),
    ("column_values_to_be_between", {"column": "fare", "min_value": 0, "max_value": 140}),
    ("column_values_to_be_between", {"column": "seats", "min_value": 0, "max_value": 9, "strict_min": True, "mostly": 0.95}),
    ("column_values_to_be_between", {"column": "fare", "min_value": 10, "row_condition": 'col("seats") > 3', "condition_parser": "great_expectations"}),
    ("column_values_to_not_be_null", {"column": "fare", "mostly": 0.9}),
    ("column_values_to_not_be_null", {"column": "origin"}),
    ("column_values_to_be_null", {"column": "email", "mostly": 0.01}),
    ("column_values_to_be_in_set", {"column": "origin", "value_set": ["ATL", "BOS", "JFK", "LAX"]}),
    ("column_distinct_values_to_be_in_set", {"column": "destination", "value_set": ["ATL", "BOS", "JFK", "LAX"]}),
    ("column_distinct_values_to_contain_set", {"column": "destination", "value_set": ["ATL"]}),
    ("column_distinct_values_to_equal_set", {"column": "origin", "value_set": ["ATL", "BOS"]}),
    ("column_values_to_not_be_in_set", {"column": "origin", "value_set": ["PARIS"]}),
    ("column_values_to_be_unique", {"column": "id"}),
    ("column_values_to_match_regex", {"column": "email", "regex": "@example\\.org$"}),
    ("column_values_to_not_match_regex", {"column": "origin", "regex": "^[a-z]"}),
    ("column_values_to_match_regex_list", {"column": "email", "regex_list": ["^u", "org$"], "match_on": "all"}),
    ("column_values_to_match_regex", {"column": "email", "regex": "^(?=u).*$"}),
    ("column_value_lengths_to_equal", {"column": "origin", "value": 3}),
    ("column_value_lengths_to_be_between", {"column": "destination", "min_value": 1, "max_value": 3}),
    ("column_mean_to_be_between", {"column": "fare", "min_value": 70, "max_value": 75, "strict_max": True}),
    ("column_median_to_be_between", {"column": "fare", "min_value": 60, "max_value": 100}),
    ("column_max_to_be_between", {"column": "seats", "max_value": 40}),
    ("column_min_to_be_between", {"column": "seats", "min_value": 1}),
    ("column_sum_to_be_between", {"column": "net", "min_value": 100000}),
    ("column_stdev_to_be_between", {"column": "fare", "min_value": 10, "max_value": 50}),
    ("column_unique_value_count_to_be_between", {"column": "destination", "min_value": 4, "max_value": 4}),
    ("column_proportion_of_unique_values_to_be_between", {"column": "id", "min_value": 0.99}),
    ("column_proportion_of_non_null_values_to_be_between", {"column": "fare", "min_value": 0.9}),
    ("column_quantile_values_to_be_between", {"column": "net", "quantile_ranges": {"quantiles": [0.1, 0.9], "value_ranges": [[10, 30], [60, None]]}}),
    ("column_most_common_value_to_be_in_set", {"column": "destination", "value_set": ["ATL", "BOS", "JFK", "LAX"]}),
    ("column_pair_values_a_to_be_greater_than_b", {"column_A": "end", "column_B": "start", "or_equal": True}),
    ("column_pair_values_to_be_equal", {"column_A": "origin", "column_B": "destination"}),
    ("column_pair_values_to_be_equal", {"column_A": "start", "column_B": "end", "ignore_row_if": "either_value_is_missing"}),
    ("compound_columns_to_be_unique", {"column_list": ["id", "seats"], "ignore_row_if": "any_value_is_missing"}),
    ("select_column_values_to_be_unique_within_record", {"column_list": ["net", "tax"], "ignore_row_if": "any_value_is_missing"}),
    ("multicolumn_sum_to_equal", {"column_list": ["net", "tax"], "sum_total": 50, "ignore_row_if": "any_value_is_missing"}),
    ("column_values_to_be_of_type", {"column": "seats", "type_": "int64"}),
    ("column_values_to_be_in_type_list", {"column": "fare", "type_list": ["float", "float64"]}),
    ("table_row_count_to_be_between", {"min_value": 100, "max_value": 1000}),
    ("table_row_count_to_equal", {"value": 240}),
    ("table_columns_to_match_set", {"column_set": ["id", "fare"], "exact_match": False}),
    ("table_column_count_to_equal", {"value": 10}),
    ("column_value_z_scores_to_be_less_than", {"column": "fare", "threshold": 3, "double_sided": True}),
    ("column_kl_divergence_to_be_less_than", {"column": "destination", "partition_object": {"values": ["ATL", "BOS", "JFK", "LAX"], "weights": [0.25, 0.25, 0.25, 0.25]}, "threshold": 0.1}),
]
SEVERITY = {0: "warning", 5: "warning", 12: "info"}

frame = pd.read_csv("../rows.csv", keep_default_na=False, na_values=[""])
if gx.__version__.startswith("0."):
    from great_expectations.core import ExpectationConfiguration, ExpectationSuite

    suite = ExpectationSuite("flights-018")
    for name, arguments in EXPECTATIONS:
        if name == "column_proportion_of_non_null_values_to_be_between":
            continue
        if "row_condition" in arguments:
            arguments = {**arguments, "condition_parser": "pandas", "row_condition": "seats > 3"}
        suite.add_expectation(ExpectationConfiguration(expectation_type=f"expect_{name}", kwargs=arguments))
    with open("gx-018.json", "w") as file:
        json.dump(suite.to_json_dict(), file, indent=2)
        file.write("\n")
else:
    context = gx.get_context(mode="ephemeral")
    batch = (context.data_sources.add_pandas("p").add_dataframe_asset("a")
             .add_batch_definition_whole_dataframe("b").get_batch({"dataframe": frame}))
    suite = gx.ExpectationSuite(name="flights")
    golden = []
    for index, (name, arguments) in enumerate(EXPECTATIONS):
        kind = "Expect" + "".join("AToBeGreaterThanB" if part == "" else part.capitalize() for part in name.split("_"))
        kind = kind.replace("ZScores", "ZScores").replace("KlDivergence", "KLDivergence")
        expectation = getattr(gx.expectations, kind)(**arguments, **({"severity": SEVERITY[index]} if index in SEVERITY else {}))
        suite.add_expectation(expectation)
        result = batch.validate(expectation, result_format="COMPLETE")
        found = result.result or {}
        golden.append({"expectation": f"expect_{name}", "success": bool(result.success),
                       "rows": None if "unexpected_count" not in found else int(found["unexpected_count"])})
    with open("gx.json", "w") as file:
        json.dump(suite.to_json_dict(), file, indent=2)
        file.write("\n")
    with open("gx-golden.json", "w") as file:
        json.dump({"version": gx.__version__, "expectations": golden}, file, indent=1)
        file.write("\n")
