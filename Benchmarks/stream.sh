#!/usr/bin/env bash
# Rows of JSON on standard input, held against 37 rules and handed on: processor time and memory.
#
#     Benchmarks/stream.sh PROGRAM [REPEATS]
#
# 200,000 rows of 22 fields, so many times over.
set -euo pipefail
program=$(realpath "$1")
repeats=${2:-16}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 - <<'ROWS'
import json
import random

random.seed(1)
with open("rows.jsonl", "w") as file:
    for place in range(200_000):
        row = {"id": f"c{place:07d}", "at": f"2025-03-{1 + place % 28:02d}T10:{place % 60:02d}:00"}
        row |= {f"n{k}": round(random.gauss(10, 3), 4) for k in range(6)}
        row |= {f"i{k}": random.randint(0, 1000) for k in range(4)}
        row |= {f"s{k}": random.choice(["north", "south", "east", "west"]) for k in range(4)}
        row |= {"mail": f"user{place}@example.org", "flag": bool(place % 2)}
        row |= {"code": f"AB-{place % 10_000:04d}", "amount": round(random.random() * 100, 2)}
        file.write(json.dumps(row) + "\n")
ROWS
cat > contract.yaml <<'RULES'
version: 1
columns:
  id: {required: true, not-null: true, length: {min: 8, max: 8}, pattern: "^c[0-9]{7}$"}
  at: {not-null: true}
  n0: {type: number, range: {min: -20, max: 40}, not-null: true}
  n1: {type: number, range: {min: -20, max: 40}, not-null: true}
  n2: {type: number, range: {min: -20, max: 40}, not-null: true}
  n3: {type: number, range: {min: -20, max: 40}}
  n4: {type: number, range: {min: -20, max: 40}}
  i0: {type: number, range: {min: 0, max: 1000}, not-null: true}
  i1: {type: number, range: {min: 0, max: 1000}}
  s0: {type: text, set: [north, south, east, west]}
  s1: {type: text, set: [north, south, east, west]}
  s2: {type: text, set: [north, south, east, west]}
  mail: {type: text, format: email}
  code: {type: text, pattern: "^[A-Z]{2}-[0-9]{4}$", length: {min: 7, max: 7}}
  amount: {type: number, range: {min: 0, max: 100}}
RULES

megabytes=$(($(stat --format %s rows.jsonl) * repeats / 1000000))
for ((turn = 0; turn < repeats; turn++)); do cat rows.jsonl; done |
  /usr/bin/time --format "$megabytes MB: %U s of processor time, %M KB of memory" \
    "$program" validate - --contract contract.yaml --passed - > /dev/null
