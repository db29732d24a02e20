"""How `assay estimate` does where the truth is known: prints five Markdown tables.

    python3 docs/statistics/estimating.py .build/release/assay [SHARE] > estimating.md

SHARE of the trials, 1 unless given, is run. Every run of the program is one reference and one current set of many windows whose labels are known: its
record says what was estimated and what came. Standard library only; the same seed gives the same rows.
"""

import csv
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

SHARE = float(sys.argv[2]) if len(sys.argv) > 2 else 1.0

METRICS = ["rocAUC", "averagePrecision", "f1", "precision", "recall", "specificity", "accuracy"]
CLASS_METRICS = ["rocAUC", "averagePrecision", "accuracy", "macroPrecision", "macroRecall", "macroF1", "weightedF1"]
LOSSES = ["mae", "rmse", "mse", "mape", "smape"]


def sigmoid(value):
    return 1 / (1 + math.exp(-value))


def scored(chance, rows, steepness=1.0, shift=0.0):
    """Scores that are too sure or not sure enough: the logit of the truth is `steepness` times theirs."""
    for _ in range(rows):
        logit = chance.gauss(-0.5 + shift, 1.2)
        yield {"p": sigmoid(logit), "y": int(chance.random() < sigmoid(steepness * logit))}


def classified(chance, rows, classes, steepness=1.0, shift=0.0):
    """Probabilities of several classes; the class comes with them raised to `steepness`, scaled to 1."""
    names = "abcdefgh"[:classes]
    for _ in range(rows):
        weights = [math.exp(chance.gauss(0.4 - 0.4 * place + (shift if place == 1 else 0), 1.1)) for place in range(classes)]
        total = sum(weights)
        powers = [(weight / total) ** steepness for weight in weights]
        row = {f"p_{name}": weight / total for name, weight in zip(names, weights)}
        row["y"] = chance.choices(names, powers)[0]
        yield row


def kinds(chance, rows, share=0.5):
    """A model that does not see the column `kind`, in which positives are common or rare."""
    for _ in range(rows):
        signal = chance.gauss(0, 1)
        common = chance.random() < share
        yield {
            "x": signal,
            "kind": common + chance.gauss(0, 0.2),
            "p": sigmoid(1.2 * signal),
            "y": int(chance.random() < sigmoid(1.5 * signal + (1.5 if common else -1.5))),
        }


def houses(chance, rows, smallest=60.0):
    """A price that is off by more the larger the house."""
    for _ in range(rows):
        area = chance.uniform(smallest, 160)
        age = chance.uniform(0, 80)
        predicted = 40 + 2.5 * area - 0.4 * age
        yield {
            "area": area,
            "age": age,
            "yhat": predicted,
            "y": predicted + chance.gauss(0, (area - 40) / 5),
        }


def write(path, rows):
    rows = list(rows)
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def estimate(assay, folder, reference, current, window, *options):
    write(folder / "reference.csv", reference)
    write(folder / "current.csv", current)
    command = [assay, "estimate", "--reference", folder / "reference.csv", "--current", folder / "current.csv"]
    command += ["--target", "y", "--window", str(window), "--json", *options]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def trials(most):
    return range(max(2, round(SHARE * most)))


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("| --- " + "| ---: " * (len(head) - 1) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def share(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "–"


def intervals(assay, folder):
    print(f"Share of 95 % intervals that held what the labels gave, {20 * len(trials(100)):,} windows of 500 rows a line:\n")
    rows = []
    for title, reference_rows, steepness, shift in [
        ("probabilities, reference 5,000", 5_000, 1.0, 0.0),
        ("probabilities, reference 1,000", 1_000, 1.0, 0.0),
        ("not sure enough (calibrated), reference 5,000", 5_000, 2.0, 0.0),
        ("too sure (calibrated), reference 5,000", 5_000, 0.5, 0.0),
        ("not sure enough, scores shifted", 5_000, 2.0, 0.6),
    ]:
        held, windows = dict.fromkeys(METRICS, 0), dict.fromkeys(METRICS, 0)
        for trial in trials(100):
            chance = random.Random(1_000 + trial)
            found = estimate(
                assay,
                folder,
                scored(chance, reference_rows, steepness),
                scored(chance, 10_000, steepness, shift),
                500,
                "--score",
                "p",
                "--no-joint",
            )
            for record in found["record"]:
                for window in record["windows"]:
                    windows[record["metric"]] += 1
                    held[record["metric"]] += window["covered"] is True
        rows.append([title] + [share(held[key], windows[key]) for key in METRICS])
    table(["", *METRICS], rows)


def several(assay, folder):
    print(f"Several classes: share of 95 % intervals that held, {20 * len(trials(40)):,} windows of 500 rows a line:\n")
    rows = []
    for title, classes, reference_rows, steepness, shift in [
        ("3 classes, probabilities, reference 5,000", 3, 5_000, 1.0, 0.0),
        ("3 classes, probabilities, reference 1,000", 3, 1_000, 1.0, 0.0),
        ("3 classes, not sure enough, scores shifted", 3, 5_000, 2.0, 0.6),
        ("6 classes, too sure, reference 5,000", 6, 5_000, 0.5, 0.0),
    ]:
        held, windows = dict.fromkeys(CLASS_METRICS, 0), dict.fromkeys(CLASS_METRICS, 0)
        names = "abcdefgh"[:classes]
        for trial in trials(40):
            chance = random.Random(17_000 + trial)
            found = estimate(
                assay,
                folder,
                classified(chance, reference_rows, classes, steepness),
                classified(chance, 10_000, classes, steepness, shift),
                500,
                "--probabilities",
                ",".join(f"p_{name}" for name in names),
                "--classes",
                ",".join(names),
                "--no-joint",
            )
            for record in found["record"]:
                if record["metric"] not in windows:
                    continue
                for window in record["windows"]:
                    windows[record["metric"]] += 1
                    held[record["metric"]] += window["covered"] is True
        rows.append([title] + [share(held[key], windows[key]) for key in CLASS_METRICS])
    table(["", *CLASS_METRICS], rows)


def alarms(assay, folder):
    print(f"Share of {4 * len(trials(1_000)):,} unchanged windows that alarmed, four to a reference, at an alarm rate of 1 %:\n")
    rows = []
    for title, reference_rows, rows_in_window, windows in [
        ("10 reference windows of 250", 2_500, 250, 4),
        ("5 reference windows of 250", 1_250, 250, 4),
    ]:
        raised, seen = dict.fromkeys(METRICS, 0), 0
        for trial in trials(1_000):
            chance = random.Random(5_000 + trial)
            found = estimate(
                assay,
                folder,
                scored(chance, reference_rows),
                ({"p": row["p"]} for row in scored(chance, rows_in_window * windows)),
                rows_in_window,
                "--score",
                "p",
                "--no-joint",
            )
            for window in found["windows"]:
                seen += 1
                for key in METRICS:
                    raised[key] += window["metrics"][key]["alert"] is True
        rows.append([title] + [share(raised[key], seen) for key in METRICS])
    table(["", *METRICS], rows)


def regret(assay, folder):
    print(
        "Mean distance between the estimated and the realised precision, "
        f"{3 * len(trials(8))} windows of 1,000 rows a line; 5,000 reference rows, half of each kind:\n"
    )
    rows = []
    for share_of_kind in [0.5, 0.7, 0.9, 0.97]:
        line = [f"{share_of_kind:.0%} of the common kind"]
        for method in ["cbpe", "iw-cbpe"]:
            distances, held, withdrawn, windows = [], 0, 0, 0
            for trial in trials(8):
                chance = random.Random(9_000 + trial)
                found = estimate(
                    assay,
                    folder,
                    kinds(chance, 5_000),
                    kinds(chance, 3_000, share_of_kind),
                    1_000,
                    "--method",
                    method,
                    "--score",
                    "p",
                    "--no-joint",
                )
                record = next(entry for entry in found["record"] if entry["metric"] == "precision")
                for window in record["windows"]:
                    windows += 1
                    held += window["covered"] is True
                    distances.append(abs(window["realised"]["value"] - window["estimated"]["value"]))
                withdrawn += sum(window["metrics"]["precision"]["value"] is None for window in found["windows"])
            line += [f"{sum(distances) / len(distances):.4f}", share(held, windows), share(withdrawn, windows)]
        rows.append(line)
    table(["", "cbpe", "held", "withdrawn", "iw-cbpe", "held", "withdrawn"], rows)


def losses(assay, folder):
    print(f"Direct loss estimation: share of 95 % intervals that held, {10 * len(trials(20))} windows of 500 rows a line:\n")
    rows = []
    for title, smallest in [("as the reference", 60.0), ("larger houses only", 110.0)]:
        held, windows = dict.fromkeys(LOSSES, 0), dict.fromkeys(LOSSES, 0)
        for trial in trials(20):
            chance = random.Random(13_000 + trial)
            found = estimate(
                assay,
                folder,
                houses(chance, 5_000),
                houses(chance, 5_000, smallest),
                500,
                "--method",
                "dle",
                "--prediction",
                "yhat",
            )
            for record in found["record"]:
                for window in record["windows"]:
                    windows[record["metric"]] += 1
                    held[record["metric"]] += window["covered"] is True
        rows.append([title] + [share(held[key], windows[key]) for key in LOSSES])
    table(["", *LOSSES], rows)


if __name__ == "__main__":
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as place:
        for study in (intervals, several, alarms, regret, losses):
            study(program, pathlib.Path(place))
            sys.stdout.flush()
