#!/usr/bin/env python3
"""Assesses the model of an MLflow run and writes the answer back to the run.

    MLFLOW_TRACKING_URI=http://127.0.0.1:5000 assess_run.py RUN \\
        --target late --score p_late --metric rocAUC=test_roc_auc

Reads the run's artifact folder (--artifact): train.parquet and test.parquet, and scoring.parquet where
production has rows already. Measures the metrics that the run has logged again, from the predictions
beside the truth, and says where they differ. Then runs `assay assess` and leaves at the run

    tags       assay.verdict, assay.version, assay.evidence, assay.aspect.NAME, assay.metric.NAME
    metrics    assay_NAME, assay_NAME_low, assay_NAME_high, assay_ml_test_score
    artifact   assay-report/ with index.html, report.json and junit.xml

With --project FILE your own assay.yaml is used, which names the files as data/train.parquet and so on;
without, `assay init` writes one. Ends with the exit code of `assay assess`, or with 1 where a logged
metric is not what the predictions give. `assay` is found on the path, or named by ASSAY_BINARY.
"""

import argparse
import hashlib
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from mlflow import MlflowClient

SETS = ("train", "test", "scoring")
REPORT = "assay-report"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Assesses the model of an MLflow run.")
    parser.add_argument("run", help="the run's id")
    parser.add_argument("--artifact", default="evaluation", help="folder of the logged predictions")
    parser.add_argument("--task", default="binary", choices=("binary", "regression"))
    parser.add_argument("--target", required=True, help="column of the truth")
    parser.add_argument("--score", help="column of the probability")
    parser.add_argument("--prediction", help="column of the predicted class or value")
    parser.add_argument("--project", type=pathlib.Path, help="your assay.yaml")
    parser.add_argument(
        "--metric", action="append", default=[], metavar="ASSAY=RUN",
        help="a metric by Assay's name and the key that the run logged it under")
    parser.add_argument(
        "--tolerance", type=float, default=1e-6, help="how far a logged metric may be off")
    return parser.parse_args()


def assay(words: list[str], folder: pathlib.Path, good: tuple[int, ...] = (0,)) -> tuple[int, str]:
    """Runs the program; what it says to people goes on to standard error."""
    binary = os.environ.get("ASSAY_BINARY", "assay")
    done = subprocess.run([binary, *words], cwd=folder, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in good:
        sys.exit(done.returncode)
    return done.returncode, done.stdout


def columns(chosen: argparse.Namespace) -> list[str]:
    words = ["--target", chosen.target]
    if chosen.score:
        words += ["--score", chosen.score]
    if chosen.prediction:
        words += ["--prediction", chosen.prediction]
    return words


def compare(
    client: MlflowClient, chosen: argparse.Namespace, folder: pathlib.Path
) -> list[str]:
    """Measures again what the run logged; returns a sentence for each metric that differs."""
    logged = client.get_run(chosen.run).data.metrics
    _, text = assay(
        ["metrics", "data/test.parquet", "--task", chosen.task, *columns(chosen), "--json"], folder)
    measured = json.loads(text)["metrics"]
    differing = []
    for pair in chosen.metric:
        name, _, key = pair.partition("=")
        if name not in measured or key not in logged:
            sys.exit(f"assess_run.py: --metric {pair}: measured are {', '.join(measured)}; "
                     f"logged are {', '.join(logged)}")
        value = measured[name]["value"]
        if value is None:
            sys.exit(f"assess_run.py: {name} has no value: {measured[name].get('note')}")
        client.log_metric(chosen.run, f"assay_{name}", value)
        interval = measured[name].get("interval") or {}
        for end in ("low", "high"):
            if end in interval:
                client.log_metric(chosen.run, f"assay_{name}_{end}", interval[end])
        agrees = math.isclose(value, logged[key], rel_tol=chosen.tolerance, abs_tol=chosen.tolerance)
        said = "agrees" if agrees else f"{key} was logged as {logged[key]:.6g}, the predictions give {value:.6g}"
        client.set_tag(chosen.run, f"assay.metric.{name}", said)
        if not agrees:
            differing.append(f"{name}: {said}")
    return differing


def assess(client: MlflowClient, chosen: argparse.Namespace, folder: pathlib.Path) -> tuple[int, str]:
    """Runs the checklist and writes verdict, figures and report to the run."""
    if chosen.project:
        shutil.copy(chosen.project, folder / "assay.yaml")
    else:
        sets = [name for name in SETS if (folder / f"data/{name}.parquet").exists()]
        files = [word for name in sets for word in (f"--{name}", f"data/{name}.parquet")]
        assay(["init", *files, *columns(chosen), "--name", f"run-{chosen.run[:8]}"], folder)
    code, _ = assay(
        ["assess", "--format", "html,json,junit", "--out", REPORT], folder, good=(0, 1))
    report = (folder / REPORT / "report.json").read_bytes()
    document = json.loads(report)
    client.log_artifacts(chosen.run, str(folder / REPORT), REPORT)
    client.log_metric(chosen.run, "assay_ml_test_score", document["testScore"]["total"])
    tags = {
        "assay.verdict": document["verdict"],
        "assay.version": document["assayVersion"],
        "assay.evidence": hashlib.sha256(report).hexdigest(),
    }
    tags |= {f"assay.aspect.{aspect['id']}": aspect["status"] for aspect in document["aspects"]}
    for key, value in tags.items():
        client.set_tag(chosen.run, key, value)
    return code, document["verdict"]


def main() -> None:
    chosen = arguments()
    client = MlflowClient()
    with tempfile.TemporaryDirectory(prefix="assay-mlflow-") as scratch:
        folder = pathlib.Path(scratch)
        source = client.download_artifacts(chosen.run, chosen.artifact, scratch)
        (folder / "data").mkdir()
        for name in SETS:
            file = pathlib.Path(source) / f"{name}.parquet"
            if file.exists():
                shutil.copy(file, folder / "data")
        differing = compare(client, chosen, folder)
        code, verdict = assess(client, chosen, folder)
    for sentence in differing:
        print(sentence, file=sys.stderr)
    print(verdict)
    sys.exit(code or (1 if differing else 0))


if __name__ == "__main__":
    main()
