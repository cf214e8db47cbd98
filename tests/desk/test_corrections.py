"""Answering what readers report."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from agenda.models import Correction
from tests.support import factories as f
from tests.support.pages import text


@pytest.fixture
def filed(db):
    meeting = f.meeting(slug="talk", title="The talk")
    return Correction.objects.create(
        meeting=meeting, text="It was in Oslo.", name="Ann", email="ann@example.org"
    )


def decide(client, row, seen="open", **values):
    return client.post(reverse("correction-decide", args=[row.pk]), {"seen": seen} | values)


@pytest.mark.parametrize("group", ["Analyst", "Editor"])
def test_only_reviewers_answer(filed, client, group):
    client.force_login(f.user(group))
    assert client.get(reverse("corrections")).status_code == 403
    assert decide(client, filed, answer="Yes.").status_code == 403
    client.logout()
    assert client.get(reverse("corrections")).status_code == 302
    filed.refresh_from_db()
    assert filed.status == "open"


def test_a_reviewer_finds_it_in_the_queue_and_answers_it(filed, client):
    client.force_login(f.user("Reviewer"))
    assert "1 correction waits for an answer" in text(client.get(reverse("desk")))
    page = text(client.get(reverse("corrections")))
    assert "It was in Oslo." in page and "ann@example.org" in page
    assert decide(client, filed, answer="It was in Oslo; mended.").status_code == 302
    page = text(client.get(reverse("corrections")))
    assert "Published on the page of The talk" in page and "Nothing is waiting." in page
    assert "ann@example.org" not in page
    assert "It was in Oslo; mended." in text(client.get(filed.get_absolute_url()))


@pytest.mark.parametrize("typed", [{}, {"answer": " ", "reason": ""}, {"answer": "Yes.", "reason": "No."}])
def test_neither_or_both_is_refused_beside_what_was_typed(filed, client, typed):
    client.force_login(f.user("Reviewer"))
    refused = decide(client, filed, is_text_shown="on", **typed)
    assert refused.status_code == 422 and "Write either an answer to publish or a reason" in text(refused)
    (row,) = refused.context["waiting"]
    assert row.typed == {"answer": "", "reason": "", "is_text_shown": True} | typed


def test_two_reviewers_do_not_overwrite_each_other(filed, client):
    client.force_login(f.user("Reviewer"))
    decide(client, filed, reason="Spam.")
    refused = decide(client, filed, answer="Thank you.")
    assert refused.status_code == 422 and "Somebody else decided this meanwhile" in text(refused)
    filed.refresh_from_db()
    assert (filed.status, filed.reason) == ("dismissed", "Spam.")
    seen = filed.decided_at.isoformat()
    assert decide(client, filed, seen=seen, answer="Thank you.").status_code == 302
    filed.refresh_from_db()
    assert (filed.status, filed.answer, filed.reason) == ("answered", "Thank you.", "")


@pytest.mark.parametrize(
    "values",
    [{"status": "answered"}, {"status": "answered", "answer": "Yes."}, {"answer": "Yes."}, {"is_text_shown": True},
     {"status": "dismissed", "decided_at": timezone.now()}],
)  # fmt: skip
def test_the_database_refuses_states_that_do_not_fit(filed, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=filed.pk).update(**values)


def test_it_is_about_one_thing(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(topic=f.topic(), text="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(meeting=f.meeting(), document=f.document(), text="x")


def test_the_admin_reads_and_deletes(filed, client):
    change, history, delete = (
        reverse(f"admin:agenda_correction_{act}", args=[filed.pk]) for act in ("change", "history", "delete")
    )
    client.force_login(f.user("Analyst"))
    page = client.get(change)
    assert "It was in Oslo." in text(page) and b'name="_save"' not in page.content
    assert client.get(delete).status_code == 403
    client.force_login(f.user("Reviewer"))
    assert (
        client.get(history).status_code
        == 200
        == client.get(reverse("admin:agenda_correction_changelist")).status_code
    )
    assert client.post(delete, {"post": "yes"}).status_code == 302
    assert not Correction.objects.exists() and "Oslo" not in str(list(Correction.history.values()))


def test_what_a_stranger_reported_keeps_no_editor_from_deleting(filed, client):
    client.force_login(f.user("Editor"))
    delete = reverse("admin:agenda_meeting_delete", args=[filed.meeting_id])
    assert client.post(delete, {"post": "yes"}).status_code == 302
    assert not Correction.objects.exists()
