"""Running other programs."""

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
