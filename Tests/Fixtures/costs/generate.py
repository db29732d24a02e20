"""Golden values of costs: every threshold and every correction tried row by row, with NumPy and SciPy.

    python generate.py > golden.json
"""

import json

import numpy
import scipy.stats


def mean_interval(values):
    margin = scipy.stats.t.ppf(0.975, len(values) - 1) * scipy.stats.sem(values)
    return [float(values.mean()), float(values.mean() - margin), float(values.mean() + margin)]


def outcome_interval(values, possible):
    """The interval of a mean of outcomes: each one's share has Jeffreys' interval, also one that no row has.

    Zou and Donner's distances from the most frequent outcome, with multinomial correlations.
    """
    rows = len(values)
    outcomes = sorted(set(possible) | set(values.tolist()))
    counts = [int((values == outcome).sum()) for outcome in outcomes]
    base = counts.index(max(counts))
    others = [i for i in range(len(outcomes)) if i != base]
    weights = numpy.array([outcomes[i] - outcomes[base] for i in others])
    counted = numpy.array([counts[i] for i in others])
    shares = counted / rows
    low = numpy.where(counted == 0, 0, scipy.stats.beta.ppf(0.025, counted + 0.5, rows - counted + 0.5))
    high = numpy.where(counted == rows, 1, scipy.stats.beta.ppf(0.975, counted + 0.5, rows - counted + 0.5))
    ties = numpy.sqrt(shares / (1 - shares)) * numpy.sign(weights)
    correlation = -numpy.outer(ties, ties)
    numpy.fill_diagonal(correlation, 1)
    size = numpy.abs(weights)
    below = size * numpy.where(weights > 0, shares - low, high - shares)
    above = size * numpy.where(weights > 0, high - shares, shares - low)
    middle = float(values.mean())
    return [
        middle,
        middle - float(numpy.sqrt(max(0, below @ correlation @ below))),
        middle + float(numpy.sqrt(max(0, above @ correlation @ above))),
    ]


def excess_interval(place, other, thresholds, difference, costs):
    """A row that is called otherwise at the other threshold is a negative or a positive."""
    if place == other:
        return [0.0, 0.0, 0.0]
    sign = 1 if thresholds[place] < thresholds[other] else -1
    hit, false_alarm, miss, rest = costs
    return outcome_interval(difference, [0.0, sign * (false_alarm - rest), -sign * (miss - hit)])


def call_costs(labels, called, costs):
    hit, false_alarm, miss, rest = costs
    return numpy.where(
        labels, numpy.where(called, hit, miss), numpy.where(called, false_alarm, rest)
    ).astype(float)


def calls(name, labels, scores, threshold, costs):
    thresholds = numpy.append(numpy.unique(scores), numpy.nextafter(scores.max(), numpy.inf))
    rows = [call_costs(labels, scores >= t, costs) for t in thresholds]
    means = numpy.array([r.mean() for r in rows])
    best = int(means.argmin())
    as_cheap = []
    for place, row in enumerate(rows):
        difference = row - rows[best]
        low = excess_interval(place, best, thresholds, difference, costs)[1]
        if place == best or low <= 0:
            as_cheap.append(float(thresholds[place]))
    today = call_costs(labels, scores >= threshold, costs)
    place = min(int(numpy.searchsorted(thresholds, threshold)), len(thresholds) - 1)
    none = today - call_costs(labels, numpy.zeros(len(labels), bool), costs)
    return {
        "name": name,
        "labels": [bool(v) for v in labels],
        "scores": [float(v) for v in scores],
        "threshold": threshold,
        "costs": list(costs),
        "today": outcome_interval(today, [float(c) for c in costs]),
        "best": float(thresholds[best]),
        "bestCost": float(means[best]),
        "asCheap": [min(as_cheap), max(as_cheap)],
        "overNone": excess_interval(place, len(thresholds) - 1, thresholds, none, costs),
        "calibrated": float((costs[1] - costs[3]) / ((costs[1] - costs[3]) + (costs[2] - costs[0]))),
    }


def errors(name, targets, predictions, over, under):
    left = predictions - targets

    def costs(correction):
        moved = left + correction
        return numpy.where(moved > 0, over * moved, under * -moved)

    corrections = numpy.sort(-left)
    means = numpy.array([costs(c).mean() for c in corrections])
    return {
        "name": name,
        "targets": [float(v) for v in targets],
        "predictions": [float(v) for v in predictions],
        "over": over,
        "under": under,
        "today": mean_interval(costs(0.0)),
        "best": float(corrections[means.argmin()]),
        "bestCost": float(means.min()),
    }


generator = numpy.random.default_rng(11)
truth = generator.uniform(size=400)
labels = generator.uniform(size=400) < truth
noisy = numpy.clip(truth + generator.normal(scale=0.1, size=400), 0, 1)
rare = generator.uniform(size=300) < 0.05
weak = numpy.where(rare, 0.3, 0.2) + 0.1 * generator.uniform(size=300)
targets = generator.normal(size=201) * 3 + 10
predictions = targets + generator.normal(size=201) + 0.7

print(
    json.dumps(
        {
            "calls": [
                calls("equal costs", labels, truth, 0.5, (0, 1, 1, 0)),
                calls("dear misses", labels, truth, 0.5, (0, 10, 90, 0)),
                calls("gains, and ties", labels, noisy.round(1), 0.4, (-5, 2, 3, -1)),
                calls("a rare class", rare, weak, 0.5, (0, 1, 30, 0)),
            ],
            "errors": [
                errors("dear below", targets, predictions, 1, 3),
                errors("dear above", targets, predictions, 5, 0.5),
                errors("one side only", targets, predictions, 2, 0),
            ],
        },
        indent=1,
    )
)
