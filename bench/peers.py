"""Programs that show the same rows: Datasette over a release, and the stock admin over the same database."""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .servers import ROOT, Server, free_port, running, serving

DATASETTE = "datasette==0.65.5"
PLACE = ROOT / ".cache" / "bench-datasette"
LARGEST = 200_000
"""Findings beyond which no release is written for Datasette: it holds its rows in memory."""


def datasette_program() -> Path | None:
    """Datasette in an environment of its own, made the first time; None, with a line that says so, where it cannot be had."""
    program = PLACE / "bin" / "datasette"
    if program.exists():
        return program
    print(f"Installing {DATASETTE} into {PLACE} …", file=sys.stderr)
    venv.create(PLACE, with_pip=True, clear=True)
    install = [str(PLACE / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", DATASETTE]
    if subprocess.run(install, check=False).returncode:
        shutil.rmtree(PLACE)
        print("Datasette could not be installed: it is left out of this run.", file=sys.stderr)
        return None
    return program


@contextmanager
def datasette(findings: int, scratch: Path) -> Iterator[Server | None]:
    """Datasette over the agenda.sqlite of a release of this record; None where there is none of either."""
    wanted = os.environ.get("BENCH_PEERS", "on") != "off" and findings <= LARGEST
    if not wanted or (program := datasette_program()) is None:
        yield None
        return
    releases = scratch / "releases"
    subprocess.run(
        [sys.executable, "manage.py", "release", str(releases)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    (file,) = releases.glob("*/agenda.sqlite")
    port = free_port()
    command = [
        str(program),
        "serve",
        "-i",
        str(file),
        "-p",
        str(port),
        "--setting",
        "default_page_size",
        "50",
    ]
    command += ["--setting", "sql_time_limit_ms", "60000"]
    with running(command, port) as server:
        yield server


@contextmanager
def stock_admin() -> Iterator[Server]:
    """Django's admin with nothing of ours over the same database, as gunicorn serves it."""
    with serving("bench.stock:application", DJANGO_SETTINGS_MODULE="bench.stock_settings") as server:
        yield server
