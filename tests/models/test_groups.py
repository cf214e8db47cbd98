"""Each group can do exactly its job."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from agenda.actions import publish, withdraw
from tests.support import factories as f

pytestmark = pytest.mark.django_db
KEPT = [
    "actor",
    "claim",
    "codebookversion",
    "dialogue",
    "document",
    "meeting",
    "plan",
    "recommendation",
    "topic",
]


def can(client, act, noun):
    return client.get(reverse(f"admin:agenda_{noun}_{act}")).status_code == 200


@pytest.mark.parametrize(
    "group, keeps, assesses",
    [("Editor", True, False), ("Analyst", False, True), ("Reviewer", False, False)],
)
def test_what_each_group_may_add(client, group, keeps, assesses):
    client.force_login(f.user(group))
    for noun in KEPT:
        assert can(client, "changelist", noun) and can(client, "add", noun) is keeps, noun
    assert can(client, "add", "assessment") is assesses
    assert can(client, "changelist", "finding") and not can(client, "add", "finding")
    assert client.get(reverse("people")).status_code == 403


@pytest.mark.parametrize("group", ["Analyst", "Reviewer"])
def test_those_who_may_only_look_see_pages_without_a_save_button(client, group):
    meeting, topic = f.meeting(), f.topic()
    paper = f.document(meeting)
    f.codebook()
    rows = [meeting, topic, paper, paper.publisher, meeting.dialogue, f.recommendation(topic), f.codebook()]
    client.force_login(f.user(group))
    for row in rows:
        page = client.get(reverse(f"admin:agenda_{row._meta.model_name}_change", args=[row.pk]))
        assert page.status_code == 200 and b'name="_save"' not in page.content, row
        assert b"assessments-0-topic" not in page.content


@pytest.mark.parametrize("group", ["Editor", "Analyst"])
def test_only_reviewers_publish_and_withdraw(group):
    who, row = f.user(group), f.assessment(f.meeting(), f.topic())
    with pytest.raises(PermissionDenied):
        publish(row, by=who)
    found = publish(row, by=f.user("Reviewer"))
    with pytest.raises(PermissionDenied):
        withdraw(found, by=who, reason="because")


def test_judgements_offer_no_change_or_delete_to_anyone(client):
    client.force_login(f.user("Editor", "Analyst", "Reviewer", is_superuser=True))
    found = f.finding(f.meeting(), f.topic())
    for row in (found, found.assessment):
        name = row._meta.model_name
        page = client.get(reverse(f"admin:agenda_{name}_change", args=[row.pk]))
        assert page.status_code == 200 and b'name="_save"' not in page.content
        assert client.post(reverse(f"admin:agenda_{name}_delete", args=[row.pk])).status_code == 403


def test_the_public_needs_no_account_and_gets_no_admin(client):
    assert client.get("/").status_code == 200
    assert client.get(reverse("admin:agenda_meeting_changelist")).status_code == 302
