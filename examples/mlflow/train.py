#!/usr/bin/env python3
"""Trains a small model and logs it as a team would: metrics, the model, and its logged predictions.

    MLFLOW_TRACKING_URI=http://127.0.0.1:5000 train.py      # prints the run's id

The artifact `evaluation` holds train.parquet and test.parquet: the rows, the truth, and what the model
said of each. That is all that assess_run.py needs of a run.
"""

import pathlib
import tempfile

import mlflow
import numpy
import pandas
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

FEATURES = ["income", "age"]


def customers(rows: int, seed: int) -> pandas.DataFrame:
    """Customers of whom some pay late."""
    draw = numpy.random.default_rng(seed)
    income = draw.normal(30, 8, rows)
    age = draw.integers(18, 80, rows).astype(float)
    chance = 1 / (1 + numpy.exp((income - 28) / 4 + (age - 45) / 40))
    return pandas.DataFrame({"income": income, "age": age, "late": (draw.random(rows) < chance).astype(int)})


def main() -> None:
    train, test = customers(4_000, 1), customers(2_000, 2)
    model = LogisticRegression().fit(train[FEATURES], train["late"])
    for table in (train, test):
        table["p_late"] = model.predict_proba(table[FEATURES])[:, 1]
    mlflow.set_experiment("late-payers")
    with mlflow.start_run() as run, tempfile.TemporaryDirectory() as folder:
        mlflow.log_param("features", ",".join(FEATURES))
        mlflow.log_metric("test_roc_auc", roc_auc_score(test["late"], test["p_late"]))
        mlflow.log_metric("test_log_loss", log_loss(test["late"], test["p_late"]))
        mlflow.sklearn.log_model(model, name="model", input_example=train[FEATURES].head(2))
        for name, table in (("train", train), ("test", test)):
            table.to_parquet(pathlib.Path(folder) / f"{name}.parquet", index=False)
        mlflow.log_artifacts(folder, "evaluation")
    print(run.info.run_id)


if __name__ == "__main__":
    main()
