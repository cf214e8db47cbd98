"""Public pages are kept by version: none is ever older than the record, and nobody with an account gets or fills one."""

import http.client
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from agenda.models import Topic
from agenda.serving import pages
from agenda.serving.store import Store
from tests.support import factories as f

ROOT = Path(settings.BASE_DIR)


@pytest.fixture
def kept(monkeypatch, settings):
    """A store with room, in the middleware of this test's requests."""
    store = Store(10_000_000)
    monkeypatch.setattr(pages, "store", store)
    return store


@pytest.fixture
def topic(db):
    return f.topic("Solar minerals")


def test_a_page_is_made_once_and_again_when_the_record_changes(
    client, kept, topic, django_assert_num_queries
):
    first = client.get("/topics/")
    assert "Solar minerals" in first.content.decode()
    with django_assert_num_queries(1):
        again = client.get("/topics/")
    assert again.content == first.content and again["ETag"] == first["ETag"]
    Topic.objects.filter(pk=topic.pk).update(name="Lunar minerals")
    changed = client.get("/topics/")
    assert "Lunar minerals" in changed.content.decode() and changed["ETag"] != first["ETag"]


def test_whoever_has_the_page_is_told_so(client, kept, topic):
    page = client.get("/topics/")
    for _made_or_kept in range(2):
        answer = client.get("/topics/", headers={"If-None-Match": page["ETag"]})
        assert answer.status_code == 304 and not answer.content
    assert client.get("/topics/", headers={"If-Modified-Since": page["Last-Modified"]}).status_code == 304
    Topic.objects.update(name="Otherwise")
    assert client.get("/topics/", headers={"If-None-Match": page["ETag"]}).status_code == 200


def test_a_kept_embed_may_be_framed_as_one_just_made(client, kept, topic):
    meeting = f.meeting()
    f.finding(meeting, topic)
    made, again = (client.get(f"/embed/matrix/{meeting.dialogue.slug}/") for _ in range(2))
    assert made.status_code == 200 and "frame-ancestors *" in made["Content-Security-Policy"]
    assert again.headers.items() >= made.headers.items() - {("X-Request-Id", made["X-Request-Id"])}
    assert "X-Frame-Options" not in again


def test_whoever_has_an_account_neither_gets_nor_fills_a_page(client, editor_client, kept, topic):
    editor_client.get("/topics/")
    assert not kept.size
    client.logout()
    public = client.get("/topics/")
    assert kept.size and "Ana" not in public.content.decode()
    client.force_login(f.user("Editor", first_name="Eve"))
    own = client.get("/topics/", headers={"If-None-Match": public["ETag"]})
    assert own.status_code == 200 and "Eve" in own.content.decode()


@pytest.mark.parametrize("address", ["/nowhere/", "/desk/", "/corrections/new/", "/healthz", "/topics.csv"])
def test_what_is_not_whole_and_public_is_not_kept(client, kept, topic, address):
    client.get(address)
    assert not kept.size


def test_addresses_are_told_apart(client, kept, topic):
    f.dialogue(name="Joint forum", slug="joint")
    plain, asked = client.get("/topics/"), client.get("/topics/?forum=joint")
    other = client.get("/topics/", headers={"Host": "other.example"})
    assert len({plain.content, asked.content, other.content}) == 3
    assert client.get("/topics/?utm_source=mail").content == plain.content, "it asks for the same page"


def test_no_public_page_sets_a_cookie(client, kept, topic):
    for address in ("/", "/topics/", topic.get_absolute_url(), "/questions/"):
        answer = client.get(address)
        assert (
            not answer.cookies
            and "no-cache" in answer["Cache-Control"]
            and "public" in answer["Cache-Control"]
        )
        assert "Cookie" in answer["Vary"], "a shared cache keeps those with an account apart"


def test_a_database_without_a_version_keeps_nothing(client, kept, topic):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM agenda_recordversion")
    assert client.get("/topics/").status_code == 200
    assert not kept.size


def test_cards_and_pictures_are_kept_too(client, kept, topic):
    for address in ("/cards/home.png", f"/pictures/strip/{topic.code}.svg", "/feed/"):
        before = kept.size
        first = client.get(address)
        assert kept.size > before, address
        assert client.get(address).content == first.content


@pytest.fixture
def workers(record_copy, tmp_path):
    """The port of a real server with three processes over a copy of the record."""
    database = connection.settings_dict
    connection.close()
    url = (
        f"sqlite:///{database['NAME']}"
        if connection.vendor == "sqlite"
        else f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    )
    port = 8_600 + os.getpid() % 1_000
    env = os.environ | {
        "DATABASE_URL": url, "SECRET_KEY": secrets.token_urlsafe(50), "HTTPS": "off", "DEBUG": "off",
        "ALLOWED_HOSTS": "127.0.0.1", "LOG_LEVEL": "WARNING", "STATIC_ROOT": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "agenda.settings",
    }  # fmt: skip
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, env=env, check=True)
    command = [sys.executable, "-m", "gunicorn", "agenda.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "3",
               "--threads", "2", "--worker-class", "gthread", "--log-level", "error"]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=env)
    for _wait in range(600):
        try:
            answered(port, "/healthz")
            break
        except OSError:
            time.sleep(0.1)
    yield port
    server.terminate()
    server.wait()


def answered(port, path):
    """Ask with a connection of its own, which any of the processes may take."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    asking.request("GET", path)
    response = asking.getresponse()
    body = response.read().decode()
    asking.close()
    return body


def test_what_one_process_publishes_is_in_the_next_answer_of_every_other(workers):
    for turn in range(4):
        name = f"Renamed in turn {turn}"
        topic = Topic.objects.published().order_by("pk")[turn]
        for _every_process in range(12):
            assert name not in answered(workers, topic.get_absolute_url())
        Topic.objects.filter(pk=topic.pk).update(name=name)
        for _every_process in range(12):
            assert name in answered(workers, topic.get_absolute_url())
    connection.close()
