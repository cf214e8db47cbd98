"""Run the tests on SQLite and on PostgreSQL side by side; exit code 1 when either fails.

    python scripts/run_tests.py [ARGUMENT OF PYTEST …]

Each run has processes of its own, and its output is shown whole when it ends. Without arguments the whole suite
runs, and SQLite's run measures how much of the code it reaches, in the processes that tests start too. What only
PostgreSQL reaches is measured by a third run and added: less than GATE fails.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coverage import Coverage
from coverage.exceptions import NoDataError

ROOT = Path(__file__).resolve().parent.parent
GATE = {"lines": 97, "branches": 93}
"""Per cent of the code that both runs reach together. 97.8 of lines and 93.5 of branches were measured before the rooms of
merging, words, record files and readers of files got tests of their own, some eighty of 6,276 branches.
"""
MEASURED_ON_POSTGRES = ("tests/management", "tests/search", "tests/serving")
"""What tests the code that PostgreSQL's run alone reaches. Measuring doubles the time that Python takes for a page, whatever is
measured of it, so these run apart and the rest of PostgreSQL's run is not measured."""
PROCESSES = "2"  # a database; browser tests wait much, so that more processes than cores pay
HEARTBEAT = 60  # seconds
NOTHING = 5  # pytest's exit code when no test is left to run, as where all that is named runs once (tests/support/once.py)


@dataclass
class Run:
    name: str
    process: subprocess.Popen
    log: Path
    seconds: float = 0
    code: int | None = None

    def progress(self) -> str:
        """The newest percentage that pytest printed."""
        marks = [line for line in self.log.read_text(errors="replace").splitlines() if line.endswith("%]")]
        return f"{self.name} {marks[-1][-5:-1].strip() if marks else '0%'}"

    def headline(self) -> str:
        said = {0: "passed", NOTHING: "nothing to run"}.get(self.code, f"FAILED (exit code {self.code})")
        return f"== {self.name}: {said} after {self.seconds / 60:.1f} min"


def start(name: str, command: list[str], directory: Path, **env) -> Run:
    log = directory / f"{name}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | env, stdout=out, stderr=subprocess.STDOUT
        )
    return Run(name, process, log)


def watch(runs: list[Run]) -> None:
    """Wait for all runs; print each one's output when it ends, and meanwhile how far they are."""
    started = told = time.monotonic()
    while waiting := [run for run in runs if run.code is None]:
        time.sleep(0.2)
        for run in waiting:
            run.code = run.process.poll()
            if run.code is not None:
                run.seconds = time.monotonic() - started
                print(f"{run.headline()}\n{run.log.read_text(errors='replace')}", flush=True)
        if time.monotonic() - told > HEARTBEAT:
            told = time.monotonic()
            print(", ".join(run.progress() for run in runs), flush=True)


def joined(directory: Path) -> Coverage:
    """All files of measurements in the directory as one. A file that was cut short, because its process was killed while
    it wrote, is named and not counted.
    """
    total = Coverage(data_file=str(directory / "coverage"), config_file=str(ROOT / "pyproject.toml"))
    with warnings.catch_warnings(record=True) as spoiled:
        warnings.simplefilter("always")
        with suppress(NoDataError):
            total.combine([str(directory)])
    for warning in spoiled:
        print(f"Not counted: {warning.message}")
    return total


def reached(total: Coverage, report: Path) -> dict[str, float]:
    """Per cent of lines and of branches that were run; prints the files of which some were not."""
    try:
        total.json_report(outfile=str(report))
    except NoDataError:
        return dict.fromkeys(GATE, 0)
    found = json.loads(report.read_text())
    for name, file in found["files"].items():
        if (percent := file["summary"]["percent_covered"]) < 100:
            print(f"{percent:5.1f}% of {name}; not lines {', '.join(map(str, file['missing_lines'])) or '-'}")
    totals = found["totals"]
    return {
        "lines": 100 * totals["covered_lines"] / totals["num_statements"],
        "branches": 100 * totals["covered_branches"] / totals["num_branches"],
    }


def commands(arguments: list[str]) -> dict[str, list[str]]:
    """The runs by their names. All that a name stands for is run on each database once."""
    pytest = [sys.executable, "-m", "pytest"]
    on_postgres = [sys.executable, "scripts/with_postgres.py", *pytest]
    if arguments:
        return {"SQLite": [*pytest, *arguments], "PostgreSQL": [*on_postgres, *arguments]}
    # A process that has nothing left takes over what waits in the other one: the browser tests are the last ones.
    shared, measured = ["-n", PROCESSES, "--dist", "worksteal"], ["--cov", "--cov-report="]
    elsewhere = [f"--ignore={place}" for place in MEASURED_ON_POSTGRES]
    return {
        "SQLite": [*pytest, *shared, *measured],
        "PostgreSQL": [*on_postgres, *shared, *elsewhere],
        "PostgreSQL, measured": [*on_postgres, *measured, *MEASURED_ON_POSTGRES],
    }


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="agenda-tests-") as temporary:
        directory = Path(temporary)
        measures = directory / "measures"
        measures.mkdir()
        runs = [
            start(
                name,
                command,
                directory,
                DATABASE_URL="",
                COVERAGE_FILE=str(measures / f"coverage.{name.replace(', ', '-')}"),
            )
            for name, command in commands(arguments).items()
        ]
        try:
            watch(runs)
        finally:
            for run in runs:
                run.process.terminate()
                run.process.wait()
        lines = [run.headline() for run in runs]
        failed = any(run.code not in (0, NOTHING) for run in runs) or all(run.code for run in runs)
        if not arguments:
            for what, percent in reached(joined(measures), directory / "report.json").items():
                lines.append(f"== Coverage: {percent:.1f}% of {what}, at least {GATE[what]}% wanted")
                failed = failed or percent < GATE[what]
        print("\n".join(lines))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
