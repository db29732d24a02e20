"""A script's own virtual environment, made from its lock files and made once.

The scripts in this folder run with any Python 3.10 to 3.13 and nothing installed.
`run_inside` installs what the lock files name into a folder and starts the script
again with that folder's interpreter. The second time it only starts it.

As a command it prints the path of the interpreter:

    python3 examples/environment.py --venv DIR --lock FILE [--lock-source FILE]
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST, NEWEST = (3, 10), (3, 13)
"""The pinned packages have ready-built wheels for these versions, x86-64 and arm64."""

MARK = "assay-environment.sha256"


def refuse(message: str) -> None:
    """Ends with exit code 3, "a service could not be read", and one sentence."""
    print(f"error: {message}", file=sys.stderr)
    raise SystemExit(3)


def run(command: list[str], remedy: str) -> None:
    """Runs quietly; on failure shows what the program said and what to do."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr)
        refuse(f"'{' '.join(command[:4])} …' ended with {done.returncode}. {remedy}")


def interpreter(venv: Path, lock: Path, lock_source: Path | None = None) -> Path:
    """The interpreter of an environment that holds exactly what the lock files name.

    - `lock`: packages installed from wheels, each with its SHA-256.
    - `lock_source`: packages published only as source. They are built with the
      `setuptools` of `lock`, so that nothing without a hash is fetched, and their
      dependencies must be in `lock`.
    """
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        refuse(
            f"{sys.executable} is Python {sys.version_info[0]}.{sys.version_info[1]}, and the pinned "
            f"packages are built for 3.{OLDEST[1]} to 3.{NEWEST[1]}. Start this script with one of those."
        )
    locks = [path for path in (lock, lock_source) if path]
    wanted = hashlib.sha256(b"\0".join(path.read_bytes() for path in locks))
    wanted.update(f"{sys.version_info[:2]}".encode())
    python = venv / "bin" / "python"
    mark = venv / MARK
    if mark.exists() and mark.read_text() == wanted.hexdigest() and works(python):
        return python
    if venv.exists() and not (venv / "pyvenv.cfg").exists() and any(venv.iterdir()):
        refuse(f"{venv} is not a virtual environment. Name another folder with --venv.")
    print(f"Installing pinned Python packages into {venv} (once)", file=sys.stderr)
    shutil.rmtree(venv, ignore_errors=True)
    run(
        [sys.executable, "-m", "venv", str(venv)],
        "On Debian and Ubuntu: apt-get install python3-venv",
    )
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
               "--require-hashes", "--no-deps"]
    remedy = "Check the network, or point PIP_FIND_LINKS at a folder with the files of the lock file."
    run([*install, "--only-binary=:all:", "-r", str(lock)], remedy)
    if lock_source:
        run([*install, "--no-build-isolation", "-r", str(lock_source)], remedy)
    mark.write_text(wanted.hexdigest())
    return python


def works(python: Path) -> bool:
    """Whether the interpreter starts: a system upgrade leaves dangling links behind."""
    try:
        return subprocess.run([str(python), "-c", ""], check=False).returncode == 0
    except OSError:
        return False


def run_inside(venv: Path, lock: Path, lock_source: Path | None = None) -> None:
    """Returns when already inside the environment, else starts the script again in it."""
    if Path(sys.prefix).resolve() == venv.resolve():
        return
    python = interpreter(venv, lock, lock_source)
    os.execv(python, [str(python), *sys.argv])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--venv", type=Path, required=True)
    parser.add_argument("--lock", type=Path, required=True)
    parser.add_argument("--lock-source", type=Path)
    options = parser.parse_args()
    print(interpreter(options.venv, options.lock, options.lock_source))
