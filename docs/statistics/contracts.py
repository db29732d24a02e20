"""How often a contract that was inferred from good data is broken by chance: prints two Markdown tables.

    python3 docs/statistics/contracts.py .build/release/assay [TRIALS] > contracts.txt

In every trial a contract is inferred from fresh rows, and fresh rows of the same law are held against it, so that
what is counted is what the contract promises: an average over data sets that could have been drawn, those from which
the constraint is not inferred among them. Beside it stands what is held where the constraint is inferred. Standard
library only; the same seed gives the same rows.
"""

import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

ASSAY = pathlib.Path(sys.argv[1]).resolve()
TRIALS = int(sys.argv[2]) if len(sys.argv) > 2 else 200
FALSE_ALARMS = 0.01
NEW_ROWS = 2_000

LAWS = {
    "normal": lambda chance: round(chance.gauss(50, 10), 4),
    "exponential": lambda chance: round(chance.expovariate(0.02), 4),
    "lognormal": lambda chance: round(math.exp(chance.gauss(0, 1)), 5),
    "pareto": lambda chance: round(chance.paretovariate(2.5), 5),
    "weekday": lambda chance: chance.randint(1, 7),
    "holes": lambda chance: "" if chance.random() < 0.05 else chance.randint(0, 1_000),
    "category": lambda chance: "k%d" % min(60, int(chance.expovariate(0.3))),
    "code": lambda chance: "x" * min(40, 3 + int(chance.expovariate(0.4))) + "%06d" % chance.randrange(10**6),
    "seldom missing": lambda chance: "" if chance.random() < 0.01 else chance.randint(0, 1_000),
}


def write(path, rows, chance):
    with open(path, "w") as file:
        file.write(",".join(LAWS) + "\n")
        for _ in range(rows):
            file.write(",".join(str(law(chance)) for law in LAWS.values()) + "\n")


def run(folder, *arguments):
    done = subprocess.run([ASSAY, *arguments], cwd=folder, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return done.stdout


def study(rows):
    of_rows, of_batches = {}, {}
    for trial in range(TRIALS):
        chance = random.Random(trial * 7919 + rows)
        with tempfile.TemporaryDirectory() as folder:
            write(f"{folder}/good.csv", rows, chance)
            write(f"{folder}/new.csv", NEW_ROWS, chance)
            run(folder, "contract", "good.csv", "--out", "c.yaml", "--false-alarms", str(FALSE_ALARMS))
            report = json.loads(run(folder, "validate", "new.csv", "--contract", "c.yaml", "--json"))
        for result in report["constraints"]:
            promise = result.get("falseAlarms", {})
            if "per1000Rows" in promise:
                found = of_rows.setdefault((result["column"], result["kind"]), [0, 0.0, 0])
                found[0] += result["failed"]
                found[1] += promise["per1000Rows"]
                found[2] += 1
            elif "perWindow" in promise and "column" in result:
                found = of_batches.setdefault((result["column"], result["kind"]), [0, promise["perWindow"], 0])
                found[0] += not result["ok"]
                found[2] += 1
    return of_rows, of_batches


def main():
    print(f"{TRIALS} trials; {NEW_ROWS:,} new rows each.\n")
    results = {rows: study(rows) for rows in (200, 2_000)}
    print("Rows of a thousand that a constraint holds by chance, promised and counted:\n")
    print("| inferred from | column | constraint | promised | counted | inferred in | counted there |")
    print("| ---: | --- | --- | ---: | ---: | ---: | ---: |")
    for rows, (of_rows, _) in results.items():
        for (column, kind), (failed, promise, trials) in sorted(of_rows.items()):
            counted = failed / NEW_ROWS * 1_000
            print(f"| {rows:,} | {column} | `{kind}` | {promise / trials:.3g} | {counted / TRIALS:.3g} | "
                  f"{trials / TRIALS * 100:.3g} % | {counted / trials:.3g} |")
    print("\nBatches in which a figure is broken by chance:\n")
    print("| inferred from | column | constraint | promised | counted |")
    print("| ---: | --- | --- | ---: | ---: |")
    for rows, (_, of_batches) in results.items():
        for (column, kind), (failed, promise, trials) in sorted(of_batches.items()):
            print(f"| {rows:,} | {column} | `{kind}` | {promise:.3g} | {failed / trials:.3g} |")


main()
