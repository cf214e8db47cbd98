"""`make bench`: measure every kind of page at one scale on one database; JSON to a file, a table to the screen.

SCALE=S DB=sqlite python -m bench out.json            a record made for it, thrown away afterwards
DATABASE_URL=sqlite:///M.sqlite3 python -m bench      a record of yours, left as it is
python -m bench --growth S.json M.json                how each page grows with what is stored
"""

import json
import math
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from .load import in_turns, together
from .servers import ROOT, peak_megabytes, serving

ROUNDS = int(os.environ.get("ROUNDS", "7"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))


def manage(*words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, check=True)


def made(scale: str, scratch: Path) -> None:
    """Make a record for DATABASE_URL, or leave the one that is there."""
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = f"sqlite:///{scratch / 'bench.sqlite3'}"
    manage("migrate", "--verbosity", "0")
    from agenda.models import Finding

    if not Finding.objects.exists():
        manage("make_world", "--scale", scale, "--no-check", "--verbosity", "0")


def asked_in_process(addresses: dict[str, str]) -> dict[str, dict[str, float]]:
    """How many statements and how many bytes each page takes, in this process and without kept pages."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, found = Client(SERVER_NAME="127.0.0.1"), {}
    for name, address in addresses.items():
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        found[name] = {"status": answer.status_code, "queries": len(asked), "bytes": len(answer.content)}
    return found


def measured(scale: str) -> dict:
    from django.db import connection

    from agenda.models import Finding

    from .subjects import subjects

    addresses = subjects()
    pages = asked_in_process(addresses)
    n = Finding.objects.count()
    connection.close()
    with tempfile.TemporaryDirectory() as scratch:
        answers = Path(scratch) / "answers"
        answers.mkdir()
        with (
            serving("agenda.wsgi", 1, PAGE_CACHE_MB="0") as (cold, made_anew),
            serving("agenda.wsgi", 1, PAGE_CACHE_MB="32") as (warm, _kept),
        ):
            from .load import Asker

            etags = {}
            for place, (name, address) in enumerate(addresses.items()):
                status, headers, body, _ms = Asker(warm).ask(address)
                pages[name]["status"], etags[name] = status, headers.get("ETag", "")
                (answers / f"{place}").write_bytes(body)
            with serving("bench.bare", 1, BENCH_ANSWERS=str(answers)) as (bare, _server):
                for place, (name, address) in enumerate(addresses.items()):
                    known = {"If-None-Match": etags[name]}
                    targets = {"cold": (cold, address, {}), "warm": (warm, address, {}), "not_modified": (warm, address, known),
                               "bare": (bare, f"/{place}", {})}  # fmt: skip
                    pages[name] |= {kind: times.said() for kind, times in in_turns(targets, ROUNDS).items()}
                    pages[name]["warm_of_8"] = together(warm, address, {}, 8, SECONDS).said()
                    pages[name]["bare_of_8"] = together(bare, f"/{place}", {}, 8, SECONDS).said()
                    print(line(name, pages[name]), flush=True)
            peak = peak_megabytes(made_anew)
    return {"scale": scale, "database": connection.vendor, "findings": n, "machine": machine(), "rounds": ROUNDS,
            "peak_megabytes": peak, "pages": pages}  # fmt: skip


def machine() -> str:
    cpu = (
        re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
        if Path("/proc/cpuinfo").exists()
        else None
    )
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} × {cpu[1] if cpu else platform.processor()}, load {load:.1f}, Python {platform.python_version()}"


HEAD = (f"{'page':<20}{'queries':>8}{'kB':>7}{'cold':>9}{'warm':>8}{'304':>8}{'bare':>8}{'cold/bare':>11}{'warm/bare':>11}"
        f"{'warm of 8':>12}{'bare of 8':>12}")  # fmt: skip


def line(name: str, page: dict) -> str:
    cold, warm, known, bare = (page[kind]["median_ms"] for kind in ("cold", "warm", "not_modified", "bare"))
    rates = "".join(f"{page[kind]['per_second']:>10.0f}/s" for kind in ("warm_of_8", "bare_of_8"))
    return (
        f"{name:<20}{page['queries']:>8}{page['bytes'] / 1000:>7.0f}{cold:>9.1f}{warm:>8.2f}{known:>8.2f}{bare:>8.2f}"
        f"{cold / bare:>11.1f}{warm / bare:>11.2f}{rates}"
    )


def growth(files: list[str]) -> None:
    """Print the exponent by which each page's time grows with the findings stored, from the first file to the last."""
    small, large = (json.loads(Path(file).read_text()) for file in (files[0], files[-1]))
    stored = math.log(large["findings"] / small["findings"])
    for name, page in small["pages"].items():
        before, after = page["cold"]["median_ms"], large["pages"][name]["cold"]["median_ms"]
        print(
            f"{name:<20}{before:>9.1f} ms{after:>9.1f} ms   exponent {math.log(after / before) / stored:5.2f}"
        )


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--growth"]:
        growth(arguments[1:])
        return
    os.environ.setdefault("SECRET_KEY", "bench-" + "x" * 50)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agenda.settings")
    os.environ |= {
        "HTTPS": "off",
        "DEBUG": "off",
        "ALLOWED_HOSTS": "127.0.0.1",
        "PAGE_CACHE_MB": "0",
        "LOG_LEVEL": "ERROR",
    }
    scale = os.environ.get("SCALE", "S")
    with tempfile.TemporaryDirectory() as scratch:
        if "DATABASE_URL" not in os.environ:
            os.environ["DATABASE_URL"] = f"sqlite:///{Path(scratch) / 'bench.sqlite3'}"
        os.environ["STATIC_ROOT"] = str(Path(scratch) / "static")  # before the settings are read
        manage("collectstatic", "--noinput", "--verbosity", "0")
        import django

        django.setup()
        made(scale, Path(scratch))
        print(HEAD)
        found = measured(scale)
    print(
        f"{found['findings']:,} findings on {found['database']}, {found['machine']}, at most {found['peak_megabytes']} MB"
    )
    if arguments:
        Path(arguments[0]).write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
