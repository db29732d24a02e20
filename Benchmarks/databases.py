#!/usr/bin/env python3
"""Time, memory and bytes moved of commands on tables that are counted where they are, by engine, rows and columns.

    scripts/servers python3 Benchmarks/databases.py .build/release/assay \
        [--engines postgresql,spark,duckdb] [--rows 1m,10m,100m] [--columns 5,16] [--commands profile,metrics] [--here]

Makes a table of each size in PostgreSQL (`generate_series`), and a Parquet file of it in --folder for Spark, which has to see
it there, and for the embedded engine. A size for which the disk has no room is said and left out. Prints Markdown: wall time,
the largest resident set of assay, and the bytes that assay and the server exchanged, both directions: they talk through a
relay that counts them, so that neither others nor Spark's own workers are in the number.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import threading
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
    "ranking": ["metrics", "--task", "ranking", "--entity", "query", "--target", "shop", "--score", "p"],
    "validate": ["validate", "--contract", "rules.yaml"],
}
# What a table of 5 columns takes on a disk, and each further column: bytes a row.
ROOM = {"postgresql": (80, 9), "spark": (30, 9), "duckdb": (30, 9)}
RULES = """version: 1
columns:
  p: {range: {min: 0, max: 1}, mean: {min: 0.1, max: 0.9}, not-null: true}
  shop: {set: [0, 1, 2, 3, 4, 5, 6, 7]}
  at: {range: {min: 2024-01-01}}
"""


class Relay:
    """A port of this machine behind which a server is, and the bytes that passed it."""

    def __init__(self, host: str, port: int) -> None:
        self.target = (host, port)
        self.bytes = 0
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        while True:
            client, _ = self.listener.accept()
            server = socket.create_connection(self.target)
            for one, other in ((client, server), (server, client)):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self.pump, args=(one, other), daemon=True).start()

    def pump(self, one: socket.socket, other: socket.socket) -> None:
        room = memoryview(bytearray(1 << 20))
        try:
            while count := one.recv_into(room):
                with self.lock:
                    self.bytes += count
                other.sendall(room[:count])
            other.shutdown(socket.SHUT_WR)
        except OSError:
            # The other end is gone: so is this one.
            for end in (one, other):
                end.close()


def count(text: str) -> int:
    units = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
    return int(text[:-1]) * units[text[-1]] if text[-1] in units else int(text)


def select(rows: int, columns: int, engine: str) -> str:
    """A label, a continuous score, a group, a query, a time and further columns: two of three continuous."""
    double = "double" if engine != "postgresql" else "double precision"
    more = [
        f"sin(i * {place + 1}) * {place + 1} as x{place}" if place % 3 else f"cast(i % {97 + place} as int) as x{place}"
        for place in range(max(0, columns - 5))
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
        # Ten rows of each query are ranked.
        "i - i % 10 as query",
        f"{start} as at",
    ]
    return f"select {', '.join(base + more)} from {source}"


def run(command: list[str], environment: dict[str, str], relay: Relay | None) -> tuple[float, int, int]:
    """Seconds, bytes of the largest resident set, bytes that went to and from the server."""
    before, start = relay.bytes if relay else 0, time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        sys.exit(f"{' '.join(command)[:200]} ended with {code}: {errors.decode()[:400]}")
    return seconds, usage.ru_maxrss * 1024, (relay.bytes if relay else 0) - before


def relays(engines: list[str]) -> tuple[dict[str, Relay], dict[str, str]]:
    """A relay for each server that is asked, and the addresses that lead through them."""
    found, addresses = {}, {}
    for engine in engines:
        if engine == "duckdb":
            continue
        address = os.environ[f"ASSAY_TEST_{engine.upper()}"]
        host, port = address.rsplit("@", 1)[-1].split("//")[-1].split("/")[0].split(":")
        found[engine] = Relay(host, int(port))
        addresses[engine] = address.replace(f"{host}:{port}", f"127.0.0.1:{found[engine].port}")
    return found, addresses


def table(engine: str, rows: int, columns: int, folder: Path, assay: str, address: str) -> str:
    """The argument of a table that exists from now on."""
    name = f"bench_{rows}_{columns}"
    if engine == "postgresql":
        sql = f"set client_min_messages = warning; drop table if exists {name}; create table {name} as {select(rows, columns, engine)}; analyze {name}"
        subprocess.run(["psql", "-q", os.environ["ASSAY_TEST_POSTGRESQL"], "-c", sql], check=True)
        return f"{address}#{name}"
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
    return f"spark:select * from parquet.`{file}`" if engine == "spark" else str(file)


def drop(engine: str, rows: int, columns: int) -> None:
    if engine == "postgresql":
        sql = f"drop table bench_{rows}_{columns}"
        subprocess.run(["psql", "-q", os.environ["ASSAY_TEST_POSTGRESQL"], "-c", sql], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assay")
    parser.add_argument("--engines", default="postgresql,spark,duckdb")
    parser.add_argument("--rows", default="1m")
    parser.add_argument("--columns", default="5,16")
    parser.add_argument("--commands", default=",".join(COMMANDS))
    parser.add_argument("--folder", default="/tmp/assay-databases", type=Path)
    parser.add_argument("--here", action="store_true", help="read the rows too, to compare")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    options.folder.chmod(0o755)
    (options.folder / "rules.yaml").write_text(RULES)
    assay = str(Path(options.assay).resolve())
    engines = options.engines.split(",")
    passed, addresses = relays(engines)
    environment = {**os.environ, "SPARK_REMOTE": addresses.get("spark", "")}
    if "spark" in engines:
        # The first question starts the workers.
        run([assay, "profile", "spark:select 1 as a"], environment, None)
    print("| engine | rows | columns | command | seconds | memory, MB | moved, MB |")
    print("| --- | ---: | ---: | --- | ---: | ---: | ---: |")
    for rows in map(count, options.rows.split(",")):
        for columns in map(int, options.columns.split(",")):
            for engine in engines:
                base, more = ROOM[engine]
                needed = rows * (base + more * max(0, columns - 5))
                if shutil.disk_usage(options.folder).free < 2 * needed:
                    print(f"| {engine} | {rows:,} | {columns} | not run: it takes {needed / 1e9:.0f} GB of disk | | | |")
                    continue
                data = table(engine, rows, columns, options.folder, assay, addresses.get(engine, ""))
                for name in options.commands.split(","):
                    measure(assay, engine, rows, columns, name, data, options, environment, passed.get(engine))
                drop(engine, rows, columns)


def measure(
    assay: str, engine: str, rows: int, columns: int, name: str, data: str, options: argparse.Namespace,
    environment: dict[str, str], relay: Relay | None,
) -> None:
    """Prints a line for each place at which one command counts one table."""
    words = [str(options.folder / word) if word == "rules.yaml" else word for word in COMMANDS[name]]
    arguments = ["--reference", data, "--current", data] if words[0] == "drift" else [data]
    places = [[]] if relay is None else [["--count", "there"]]
    if options.here and relay:
        places.append(["--count", "here"])
    for place in places:
        seconds, memory, moved = run(
            [assay, words[0], *arguments, *words[1:], *place, "--json"], environment, relay)
        title = name + (", rows read" if place == ["--count", "here"] else "")
        print(
            f"| {engine} | {rows:,} | {columns} | {title} | {seconds:.1f} | {memory / 1e6:.0f} | {moved / 1e6:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
