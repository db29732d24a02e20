"""Writes classes.json: what scikit-learn says about small data of several classes.

Run with the packages of requirements.txt: python generate_classes.py
"""

import json
import pathlib

import numpy
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier


def rows(matrix):
    return [list(map(float, row)) for row in matrix]


def regression(name, matrix, labels, **options):
    model = make_pipeline(
        StandardScaler(),
        LogisticRegression(solver="newton-cholesky", tol=1e-12, max_iter=1_000, **options),
    )
    model.fit(matrix, labels)
    return {
        "name": name,
        "columns": rows(matrix.T),
        "labels": list(map(int, labels)),
        "inversePenalty": options.get("C", 1.0),
        "probabilities": rows(model.predict_proba(matrix)),
    }


def stump(name, matrix, labels):
    model = DecisionTreeClassifier(criterion="entropy", max_depth=1, random_state=1)
    model.fit(matrix, labels)
    return {
        "name": name,
        "columns": rows(matrix.T),
        "labels": list(map(int, labels)),
        "feature": int(model.tree_.feature[0]),
        "probabilities": rows(model.predict_proba(matrix)),
    }


def guesses(train, test, draws):
    """The mean over many draws of what a stratified guess reaches."""
    accuracies, scores = [], []
    for seed in range(draws):
        model = DummyClassifier(strategy="stratified", random_state=seed)
        model.fit(numpy.zeros((len(train), 1)), train)
        called = model.predict(numpy.zeros((len(test), 1)))
        accuracies.append(accuracy_score(test, called))
        scores.append(f1_score(test, called, average="macro"))
    return {
        "train": list(map(int, train)),
        "test": list(map(int, test)),
        "accuracy": float(numpy.mean(accuracies)),
        "macroF1": float(numpy.mean(scores)),
        "accuracyError": float(numpy.std(accuracies) / draws**0.5),
        "macroF1Error": float(numpy.std(scores) / draws**0.5),
    }


def main():
    random = numpy.random.default_rng(20260101)
    matrix = random.normal(size=(120, 3)) * [1.0, 50.0, 0.001] + [0.0, 1_000.0, 5.0]
    signal = matrix[:, 0] + (matrix[:, 1] - 1_000) / 50
    labels = numpy.digitize(signal + random.normal(size=120), [-1, 0.5])
    separable = numpy.digitize(signal, [-1, 0.5])
    coarse = random.integers(0, 40, size=(200, 4)).astype(float)
    coarse_labels = numpy.digitize(
        coarse[:, 2] + 4 * random.normal(size=200), [8, 20, 30]
    )
    train = random.choice(4, size=400, p=[0.5, 0.3, 0.15, 0.05])
    test = random.choice(4, size=2_000, p=[0.4, 0.3, 0.2, 0.1])
    document = {
        "regressions": [
            regression("three classes", matrix, labels),
            regression("separable", matrix, separable),
            regression("weak penalty", matrix, labels, C=100.0),
        ],
        "stumps": [stump("four classes", coarse, coarse_labels)],
        "guesses": guesses(train, test, 2_000),
    }
    path = pathlib.Path(__file__).with_name("classes.json")
    path.write_text(json.dumps(document, indent=0) + "\n")


if __name__ == "__main__":
    main()
