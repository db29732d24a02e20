"""Writes learners.json: what scikit-learn and LightGBM say about small generated data sets.

Run with the packages of requirements.txt: python generate.py
"""

import json
import pathlib

import lightgbm
import numpy
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def columns(matrix):
    """One list a column."""
    return [list(map(float, column)) for column in numpy.asarray(matrix).T]


def logistic(name, matrix, labels, **options):
    model = make_pipeline(
        StandardScaler(), LogisticRegression(tol=1e-12, max_iter=10_000, **options)
    )
    model.fit(matrix, labels)
    inner = model[-1]
    return {
        "name": name,
        "columns": columns(matrix),
        "labels": [bool(label) for label in labels],
        "inversePenalty": options.get("C", 1.0),
        "coefficients": [float(inner.intercept_[0]), *map(float, inner.coef_[0])],
        "probabilities": list(map(float, model.predict_proba(matrix)[:, 1])),
    }


def linear(name, matrix, target):
    model = make_pipeline(StandardScaler(), LinearRegression())
    model.fit(matrix, target)
    inner = model[-1]
    return {
        "name": name,
        "columns": columns(matrix),
        "target": list(map(float, target)),
        "coefficients": [float(inner.intercept_), *map(float, inner.coef_)],
        "predictions": list(map(float, model.predict(matrix))),
    }


def one_hot(numbers, codes, levels):
    """scikit-learn's view of a numeric column beside a category: levels unscaled."""
    scaled = StandardScaler().fit_transform(numbers)
    return numpy.hstack([scaled, numpy.eye(levels)[codes]])


def trees(name, objective, matrix, labels, categorical, rounds):
    parameters = {
        "objective": objective,
        "learning_rate": 0.1,
        "num_leaves": 31,
        "min_data_in_leaf": 20,
        "seed": 7,
        "num_threads": 2,
        "deterministic": True,
        "force_row_wise": True,
        "verbosity": -1,
    }
    data = lightgbm.Dataset(
        numpy.asfortranarray(matrix), label=labels, categorical_feature=categorical
    )
    booster = lightgbm.train(parameters, data, num_boost_round=rounds)
    return {
        "name": name,
        "objective": objective,
        "categorical": categorical,
        "rounds": rounds,
        "columns": [
            [None if numpy.isnan(value) else float(value) for value in column]
            for column in matrix.T
        ],
        "labels": list(map(float, labels)),
        "predictions": list(map(float, booster.predict(matrix, num_threads=2))),
        "gains": list(map(float, booster.feature_importance("gain"))),
    }


def main():
    random = numpy.random.default_rng(20240229)
    matrix = random.normal(size=(120, 3)) * [1.0, 50.0, 0.001] + [0.0, 1_000.0, 5.0]
    signal = matrix[:, 0] + (matrix[:, 1] - 1_000) / 50
    labels = signal + random.normal(size=120) > 0.7
    separable = signal > 0
    target = 3 + 2 * matrix[:, 0] - 0.1 * matrix[:, 1] + random.normal(size=120)
    wide = random.normal(size=(8, 12))
    repeated = numpy.column_stack([matrix[:, 0], matrix[:, 0] * 2 + 1, matrix[:, 1]])

    codes = random.integers(0, 4, size=120)
    category_labels = signal + 0.8 * (codes == 2) + random.normal(size=120) > 0.7
    encoded = one_hot(matrix[:, :1], codes, 4)
    category_model = LogisticRegression(tol=1e-12, max_iter=10_000).fit(encoded, category_labels)

    tree_rows = 400
    tree_matrix = random.normal(size=(tree_rows, 3))
    tree_matrix[:, 2] = random.integers(0, 6, size=tree_rows)
    tree_matrix[random.random(tree_rows) < 0.1, 1] = numpy.nan
    tree_signal = tree_matrix[:, 0] + (tree_matrix[:, 2] == 3) + random.normal(size=tree_rows)

    dummies = []
    for share in (0.3, 0.5, 0.8):
        truth = numpy.zeros(20, dtype=bool)
        truth[: int(round(20 * share))] = True
        model = DummyClassifier(strategy="prior").fit(numpy.zeros((20, 1)), truth)
        dummies.append(
            {
                "labels": [bool(value) for value in truth],
                "probability": float(model.predict_proba([[0]])[0, list(model.classes_).index(True)]),
                "prediction": bool(model.predict([[0]])[0]),
            }
        )

    document = {
        "logistic": [
            logistic("three columns", matrix, labels),
            logistic("separable", matrix, separable),
            logistic("weak penalty", matrix, labels, C=100.0),
            logistic("more columns than rows", wide, wide[:, 0] > 0),
        ],
        "logisticWithCategory": {
            "column": list(map(float, matrix[:, 0])),
            "codes": list(map(int, codes)),
            "labels": [bool(label) for label in category_labels],
            "probabilities": list(map(float, category_model.predict_proba(encoded)[:, 1])),
        },
        "linear": [
            linear("three columns", matrix, target),
            linear("more columns than rows", wide, wide[:, 0] - wide[:, 3]),
            linear("a repeated column", repeated, target),
            linear("a large common part", matrix, target + 1e6),
        ],
        "trees": [
            trees("binary", "binary", tree_matrix, (tree_signal > 0.5) * 1.0, [2], 30),
            trees("regression", "regression", tree_matrix, tree_signal, [2], 30),
        ],
        "dummyClassifier": dummies,
        "dummyRegressor": [
            {
                "values": values,
                "mean": float(DummyRegressor().fit([[0]] * len(values), values).predict([[0]])[0]),
                "median": float(
                    DummyRegressor(strategy="median")
                    .fit([[0]] * len(values), values)
                    .predict([[0]])[0]
                ),
            }
            for values in ([1.0, 2.0, 10.0], [4.0, 1.0, 3.0, 2.0], [5.0], [1e9 + 0.1, 1e9 + 0.2])
        ],
    }
    path = pathlib.Path(__file__).with_name("learners.json")
    path.write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
