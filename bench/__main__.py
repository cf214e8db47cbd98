"""`make bench`: measure every kind of page at one scale on one database; JSON to a file, a table to the screen.

SCALE=S python -m bench out.json                      a record made for it, thrown away afterwards
DATABASE_URL=sqlite:///M.sqlite3 python -m bench      a record of yours, left as it is
python -m bench --growth S.json M.json L.json         how each page grows with what is stored
python -m bench --table M.json                        one run as a table in Markdown
python -m bench --writes                              handing in and publishing alone

ROUNDS, BENCH_SECONDS and BENCH_LONGEST say how often each is asked in turn, for how long by eight at once, and after how many
seconds of its own a subject sits out; BENCH_ONLY="home,topic" measures some pages; BENCH_PEERS=off leaves Datasette out.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from . import report

ROOT = Path(__file__).resolve().parent.parent


def manage(*words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, check=True)


def prepared(scratch: Path) -> None:
    """What the settings read: everything as the site ships, but for TLS, limits by network and who must have a second factor."""
    os.environ |= {
        "SECRET_KEY": secrets.token_urlsafe(50), "DJANGO_SETTINGS_MODULE": "agenda.settings", "HTTPS": "off", "DEBUG": "off",
        "ALLOWED_HOSTS": "127.0.0.1", "LOG_LEVEL": "ERROR", "LOG_JSON": "off", "SECOND_FACTOR": "off", "ALLOWANCES": "0",
        "STATIC_ROOT": str(scratch / "static"), "RELEASES_DIR": str(scratch / "releases"),
    }  # fmt: skip
    os.environ["PAGE_CACHE_MB"] = (
        "0"  # of this process, which counts statements; the servers are told otherwise
    )
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = f"sqlite:///{scratch / 'bench.sqlite3'}"
    manage("collectstatic", "--noinput", "--verbosity", "0")
    manage("migrate", "--verbosity", "0")


def main(arguments: list[str]) -> None:
    for word, said in (("--growth", report.growth), ("--table", report.markdown)):
        if arguments[:1] == [word]:
            print("\n".join(said(arguments[1:])))
            return
    scale = os.environ.get("SCALE", "S")
    with tempfile.TemporaryDirectory() as temporary:
        prepared(Path(temporary))
        import django

        django.setup()
        from agenda.models import Finding

        if not Finding.objects.exists():
            manage("make_world", "--scale", scale, "--no-check", "--verbosity", "0")
        if arguments[:1] == ["--writes"]:
            from . import writes

            print("\n".join(report.writes(writes.measured(9))))
            return
        from .measure import measured

        found = measured(scale, Path(temporary))
    print("\n".join(report.below(found)))
    if arguments:
        Path(arguments[0]).write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
