"""Run the tests on SQLite and on PostgreSQL side by side; exit code 1 when either fails.

    python scripts/run_tests.py [ARGUMENT OF PYTEST …]

Each run has processes of its own, and its output is shown whole when it ends. Without arguments the whole suite
runs, and both runs measure how much of the code they reach, in the processes that tests start too (scripts/reached.py):
less than GATE fails.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.reached import GATE, MEASURED, joined, reached  # noqa: E402

PROCESSES = "2"  # a database; browser tests wait much, so that more processes than cores pay
HEARTBEAT = 60  # seconds
KEPT = {"PYTHONDONTWRITEBYTECODE": ""}
"""Compiled modules are kept, whatever the shell says: each process of the tests, and each program that one of them starts, would
compile the tests' modules (18 s of processor) and the program's (1 s) again."""
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


def commands(arguments: list[str]) -> dict[str, list[str]]:
    """The runs by their names. All that a name stands for is run on each database once."""
    pytest = [sys.executable, "-m", "pytest"]
    # A process that has nothing left takes over what waits in the other one: the browser tests are the last ones.
    told = arguments or [*MEASURED, "-n", PROCESSES, "--dist", "worksteal"]
    on_postgres = [sys.executable, "scripts/with_postgres.py", *pytest]
    return {"SQLite": [*pytest, *told], "PostgreSQL": [*on_postgres, *told]}


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
                MEASURES=str(measures),
                **KEPT,
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
