"""Running other programs."""

import os
import subprocess
import sys
from pathlib import Path


def run(command, *, cwd, seconds=300):
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=seconds
    )


def program(name: str) -> str:
    """A program that came with the test requirements."""
    return str(Path(sys.executable).parent / name)


def unmeasured(*without: str) -> dict[str, str]:
    """This run's environment without variables that begin so, and without what would measure the code that a program runs:
    it takes twice the time, and what such a program does is reached by other tests.
    """
    return {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE", *without))}
