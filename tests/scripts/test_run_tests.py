"""What the whole run counts as reached: both databases' runs and the processes that their tests start."""

import subprocess
import sys
from pathlib import Path

import pytest
from coverage import Coverage

from scripts.run_tests import GATE, MEASURED_ON_POSTGRES, ROOT, commands, joined, reached
from tests.support.measuring import UNMEASURED, leave_unmeasured
from tests.support.once import ONCE
from tests.support.programs import unmeasured

MEASURED = {
    "SQLite": "import agenda.dates",
    # A worker is forked, and ends as a process does that was told to.
    "PostgreSQL": "import os, sys\nif os.fork():\n    os.wait()\nelse:\n    import agenda.serving.arrivals\n    sys.exit()",
}


def measure(directory: Path, *names: str) -> Path:
    """Run the program of each of those databases as a process that a test starts; return the directory of what was measured."""
    directory.mkdir()
    for name in names:
        measured = {
            "COVERAGE_PROCESS_START": str(ROOT / "pyproject.toml"),
            "COVERAGE_FILE": f"{directory}/coverage.{name}",
        }
        subprocess.run(
            [sys.executable, "-c", MEASURED[name]], cwd=ROOT, env=unmeasured() | measured, check=True
        )
    return directory


def lines(total: Coverage, name: str) -> int:
    """How many lines of the file were run."""
    return len(total.get_data().lines(str(ROOT / name)) or ())


def test_what_either_database_and_their_processes_reached_is_reached(tmp_path):
    both = joined(measure(tmp_path / "both", *MEASURED))
    assert lines(both, "agenda/dates.py") > 20 and lines(both, "agenda/serving/arrivals.py") > 5
    alone = joined(measure(tmp_path / "alone", "SQLite"))
    assert lines(alone, "agenda/dates.py") > 20 and not lines(alone, "agenda/serving/arrivals.py")


def test_measurements_that_were_cut_short_are_named_and_the_others_count(tmp_path, capsys):
    cut = measure(tmp_path / "cut", "SQLite")
    (cut / "coverage.SQLite.killed").write_bytes(next(cut.iterdir()).read_bytes()[:3000])
    (cut / "coverage.SQLite.empty").touch()
    assert lines(joined(cut), "agenda/dates.py") > 20
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Not counted: ")]
    assert any("coverage.SQLite.killed" in line for line in told)


def test_what_was_not_run_is_named_and_counted_as_lines_and_branches(tmp_path, capsys):
    (tmp_path / "tried.py").write_text("import sys\nif len(sys.argv) > 9:\n    a = 1\nb = 2\n")
    measured = ["--rcfile=", "--branch", f"--source={tmp_path}", f"--data-file={tmp_path}/coverage"]
    command = [sys.executable, "-m", "coverage", "run", *measured, str(tmp_path / "tried.py")]
    subprocess.run(command, env=unmeasured(), check=True)
    total = Coverage(data_file=str(tmp_path / "coverage"), config_file=False)
    total.load()
    found = reached(total, tmp_path / "report.json")
    assert found == {"lines": 75, "branches": 50}
    assert "tried.py; not lines 3" in capsys.readouterr().out


def test_without_any_measurement_nothing_is_reached(tmp_path):
    assert reached(joined(tmp_path), tmp_path / "report.json") == dict.fromkeys(GATE, 0)


def test_each_test_runs_on_each_database_once():
    whole, rest, apart = commands([]).values()
    assert "--cov" in whole and "--cov" in apart and "--cov" not in rest
    assert [word for word in rest if word.startswith("--ignore")] == [
        f"--ignore={place}" for place in apart[-3:]
    ]
    assert tuple(apart[-3:]) == MEASURED_ON_POSTGRES and all(
        (ROOT / place).is_dir() for place in MEASURED_ON_POSTGRES
    )
    assert [command[-1] for command in commands(["tests/search"]).values()] == ["tests/search"] * 2


@pytest.mark.parametrize("listed", [ONCE, UNMEASURED], ids=["on one database alone", "unmeasured"])
def test_what_is_treated_apart_is_there(listed):
    """A name in a list that fits no test would leave out nothing, or what comes later under that name."""
    for name in listed:
        path, _, test = name.partition("::")
        assert (ROOT / path).is_file(), name
        assert not test or f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), name


def test_what_need_not_count_is_not_measured(request, monkeypatch):
    leave_unmeasured([request.node])
    assert request.node.get_closest_marker("no_cover") is None
    monkeypatch.setitem(UNMEASURED, request.node.nodeid.partition("::")[0], "tried")
    leave_unmeasured([request.node])
    assert request.node.get_closest_marker("no_cover")
