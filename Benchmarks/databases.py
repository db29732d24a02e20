#!/usr/bin/env python3
"""Time, memory and bytes moved of commands on tables that are counted where they are, by rows and columns.

    scripts/servers python3 Benchmarks/databases.py .build/release/assay \
        [--engines postgresql,spark,duckdb] [--rows 1m,10m] [--columns 4,16] [--commands profile,metrics]

Makes a table of each size in PostgreSQL (`generate_series`), a Parquet file of it for Spark, where its path is given
by --folder and both see it, and for the embedded engine. Prints Markdown: wall time, the largest resident set of
assay, and what crossed the loopback interface meanwhile (both directions, everything on it: run it alone).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

METRICS = ["--task", "binary", "--target", "late", "--score", "p"]
COMMANDS = {
    "profile": ["profile"],
    "drift": ["drift", "--no-joint"],
    "metrics": ["metrics", *METRICS],
    "metrics by shop": ["metrics", *METRICS, "--by", "shop"],
    "metrics per week": ["metrics", *METRICS, "--timestamp", "at", "--window", "week"],
    "fairness": ["fairness", "--target", "late", "--score", "p", "--by", "shop"],
}


def count(text: str) -> int:
    units = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
    return int(text[:-1]) * units[text[-1]] if text[-1] in units else int(text)


def select(rows: int, columns: int, engine: str) -> str:
    """A label, a continuous score, a group, a time and further columns: two of three continuous."""
    double = "double" if engine != "postgresql" else "double precision"
    more = [
        f"sin(i * {place + 1}) * {place + 1} as x{place}" if place % 3 else f"cast(i % {97 + place} as int) as x{place}"
        for place in range(max(0, columns - 4))
    ]
    start = {
        "postgresql": "timestamp '2024-01-01' + i * interval '1 second'",
        "duckdb": "timestamp '2024-01-01' + i * interval 1 second",
    }[engine]
    source = {
        "postgresql": f"generate_series(cast(1 as bigint), {rows}) as g(i)",
        "duckdb": f"range(1, {rows} + 1) as g(i)",
    }[engine]
    base = [
        f"(i * 7919 % 1000) < 400 + 300 * sin(i) as late",
        f"cast(0.5 as {double}) + cast(0.4999 as {double}) * sin(i) as p",
        "cast(i % 8 as int) as shop",
        f"{start} as at",
    ]
    return f"select {', '.join(base + more)} from {source}"


def moved() -> int:
    return int(Path("/sys/class/net/lo/statistics/rx_bytes").read_text())


def run(command: list[str], environment: dict[str, str]) -> tuple[float, int, int]:
    """Seconds, bytes of the largest resident set, bytes over the loopback interface."""
    before, start = moved(), time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        sys.exit(f"{' '.join(command)[:200]} ended with {code}: {errors.decode()[:400]}")
    return seconds, usage.ru_maxrss * 1024, moved() - before


def table(engine: str, rows: int, columns: int, folder: Path, assay: str) -> tuple[str, dict[str, str]]:
    """The argument of a table that exists from now on, and the environment to use it in."""
    environment = dict(os.environ)
    name = f"bench_{rows}_{columns}"
    if engine == "postgresql":
        address = environment["ASSAY_TEST_POSTGRESQL"]
        sql = f"drop table if exists {name}; create table {name} as {select(rows, columns, engine)}; analyze {name}"
        subprocess.run(["psql", "-q", address, "-c", sql], check=True)
        return f"{address}#{name}", environment
    file = folder / f"{name}.parquet"
    if not file.exists():
        # Rows that a contract lets pass are written as they are.
        contract = folder / "contract.yaml"
        contract.write_text("version: 1\ncolumns:\n  shop: {range: {min: 0}}\n")
        subprocess.run(
            [assay, "validate", f"duckdb:{select(rows, columns, 'duckdb')}", "--contract", str(contract),
             "--passed", str(file), "--quarantine", str(folder / "none.parquet")],
            check=True, stdout=subprocess.DEVNULL,
        )
    if engine == "spark":
        environment["SPARK_REMOTE"] = environment["ASSAY_TEST_SPARK"]
        return f"spark:select * from parquet.`{file}`", environment
    return str(file), environment


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assay")
    parser.add_argument("--engines", default="postgresql,spark,duckdb")
    parser.add_argument("--rows", default="1m")
    parser.add_argument("--columns", default="4,16")
    parser.add_argument("--commands", default=",".join(COMMANDS))
    parser.add_argument("--folder", default="/tmp/assay-databases", type=Path)
    parser.add_argument("--here", action="store_true", help="read the rows too, to compare")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    options.folder.chmod(0o755)
    print("| engine | rows | columns | command | seconds | memory, MB | moved, MB |")
    print("| --- | ---: | ---: | --- | ---: | ---: | ---: |")
    for engine in options.engines.split(","):
        for rows in map(count, options.rows.split(",")):
            for columns in map(int, options.columns.split(",")):
                data, environment = table(engine, rows, columns, options.folder, options.assay)
                places = [[], ["--count", "here"]] if options.here and engine != "duckdb" else [[]]
                for name in options.commands.split(","):
                    words = COMMANDS[name]
                    arguments = (
                        ["--reference", data, "--current", data] if words[0] == "drift" else [data]
                    )
                    for place in places:
                        seconds, memory, bytes_moved = run(
                            [options.assay, words[0], *arguments, *words[1:], *place, "--json"], environment
                        )
                        title = name + (", rows read" if place else "")
                        print(
                            f"| {engine} | {rows:,} | {columns} | {title} | {seconds:.1f} | {memory / 1e6:.0f} "
                            f"| {bytes_moved / 1e6:.1f} |",
                            flush=True,
                        )


if __name__ == "__main__":
    main()
