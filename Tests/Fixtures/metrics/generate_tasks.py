"""Writes the golden values of multiclass, forecast and ranking metrics:

    python generate_tasks.py > golden-tasks.json

Multiclass and NDCG values come from scikit-learn at the version of requirements.txt. Where Assay differs
on purpose the case says so under "different". The other ranking metrics are not in scikit-learn: they are
averaged over every order that ties allow, rank by rank. The scaled errors of forecasts are Hyndman and
Koehler's formula, written out with numpy.
"""

import itertools
import json
import math
import sys
import warnings

import numpy as np
import sklearn.metrics as m

warnings.simplefilter("ignore")


def plain(value):
    value = None if value is None else float(value)
    return None if value is None or math.isnan(value) or math.isinf(value) else value


def top_label_error(y, p, bins):
    confidence = p.max(axis=1)
    right = p.argmax(axis=1) == y
    places = np.searchsorted(np.linspace(0.0, 1.0, bins + 1)[1:-1], confidence)
    error = 0.0
    for place in range(bins):
        inside = places == place
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return error


def multiclass(name, y, p, k=2, called=None):
    y, p = np.asarray(y, dtype=int), np.asarray(p, dtype=float)
    classes = list(range(p.shape[1]))
    c = p.argmax(axis=1) if called is None else np.asarray(called, dtype=int)
    different = {}

    def attempt(function):
        try:
            return plain(function())
        except ValueError:
            return None

    one_hot = np.eye(len(classes))[y]
    two = {"scale_by_half": "auto", "labels": classes}
    # One column a class: what multi_class="ovr" does, without its demand that rows sum to 1 exactly.
    area = lambda average: m.roc_auc_score(one_hot, p, average=average)
    computed = {
        "accuracy": lambda: m.accuracy_score(y, c),
        "balancedAccuracy": lambda: m.balanced_accuracy_score(y, c),
        "mcc": lambda: m.matthews_corrcoef(y, c),
        "cohenKappa": lambda: m.cohen_kappa_score(y, c),
        "rocAUC": lambda: area("macro"),
        "weightedRocAUC": lambda: area("weighted"),
        "averagePrecision": lambda: m.average_precision_score(one_hot, p, average="macro"),
        "logLoss": lambda: m.log_loss(y, p, labels=classes),
        "brier": lambda: m.brier_score_loss(y, p, **two) if len(classes) > 2
        else m.brier_score_loss(y, p[:, 1], labels=classes),
        "ece": lambda: top_label_error(y, p, 10),
        "topKAccuracy": lambda: m.top_k_accuracy_score(y, p if len(classes) > 2 else p[:, 1], k=k,
                                                       labels=classes),
    }
    for average in ["macro", "micro", "weighted"]:
        for key, score in [("Precision", m.precision_score), ("Recall", m.recall_score),
                           ("F1", m.f1_score)]:
            computed[average + key] = lambda s=score, a=average: s(y, c, average=a)
    expected = {key: attempt(function) for key, function in computed.items()}

    def differ(keys, why):
        for key in keys:
            different[key] = {"scikitLearn": expected[key], "why": why}
            expected[key] = None

    present, predicted = set(y.tolist()), set(c.tolist())
    if predicted - present:
        differ(["macroRecall"], "a class is predicted and never occurs")
    if present - predicted:
        differ(["macroPrecision", "weightedPrecision"], "a class is never predicted")
    elif predicted - present:
        pass
    if len(present) == 1:
        differ(["balancedAccuracy", "mcc"], "all labels are of one class")
    elif len(predicted) == 1:
        differ(["mcc"], "all predictions are of one class")
    if len(present | predicted) == 1:
        differ(["cohenKappa"], "truth and prediction are the same single class")
    if set(classes) - present:
        differ(["rocAUC", "weightedRocAUC", "averagePrecision"], "a declared class has no rows")
    if (np.abs(p.sum(axis=1) - 1) > min(0.05, 0.005 * len(classes)) + 1e-9).any():
        differ(["logLoss", "brier", "ece"], "probabilities do not sum to 1")
    if k >= len(classes):
        differ(["topKAccuracy"], "k is not below the number of classes")
    per_class = []
    for place in sorted(present | predicted):
        per_class.append({
            "class": str(place), "rows": int((y == place).sum()),
            "precision": plain(m.precision_score(y == place, c == place, zero_division=np.nan)),
            "recall": plain(m.recall_score(y == place, c == place, zero_division=np.nan)),
            "f1": plain(m.f1_score(y == place, c == place)),
            "rocAUC": attempt(lambda: m.roc_auc_score(y == place, p[:, place])),
        })
    return {"name": name, "k": k, "classes": [str(v) for v in classes],
            "truths": [str(v) for v in y], "probabilities": [[float(v) for v in row] for row in p],
            "calls": None if called is None else [str(v) for v in c],
            "expected": expected, "different": different, "perClass": per_class}


def multiclasses():
    rng = np.random.default_rng(5)

    def drawn(rows, classes, sharpness=1.5, digits=5):
        y = rng.integers(0, classes, rows)
        logits = rng.normal(0, 1, (rows, classes)) + sharpness * np.eye(classes)[y]
        p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        return y, np.round(p, digits)

    yield multiclass("three classes, 60 rows", *drawn(60, 3))
    yield multiclass("five classes, 200 rows", *drawn(200, 5), k=3)
    yield multiclass("twelve classes, 300 rows", *drawn(300, 12), k=4)
    yield multiclass("two classes", *drawn(80, 2), k=1)
    yield multiclass("scores of two digits, ties", *drawn(100, 3, digits=2))
    y, p = drawn(90, 3)
    yield multiclass("another predicted class than the likeliest", y, p, called=(p.argmax(axis=1) + (y == 1)) % 3)
    yield multiclass("a class never predicted", [0, 1, 2, 2, 1, 0],
                     [[.5, .4, .1], [.4, .5, .1], [.5, .1, .4], [.3, .5, .2], [.1, .8, .1], [.7, .2, .1]])
    yield multiclass("a class that never occurs", [0, 1, 1, 0],
                     [[.5, .4, .1], [.4, .5, .1], [.2, .3, .5], [.7, .2, .1]])
    yield multiclass("all labels of one class", [1, 1, 1], [[.1, .8, .1], [.5, .3, .2], [.3, .4, .3]])
    yield multiclass("one class, all right", [1, 1, 1], [[.1, .8, .1], [.2, .6, .2], [.3, .4, .3]])
    yield multiclass("everything called one class", [0, 1, 2, 1], [[.8, .1, .1]] * 4)
    yield multiclass("probabilities of two thirds", [0, 1, 2, 1],
                     [[.4, .2, .1], [.1, .4, .2], [.2, .1, .4], [.3, .2, .2]])
    yield multiclass("certain and wrong", [0, 1, 2], [[0, 1, 0], [0, 0, 1], [1, 0, 0]])
    yield multiclass("k as large as the classes", *drawn(30, 3), k=3)


def orders(scores):
    """Every order of the rows that their scores allow, best first."""
    groups = [[i for i in range(len(scores)) if scores[i] == s] for s in sorted(set(scores), reverse=True)]
    for choice in itertools.product(*[list(itertools.permutations(g)) for g in groups]):
        yield [i for group in choice for i in group]


def ranking_query(relevance, scores, k):
    relevant = [r > 0 for r in relevance]
    total = sum(relevant)
    figures = {"map": [], "mrr": [], "hitRate": [], "precisionAtK": [], "recallAtK": []}
    for order in orders(scores):
        top = [relevant[i] for i in order[:k]]
        hits = sum(top)
        figures["precisionAtK"].append(hits / k)
        figures["recallAtK"].append(hits / total)
        figures["hitRate"].append(float(hits > 0))
        figures["mrr"].append(next((1 / (r + 1) for r, hit in enumerate(top) if hit), 0.0))
        figures["map"].append(sum(sum(top[:r + 1]) / (r + 1) for r in range(len(top)) if top[r])
                              / min(total, k))
    result = {key: float(np.mean(values)) for key, values in figures.items()}
    result["ndcg"] = float(m.ndcg_score([relevance], [scores], k=k)) if len(scores) > 1 else 1.0
    return result


def ranking(name, queries, k):
    """Queries are pairs of relevances and scores; one without a relevant row is left out."""
    counted = [ranking_query(r, s, k) for r, s in queries if any(v > 0 for v in r)]
    return {"name": name, "k": k,
            "queries": [{"relevances": list(map(float, r)), "scores": list(map(float, s))}
                        for r, s in queries],
            "counted": len(counted),
            "expected": {key: float(np.mean([q[key] for q in counted])) for key in counted[0]}}


def rankings():
    rng = np.random.default_rng(3)
    yield ranking("graded relevance, no ties", [([3, 2, 3, 0, 1, 2], [6, 5, 4, 3, 2, 1])], 10)
    yield ranking("cut at two", [([3, 2, 3, 0, 1, 2], [1, 5, 4, 3, 2, 6])], 2)
    yield ranking("all scores tied", [([1, 0, 0, 2, 0], [1, 1, 1, 1, 1])], 3)
    yield ranking("a tie across the cut", [([0, 1, 0, 1, 1, 0], [5, 4, 4, 4, 2, 1])], 3)
    yield ranking("a query without a relevant row", [([0, 0], [2, 1]), ([1, 0, 1], [1, 2, 3])], 2)
    yield ranking("one row", [([1], [0.3])], 5)
    yield ranking("relevant rows beyond the cut", [([0, 0, 0, 1], [4, 3, 2, 1])], 2)
    yield ranking("forty queries of seven rows with ties",
                  [(rng.integers(0, 3, 7).tolist(), rng.integers(0, 4, 7).tolist()) for _ in range(40)], 4)


def scales(train, season):
    differences = np.abs(train[season:] - train[:-season])
    return differences.mean(), (differences ** 2).mean()


def forecast(name, y, p, train, season):
    y, p, train = (np.asarray(v, dtype=float) for v in (y, p, train))
    absolute, square = scales(train, season)
    return {"name": name, "season": season, "targets": y.tolist(), "predictions": p.tolist(),
            "train": train.tolist(),
            "expected": {
                "mase": float(np.abs(p - y).mean() / absolute),
                "rmsse": float(np.sqrt(((p - y) ** 2).mean() / square)),
                "wape": float(np.abs(p - y).sum() / np.abs(y).sum()),
                "mae": float(m.mean_absolute_error(y, p)),
                "rmse": float(m.root_mean_squared_error(y, p)),
                "r2": float(m.r2_score(y, p)),
            }}


def forecasts():
    rng = np.random.default_rng(9)
    yield forecast("sktime's example", [3, -0.5, 2, 7, 2], [2.5, 0.0, 2, 8, 1.25],
                   [5, 0.5, 4, 6, 3, 5, 2], 1)
    for season in [1, 7, 12]:
        t = np.arange(200)
        series = 50 + 10 * np.sin(2 * np.pi * t / 12) + rng.normal(0, 3, 200)
        yield forecast(f"200 steps, season {season}", series[140:], series[140:] + rng.normal(1, 2, 60),
                       series[:140], season)


def lines(cases):
    return "[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]"


sys.stdout.write(
    f'{{"scikitLearn": "{__import__("sklearn").__version__}",\n"multiclass": {lines(multiclasses())},\n'
    f'"ranking": {lines(rankings())},\n"forecast": {lines(forecasts())}}}\n')
