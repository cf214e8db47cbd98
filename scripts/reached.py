"""Which lines and branches of agenda/ tests reach, by what tests/support/measuring.py wrote.

python scripts/reached.py tests/ROOM …     # run these tests; name what they do not reach of each agenda/ROOM
"""

import json
import os
import subprocess
import sys
import tempfile
import warnings
from contextlib import suppress
from functools import cache
from pathlib import Path

from coverage import Coverage
from coverage.exceptions import NoDataError
from coverage.parser import PythonParser

ROOT = Path(__file__).resolve().parent.parent
GATE = {"lines": 97, "branches": 93}
"""Per cent of the code that both databases' runs reach together."""
MEASURED = ["-p", "tests.support.measuring"]
"""What pytest is told so that it measures."""
COUNTED = (f"{ROOT}/agenda/*",)
"""What counts: not the copies of the repository that tests make and start programs in."""
ENTERED = -1
"""Where an arc comes from that says no more than that its line was run."""


def joined(directory: Path) -> Coverage:
    """All measurements in the directory as one. A file that was cut short, because its process was killed while it wrote,
    is named and not counted.
    """
    total = Coverage(data_file=str(directory / "coverage"), config_file=str(ROOT / "pyproject.toml"))
    with warnings.catch_warnings(record=True) as spoiled:
        warnings.simplefilter("always")
        with suppress(NoDataError):
            total.combine([str(directory)])
    for warning in spoiled:
        print(f"Not counted: {warning.message}")
    for file in sorted(directory.glob("slipcover.*.json")):
        try:
            measured = json.loads(file.read_text())
        except ValueError:
            print(f"Not counted: {file.name}")
        else:
            total.get_data().add_arcs({name: arcs(Path(name), **seen) for name, seen in measured.items()})
    return total


def arcs(path: Path, lines: list[int], branches: list[list[int]]) -> list[tuple[int, int]]:
    """SlipCover's lines and branches as coverage.py's pairs of lines.

    SlipCover calls leaving a function line 0; coverage.py, the negative of the line where the function begins.
    """
    left = exits(path) if any(not to for _, to in branches) else {}
    return [(ENTERED, line) for line in lines] + [
        (line, to or left.get(line, ENTERED)) for line, to in branches
    ]


@cache  # each process that measured names the same files
def exits(path: Path) -> dict[int, int]:
    """Of each line that may be its function's last: what coverage.py calls the line after it."""
    parser = PythonParser(text=path.read_text(encoding="utf-8"), filename=str(path))
    parser.parse_source()
    return {line: to for line, to in parser.arcs() if line > 0 > to}


def reached(total: Coverage, report: Path, *, within: tuple[str, ...] = ("",)) -> dict[str, float]:
    """Per cent of lines and of branches that were run; prints the files under `within` of which some were not."""
    try:
        total.json_report(outfile=str(report), include=list(COUNTED))
    except NoDataError:
        return dict.fromkeys(GATE, 0)
    found = json.loads(report.read_text())
    for name, file in found["files"].items():
        if (percent := file["summary"]["percent_covered"]) < 100 and name.startswith(within):
            missing = ", ".join(map(str, file["missing_lines"])) or "-"
            print(f"{percent:5.1f}% of {name}; not lines {missing}")
    totals = found["totals"]
    return {
        "lines": 100 * totals["covered_lines"] / totals["num_statements"],
        "branches": 100 * totals["covered_branches"] / totals["num_branches"],
    }


def main(arguments: list[str]) -> int:
    rooms = tuple(path.replace("tests/", "agenda/", 1) for path in arguments if path.startswith("tests/"))
    with tempfile.TemporaryDirectory(prefix="agenda-reached-") as directory:
        command = [sys.executable, "-m", "pytest", *MEASURED, *arguments]
        code = subprocess.run(command, cwd=ROOT, env=os.environ | {"MEASURES": directory}).returncode
        reached(joined(Path(directory)), Path(directory) / "report.json", within=rooms or ("",))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
