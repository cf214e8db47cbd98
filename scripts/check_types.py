"""Check types with mypy: fail when there are more errors than the number in `check_types.allowed` says.

A count that has fallen is stored with `--write`. At 0 this script and its file can go and `mypy` be called alone.
"""

import re
import subprocess
import sys
from pathlib import Path

ALLOWED = Path(__file__).with_name("check_types.allowed")


def main(*options: str) -> str:
    """Run mypy; return the reason to fail, "" when there is none."""
    ran = subprocess.run([sys.executable, "-m", "mypy", "--no-error-summary"], capture_output=True, text=True)
    if ran.returncode > 1:
        return ran.stdout + ran.stderr
    found = len(re.findall(r": error: ", ran.stdout))
    allowed = int(ALLOWED.read_text())
    if found > allowed:
        return f"{ran.stdout}{found} errors of type, {allowed} are allowed: mend what you added."
    if found < allowed and "--write" in options:
        ALLOWED.write_text(f"{found}\n")
    elif found < allowed:
        print(
            f"{found} errors of type, {allowed} are allowed: store the fall with scripts/check_types.py --write."
        )
    return ""


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) or None)
