"""Bringing a text in asks how much was read, and what rests on the document."""

import pytest

from agenda.models import Document, Finding
from tests.support import factories as f
from tests.support.desk import at
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def bring(client, paper, **values):
    data = {"kind": "official_text", "text": "They met."} | values
    return client.post(at("bring-in", paper.slug), data, follow=True)


@pytest.fixture
def analyst(client):
    client.force_login(f.user("Analyst"))
    return client


def test_a_text_may_make_its_document_read_whole(analyst):
    paper = f.document(f.meeting(), completeness="not_read")
    assert "Known, not read" in text(analyst.get(at("bring-in", paper.slug)))
    bring(analyst, paper, completeness="full")
    paper.refresh_from_db()
    assert paper.is_read_whole and paper.history.count() == 2


def test_an_excerpt_does_not_make_its_document_read_whole(analyst):
    paper = f.document(f.meeting(), completeness="not_read")
    response = bring(analyst, paper, kind="excerpt", completeness="full", text="My excerpt")
    assert response.status_code == 422 and "“Read whole” needs a text" in text(response)
    assert "My excerpt" in text(response) and not paper.bodies.exists()


def test_without_a_choice_it_stays_as_it_was(analyst):
    paper = f.document(f.meeting(), completeness="part")
    bring(analyst, paper)
    assert Document.objects.get().completeness == "part" and paper.bodies.exists()


def test_what_findings_rest_on_is_not_lowered(analyst):
    found = f.finding(f.meeting(), f.topic("Cables"), "not_raised")
    paper = found.meeting.documents.get()
    response = bring(analyst, paper, completeness="part")
    assert "1 published finding rests on this and would lose its proof: Cables." in text(response)
    assert Document.objects.get().is_read_whole and Finding.objects.in_force().exists()


def test_what_can_be_judged_now_is_said(analyst):
    meeting = f.meeting()
    paper = f.document(meeting, completeness="part")
    f.finding(meeting, f.topic("Cables"), "not_determinable", documents=[paper])
    page = text(bring(analyst, paper, completeness="full"))
    assert "says “No public record” and could be judged now: Cables." in page
