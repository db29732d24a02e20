"""Writes the golden values of the disparity table: python aequitas_table.py > aequitas.json

Values come from Aequitas at the version of requirements-aequitas.txt, against a named group, tau 0.8.
"""

import json
import warnings

import pandas as pd
from aequitas.bias import Bias
from aequitas.fairness import Fairness
from aequitas.group import Group

warnings.simplefilter("ignore")

DISPARITIES = "ppr pprev precision fdr for fpr fnr tpr tnr npv".split()
PARITIES = {
    "statisticalParity": "Statistical Parity",
    "impactParity": "Impact Parity",
    "fdrParity": "FDR Parity",
    "fprParity": "FPR Parity",
    "forParity": "FOR Parity",
    "fnrParity": "FNR Parity",
    "tprParity": "TPR Parity",
    "tnrParity": "TNR Parity",
    "npvParity": "NPV Parity",
    "precisionParity": "Precision Parity",
    "typeIParity": "TypeI Parity",
    "typeIIParity": "TypeII Parity",
    "equalizedOdds": "Equalized Odds",
    "unsupervisedFairness": "Unsupervised Fairness",
    "supervisedFairness": "Supervised Fairness",
}


def case(name, reference, groups):
    """groups: cells (tp, fp, fn, tn) by name."""
    rows = []
    for group, cells in groups.items():
        for count, (called, truth) in zip(cells, ((1, 1), (1, 0), (0, 1), (0, 0))):
            rows += [(called, truth, group)] * count
    frame = pd.DataFrame(rows, columns=["score", "label_value", "group"])
    table, _ = Group().get_crosstabs(frame, attr_cols=["group"])
    table = Bias().get_disparity_predefined_groups(
        table,
        original_df=frame,
        ref_groups_dict={"group": reference},
        check_significance=False,
        mask_significance=False,
    )
    table = Fairness(tau=0.8).get_group_value_fairness(table)
    return {
        "name": name,
        "reference": reference,
        "groups": [
            {
                "value": row["attribute_value"],
                "cells": list(groups[row["attribute_value"]]),
                "disparities": {d: float(row[f"{d}_disparity"]) for d in DISPARITIES},
                "parities": {key: bool(row[column]) for key, column in PARITIES.items()},
            }
            for _, row in table.iterrows()
        ],
    }


print(
    json.dumps(
        {
            "cases": [
                case("three groups", "a", {"a": (40, 10, 15, 60), "b": (20, 12, 9, 30), "c": (9, 3, 8, 41)}),
                case("many rows, two alike", "x", {"x": (4000, 1000, 1500, 6000), "y": (3900, 1000, 1480, 6100), "z": (900, 900, 700, 1500)}),
            ]
        },
        indent=1,
    )
)
