"""Run a command with DATABASE_URL set to a real PostgreSQL.

    python scripts/with_postgres.py COMMAND [ARGUMENT …]

Uses the server named by TEST_DATABASE_URL; otherwise starts one of its own in a temporary directory, from
binaries on PATH or in /usr/lib/postgresql/*/bin (as root: under an unprivileged account, since PostgreSQL
refuses root). Without binaries it installs Debian's package when it may, else says what to install and fails.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path


def find_binaries() -> Path | None:
    """The directory that holds initdb and postgres, the newest version first."""
    places = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    places += sorted(versions, key=lambda place: int(place.parent.name), reverse=True)
    return next(
        (place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None
    )


def binaries() -> Path:
    if found := find_binaries():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], stdout=sys.stderr, check=True)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "postgresql"], stdout=sys.stderr, env=environment, check=True
        )
        if found := find_binaries():
            return found
    sys.exit(
        "No PostgreSQL found. Install its server (Debian, Ubuntu: apt-get install postgresql), or set "
        "TEST_DATABASE_URL=postgres://user:password@host/database."
    )


def as_unprivileged(command: list[str], directory: Path) -> list[str]:
    if os.geteuid() != 0:
        return command
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    shutil.chown(directory, user)
    runuser = shutil.which("runuser") or sys.exit(
        "runuser (util-linux) is needed to start PostgreSQL as root."
    )
    return [runuser, "-u", user, "--", *command]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(command: list[str], url: str) -> int:
    return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped on the way out
    if url := os.environ.get("TEST_DATABASE_URL"):
        return run(command, url)
    place = binaries()
    with tempfile.TemporaryDirectory(prefix="agenda-pg-") as temporary:
        directory, port = Path(temporary), free_port()
        data = directory / "data"
        initdb = [str(place / "initdb"), "-D", str(data), "-U", "agenda", "-A", "trust", "-E", "UTF8"]
        subprocess.run(
            as_unprivileged([*initdb, "--locale=C.UTF-8", "--no-sync"], directory),
            cwd=directory, stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        settings = f"-p {port} -k {directory} -h 127.0.0.1 -c fsync=off -c max_connections=100"
        pg_ctl = [str(place / "pg_ctl"), "-D", str(data), "-w", "-l", str(directory / "log")]
        start = as_unprivileged([*pg_ctl, "-o", settings, "start"], directory)
        if subprocess.run(start, cwd=directory, stdout=subprocess.DEVNULL, check=False).returncode:
            sys.exit("PostgreSQL did not start:\n" + (directory / "log").read_text())
        try:
            return run(command, f"postgres://agenda@127.0.0.1:{port}/postgres")
        finally:
            stop = as_unprivileged([*pg_ctl, "-m", "immediate", "stop"], directory)
            subprocess.run(stop, cwd=directory, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
