#!/usr/bin/env python3
"""Measures assay and its peers on the same generated data, all in one run.

    python3 Benchmarks/run.py .build/release/assay [--rows 1m,10m] [--repetitions 3] [--data DIR]

Prints a Markdown report and writes results.json. Needs the standard library only; the
peers get their own virtual environment. README.md beside this file says what each row means.
"""

from __future__ import annotations

import argparse
import atexit
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "examples"))
import environment

BINARY = ["--task", "binary", "--target", "label", "--score", "score", "--prediction", "prediction"]
CBPE = ["--method", "cbpe", "--target", "label", "--score", "score", "--prediction", "prediction", "--no-joint"]
CBPE += ["--timestamp", "ts", "--window", "week"]
FEATURES = ["--columns", ",".join([f"n{place:02}" for place in range(1, 21)] + [f"c{size}" for size in (2, 5, 20, 100, 1_000, 10_000)])]
WEEKS = ["--timestamp", "ts", "--window", "week", "--by", "segment"]


@dataclass(frozen=True)
class Row:
    """A command, and the rows whose sum is its floor: reading the same files and no more.

    `{assay}`, `{python}`, `{nannyml}`, `{evidently}`, `{peers}`, `{scratch}`, `{reference}`, `{current}`, `{threads}` are filled in.
    """

    id: str
    title: str
    command: list[str]
    floor: list[str]
    extrapolates: bool = False
    """Whether the command did a part of the work and says, in `more`, what the rest would take."""


ROWS = [
    Row("scan", "bare scan, reference", ["{assay}", "bench-scan", "{reference}"], ["scan"]),
    Row("scan-current", "bare scan, current", ["{assay}", "bench-scan", "{current}"], ["scan"]),
    Row("profile", "assay profile", ["{assay}", "profile", "{reference}", "--json"], ["scan"]),
    Row(
        "summarize",
        "DuckDB SUMMARIZE",
        ["{python}", "{peers}/summarize.py", "{reference}", "--threads", "{threads}"],
        ["scan"],
    ),
    Row(
        "drift",
        "assay drift",
        ["{assay}", "drift", "--reference", "{reference}", "--current", "{current}", "--json"],
        ["scan", "scan-current"],
    ),
    Row(
        "drift-scipy",
        "pandas + SciPy drift",
        ["{python}", "{peers}/drift_scipy.py", "--reference", "{reference}", "--current", "{current}"],
        ["scan", "scan-current"],
    ),
    Row(
        "drift-26",
        "assay drift, 26 columns",
        ["{assay}", "drift", "--reference", "{reference}", "--current", "{current}", *FEATURES, "--no-joint", "--json"],
        ["scan", "scan-current"],
    ),
    Row(
        "drift-evidently",
        "Evidently DataDriftPreset, 26 columns",
        ["{evidently}", "{peers}/drift_evidently.py", "--reference", "{reference}", "--current", "{current}"],
        ["scan", "scan-current"],
    ),
    Row(
        "resample",
        "assay, AUC from 1,000 draws of the counts",
        ["{assay}", "bench-resample", "{reference}", "--target", "label", "--score", "score"],
        ["scan"],
    ),
    Row(
        "resample-sklearn",
        "NumPy + scikit-learn, AUC from 1,000 draws of the rows, extrapolated from 5",
        ["{python}", "{peers}/bootstrap_sklearn.py", "{reference}"],
        ["scan"],
        extrapolates=True,
    ),
    Row(
        "validate",
        "assay validate, 25 constraints, both files",
        ["{assay}", "validate", "{reference}", "--contract", "{peers}/contract.yaml", "--passed", "{scratch}/passed.parquet",
         "--quarantine", "{scratch}/held.parquet", "--fail-on", "block", "--json"],
        ["scan"],
    ),
    Row(
        "validate-sql",
        "DuckDB, the same by hand-written SQL",
        ["{python}", "{peers}/validate_duckdb.py", "{reference}", "{scratch}/sql-passed.parquet", "{scratch}/sql-held.parquet",
         "--threads", "{threads}"],
        ["scan"],
    ),
    Row(
        "metrics",
        "assay metrics, intervals",
        ["{assay}", "metrics", "{reference}", *BINARY, *WEEKS, "--json"],
        ["scan"],
    ),
    Row(
        "estimate",
        "assay estimate, CBPE per week",
        ["{assay}", "estimate", "--reference", "{reference}", "--current", "{current}", *CBPE, "--json"],
        ["scan", "scan-current"],
    ),
    Row(
        "estimate-nannyml",
        "NannyML CBPE per week",
        ["{nannyml}", "{peers}/cbpe_nannyml.py", "--reference", "{reference}", "--current", "{current}"],
        ["scan", "scan-current"],
    ),
    Row("metrics-sklearn", "scikit-learn, no intervals", ["{python}", "{peers}/metrics_sklearn.py", "{reference}"], ["scan"]),
]

START_UP = ["{assay}", "--version"]
START_UP_RUNS = 50


@dataclass(frozen=True)
class Aim:
    """`measure` of the rows `left`, divided by that of `right`, on the right side of `limit`."""

    text: str
    measure: str
    left: list[str]
    right: list[str]
    at_most: float | None = None
    at_least: float | None = None
    only_rows: int | None = None


AIMS = [
    Aim("profile takes at most 1.2 × the bare scan", "wall", ["profile"], ["scan"], at_most=1.2),
    Aim("profile takes at least 8 × less time than SUMMARIZE", "wall", ["summarize"], ["profile"], at_least=8),
    Aim("profile takes at least 10 × less CPU than SUMMARIZE", "cpu", ["summarize"], ["profile"], at_least=10),
    Aim("drift takes at most 1.3 × the two scans", "wall", ["drift"], ["scan", "scan-current"], at_most=1.3),
    Aim(
        "metrics with intervals at least 10 × faster than scikit-learn without",
        "wall",
        ["metrics-sklearn"],
        ["metrics"],
        at_least=10,
        only_rows=10_000_000,
    ),
]

AIMS += [
    Aim(
        "estimate per week at least 20 × faster than NannyML",
        "wall",
        ["estimate-nannyml"],
        ["estimate"],
        at_least=20,
        only_rows=1_000_000,
    ),
]

AIMS += [
    Aim(
        "drift of 26 columns at least 50 × faster than Evidently",
        "wall",
        ["drift-evidently"],
        ["drift-26"],
        at_least=50,
        only_rows=1_000_000,
    ),
    Aim(
        "AUC from 1,000 draws at least 100 × less CPU than drawing rows",
        "cpu",
        ["resample-sklearn"],
        ["resample"],
        at_least=100,
        only_rows=1_000_000,
    ),
]

AIMS += [
    Aim("validate with both files at most 1.1 × hand-written SQL", "wall", ["validate"], ["validate-sql"], at_most=1.1),
]

RESAMPLE_AIM_SECONDS = 0.5
"""CPU of 1,000 draws for an interval of the area under the curve, at 1 million rows."""

MEMORY_AIM_MB = 400
"""For every assay command that writes no data, at any number of rows."""

WRITING_MEMORY_AIM_MB = 1000
"""For `assay validate`, which writes all rows as Parquet."""

START_UP_AIM_SECONDS = 0.050


@dataclass
class Runs:
    """What was measured for one row, or why nothing was."""

    command: list[str]
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    peak_mb: list[float] = field(default_factory=list)
    unavailable: str | None = None

    def middle(self, measure: str) -> float | None:
        values = getattr(self, measure)
        return statistics.median(values) if values and not self.unavailable else None


def measure(command: list[str], timeout: float, extrapolates: bool = False) -> tuple[float, float, float, str | None]:
    """Wall seconds, user + system seconds, peak MB, and what went wrong, if anything.

    Of a command that did a part of the work, times include what it says that the rest would take.

    A command must end with 0 and have written something: a program that answers
    nothing in no time has not been measured.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begin = time.monotonic()
        try:
            child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
        except OSError as error:
            return 0, 0, 0, f"cannot start {command[0]}: {error.strerror}"
        timed_out = False
        while True:
            pid, status, used = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if not timed_out and time.monotonic() - begin > timeout:
                timed_out = True
                child.kill()
            time.sleep(0.0005)
        wall = time.monotonic() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        problem = None
        if timed_out:
            problem = f"stopped after {timeout:.0f} s"
        elif child.returncode != 0:
            errors.seek(0)
            lines = errors.read().decode(errors="replace").strip().splitlines()
            error = next((line for line in lines if line.lower().startswith("error")), lines[-1] if lines else "")
            problem = f"exit code {child.returncode}: {error[:200]}"
        elif output.seek(0, os.SEEK_END) == 0:
            problem = "wrote nothing to standard output"
        cpu = used.ru_utime + used.ru_stime
        if extrapolates and problem is None:
            output.seek(0)
            more = json.load(output)["more"]
            wall, cpu = wall + more["wall"], cpu + more["cpu"]
        return wall, cpu, used.ru_maxrss / 1024, problem


def measure_rows(rows: list[Row], values: dict[str, str], repetitions: int, timeout: float) -> dict[str, Runs]:
    """Every row once per repetition, there and back again, so that drift of the machine's
    speed falls on all of them alike."""
    runs = {row.id: Runs([part.format(**values) for part in row.command]) for row in rows}
    for repetition in range(repetitions):
        for row in rows if repetition % 2 == 0 else reversed(rows):
            run = runs[row.id]
            if run.unavailable:
                continue
            wall, cpu, peak, run.unavailable = measure(run.command, timeout, row.extrapolates)
            note = run.unavailable or f"{wall:.2f} s"
            print(f"  {repetition + 1}/{repetitions} {row.title}: {note}", file=sys.stderr)
            if not run.unavailable:
                run.wall.append(wall)
                run.cpu.append(cpu)
                run.peak_mb.append(peak)
    return runs


def total(runs: dict[str, Runs], ids: list[str], measure: str) -> float | None:
    parts = [runs[id].middle(measure) if id in runs else None for id in ids]
    return None if None in parts else sum(parts)


def ratio(above: float | None, below: float | None) -> float | None:
    return above / below if above is not None and below else None


def shown(value: float | None, form: str) -> str:
    return "–" if value is None else form.format(value)


def table(rows: list[Row], runs: dict[str, Runs]) -> list[str]:
    lines = [
        "| what | wall s | CPU s | peak MB | wall ÷ floor | CPU ÷ floor |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        run = runs[row.id]
        if run.unavailable:
            reason = run.unavailable.replace("|", "\\|")
            lines.append(f"| {row.title} | not available: {reason} | | | | |")
            continue
        cells = [
            shown(run.middle("wall"), "{:.2f}"),
            shown(run.middle("cpu"), "{:.2f}"),
            shown(run.middle("peak_mb"), "{:.0f}"),
            *(shown(ratio(run.middle(kind), total(runs, row.floor, kind)), "{:.2f}") for kind in ("wall", "cpu")),
        ]
        lines.append(f"| {row.title} | {' | '.join(cells)} |")
    return lines


def aims(rows: int, chosen: list[Row], runs: dict[str, Runs]) -> list[str]:
    lines = []
    for aim in AIMS:
        if aim.only_rows not in (None, rows):
            continue
        found = ratio(total(runs, aim.left, aim.measure), total(runs, aim.right, aim.measure))
        if found is None:
            verdict = "not measured"
        else:
            met = found <= aim.at_most if aim.at_most is not None else found >= aim.at_least
            verdict = f"{'met' if met else '**missed**'}, {found:.2f} ×"
        lines.append(f"- {aim.text}: {verdict}")
    drawn = runs["resample"].middle("cpu") if "resample" in runs else None
    if drawn is not None and rows == 1_000_000:
        met = "met" if drawn < RESAMPLE_AIM_SECONDS else "**missed**"
        lines.append(f"- AUC from 1,000 draws below {RESAMPLE_AIM_SECONDS} s of CPU, reading included: {met}, {drawn:.2f} s")
    peaks = {row.id: runs[row.id].middle("peak_mb") for row in chosen if row.command[0] == "{assay}"}
    known = {id: peak for id, peak in peaks.items() if peak is not None}
    writing = known.pop("validate", None)
    if writing is not None:
        met = "met" if writing < WRITING_MEMORY_AIM_MB else "**missed**"
        lines.append(f"- peak memory of validate below {WRITING_MEMORY_AIM_MB} MB: {met}, {writing:.0f} MB")
    if known:
        worst = max(known, key=known.get)
        met = "met" if known[worst] < MEMORY_AIM_MB else "**missed**"
        lines.append(f"- peak memory below {MEMORY_AIM_MB} MB: {met}, {known[worst]:.0f} MB ({worst})")
    return lines


def data_files(folder: Path, name: str, rows: int, python: str) -> dict[str, str]:
    paths = {kind: folder / f"{kind}-{name}.parquet" for kind in ("reference", "current")}
    missing = [part for kind, path in paths.items() if not path.exists() for part in (f"--{kind}", str(path))]
    if missing:
        subprocess.run([python, str(HERE / "generate.py"), "--rows", str(rows), *missing], check=True)
    for path in paths.values():
        with path.open("rb") as file:
            while file.read(1 << 24):
                pass
    return {kind: str(path) for kind, path in paths.items()}


def row_count(name: str) -> int:
    return int(name[:-1]) * {"k": 1_000, "m": 1_000_000}[name[-1]] if name[-1] in "km" else int(name)


def machine(assay: str, cores: int) -> dict:
    """What the numbers depend on besides the programs."""
    model = next(
        (line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")),
        platform.machine(),
    )
    version = subprocess.run([assay, "--version"], capture_output=True, text=True) if os.path.exists(assay) else None
    return {
        "cpu": model,
        "cores": cores,
        "cores_present": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9, 1),
        "system": platform.platform(),
        "load_before": [round(value, 2) for value in os.getloadavg()],
        "assay": version.stdout.strip() if version else None,
        "peers": [line for line in (HERE / "peers" / "requirements.txt").read_text().split()],
        "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assay", help="path of the built binary")
    parser.add_argument("--rows", default="1m,10m", help="row counts, as 1m,10m")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--data", type=Path, default=HERE / "data", help="where the generated files are kept")
    parser.add_argument("--venv", type=Path, default=HERE / ".venv", help="where the peers are installed")
    parser.add_argument("--cores", type=int, default=2, help="cores all programs may use")
    parser.add_argument("--timeout", type=float, default=1800, help="seconds for one command")
    parser.add_argument("--only", help="ids of rows, as scan,profile")
    parser.add_argument("--out", type=Path, default=HERE / "results.json")
    options = parser.parse_args()

    chosen = [row for row in ROWS if not options.only or row.id in options.only.split(",")]
    python = str(environment.interpreter(options.venv, HERE / "peers" / "requirements.lock"))
    cores = sorted(os.sched_getaffinity(0))[: options.cores]
    os.sched_setaffinity(0, cores)
    # Linear algebra libraries start as many threads as the machine has cores, allowed or not.
    os.environ.update({name: str(len(cores)) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")})
    nannyml = python
    if any("{nannyml}" in row.command for row in chosen):
        try:
            folder = options.venv.with_name(options.venv.name + "-nannyml")
            nannyml = str(environment.interpreter(folder, HERE / "peers" / "nannyml.lock"))
        except SystemExit:
            nannyml = "nannyml-environment"
    evidently = python
    if any("{evidently}" in row.command for row in chosen):
        try:
            folder = options.venv.with_name(options.venv.name + "-evidently")
            evidently = str(environment.interpreter(folder, HERE / "peers" / "evidently.lock"))
        except SystemExit:
            evidently = "evidently-environment"
    scratch = tempfile.mkdtemp(prefix="assay-bench-", dir=options.data)
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    values = {"assay": options.assay, "python": python, "nannyml": nannyml, "evidently": evidently, "peers": str(HERE / "peers"), "scratch": scratch, "threads": str(len(cores))}
    facts = machine(options.assay, len(cores))
    results = {"machine": facts, "repetitions": options.repetitions, "start_up": None, "rows": {}}
    report = [
        f"{facts['cpu']}, {facts['cores']} of {facts['cores_present']} cores, {facts['memory_gb']} GB, "
        f"load {facts['load_before'][0]} at the start; medians of {options.repetitions} interleaved runs, warm file cache."
    ]

    command = [part.format(**values) for part in START_UP]
    runs = Runs(command)
    for _ in range(START_UP_RUNS):
        wall, cpu, peak, runs.unavailable = measure(command, options.timeout)
        if runs.unavailable:
            break
        runs.wall.append(wall)
        runs.cpu.append(cpu)
        runs.peak_mb.append(peak)
    results["start_up"] = vars(runs)
    middle = runs.middle("wall")
    if middle is None:
        report.append(f"\nStart-up: not available: {runs.unavailable}")
    else:
        met = "met" if middle < START_UP_AIM_SECONDS else "**missed**"
        report.append(
            f"\nStart-up (`assay --version`, {START_UP_RUNS} runs): median {middle * 1000:.1f} ms, "
            f"worst {max(runs.wall) * 1000:.1f} ms; below {START_UP_AIM_SECONDS * 1000:.0f} ms: {met}"
        )

    for name in options.rows.split(","):
        rows = row_count(name)
        print(f"{rows:,} rows", file=sys.stderr)
        files = data_files(options.data, name, rows, python)
        runs = measure_rows(chosen, values | files, options.repetitions, options.timeout)
        results["rows"][str(rows)] = {id: vars(run) for id, run in runs.items()}
        sizes = " and ".join(f"{Path(path).stat().st_size / 1e6:,.0f} MB" for path in files.values())
        report += ["", f"### {rows:,} rows ({sizes})", "", *table(chosen, runs), "", *aims(rows, chosen, runs)]

    options.out.write_text(json.dumps(results, indent=2) + "\n")
    print("\n".join(report))


if __name__ == "__main__":
    main()
