"""Plant faults one after another in a copy of the program and see the tests go red: `make mutants` (NAME=… for some of them).

The faults are in `scripts/mutants.toml`: a file, what is found in it exactly once, what stands there instead, and the tests that
must fail, which pass as long as nothing is planted. A fault that no longer applies, and one that the tests let pass, end with
exit code 1.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "scripts" / "mutants.toml"
FAILED = 1  # pytest's exit code for tests that ran and failed; others mean that they did not run
LONGEST = 900  # seconds
MADE = "made.sqlite3"
"""An empty database as migrations make it, in the copy: most faults need no other, and making one takes most of the time."""
MAKES_DATABASES = ("agenda/migrations/", "agenda/rules/", "agenda/models/")


@dataclass(frozen=True)
class Mutant:
    """A fault: `old` stands exactly once in `file`; with `new` in its place the `tests` must fail."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def problem(self, root: Path = ROOT) -> str:
        """Why the fault cannot be planted, "" when it can."""
        path = root / self.file
        found = path.read_text(encoding="utf-8").count(self.old) if path.exists() else 0
        if found != 1:
            return f"{self.name}: what it replaces stands {found} times in {self.file}"
        missing = [test for test in self.tests if not (root / test.partition("::")[0]).exists()]
        return f"{self.name}: there is no {missing[0]}" if missing else ""

    def plant(self, root: Path) -> None:
        path = root / self.file
        path.write_text(path.read_text(encoding="utf-8").replace(self.old, self.new), encoding="utf-8")


def mutants() -> list[Mutant]:
    rows = tomllib.loads(LIST.read_text(encoding="utf-8"))["mutant"]
    return [Mutant(row["name"], row["file"], row["old"], row["new"], tuple(row["tests"])) for row in rows]


def copy_of_program(target: Path) -> None:
    """Every file that git knows, as it stands now."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def tested(
    root: Path, *arguments: str, database: str = "", seconds: int = LONGEST
) -> subprocess.CompletedProcess[str]:
    """Run pytest in the copy; with `database` in a copy of that file, which it fills where it is not there."""
    environment = os.environ | {"DATABASE_URL": "", "PYTHONDONTWRITEBYTECODE": "1", "TEST_SQLITE": database}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header", "--tb=no"]
    command += ["--reuse-db"] if database else []
    return subprocess.run(
        [*command, *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def copy_of_database(root: Path) -> str:
    """The path of a fresh copy of the database that was made, in a directory of its own; the one before is deleted."""
    used = root / "used"
    shutil.rmtree(used, ignore_errors=True)
    used.mkdir()
    return str(shutil.copy2(root / MADE, used))


def are_sound(chosen: list[Mutant], root: Path) -> bool:
    """Whether the tests pass while nothing is planted: a test that fails anyhow sees no fault."""
    names = sorted({name for one in chosen for name in one.tests})
    done = tested(root, *names, database=copy_of_database(root), seconds=LONGEST * 6)
    if done.returncode:
        print(f"The tests fail without any fault:\n{done.stdout}{done.stderr}")
    return done.returncode == 0


def tried(mutant: Mutant, root: Path) -> tuple[bool, str]:
    """(whether the tests went red, their last line) with the fault planted; the copy is as before afterwards."""
    path = root / mutant.file
    sound = path.read_bytes()
    mutant.plant(root)
    database = ""
    if (root / MADE).exists() and not mutant.file.startswith(MAKES_DATABASES):
        database = copy_of_database(root)
    try:
        done = tested(root, *mutant.tests, database=database)
    except subprocess.TimeoutExpired:
        return True, "the tests did not end"
    finally:
        path.write_bytes(sound)
    last = (done.stdout.strip().splitlines() or [done.stderr.strip()])[-1]
    is_red = done.returncode == FAILED and any(
        name.partition("::")[0] in done.stdout for name in mutant.tests
    )
    return is_red, last[:110]


def main(wanted: Iterable[str]) -> int:
    chosen = [one for one in mutants() if not wanted or any(word in one.name for word in wanted)]
    problems = [problem for one in chosen if (problem := one.problem())]
    if problems:
        print("\n".join(problems))
        return 1
    survived = []
    with tempfile.TemporaryDirectory(prefix="agenda-mutants-") as directory:
        root = Path(directory)
        copy_of_program(root)
        tested(root, "tests/models/test_colors.py", "tests/serving/test_health.py", database=str(root / MADE))
        if not are_sound(chosen, root):
            return 1
        for one in chosen:
            started = time.monotonic()
            is_red, said = tried(one, root)
            survived += [] if is_red else [one.name]
            print(
                f"{'red' if is_red else 'GREEN':<6}{one.name:<48}{time.monotonic() - started:5.0f} s  {said}",
                flush=True,
            )
    print(
        f"{len(chosen) - len(survived)} of {len(chosen)} faults were seen"
        + "".join(f"\n  not seen: {name}" for name in survived)
    )
    return 1 if survived else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="parts of the names of the faults to plant; all of them without any"
    )
    sys.exit(main(parser.parse_args().names))
