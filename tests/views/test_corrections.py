"""Reporting an error: who may, what is kept, what is refused in words, what the public sees."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from agenda.actions.corrections import MOST_A_DAY, decide_correction, sender_key
from agenda.models import Correction, Sender
from agenda.models.version import record_version
from agenda.views.corrections import MOST, MOST_BYTES
from agenda.views.subjects import subject_of
from tests.support import factories as f
from tests.support.pages import markup, text

FORM = "/corrections/new/"
WORDS = "Paragraph 4 names cables. <b>Look</b> again."


@pytest.fixture
def cell(db):
    f.codebook()
    return f.finding(f.meeting(slug="talk"), f.topic("Cables", code="cables"), "not_raised")


def send(client, **values):
    return client.post(FORM, {"about": "/findings/talk/cables/", "text": WORDS} | values)


def answer(row, *, by=None, answer="Paragraph 4 was read again: it names ships.", **values):
    by = by or f.user("Reviewer", first_name="Rea", last_name="Viewer")
    return decide_correction(row.pk, seen="open", by=by, at=timezone.now(), answer=answer, **values)


@pytest.mark.parametrize("noun", ["finding", "meeting", "document"])
def test_every_page_leads_to_a_form_that_knows_what_it_is_about(cell, client, noun):
    row = {"finding": cell, "meeting": cell.meeting, "document": cell.meeting.documents.first()}[noun]
    page = client.get(row.get_absolute_url())
    address = f"{FORM}?about={row.get_absolute_url()}"
    assert f'href="{address}"' in markup(page)
    form = client.get(address)
    assert f'name="about" value="{row.get_absolute_url()}"' in markup(form)
    assert str(row if noun != "finding" else cell.meeting) in text(form)
    client.post(FORM, {"about": row.get_absolute_url(), "text": WORDS})
    assert Correction.objects.get().get_absolute_url() == row.get_absolute_url()


def test_public_pages_set_no_cookie_and_the_form_sets_the_one_that_protects_it(cell):
    client = Client(enforce_csrf_checks=True)
    for address in ("/", cell.get_absolute_url(), cell.meeting.get_absolute_url(), "/about/"):
        assert not client.get(address).cookies, address
    refused = send(client)
    assert refused.status_code == 403 and "cookie" in text(refused) and not Correction.objects.exists()
    form = client.get(FORM)
    assert list(form.cookies) == ["csrftoken"] and "no-store" in form["Cache-Control"]
    sent = send(client, csrfmiddlewaretoken=form.cookies["csrftoken"].value)
    assert sent.status_code == 302 and Correction.objects.exists()
    assert "Cables" in text(client.get(sent.url)) and "the desk has it" in text(client.get(sent.url))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"text": ""}, "Write what is wrong: there is nothing here yet."),
        ({"text": " \n "}, "Write what is wrong: there is nothing here yet."),
        ({"text": "…?!"}, "Write what is wrong in words."),
        ({"text": "x" * (MOST + 1)}, f"This is {MOST + 1:,} characters long, and {MOST:,} are the most."),
        ({"text": "nul \x00 here"}, "Null characters are not allowed."),
        ({"email": "nobody"}, "This is no e-mail address."),
        ({"name": "n" * 101}, "at most 100 characters"),
        ({"about": ""}, "Say which page it is about"),
        ({"about": "/topics/cables/"}, "No public finding, meeting or document has this address."),
        ({"about": "/findings/talk/nix/"}, "No public finding, meeting or document has this address."),
        ({"about": "http://[broken"}, "No public finding, meeting or document has this address."),
        ({"about": "/meetings/none/\x00"}, "Null characters are not allowed."),
        ({"trap": "https://buy.example"}, "A field that people do not see was filled in."),
    ],
)
def test_bad_input_is_refused_in_words_and_what_was_typed_stays(cell, client, values, sentence):
    typed = {"text": WORDS, "name": "Ann Other", "email": "ann@example.org"} | values
    refused = send(client, **typed)
    assert refused.status_code == 422 and sentence in text(refused)
    assert not Correction.objects.exists() and not Sender.objects.exists()
    for name in typed.keys() - values.keys():
        assert refused.context["form"][name].value() == typed[name]
    if "trap" in values:
        assert not refused.context["form"]["trap"].value(), (
            "whoever was mistaken for a machine can send it again"
        )
    elif "text" in values:
        assert refused.context["form"]["text"].value() == values["text"]


def test_an_enormous_form_is_not_even_read(cell, client):
    refused = send(client, text="x" * MOST_BYTES)
    assert refused.status_code == 413 and "was not read" in text(refused) and not Correction.objects.exists()


def test_an_address_that_leads_nowhere_is_said_before_anything_is_typed(cell, client):
    page = client.get(f"{FORM}?about=/nothing/%00")
    assert page.status_code == 200 and "has the address below" in text(page)
    assert 'value="/nothing/\ufffd"' in markup(page)


def test_whole_addresses_and_older_versions_are_understood(cell):
    found = subject_of("https://agenda.example.org/findings/talk/cables/1/?cite=txt#proof")
    assert found.url == "/findings/talk/cables/" and found.rows == {
        "meeting": cell.meeting,
        "topic": cell.topic,
    }


def test_nothing_hidden_can_be_asked_about(cell, client):
    cell.meeting.is_published = False
    cell.meeting.save()
    for address in ("/findings/talk/cables/", "/meetings/talk/"):
        assert "No public finding" in text(send(client, about=address))
        assert str(cell.meeting) not in text(client.get(f"{FORM}?about={address}"))


def test_one_network_may_send_so_many_a_day_whichever_worker_answers(cell, client):
    for n in range(MOST_A_DAY):
        assert send(client, REMOTE_ADDR="192.0.2.7").status_code == 302, n
    refused = send(client)
    assert refused.status_code == 422 and "more are taken tomorrow" in text(refused)
    assert refused.context["form"]["text"].value() == WORDS
    assert Correction.objects.count() == MOST_A_DAY
    other = client.post(FORM, {"about": "/meetings/talk/", "text": WORDS}, REMOTE_ADDR="192.0.2.8")
    assert other.status_code == 302


def test_what_is_kept_of_an_address_is_a_digest_of_the_day(cell, client):
    send(client)
    (kept,) = Sender.objects.all()
    assert "127.0.0.1" not in kept.key and kept.key == sender_key("127.0.0.1", kept.on)
    Sender.objects.update(on=kept.on - timedelta(days=1))
    send(client)
    assert [(row.on, row.n) for row in Sender.objects.all()] == [(kept.on, 1)]
    today, tomorrow = date(2026, 1, 1), date(2026, 1, 2)
    assert sender_key("192.0.2.1", today) != sender_key("192.0.2.1", tomorrow)
    assert sender_key("2001:db8::1", today) == sender_key("2001:db8::ffff:2", today)
    assert sender_key("2001:db8::1", today) != sender_key("2001:db8:0:1::1", today)


def test_behind_a_trusted_proxy_the_address_it_names_counts(cell, client, settings):
    settings.TRUST_PROXY = True
    client.post(FORM, {"about": "/meetings/talk/", "text": WORDS}, HTTP_X_FORWARDED_FOR="1.2.3.4, 192.0.2.9")
    assert Sender.objects.get().key == sender_key("192.0.2.9", timezone.now().date())


def test_an_answer_shows_on_the_finding_and_in_its_json_and_nothing_before(cell, client):
    before = record_version()
    send(client, name="Ann Other", email="ann@example.org")
    row = Correction.objects.get()
    assert record_version() == before, "a report that waits is in no page, so every page that is kept stands"
    page, data = client.get(cell.get_absolute_url()), client.get("/findings/talk/cables.json")
    assert "Corrections answered" not in text(page) and data.json()["corrections"] == []
    answer(row)
    assert record_version() != before, "whoever has the JSON already is told that it changed"
    page = text(client.get(cell.get_absolute_url()))
    assert "Paragraph 4 was read again: it names ships." in page and "Answered by Rea Viewer" in page
    for secret in ("Look", "Ann Other", "ann@example.org"):
        assert secret not in page
    (told,) = client.get("/findings/talk/cables.json").json()["corrections"]
    today = timezone.now().date().isoformat()
    assert told == {"reported_on": today, "answered_on": today, "reported": None,
                    "answer": "Paragraph 4 was read again: it names ships."}  # fmt: skip
    assert "Paragraph 4" not in text(client.get(cell.meeting.get_absolute_url())), "it is about the cell"


def test_the_readers_own_words_are_public_only_when_ticked_and_escaped(cell, client):
    send(client)
    answer(Correction.objects.get(), is_text_shown=True)
    page = client.get(cell.get_absolute_url())
    assert "&lt;b&gt;Look&lt;/b&gt; again." in markup(page)
    assert client.get("/findings/talk/cables.json").json()["corrections"][0]["reported"] == WORDS


def test_who_reported_is_forgotten_with_the_decision_and_never_in_the_history(cell, client):
    send(client, name="Ann Other", email="ann@example.org")
    row = Correction.objects.get()
    assert (row.name, row.email) == ("Ann Other", "ann@example.org")
    row = answer(row)
    assert (row.name, row.email) == ("", "")
    kept = str(list(Correction.history.values()))
    assert "Ann" not in kept and "Look" not in kept and kept.count("answered")


def test_dismissed_is_never_public(cell, client):
    send(client)
    row = Correction.objects.get()
    decide_correction(
        row.pk, seen="open", by=f.user("Reviewer"), at=timezone.now(), reason="Spam about ships"
    )
    assert "ships" not in text(client.get(cell.get_absolute_url()))
    assert client.get("/findings/talk/cables.json").json()["corrections"] == []


def test_it_can_be_switched_off_and_answers_stay(cell, client, settings):
    send(client)
    answer(Correction.objects.get())
    settings.CORRECTIONS = False
    assert client.get(FORM).status_code == 404 and send(client).status_code == 404
    page = text(client.get(cell.get_absolute_url()))
    assert "Report an error" not in page and "it names ships" in page
    assert "takes no reports" in text(client.get("/about/"))


def test_about_says_who_runs_it_and_under_which_licenses(db, client, settings):
    page = text(client.get("/about/"))
    assert "CC BY 4.0" in page and "BSD-3-Clause" in page and "Report an error" in page
    assert "has not given a name" in page
    settings.OPERATOR, settings.CONTACT = "The Example Institute", "record@example.org"
    settings.ABOUT_TEXT = "First <i>words</i>.\n\nSecond words."
    page = client.get("/about/")
    assert "The Example Institute. Contact: record@example.org" in text(page)
    assert 'href="mailto:record@example.org"' in markup(page)
    assert "<p>First &lt;i&gt;words&lt;/i&gt;.</p>" in markup(page) and "<p>Second words.</p>" in markup(page)
    settings.CONTACT = "https://example.org/contact"
    assert 'href="https://example.org/contact"' in markup(client.get("/about/"))
