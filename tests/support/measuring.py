"""Measure which lines and branches of agenda/ the tests reach.

A plugin of pytest, named by `-p` where MEASURES names a folder: scripts/reached.py starts it and reads what it writes. In the
tests' own processes SlipCover measures, which rewrites code once instead of watching each line: a page takes as long as ever.
Processes that tests start are measured by coverage.py, which starts with any program in little time and slows it.
"""

import json
import os
import sys
from pathlib import Path
from uuid import uuid4

FOLDER = "MEASURES"
ROOT = Path(__file__).resolve().parents[2]
COVERAGE = ("COVERAGE_PROCESS_START", "COVERAGE_FILE")
"""By these variables a process learns that what it reaches counts, and where to write it."""


class Measure:
    """What this process reaches of agenda/, from now on."""

    def __init__(self, folder: Path):
        from slipcover import FileMatcher, ImportManager, Slipcover

        self.folder = folder
        # What does not count is decided by the report. Taking marks out of code again, once they were passed often, costs
        # more than they do.
        self.seen = Slipcover(branch=True, exclude_lines=[], d_miss_threshold=sys.maxsize)
        inside = FileMatcher(sources=[str(ROOT / "agenda")], omit=["*/agenda/migrations/*"])
        ImportManager(self.seen, inside).__enter__()

    def pytest_sessionfinish(self) -> None:
        measured = {
            str(ROOT / name): {"lines": file["executed_lines"], "branches": file["executed_branches"]}
            for name, file in self.seen.get_coverage()["files"].items()
        }
        (self.folder / f"slipcover.{uuid4().hex}.json").write_text(json.dumps(measured))


def begun() -> Measure | None:
    """The measure of a process that runs tests; none in one that only gives them to others, and none where nobody asked."""
    folder = os.environ.get(FOLDER)
    if not folder or ("-n" in sys.argv and "PYTEST_XDIST_WORKER" not in os.environ):
        return None
    started = (str(ROOT / "pyproject.toml"), str(Path(folder) / "coverage"))
    os.environ.update(zip(COVERAGE, started, strict=True))
    return Measure(Path(folder))


# Before pytest-django reads the settings, which import what is measured.
measure = begun()


def pytest_configure(config) -> None:
    if measure:
        config.pluginmanager.register(measure)


def measure_readers(monkeypatch) -> None:
    """Tell the processes that read uploaded files, which are told next to nothing, that what they reach counts.

    Measuring takes of their time, so that tests of their limits do without.
    """
    from agenda.intake.files import apart

    monkeypatch.setattr(apart, "KEPT", (*apart.KEPT, *COVERAGE))
