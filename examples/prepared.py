"""Outputs that appear whole, and a note of what they were made from.

A prepare script asks `is_current` before it works and calls `publish` when it is
done. The note is `manifest.json` beside the outputs: recipe hash, facts, and the
SHA-256 of every file.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

MANIFEST = "manifest.json"


def file_hash(path: Path) -> str:
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def recipe_hash(paths: list[Path], options: dict) -> str:
    """One hash of everything that decides the outputs: scripts, pins, options."""
    digest = hashlib.sha256(json.dumps(options, sort_keys=True).encode())
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def is_current(out: Path, recipe: str) -> bool:
    """Whether the folder holds every file of this very recipe, unchanged."""
    try:
        manifest = json.loads((out / MANIFEST).read_text())
        return manifest["recipe"] == recipe and all(
            file_hash(out / name) == digest for name, digest in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError):
        return False


def publish(out: Path, recipe: str, facts: dict, write) -> None:
    """Lets `write(folder)` fill a folder beside `out`, then moves its files into `out`.

    The manifest moves last: a run that is killed leaves either the old manifest, whose
    hashes no longer match, or none, and the next run starts again.
    """
    out.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".preparing-", dir=out))
    try:
        write(staging)
        names = sorted(str(p.relative_to(staging)) for p in staging.rglob("*") if p.is_file())
        files = {name: file_hash(staging / name) for name in names}
        manifest = {"recipe": recipe, **facts, "files": files}
        (staging / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n")
        for name in [*names, MANIFEST]:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(staging / name, out / name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
