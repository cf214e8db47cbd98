"""The walls of the house (docs/design.md, "The rooms"): what import-linter keeps, and what no tool knows."""

import ast
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import agenda

ROOT = Path(agenda.__file__).parent


@pytest.fixture
def linted(tmp_path):
    """A function that adds a file to a copy of the package; returns what import-linter then says, "" when it agrees."""
    shutil.copytree(ROOT, tmp_path / "agenda", ignore=shutil.ignore_patterns("static", "__pycache__"))

    def lint(path: str = "", source: str = "") -> str:
        if path:
            planted = tmp_path / "agenda" / path
            planted.parent.mkdir(exist_ok=True)
            planted.write_text(source)
        call = "from importlinter.cli import lint_imports_command; lint_imports_command()"
        options = ["--no-cache", "--no-logo", str(ROOT.parent / "pyproject.toml")]
        ran = subprocess.run(
            [sys.executable, "-c", call, *options], cwd=tmp_path, capture_output=True, text=True
        )
        return "" if ran.returncode == 0 else ran.stdout + ran.stderr

    return lint


def test_nothing_imports_to_its_right(linted):
    assert not linted()


@pytest.mark.parametrize(
    ("path", "source", "refused"),
    [
        ("models/planted.py", "from agenda.views import home", "agenda.models.planted -> agenda.views.home"),
        ("models/planted.py", "from ..views import home", "agenda.models.planted -> agenda.views.home"),
        (
            "passages/planted.py",
            "def late():\n    from .. import models",
            "agenda.passages.planted -> agenda.models",
        ),
        ("search/planted.py", "import agenda.pictures", "agenda.search.planted -> agenda.pictures"),
        ("attic.py", "", "attic"),
    ],
    ids=["absolute", "relative", "inside a function", "beside", "a room without a place"],
)
def test_an_import_to_the_right_is_refused(linted, path, source, refused):
    assert refused in linted(path, source)


def sources():
    for path in ROOT.rglob("*.py"):
        if "migrations" not in path.relative_to(ROOT).parts:
            yield path


def test_coverage_is_pure():
    for name in ("states", "rates", "courses", "headline", "sentences", "agreement"):
        source = (ROOT / "coverage" / f"{name}.py").read_text()
        assert not any(word in source for word in ("django.db", "agenda.models", "timezone", "today()")), name


def test_no_file_passes_300_lines():
    long = {str(p.relative_to(ROOT)): n for p in sources() if (n := len(p.read_text().splitlines())) > 300}
    assert not long


def test_no_function_passes_40_lines():
    long = {
        f"{path.relative_to(ROOT)}:{node.name}": n
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and (n := (node.end_lineno or 0) - node.lineno + 1) > 40
    }
    assert not long


def test_a_class_name_is_used_once():
    """Classes within classes (a model's kinds, its Meta) are called by the name of theirs before."""
    found = Counter(
        node.name
        for path in sources()
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef) and path.parent.name != "commands"
    )
    assert not [name for name, times in found.items() if times > 1]


TESTS = ROOT.parent / "tests"


def test_every_folder_of_tests_is_named_after_a_room():
    rooms = {path.name for path in ROOT.iterdir() if path.is_dir()}
    folders = {path.parent.relative_to(TESTS).parts[0] for path in TESTS.rglob("*/test_*.py")}
    assert folders - {"browser", "outside", "scripts"} <= rooms


def test_no_test_file_imports_another():
    importing = re.compile(r"^\s*(from|import)\b.*\btest_\w", re.MULTILINE)
    assert not [str(path) for path in TESTS.rglob("*.py") if importing.search(path.read_text())]


def test_the_repository_names_no_machine_and_no_registry():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT.parent, capture_output=True, text=True, check=True)
    files = [ROOT.parent / name for name in tracked.stdout.splitlines()]
    files = [path for path in files if path.exists() and path != Path(__file__)]
    forbidden = [
        "/".join(["", "work", ""]),
        ".".join(["pypi", "org"]),
        ".".join(["npmjs", "org"]),
        "../" + "shared",
        "DESIGN" + " §",
    ]
    wrong = [f"{p}: {word}" for p in files for word in forbidden if word in p.read_text(errors="ignore")]
    assert len(files) > 50 and not wrong
