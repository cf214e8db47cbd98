"""The log: one line of JSON an event, which tells what happened and nothing that somebody typed or that is hidden."""

import json
import logging

import pytest
from django.db import OperationalError
from django.test import Client

from agenda.desk import progress
from agenda.serving.request_log import JsonLines
from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db
PRIVATE = "zqxsecret"


@pytest.fixture
def lines(caplog):
    """A function that gives the lines written so far, as they stand in the log."""
    caplog.set_level(logging.INFO)
    # the words of a record, as they are when it is written: its request's number is a context's
    handler = logging.Handler()
    written = []
    handler.emit = lambda record: written.append(JsonLines().format(record))
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in written]
    logging.getLogger().removeHandler(handler)


def test_a_request_is_one_line(lines, client):
    user = f.user("Editor")
    client.force_login(user)
    answer = client.get(f"/desk/import/?state={PRIVATE}")
    (line,) = (line for line in lines() if line["message"] == "request")
    assert line["request"] == answer["X-Request-Id"] and len(line["request"]) == 16
    wanted = {"method": "GET", "route": "desk/import/", "status": 200, "user": user.pk, "level": "info"}
    assert wanted.items() <= line.items() and line["milliseconds"] > 0 and line["time"].endswith("+00:00")
    assert PRIVATE not in json.dumps(lines())


def test_machines_that_ask_all_the_time_are_not_logged(lines, client):
    client.get("/healthz")
    assert lines() == []


def test_the_number_stands_on_the_error_page_and_in_the_error_line(lines, monkeypatch):
    monkeypatch.setattr("agenda.views.home.ledger_of", lambda request: int(PRIVATE))
    answer = Client(raise_request_exception=False).get(f"/?q={PRIVATE}")
    assert answer.status_code == 500 and answer["X-Request-Id"] in text(answer)
    failed = next(line for line in lines() if line["level"] == "error")
    assert failed["request"] == answer["X-Request-Id"] and failed["error"] == "builtins.ValueError"
    assert any("home.py" in place for place in failed["at"])
    assert PRIVATE not in json.dumps(lines())


def test_what_people_send_is_in_no_line(lines, client):
    row = f.document(title=PRIVATE, slug=PRIVATE, is_published=False)
    client.post("/account/login/", {"login": PRIVATE, "password": PRIVATE})
    client.get(row.get_absolute_url())
    client.get(f"/{PRIVATE}/")
    client.get(f"/search/?q={PRIVATE}", headers={"authorization": PRIVATE, "host": f"{PRIVATE}.example.org"})
    client.cookies["sessionid"] = PRIVATE
    client.get("/desk/")
    assert len(lines()) >= 5 and PRIVATE not in json.dumps(lines())


def test_work_beside_a_request_fails_into_the_log_with_its_number(lines, rf, monkeypatch):
    monkeypatch.setattr(progress, "render_to_string", lambda *_args: f"a{progress.MARK}b")
    monkeypatch.setattr(progress.connection, "close", lambda: None)

    def fail(_progress):
        raise OperationalError("database is locked")

    request = rf.get("/")
    from agenda.serving import request_log

    request_log.number.set("1234567890abcdef")
    page = b"".join(progress.streamed(request, PRIVATE, fail, "/x/").streaming_content).decode()
    assert "Something went wrong on our side" in page
    (line,) = lines()
    assert line["message"] == "background work failed" and line["request"] == "1234567890abcdef"
    assert line["error"].endswith("OperationalError") and line["words"] == "database is locked"
    assert PRIVATE not in json.dumps(line)


@pytest.mark.parametrize("trusted, kept", [(True, True), (False, False)])
def test_a_number_of_the_proxy_is_kept_when_it_is_trusted(client, settings, trusted, kept):
    settings.TRUST_PROXY = trusted
    answer = client.get("/healthz", headers={"x-request-id": "from-the-proxy-1"})
    assert (answer["X-Request-Id"] == "from-the-proxy-1") is kept
    assert client.get("/healthz", headers={"x-request-id": "no good\r\n"})["X-Request-Id"] != "no good"
