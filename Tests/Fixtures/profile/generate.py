"""Writes golden.json: what NumPy and exact rational arithmetic say about small columns.

mean: the exact sum divided by the count, rounded once; standardDeviation: the square root, to 60
digits, of the exact variance with n - 1, rounded once; quantiles: numpy.quantile(method="linear").
"""

import json
import random
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

import numpy

getcontext().prec = 60
PROBABILITIES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]


def deviation(values):
    if len(values) < 2:
        return None
    exact = [Fraction(v) for v in values]
    mean = sum(exact) / len(exact)
    variance = sum((v - mean) ** 2 for v in exact) / (len(exact) - 1)
    root = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
    return float(root)


def case(name, values):
    values = [float(v) for v in values]
    return {
        "name": name,
        "values": values,
        "mean": float(sum(Fraction(v) for v in values) / len(values)),
        "standardDeviation": deviation(values),
        "quantiles": [float(numpy.quantile(numpy.array(values), p)) for p in PROBABILITIES],
    }


random.seed(20240229)
cases = [
    case("one value", [3.25]),
    case("two values", [1, 2]),
    case("a constant", [0.1] * 10),
    case("ties", [1, 1, 2, 2, 2, 3, 10, 10]),
    case("normal", [random.gauss(0, 1) for _ in range(500)]),
    case("far from zero, close together", [1e9 + random.random() * 1e-3 for _ in range(300)]),
    case("skewed over many magnitudes", [random.lognormvariate(0, 4) for _ in range(400)]),
    case("cancelling", [1e16, 1.0, -1e16, 1.0, 3.0]),
    case("both signs and zero", [-2.5, -0.0, 0.0, 7.25, -1e-3]),
    case("subnormal", [5e-324, 1e-310, 2e-308, -5e-324]),
    case("large", [1e300, -1e300, 5e299, 2.0]),
    case("mixed with tiny", [1e17, 1e-17, 3.0, -1e17]),
]
path = Path(__file__).with_name("golden.json")
path.write_text(json.dumps({"probabilities": PROBABILITIES, "cases": cases}, indent=1) + "\n")
