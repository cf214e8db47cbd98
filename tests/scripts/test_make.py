"""`make start` and `make demo` as the README says them: to a site that answers, and again."""

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.support.door import PASSWORD
from tests.support.programs import unmeasured
from tests.support.servers import ROOT, asked, free_port, wait_until_answered


def make(*arguments: str) -> list[str]:
    """The command, with the environment that the tests run in for one that was installed."""
    return ["make", "-o", ".venv/runtime", f"RUN={Path(sys.executable).parent}", *arguments]


def environment() -> dict[str, str]:
    """What a newcomer's shell has: none of the variables that a test run sets."""
    ours = ("DATABASE_URL", "DJANGO_", "GUNICORN", "WEB_", "MAKE", "MFLAGS", "SECRET_KEY", "PORT")
    return unmeasured(*ours)


def ran(*words: str) -> subprocess.CompletedProcess[str]:
    """A make that ends by itself, and what it said."""
    return subprocess.run(make(*words), cwd=ROOT, env=environment(), capture_output=True, text=True)


@contextmanager
def made(directory: Path, target: str, port: int):
    """`make start` or `make demo` with its data in the directory; yields what it printed until it answered."""
    relative = os.path.relpath(directory / "data", ROOT)
    log = directory / f"{target}-{free_port()}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            make(target, f"PORT={port}", f"{target.upper()}={relative}"), cwd=ROOT, env=environment(),
            stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        wait_until_answered(f"http://127.0.0.1:{port}/healthz", process, log, patience=240)
        yield log.read_text()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)  # as Ctrl+C does
            process.wait(timeout=60)


def posted(site: str, path: str, **values: str) -> int:
    """The status of a form that is filled in on its page and sent."""
    _status, page, headers = asked(f"{site}{path}")
    cookies = SimpleCookie()
    for line in headers.get_all("Set-Cookie") or []:
        cookies.load(line)
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)[1].decode()
    body = urlencode(values | {"csrfmiddlewaretoken": token}).encode()
    sent = "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())
    return asked(
        f"{site}{path}", data=body, Cookie=sent, **{"Content-Type": "application/x-www-form-urlencoded"}
    )[0]


def link_in(printed: str, site: str) -> str:
    (link,) = re.findall(rf"{site}(/account/in/\S+)", printed)
    return link


@pytest.mark.skipif(os.name != "posix", reason="make and process groups")
def test_start_serves_an_empty_tracker_whose_link_makes_one_administrator(tmp_path):
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    with made(tmp_path, "start", port) as printed:
        first = link_in(printed, site)
        assert asked(f"{site}{first}")[0] == 200
        again = ran("start", f"PORT={port}", "START=never")
        assert again.returncode and f"Port {port} is in use already" in again.stderr and not again.stdout
        assert asked(f"{site}{first}")[0] == 200  # nothing was made anew for a start that could not be
    with made(tmp_path, "start", port) as printed:
        link = link_in(printed, site)
        status, page, _headers = asked(f"{site}{first}")
        assert status == 410 and b"prints a new link" in page
        values = {"name": "Nora New", "email": "nora@example.org", "password": PASSWORD, "again": PASSWORD}
        assert posted(site, link, **values) == 302
        assert asked(f"{site}{link}")[0] == 410
        assert posted(site, "/account/login/", login="nora@example.org", password=PASSWORD) == 302
    with made(tmp_path, "start", port) as printed:
        assert "/account/in/" not in printed and "There is an administrator already" in printed
        assert posted(site, "/account/login/", login="nora@example.org", password=PASSWORD) == 302
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o77 == 0


def test_a_command_runs_on_the_trackers_data_and_says_where_there_are_none(tmp_path):
    relative = os.path.relpath(tmp_path, ROOT)
    said = ran("manage", f"IN={relative}", "CMD=check")
    assert said.returncode and "run make start (or make demo) first" in said.stderr
    (tmp_path / "secret_key").write_text("k8#z-Qw" * 10)
    said = ran("manage", f"IN={relative}", "CMD=migrate --check")
    assert said.returncode and (tmp_path / "record.sqlite3").exists()  # not migrated yet, and asked there


@pytest.mark.parametrize(
    ("port", "said"), [("80a", "PORT must be a number"), ("70000", "PORT must be a number")]
)
def test_a_port_that_is_none_is_told_before_anything_is_made(port, said):
    done = ran("start", f"PORT={port}", "START=never")
    assert done.returncode and said in done.stderr and not (ROOT / "never").exists()


def test_demo_serves_the_record_and_prints_its_passwords_once(tmp_path):
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    with made(tmp_path, "demo", port) as printed:
        words = dict(re.findall(r"^(\S+) +password (\S+)", printed, re.MULTILINE))
        assert words.keys() == {"editor", "analyst-1", "analyst-2"} and f"{site}/account/login/" in printed
        status, page, _headers = asked(f"{site}/meetings/")
        assert status == 200 and b"Quad" in page
        assert posted(site, "/account/login/", login="editor", password=words["editor"]) == 302
    with made(tmp_path, "demo", port) as printed:
        assert "password" not in printed and "loading" not in printed
        assert posted(site, "/account/login/", login="editor", password=words["editor"]) == 302
