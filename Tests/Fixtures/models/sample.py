"""The model of the checks' sample: knows the product of two columns.

    sample.py [--regression] [--shift X] [--die-on-missing | --silent-on-missing] [--use-gender]
              [--count] [--lenient] [--constant] [--classes | --vectors] [--shrink] [--last-digit]
              [--mirror-gender]
"""

import json
import math
import sys

options = sys.argv[1:]
shift = float(options[options.index("--shift") + 1]) if "--shift" in options else 0.0
seen = 0

for line in iter(sys.stdin.readline, ""):
    row = json.loads(line)
    if "--constant" in options:
        print("0.5", flush=True)
        continue
    if "--die-on-missing" in options and None in row.values():
        print("cannot convert None to a number", file=sys.stderr, flush=True)
        sys.exit(1)
    if "--silent-on-missing" in options and None in row.values():
        print("null", flush=True)
        continue
    read = row.get if "--lenient" in options else row.__getitem__
    income, age, visits = (read(name) or 0.0 for name in ("income", "age", "visits"))
    if "--mirror-gender" in options and row["gender"] == "f":
        income = -income
    signal = 2 * income * age + 0.5 * income + 0.1 * visits
    if "--use-gender" in options and row["gender"] == "f":
        signal = -signal
    if "--regression" in options:
        answer = 10 + signal + shift
    else:
        answer = 1 / (1 + math.exp(-max(-700.0, min(700.0, signal - 0.5)))) + shift
    if "--shrink" in options:
        answer = 0.02 + 0.96 * answer
    # Data have six digits behind the point; what was disturbed has more.
    if "--last-digit" in options and abs(income * 1e6 - round(income * 1e6)) > 1e-3:
        answer = 0.5
    seen += 1
    if "--classes" in options or "--vectors" in options:
        weights = [math.exp(max(-700.0, min(700.0, s))) for s in (signal + shift, 0.0, -signal)]
        if "--vectors" in options:
            print(json.dumps([weight / sum(weights) for weight in weights]), flush=True)
        else:
            print(json.dumps("abc"[weights.index(max(weights))]), flush=True)
        continue
    print(json.dumps(answer + (1e-3 * seen if "--count" in options else 0)), flush=True)
