"""How often the intervals of `assay metrics` hold the true value: prints two Markdown tables.

    python3 docs/statistics/coverage.py .build/release/assay > coverage.md

Every trial is one group of one file, so that the program measures all of them in one pass. The true
value is measured on a million rows of the same law. Standard library only; the same seed gives the
same rows.
"""

import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

TRIALS = 2_000
SIZES = (50, 200, 1_000)
TRUTH_ROWS = 1_000_000
LEVEL = 0.95


def miscalibrated(chance):
    score = chance.random()
    return int(chance.random() < 0.1 + 0.7 * score * score), score


def separated(chance):
    label = int(chance.random() < 0.3)
    return label, 1 / (1 + math.exp(-chance.gauss(3 if label else -1, 1)))


def rare(chance):
    score = 0.1 * chance.random() ** 2
    return int(chance.random() < score), score


def normal(chance):
    value = chance.gauss(50, 10)
    return value, value + chance.gauss(0, 4)


def prices(chance):
    value = math.exp(chance.gauss(12, 0.6))
    return value, value * math.exp(chance.gauss(0, 0.3))


LAWS = {"binary": (miscalibrated, separated, rare), "regression": (normal, prices)}


def measure(assay, file, task, threshold, by=()):
    role = "--score" if task == "binary" else "--prediction"
    command = [assay, "metrics", file, "--task", task, "--target", "y", role, "p", "--json"]
    if task == "binary":
        command += ["--threshold", str(threshold)]
    answer = subprocess.run(command + list(by), check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)


def write(file, law, chance, groups, rows):
    with open(file, "w", encoding="ascii") as out:
        out.write("trial,y,p\n")
        for trial in range(groups):
            out.writelines("t%d,%r,%r\n" % (trial, *law(chance)) for _ in range(rows))


def coverage(assay, folder, task, law):
    file = str(pathlib.Path(folder) / "rows.csv")
    threshold = 0.05 if law is rare else 0.5
    write(file, law, random.Random(f"{law.__name__} truth"), 1, TRUTH_ROWS)
    truth = measure(assay, file, task, threshold)["metrics"]
    columns = {}
    for rows in SIZES:
        write(file, law, random.Random(f"{law.__name__} {rows}"), TRIALS, rows)
        answer = measure(assay, file, task, threshold, ("--by", "trial"))
        for metric, true in truth.items():
            held = counted = 0
            for group in answer["groups"]:
                interval = group["metrics"][metric].get("interval")
                if interval is not None:
                    counted += 1
                    held += interval["low"] <= true["value"] <= interval["high"]
            mark = "" if counted == TRIALS else "*" * (counted < 0.99 * TRIALS)
            columns.setdefault(metric, []).append(
                f"{100 * held / counted:.1f}{mark}" if counted else "–")
    return columns


def main():
    assay = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        for task, laws in LAWS.items():
            tables = [coverage(assay, folder, task, law) for law in laws]
            names = [f"{law.__name__} {rows}" for law in laws for rows in SIZES]
            print("| metric | " + " | ".join(names) + " |")
            print("| --- |" + " --: |" * len(names))
            for metric in tables[0]:
                cells = [cell for table in tables for cell in table[metric]]
                print(f"| `{metric}` | " + " | ".join(cells) + " |")
            print()


if __name__ == "__main__":
    main()
