"""Writes the golden values of Welch's test: python generate.py > golden.json

SciPy's ttest_ind at the versions of requirements.txt, on numbers that the test computes too.
"""

import json
import sys

import numpy as np
import scipy.stats as st

PAIRS = [(5, 9, 0.0), (2, 40, 3.0), (100, 1000, -1.5), (30, 30, 1e6)]


def sample(count, factor, shift):
    """1…count by a factor modulo 37, moved."""
    return np.arange(1, count + 1) * factor % 37 / 7 + shift


rows = []
for first, second, shift in PAIRS:
    a, b = sample(first, 11, shift), sample(second, 13, shift - 0.25)
    result = st.ttest_ind(a, b, equal_var=False, alternative="greater")
    interval = st.ttest_ind(a, b, equal_var=False).confidence_interval(0.9)
    rows.append({"first": first, "second": second, "shift": shift, "statistic": result.statistic,
                 "pValue": result.pvalue, "degrees": result.df, "low": interval.low, "high": interval.high})
json.dump({"welch": rows}, sys.stdout, indent=1)
