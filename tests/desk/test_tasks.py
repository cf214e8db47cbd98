"""The task list: what waits, for whom, until when; what is done leaves it."""

from datetime import date

import pytest

from agenda.models import Assignment, Body, Document
from tests.support import factories as f
from tests.support.desk import WORDS, at, code
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def kinds(desk, query=""):
    """(meeting, kind) of each task in the order shown."""
    tasks = desk.client.get(at("desk") + query).context["tasks"]
    return [(task.row.meeting.slug, task.kind) for task in tasks]


@pytest.fixture
def two_meetings(desk):
    later = f.meeting(desk.meeting.dialogue, "2023-05-06", slug="epcc-2")
    paper = f.document(later, slug="readout-2")
    Body.objects.create(document=paper, kind="official_text", text=WORDS, sha256=Body.digest(WORDS))
    return desk


def test_work_is_named_by_what_it_needs(desk):
    assert kinds(desk) == [("epcc-1", "code")]
    code(desk, desk.second, "raised")
    assert kinds(desk) == [("epcc-1", "second")]
    assert "To code second 1" in " ".join(text(desk.client.get(at("desk"))).split())
    desk.client.force_login(desk.reviewer)
    assert sorted(kinds(desk)) == [("epcc-1", "rule"), ("epcc-1", "second")]


def test_mine_has_an_owner_and_a_due_date(two_meetings):
    desk = two_meetings
    desk.client.force_login(desk.reviewer)
    address = at("assign", "epcc-1")
    desk.client.post(address, {"analyst": [desk.analyst.username], "due_on": "2024-02-29"})
    assert Assignment.objects.get().due_on == date(2024, 2, 29)
    response = desk.client.post(
        address, {"analyst": [desk.second.username], "due_on": "2024-02-30"}, follow=True
    )
    assert "“2024-02-30” is no date" in text(response)
    assert Assignment.objects.get(analyst=desk.second).due_on is None
    desk.client.force_login(desk.analyst)
    assert kinds(desk, "?show=mine") == [("epcc-1", "second")]
    page = text(desk.client.get(at("desk")))
    assert "29 February 2024 overdue" in " ".join(page.split()) and desk.analyst.username in page
    assert kinds(desk)[0] == ("epcc-1", "second"), "what is due comes first"


def test_the_list_is_sorted_and_filtered(two_meetings):
    desk = two_meetings
    assert kinds(desk, "?sort=meeting") == [("epcc-2", "code"), ("epcc-1", "code")]
    assert kinds(desk, "?show=rule") == [] and "Nothing waits there." in text(
        desk.client.get(at("desk") + "?show=rule")
    )
    assert kinds(desk, f"?forum={desk.meeting.dialogue.slug}&show=nonsense&sort=nonsense") == kinds(desk)
    assert kinds(desk, "?forum=elsewhere") == []


def test_a_meeting_with_every_topic_in_scope_decided_leaves(desk):
    desk.meeting.dialogue.out_of_scope.add(desk.other)
    code(desk, desk.second, "raised")
    desk.client.force_login(desk.reviewer)
    desk.client.post(at("settle", "epcc-1"), {"single": "1"})
    assert kinds(desk) == []
    assert "Nothing waits: every meeting with a complete readout is assessed." in text(
        desk.client.get(at("desk"))
    )
    desk.client.force_login(desk.analyst)
    assert kinds(desk) == []


def test_what_was_agreed_and_published_needs_no_ruling(desk):
    for who in (desk.analyst, desk.second):
        code(desk, who, "raised")
    desk.client.force_login(desk.reviewer)
    assert ("epcc-1", "rule") in kinds(desk)
    desk.client.post(at("settle", "epcc-1"))
    assert ("epcc-1", "rule") not in kinds(desk)


def test_what_cannot_be_coded_yet_does_not_wait(desk):
    Document.objects.update(completeness="part")
    assert kinds(desk) == []
