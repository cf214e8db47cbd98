"""The walls of the house: nothing imports to its right (DESIGN §4)."""

import ast
import subprocess
from pathlib import Path

import agenda

ROOT = Path(agenda.__file__).parent
ORDER = [
    {"dates", "passages"},
    {"models"},
    {"rules", "coverage"},
    {"catalogue", "search", "questions", "pictures"},
    {"filters", "intake"},
    {"actions", "exports"},
    {"admin", "views", "templatetags"},
    {"desk"},
    {"urls"},
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
LEAVES = {"admin", "management"}


def imports(path: Path) -> set[str]:
    """First-level modules of the package that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").startswith("agenda"):
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("agenda.")}
    return found


def sources():
    for path in ROOT.rglob("*.py"):
        place = path.relative_to(ROOT)
        if "migrations" not in place.parts:
            yield place.parts[0].removesuffix(".py"), path


def test_nothing_imports_to_its_right():
    wrong = [
        f"{path.relative_to(ROOT)} imports {other}"
        for room, path in sources()
        if room in RANK
        for other in imports(path)
        if RANK.get(other, -1) > RANK[room]
    ]
    assert not wrong


def test_nothing_imports_a_leaf():
    wrong = [
        f"{path.relative_to(ROOT)} imports {other}"
        for room, path in sources()
        for other in imports(path) & LEAVES
        if room not in {other, "management", "urls"}
    ]
    assert not wrong


def test_coverage_is_pure():
    for name in ("states", "rates", "courses", "agreement"):
        source = (ROOT / "coverage" / f"{name}.py").read_text()
        assert not any(word in source for word in ("django.db", "agenda.models", "timezone", "today()")), name


def test_no_file_passes_300_lines():
    long = {str(p.relative_to(ROOT)): n for _, p in sources() if (n := len(p.read_text().splitlines())) > 300}
    assert not long


def test_the_repository_names_no_machine_and_no_registry():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT.parent, capture_output=True, text=True, check=True)
    files = [ROOT.parent / name for name in tracked.stdout.splitlines()]
    files = [path for path in files if path.exists() and path != Path(__file__)]
    forbidden = [
        "/".join(["", "work", ""]),
        ".".join(["pypi", "org"]),
        ".".join(["npmjs", "org"]),
        "../" + "shared",
    ]
    wrong = [f"{p}: {word}" for p in files for word in forbidden if word in p.read_text(errors="ignore")]
    assert len(files) > 50 and not wrong
