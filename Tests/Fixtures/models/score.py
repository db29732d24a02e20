"""Reads rows on standard input and answers each with a line: a model as a command.

    score.py [--csv] [--bare] [--die-after N] [--sleep-after N] [--answer TEXT] [--child]
             [--banner] [--late-banner]
"""

import csv
import json
import subprocess
import sys
import time

from model import probability

options = sys.argv[1:]


def value(name, default):
    return options[options.index(name) + 1] if name in options else default


die_after = int(value("--die-after", -1))
sleep_after = int(value("--sleep-after", -1))
fixed = value("--answer", None)

if "--child" in options:
    # A process of its own that outlives this one unless somebody ends the group.
    subprocess.Popen(["sleep", "600"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def answer(count, row):
    if count == die_after:
        print("the model file is damaged", file=sys.stderr, flush=True)
        sys.exit(3)
    if count == sleep_after:
        time.sleep(600)
    if fixed is not None:
        return fixed
    p = probability(row)
    if "--csv" in options:
        return f"{p!r},{'late' if p >= 0.5 else 'on time'}"
    if "--bare" in options:
        return repr(p)
    return json.dumps({"p_late": p, "class": "late" if p >= 0.5 else "on time"})


if "--banner" in options:
    # A line that nobody asked for, before any question.
    print("0.5", flush=True)

if "--csv" in options:
    print("p_late,class", flush=True)
    header = next(csv.reader([sys.stdin.readline()]))
    for count, line in enumerate(iter(sys.stdin.readline, "")):
        print(answer(count, dict(zip(header, next(csv.reader([line]))))), flush=True)
else:
    for count, line in enumerate(iter(sys.stdin.readline, "")):
        if count == 0 and "--late-banner" in options:
            # The same once the first question came.
            print("0.5", flush=True)
        print(answer(count, json.loads(line)), flush=True)
