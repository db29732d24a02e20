"""Writes splits.json: scikit-learn's learners on the splits that Assay deals, part by part.

Run with the packages of requirements.txt: python generate_splits.py

The deal is written out here: xoshiro256** seeded by SplitMix64, Swift's shuffle (Fisher and Yates from the front, Lemire's
bounded numbers), rows of each class to the parts in turn. What is compared is what the learners say of each part.
"""

import json
import pathlib

import numpy
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import mean_absolute_error, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

MASK = (1 << 64) - 1
PARTS = 5
SPLITS = 5


class Generator:
    def __init__(self, seed):
        self.state = []
        for _ in range(4):
            seed = (seed + 0x9E3779B97F4A7C15) & MASK
            mixed = seed
            mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
            mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
            self.state.append(mixed ^ (mixed >> 31))

    def next(self):
        a, b, c, d = self.state
        product = (b * 5) & MASK
        result = ((((product << 7) | (product >> 57)) & MASK) * 9) & MASK
        shifted = (b << 17) & MASK
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= shifted
        d = ((d << 45) | (d >> 19)) & MASK
        self.state = [a, b, c, d]
        return result

    def below(self, bound):
        product = self.next() * bound
        if (product & MASK) < bound:
            least = ((1 << 64) - bound) % bound
            while (product & MASK) < least:
                product = self.next() * bound
        return product >> 64


def deal(classes, seed):
    generator = Generator(seed)
    places = [0] * len(classes)
    for value in [True, False]:
        rows = [row for row, known in enumerate(classes) if known == value]
        for current in range(len(rows) - 1):
            other = current + generator.below(len(rows) - current)
            rows[current], rows[other] = rows[other], rows[current]
        for order, row in enumerate(rows):
            places[row] = order % PARTS
    return numpy.array(places)


def measured(matrix, target, classes, learner, metric):
    values = []
    for split in range(SPLITS):
        places = deal(classes, 1 + split)
        part = []
        for held in range(PARTS):
            model = make_pipeline(StandardScaler(), learner())
            model.fit(matrix[places != held], target[places != held])
            part.append(metric(model, matrix[places == held], target[places == held]))
        values.append(part)
    means = [float(numpy.mean(part)) for part in values]
    squares = sum(((numpy.array(part) - mean) ** 2).sum() for part, mean in zip(values, means))
    return {
        "values": values,
        "mean": float(numpy.mean(means)),
        "range": max(means) - min(means),
        "deviation": float(numpy.sqrt(squares / (SPLITS * (PARTS - 1)))),
    }


random = numpy.random.default_rng(17)
matrix = random.normal(size=(83, 2)).round(6)
target = (matrix @ [1.5, -0.5] + random.normal(size=83)).round(6)
labels = random.uniform(size=83) < 1 / (1 + numpy.exp(-matrix @ [1.2, 0.4]))

document = {
    "x": [list(map(float, column)) for column in matrix.T],
    "target": list(map(float, target)),
    "labels": [bool(label) for label in labels],
    "regression": measured(
        matrix,
        target,
        [True] * 83,
        LinearRegression,
        lambda model, x, y: float(mean_absolute_error(y, model.predict(x))),
    ),
    "classes": measured(
        matrix,
        labels,
        list(labels),
        lambda: LogisticRegression(tol=1e-12, max_iter=10_000),
        lambda model, x, y: float(roc_auc_score(y, model.predict_proba(x)[:, 1])),
    ),
}
file = pathlib.Path(__file__).parent / "splits.json"
file.write_text(json.dumps(document) + "\n")
