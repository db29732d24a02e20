"""The model that the scorer and the server share: a probability from three columns."""

import math


def number(value):
    return 0.0 if value in (None, "") else float(value)


def probability(row):
    score = 0.001 * number(row.get("distance")) + 0.1 * number(row.get("hour")) - 2
    score += 0.05 * number(row.get("wind"))
    return 1 / (1 + math.exp(-max(-700.0, min(700.0, score))))
