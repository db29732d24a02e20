"""Writes forecasts.json: what sktime and arch say about small series.

Run with the packages of requirements.txt: python generate_forecasts.py
"""

import json
import pathlib
import warnings

import numpy
import pandas
from arch.bootstrap import optimal_block_length
from sktime.forecasting.naive import NaiveForecaster

HORIZON = 20


def forecast(values, **options):
    series = pandas.Series(values, index=pandas.RangeIndex(len(values)))
    model = NaiveForecaster(**options).fit(series)
    return list(map(float, model.predict(fh=range(1, HORIZON + 1))))


def main():
    warnings.simplefilter("ignore")
    random = numpy.random.default_rng(20260102)
    month = numpy.arange(43)
    values = 100 + 2 * month + 15 * numpy.sin(month * numpy.pi / 6) + random.normal(size=43)
    blocks = []
    for name, size, memory in (
        ("independent", 200, 0.0), ("memory", 200, 0.7), ("short", 30, 0.5), ("long", 1_000, 0.9)
    ):
        numbers = [0.0]
        for _ in range(size - 1):
            numbers.append(memory * numbers[-1] + random.normal())
        blocks.append(
            {
                "name": name,
                "numbers": numbers,
                "length": float(optimal_block_length(numpy.array(numbers))["circular"].iloc[0]),
            }
        )
    document = {
        "values": list(map(float, values)),
        "naive": forecast(values, strategy="last"),
        "seasonalNaive": forecast(values, strategy="last", sp=12),
        "drift": forecast(values, strategy="drift"),
        "season": 12,
        "blocks": blocks,
    }
    path = pathlib.Path(__file__).with_name("forecasts.json")
    path.write_text(json.dumps(document, indent=0) + "\n")


if __name__ == "__main__":
    main()
