"""Several rows at once: shown first, every rule asked of each row, nothing half."""

import re

import pytest
from django.urls import reverse

from agenda.models import Document, Meeting
from agenda.rules.integrity import breaches
from tests.support import factories as f
from tests.support.admin import ask_several as ask
from tests.support.admin import change_several as confirm
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def test_what_would_happen_is_shown_and_then_done(editor_client):
    rows = [
        f.meeting(status="scheduled", on="2021-05-06"),
        f.meeting(status="held"),
        f.meeting(status="scheduled", on="2099-01-01"),
    ]
    page = ask(editor_client, rows, "status=held")
    said = text(page)
    assert "1 row would change" in said and "1 row says so already" in said and "lies ahead" in said
    assert Meeting.objects.filter(status="held").count() == 1, "looking writes nothing"
    done = text(confirm(editor_client, rows, "status=held"))
    assert "1 row changed." in done and "lies ahead" in done
    assert [Meeting.objects.get(pk=row.pk).status for row in rows] == ["held", "held", "scheduled"]
    assert Meeting.objects.get(pk=rows[0].pk).history.count() == 2


def test_the_rules_of_proof_are_asked_of_each_row(editor_client):
    meeting = f.meeting()
    free = f.document(f.meeting())
    proof = f.document(meeting)
    f.finding(meeting, f.topic(), "not_raised", documents=[proof])
    for wanted, sentence in (
        ("completeness=part", "a day on which it was read whole"),
        ("is_published=False", "findings"),
    ):
        page = text(ask(editor_client, [proof, free], wanted))
        assert sentence in page.lower() or "published finding" in page
    confirm(editor_client, [proof, free], "is_published=False")
    assert list(Document.objects.filter(is_published=True)) == [proof]
    unread = f.document(f.meeting(), completeness="not_read")
    assert "would change" in text(ask(editor_client, [unread], "completeness=part"))
    assert "0 rows would change" in text(ask(editor_client, [unread], "completeness=full"))
    assert list(breaches()) == []


def test_a_meeting_with_findings_is_not_called_off(editor_client):
    meeting, free = f.meeting(), f.meeting()
    f.finding(meeting, f.topic())
    confirm(editor_client, [meeting, free], "status=cancelled")
    assert [Meeting.objects.get(pk=row.pk).status for row in (meeting, free)] == ["held", "cancelled"]


def test_what_changed_meanwhile_is_looked_at_again(editor_client):
    row = f.meeting(is_published=False)
    page = ask(editor_client, [row], action="publish").content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    other = f.meeting(is_published=False)
    answer = ask(editor_client, [row, other], "is_published=True", seen=seen)
    assert "nothing was written" in text(answer) and not Meeting.objects.filter(is_published=True).exists()
    ask(editor_client, [row], "is_published=True", seen=seen)
    assert list(Meeting.objects.filter(is_published=True)) == [row]


def test_odd_wishes_are_asked_again(editor_client):
    row = f.meeting()
    for wanted in ("slug=x", "status=", "status=nothing", "is_published=maybe"):
        page = ask(editor_client, [row], wanted, seen="x")
        assert page.status_code == 200 and 'name="wanted"' in page.content.decode()
    assert Meeting.objects.get() == row and row.history.count() == 1


def test_deleting_says_what_depends_and_what_may_be_done_instead(editor_client, client):
    row = f.actor("Ministry")
    f.document(publisher=row)
    page = editor_client.get(reverse("admin:agenda_actor_delete", args=[row.pk]))
    assert "Documents (publisher): 1" in text(page) and "Hide it from readers" in text(page)
    words = page.content.decode()
    assert reverse("admin:agenda_actor_merge", args=[row.pk]) in words
    listed = reverse("admin:agenda_document_changelist") + f"?publisher__id__exact={row.pk}"
    assert listed in words and editor_client.get(listed).context["cl"].result_count == 1
    shown = ask(editor_client, [row], action="unpublish")
    assert "1 row would change" in text(shown)
    assert editor_client.get(reverse("admin:agenda_actor_delete", args=["x"])).status_code == 302
