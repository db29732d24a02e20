"""Faults put into three public data sets, and whether a contract that was inferred from good batches catches them.

    python3 Tests/Faults/faults.py .build/release/assay [CLEAN] > faults.md

Prints two Markdown tables: which constraints catch each fault, and what CLEAN (100) batches with nothing wrong break,
beside what the contract promises. The data are those of `make demo` and `examples/public/prepare.py`. Rows are put in
random order first, so that nothing but chance separates one batch from the next. Standard library only; the same seed
gives the same batches. Exit code 1 when a fault is caught or missed against what is expected, or clean batches raise
more alarms than promised.
"""

import csv
import datetime
import json
import math
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
ASSAY = pathlib.Path(sys.argv[1]).resolve()
CLEAN = int(sys.argv[2]) if len(sys.argv) > 2 else 100
HISTORY = 8
SEED = 20260331
FALSE_ALARMS = 0.001

DATA = {
    "flights": {
        "path": "examples/flights/data/train.parquet", "rows": 1500, "leave": ["p_delayed", "predicted"],
        "every": "day", "number": "distance", "swapped": ("dewp", "pressure"), "unit": ("temp", lambda f: (f - 32) / 1.8),
        "category": "carrier", "text": "dest", "time": "time_hour",
    },
    "hotels": {
        "path": "examples/public/data/hotels/train.parquet", "rows": 500, "leave": ["yhat", "historical_adr"],
        "every": "3d", "number": "lead_time", "swapped": ("adults", "lead_time"),
        "unit": ("avg_price_per_room", lambda price: price * 100),
        "category": "meal", "text": "country", "time": "arrival_date",
    },
    "diamonds": {
        "path": "examples/public/data/diamonds/train.parquet", "rows": 1500, "leave": ["yhat"],
        "number": "price", "swapped": ("depth", "carat"), "unit": ("x", lambda millimetres: millimetres / 25.4),
        "category": "cut", "text": "clarity", "time": None,
    },
}


def run(*words, good=(0, 1)):
    done = subprocess.run([ASSAY, *words], capture_output=True, text=True)
    if done.returncode not in good:
        sys.exit(f"assay {' '.join(map(str, words))} ended with {done.returncode}: {done.stderr}")
    return done


def rows_of(path, folder):
    """The rows of a Parquet file, by way of a contract that asks nothing."""
    contract = folder / "any.yaml"
    contract.write_text("version: 1\ndataset: {row-count: {min: 1}}\n")
    table = folder / "rows.csv"
    run("validate", ROOT / path, "--contract", contract, "--passed", table)
    with open(table, newline="") as file:
        return list(csv.DictReader(file))


def write(path, rows, names):
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def changed(rows, column, change, every=1):
    return [{**row, column: change(row[column])} if index % every == 0 and row[column] != "" else row
            for index, row in enumerate(rows)]


def moved(text, days):
    time = datetime.datetime.fromisoformat(text.replace("+00", ""))
    return (time + datetime.timedelta(days=days)).isoformat(sep=" ")


def faults(kind):
    """By name: what is done to the rows, and whether an inferred contract shall catch it."""
    first, second = kind["swapped"]
    column, convert = kind["unit"]
    found = {
        "nulls in 5 % of a column": (lambda rows: [
            {**row, kind["number"]: ""} if index % 20 == 0 else row for index, row in enumerate(rows)], True),
        "1 % out of range": (lambda rows: changed(rows, kind["number"], lambda v: float(v) * 1000 + 1e6, 100), True),
        "swapped columns": (lambda rows: [{**row, first: row[second], second: row[first]} for row in rows], True),
        "another unit": (lambda rows: changed(rows, column, lambda v: convert(float(v))), True),
        "truncated to a tenth": (lambda rows: rows[:len(rows) // 10], True),
        "duplicated batch": (lambda rows: rows + rows, True),
        "empty batch": (lambda rows: [], True),
        "renamed column": (lambda rows: [
            {("new_" + name if name == kind["number"] else name): value for name, value in row.items()}
            for row in rows], True),
        "new category in 2 %": (lambda rows: changed(rows, kind["category"], lambda _: "unheard of", 50), True),
        "encoding damage in 1 %": (lambda rows: changed(
            rows, kind["text"], lambda v: ("É" + v).encode().decode("latin-1"), 100), True),
    }
    if kind["time"]:
        # The batch is read on the day after its last row: three days on is then the future.
        found["clock three days ahead"] = (lambda rows: changed(rows, kind["time"], lambda v: moved(v, 3)), True)
        found["batch a week late"] = (lambda rows: changed(rows, kind["time"], lambda v: moved(v, -7)), True)
    return found


def validate(path, contract, now):
    words = ["validate", path, "--contract", contract, "--json", "--fail-on", "warn"]
    document = json.loads(run(*words, *(["--as-of", now] if now else [])).stdout)
    return document, [each for each in document["constraints"] if not each["ok"]]


def batch_size(kind, chance):
    """Batches vary in size by about 5 %."""
    return max(50, round(chance.gauss(kind["rows"], kind["rows"] / 20)))


def most_by_chance(mean, surprise=0.001):
    """The number that a Poisson count of this mean exceeds with about that probability."""
    if mean > 100:  # The normal distribution is near enough, and the first term below would be zero.
        return math.ceil(mean + statistics.NormalDist().inv_cdf(1 - surprise) * math.sqrt(mean))
    term, total, count = math.exp(-mean), 0.0, 0
    while total + term < 1 - surprise:
        total += term
        count += 1
        term *= mean / count
    return count


def main():
    chance = random.Random(SEED)
    caught, promises, wrong = [], [], False
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        for name, kind in DATA.items():
            rows = [{column: value for column, value in row.items() if column not in kind["leave"]}
                    for row in rows_of(kind["path"], folder)]
            chance.shuffle(rows)
            names = list(rows[0])
            now = moved(max(row[kind["time"]] for row in rows), 1).replace(" ", "T") if kind["time"] else None
            batches = []
            for index in range(HISTORY):
                size = batch_size(kind, chance)
                write(folder / f"batch{index}.csv", rows[:size], names)
                batches.append(folder / f"batch{index}.csv")
                del rows[:size]
            contract = folder / f"{name}.yaml"
            every = ["--expected-every", kind["every"], "--timestamp", kind["time"]] if kind["time"] else []
            inferred = json.loads(run("contract", *batches, "--out", contract, "--json", "--false-alarms", str(FALSE_ALARMS),
                                  *every, good=(0,)).stdout)
            base = rows[:kind["rows"]]
            write(folder / "new.csv", base, names)
            without = {each["id"]: each["failed"] for each in validate(folder / "new.csv", contract, now)[1]}
            for fault, (damage, expected) in faults(kind).items():
                damaged = damage(base)
                write(folder / "new.csv", damaged, list(damaged[0]) if damaged else names)
                # What chance breaks in the batch without the fault counts only where more rows break it.
                ids = [each["id"] for each in validate(folder / "new.csv", contract, now)[1]
                       if each["id"] not in without or each["failed"] > without[each["id"]]]
                caught.append((fault, name, expected, ids))
                wrong = wrong or bool(ids) != expected

            held = total = figures = 0
            for _ in range(CLEAN):
                some = chance.sample(rows, min(len(rows), batch_size(kind, chance)))
                write(folder / "new.csv", some, names)
                document, broken = validate(folder / "new.csv", contract, now)
                total += document["rows"]
                held += sum(each["failed"] for each in broken if each["level"] == "row")
                figures += sum(each["level"] != "row" for each in broken)
            per_row = sum(rule["falseAlarms"].get("per1000Rows", 0) for rule in inferred["rules"]) / 1000
            per_batch = sum(rule["falseAlarms"].get("perWindow", 0) for rule in inferred["rules"])
            promises.append((name, len(inferred["rules"]), total, per_row * total, held, per_batch * CLEAN, figures))
            wrong = wrong or held > most_by_chance(per_row * total) or figures > most_by_chance(per_batch * CLEAN)

    order = list(dict.fromkeys(fault for fault, *_ in caught))
    print("| fault | " + " | ".join(DATA) + " |")
    print("| --- |" + " --- |" * len(DATA))
    for fault in order:
        cells = []
        for name in DATA:
            found = next((ids for what, where, _, ids in caught if (what, where) == (fault, name)), None)
            cells.append("no time" if found is None else "not caught" if not found else
                         ", ".join(f"`{each}`" for each in found[:2]) + (f" and {len(found) - 2} more" if len(found) > 2 else ""))
        print(f"| {fault} | " + " | ".join(cells) + " |")
    print()
    print("| data | rules | rows | broken cells promised | counted | broken figures promised | counted |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, rules, total, promised, held, promised_figures, figures in promises:
        print(f"| {name} | {rules} | {total:,} | {promised:.0f} | {held} | {promised_figures:.1f} | {figures} |")
    sys.exit(1 if wrong else 0)


main()
