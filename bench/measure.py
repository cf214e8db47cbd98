"""One run: every page from every server in turns, then by eight at once, then writes and the large table."""

import os
import platform
import re
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from agenda.models import Finding

from . import peers, report, tables, writes
from .inside import cost_of, fetched
from .load import Asker, Subjects, Target, in_turns, together
from .servers import Server, serving
from .subjects import Rows, at_datasette, by_hand, pages, rows, work

ROUNDS = int(os.environ.get("ROUNDS", "7"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "1"))
LONGEST = float(os.environ.get("BENCH_LONGEST", "20"))
ONLY = [name.strip() for name in os.environ.get("BENCH_ONLY", "").split(";") if name.strip()]
EIGHT = 8


def measured(scale: str, scratch: Path) -> dict:
    of, n = rows(), Finding.objects.count()
    read, worked = _some(pages(of)), _some(work(of))
    with signed_in() as client, ExitStack() as stack:
        found = {
            name: vars(cost_of(Client(SERVER_NAME="127.0.0.1"), address)) for name, address in read.items()
        }
        found |= {name: vars(cost_of(client, address)) for name, address in worked.items()}
        for name, page in found.items():
            page["queries"] = page.pop("statements")
            if page["status"] != 200:
                sys.exit(f"{name} answers {page['status']}.")
        cold = stack.enter_context(serving("agenda.wsgi", PAGE_CACHE_MB="0"))
        warm = stack.enter_context(serving("agenda.wsgi", PAGE_CACHE_MB="32"))
        cookie = {"Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())}
        bare = stack.enter_context(_bare(found, warm, read, scratch))
        subjects = _subjects(of, read, worked, cold, warm, bare, cookie)
        _add_peers(subjects, of, n, cookie, scratch, stack)
        _peaks(found, read, worked, cold, cookie)
        for (name, kind), times in in_turns(subjects, ROUNDS, LONGEST).items():
            found[name][kind] = times.said()
        print(report.head())
        for name in found:
            for kind in ("warm", "not_modified", "bare"):
                if isinstance(target := subjects.get((name, kind)), Target):
                    found[name][f"{kind}_of_8"] = together(target, EIGHT, SECONDS).said()
            print(report.line(name, found[name]), flush=True)
        csv = tables.measured(cold, 3 if n < 1_000_000 else 1)
        peak = max([cold.peak_megabytes(), *(page["peak_megabytes"] for page in found.values())])
    return {"scale": scale, "database": connection.vendor, "findings": n, "machine": machine(), "rounds": ROUNDS,
            "peak_megabytes": peak, "pages": found, "writes": writes.measured(3), "csv": csv}  # fmt: skip


def _some(addresses: dict[str, str]) -> dict[str, str]:
    return {name: address for name, address in addresses.items() if not ONLY or name in ONLY}


@contextmanager
def signed_in():
    """A client of an account that may do everything, both gone at the end."""
    user = get_user_model().objects.create_superuser("bench-visitor", password=None)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    try:
        yield client
    finally:
        Session.objects.filter(session_key=client.session.session_key).delete()
        user.delete()


@contextmanager
def _bare(found: dict, warm: Server, read: dict[str, str], scratch: Path):
    """A view without middleware that answers with the bytes that the site gave; the site's pages are kept from now on."""
    answers = scratch / "answers"
    answers.mkdir()
    for place, (name, address) in enumerate(read.items()):
        for _every_worker in range(2):
            answer = Asker(warm.port).ask(address)
        found[name] |= {"status": answer.status, "etag": answer.headers.get("ETag", "")}
        (answers / f"{place}").write_bytes(answer.body)
    with serving("bench.bare", BENCH_ANSWERS=str(answers)) as server:
        yield server


def _subjects(of: Rows, read, worked, cold: Server, warm: Server, bare: Server, cookie) -> Subjects:
    found: Subjects = {}
    hand = by_hand(of)
    for place, (name, address) in enumerate(read.items()):
        etag = Asker(warm.port).ask(address).headers.get("ETag", "")
        found[name, "cold"] = Target(cold.port, address)
        found[name, "warm"] = Target(warm.port, address)
        found[name, "not_modified"] = Target(warm.port, address, {"If-None-Match": etag})
        found[name, "bare"] = Target(bare.port, f"/{place}")
        if name in hand:
            found[name, "by_hand"] = fetched(hand[name])
    for name, address in worked.items():
        found[name, "cold"] = Target(cold.port, address, cookie)
    return found


def _add_peers(subjects: Subjects, of: Rows, n: int, cookie, scratch: Path, stack: ExitStack) -> None:
    names = {name for name, _kind in subjects}
    datasette = stack.enter_context(peers.datasette(n, scratch))
    if datasette:
        for name, address in at_datasette(of).items():
            if name in names:
                subjects[name, "peer"] = Target(datasette.port, address)
    stock = stack.enter_context(peers.stock_admin())
    for name, address in work(of).items():
        if name.startswith("admin") and name in names:
            subjects[name, "peer"] = Target(stock.port, address, cookie)
    for (name, kind), target in subjects.items():
        if kind == "peer" and isinstance(target, Target):
            status = Asker(target.port).ask(target.address, target.headers).status
            if status != 200:
                sys.exit(f"The peer of {name} answers {status} for {target.address}.")


def _peaks(found: dict, read, worked, cold: Server, cookie) -> None:
    """The most memory that a worker holds while it makes each page."""
    for name, address in (read | worked).items():
        cold.forget_peaks()
        answer = Asker(cold.port).ask(address, cookie if name in worked else {})
        found[name] |= {"status": answer.status, "peak_megabytes": cold.peak_megabytes()}


def machine() -> str:
    about = Path("/proc/cpuinfo")
    cpu = re.search(r"model name\s*:\s*(.+)", about.read_text()) if about.exists() else None
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} × {cpu[1] if cpu else platform.processor()}, load {load:.1f}, Python {platform.python_version()}"
