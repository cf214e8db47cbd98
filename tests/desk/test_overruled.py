"""Coders see where they were overruled, and only once the meeting is closed for them."""

import pytest

from agenda.actions import Judgement, adjudicate, send_back
from agenda.models import Assignment
from tests.support import factories as f
from tests.support.desk import at, code, ruling
from tests.support.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruled(desk):
    """The analyst coded raised, the second not mentioned; ruled not mentioned, by a note."""
    note = f.codebook().interpretation_notes.create(number=3, title="In passing", text="Said is not raised.")
    note.topics.add(desk.topic)
    code(desk, desk.analyst, "raised")
    code(desk, desk.second, "not_raised")
    desk.client.force_login(desk.reviewer)
    desk.client.post(at("rule", "epcc-1", "open-ran"), ruling("not_raised", "Only named", cites=["1.3"]))
    return desk


def test_whoever_was_overruled_reads_how_by_whom_and_why(ruled):
    ruled.client.force_login(ruled.analyst)
    assert "1 ruling differs from your code" in text(ruled.client.get(at("desk")))
    page = ruled.client.get(at("overruled"))
    said = text(page)
    for words in ("Open RAN", "raised", "Not mentioned", ruled.reviewer.username, "Only named"):
        assert words.lower() in said.lower(), words
    assert '/methodology/#note-1-3"' in page.content.decode()
    ruled.client.force_login(ruled.second)
    assert "No ruling differs from what you coded." in text(ruled.client.get(at("overruled")))
    assert "differs" not in text(ruled.client.get(at("desk")))


def test_not_while_the_meeting_is_open_for_them(ruled):
    send_back(Assignment.objects.get(analyst=ruled.analyst), by=ruled.reviewer, note="Look again")
    ruled.client.force_login(ruled.analyst)
    assert "Only named" not in text(ruled.client.get(at("overruled")))
    assert "differs" not in text(ruled.client.get(at("desk")))


def test_a_code_made_after_the_ruling_does_not_count(ruled):
    send_back(Assignment.objects.get(analyst=ruled.second), by=ruled.reviewer, note="Look again")
    code(ruled, ruled.second, "raised")
    ruled.client.force_login(ruled.second)
    assert "No ruling differs" in text(ruled.client.get(at("overruled")))
    send_back(Assignment.objects.get(analyst=ruled.analyst), by=ruled.reviewer, note="Look again")
    code(ruled, ruled.analyst, "not_raised")
    ruled.client.force_login(ruled.analyst)
    assert "Only named" in text(ruled.client.get(at("overruled"))), "what was overruled stays told"


def test_explicitly_excluded_differs_from_not_mentioned(desk):
    code(desk, desk.analyst, "not_raised")
    judgement = Judgement("not_raised", is_excluded=True, examined=[desk.paper])
    adjudicate(desk.meeting, desk.topic, judgement, by=desk.reviewer, reason="It says so")
    desk.client.force_login(desk.analyst)
    assert "It says so" in text(desk.client.get(at("overruled")))


def test_a_meeting_that_is_not_public_is_named_without_a_link(ruled):
    ruled.meeting.is_published = False
    ruled.meeting.save()
    ruled.client.force_login(ruled.analyst)
    page = ruled.client.get(at("overruled"))
    assert "Only named" in text(page) and "/findings/" not in page.content.decode()
