"""What the whole run counts as reached: both databases' runs and the processes that their tests start."""

import json
import subprocess
import sys
from pathlib import Path

from coverage import Coverage

from scripts.reached import GATE, ROOT, joined, main, reached
from tests.support.measuring import COVERAGE
from tests.support.programs import unmeasured

STARTED = {
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
            "COVERAGE_FILE": f"{directory}/coverage",
        }
        subprocess.run(
            [sys.executable, "-c", STARTED[name]], cwd=ROOT, env=unmeasured() | measured, check=True
        )
    return directory


def lines(total: Coverage, name: str) -> int:
    """How many lines of the file were run."""
    return len(total.get_data().lines(str(ROOT / name)) or ())


def test_what_either_database_and_their_processes_reached_is_reached(tmp_path):
    both = joined(measure(tmp_path / "both", *STARTED))
    assert lines(both, "agenda/dates.py") > 20 and lines(both, "agenda/serving/arrivals.py") > 5
    alone = joined(measure(tmp_path / "alone", "SQLite"))
    assert lines(alone, "agenda/dates.py") > 20 and not lines(alone, "agenda/serving/arrivals.py")


def test_measurements_that_were_cut_short_are_named_and_the_others_count(tmp_path, capsys):
    cut = measure(tmp_path / "cut", "SQLite")
    (cut / "coverage.killed").write_bytes(next(cut.iterdir()).read_bytes()[:3000])
    (cut / "coverage.empty").touch()
    (cut / "slipcover.cut.json").write_text("{")
    assert lines(joined(cut), "agenda/dates.py") > 20
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Not counted: ")]
    assert any("coverage.killed" in line for line in told) and any("slipcover.cut" in line for line in told)


def test_what_was_not_run_is_named_and_counted_as_lines_and_branches(tmp_path, capsys, monkeypatch):
    (tmp_path / "tried.py").write_text("import sys\nif len(sys.argv) > 9:\n    a = 1\nb = 2\n")
    measured = ["--rcfile=", "--branch", f"--source={tmp_path}", f"--data-file={tmp_path}/coverage"]
    command = [sys.executable, "-m", "coverage", "run", *measured, str(tmp_path / "tried.py")]
    subprocess.run(command, env=unmeasured(), check=True)
    total = Coverage(data_file=str(tmp_path / "coverage"), config_file=False)
    total.load()
    monkeypatch.setattr("scripts.reached.COUNTED", (f"{tmp_path}/*",))
    found = reached(total, tmp_path / "report.json")
    assert found == {"lines": 75, "branches": 50}
    assert "tried.py; not lines 3" in capsys.readouterr().out


def test_what_runs_in_a_copy_of_the_repository_does_not_count(tmp_path, capsys):
    measured = measure(tmp_path / "measured", "SQLite")
    copied = tmp_path / "copy" / "agenda" / "dates.py"
    copied.parent.mkdir(parents=True)
    copied.write_text("def never():\n    return 1\n")
    (measured / "slipcover.it.json").write_text(json.dumps({str(copied): {"lines": [1], "branches": []}}))
    reached(joined(measured), tmp_path / "report.json")
    named = capsys.readouterr().out
    assert "agenda/joining.py" in named and "copy/agenda" not in named


def test_without_any_measurement_nothing_is_reached(tmp_path):
    assert reached(joined(tmp_path), tmp_path / "report.json") == dict.fromkeys(GATE, 0)


PROGRAM = """def sign(number):
    if number < 0:
        return "below"
    for _ in range(number):
        if number > 1:
            break
    else:
        if number:
            pass
        return "at most one"


sign(1)
sign(2)
sign(0)
"""


def measured_by(tool: str, directory: Path) -> Path:
    """Run the program, as one that reads its own lines, under one of the two tools; return the directory of its measurements."""
    directory.mkdir()
    program = directory.parent / "program.py"
    program.write_text(PROGRAM)
    if tool == "coverage":
        measured = ["--rcfile=", "--branch", f"--include={program}", f"--data-file={directory}/coverage.it"]
        command = [sys.executable, "-m", "coverage", "run", *measured, str(program)]
        subprocess.run(command, env=unmeasured(), check=True)
        return directory
    command = [
        sys.executable,
        "-m",
        "slipcover",
        "--branch",
        "--json",
        "--source",
        str(program.parent),
        str(program),
    ]
    said = subprocess.run(
        command, cwd="/", env=unmeasured(), check=True, capture_output=True, text=True
    ).stdout
    (file,) = (file for name, file in json.loads(said)["files"].items() if name.endswith("program.py"))
    measured = {"lines": file["executed_lines"], "branches": file["executed_branches"]}
    (directory / "slipcover.it.json").write_text(json.dumps({str(program): measured}))
    return directory


def test_both_tools_say_the_same_of_a_program(tmp_path):
    reports = []
    for tool in ("coverage", "slipcover"):
        total = joined(measured_by(tool, tmp_path / tool))
        total.json_report(outfile=str(tmp_path / "report.json"))
        reports.append(json.loads((tmp_path / "report.json").read_text())["files"])
    (ours,), (theirs,) = (list(report.values()) for report in reports)
    for what in ("executed_lines", "missing_lines", "executed_branches", "missing_branches"):
        assert ours[what] == theirs[what], what
    assert ours["missing_lines"] and ours["executed_branches"] and ours["missing_branches"]


def test_a_run_of_a_room_names_what_its_tests_do_not_reach(tmp_path, capfd, monkeypatch):
    """The tests' own process and one that they start."""
    test = tmp_path / "test_dates.py"
    test.write_text(
        "import subprocess, sys\n"
        "def test_both():\n"
        "    import agenda.dates\n"
        "    subprocess.run([sys.executable, '-c', 'import agenda.joining'], check=True)\n"
    )
    for name in ("MEASURES", *COVERAGE):  # what measures this test is not to count that one
        monkeypatch.delenv(name, raising=False)
    assert main([str(test), "-p", "no:cacheprovider", "--rootdir", str(ROOT)]) == 0
    said = {
        line.partition("% of ")[2].partition(";")[0]: line for line in capfd.readouterr().out.splitlines()
    }
    assert not said["agenda/dates.py"].startswith("  0.0") and not said["agenda/joining.py"].startswith(
        "  0.0"
    )
    assert said["agenda/serving/arrivals.py"].startswith("  0.0")
