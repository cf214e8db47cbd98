"""Publishing and withdrawing in the admin: refused rows come back with what was typed."""

import pytest
from django.urls import reverse

from agenda.models import Document, Finding
from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden():
    """An assessment that rests on a document not public."""
    meeting = f.meeting()
    f.document(meeting, title="The readout", is_published=False)
    return f.assessment(meeting, f.topic(), "not_raised")


@pytest.fixture
def reviewer_client(client):
    client.force_login(f.user("Reviewer"))
    return client


def publish(client, *rows, **values):
    post = {"action": "publish_findings", "_selected_action": [row.pk for row in rows]} | values
    return client.post(reverse("admin:agenda_assessment_changelist"), post, follow=True)


@pytest.mark.parametrize("groups", [("Editor", "Reviewer"), ("Reviewer",)])
def test_one_tick_publishes_the_documents_too(client, hidden, groups):
    client.force_login(f.user(*groups))
    sound = f.assessment(f.meeting(), f.topic())
    response = publish(client, hidden, sound, reason="Read twice")
    page = response.content.decode()
    assert "Publish the document first: “The readout” is not public" in text(response)
    assert 'value="Read twice"' in page and f'name="_selected_action" value="{hidden.pk}"' in page
    assert "1 published." in text(response) and Finding.objects.get().assessment == sound
    response = publish(client, hidden, reason="Read twice", with_documents="on")
    assert "1 published." in text(response) and not Document.objects.filter(is_published=False).exists()
    assert Finding.objects.get(assessment=hidden).reason == "Read twice"
    assert Document.objects.get(title="The readout").history.count() == 2


def test_the_list_offers_the_tick(reviewer_client, hidden):
    page = reviewer_client.get(reverse("admin:agenda_assessment_changelist"))
    assert "Publish the documents they rest on too" in text(page)


def test_a_document_stays_hidden_when_the_finding_is_refused_for_another_reason(reviewer_client, hidden):
    hidden.meeting.documents.update(completeness="part")
    response = publish(reviewer_client, hidden, with_documents="on")
    assert "read whole among those examined" in text(response)
    assert not Document.objects.get().is_published and not Finding.objects.exists()


def test_ones_own_assessment_is_refused_with_a_sentence_where_that_is_forbidden(
    editor_client, editor, settings
):
    row = f.assessment(f.meeting(), f.topic(), by=editor)
    settings.FORBID_SELF_APPROVAL = True
    assert "forbids publishing one's own assessment" in text(publish(editor_client, row))


def test_withdrawing_without_a_reason_keeps_the_selection(editor_client):
    found = f.finding(f.meeting(), f.topic())
    address = reverse("admin:agenda_finding_changelist")
    post = {"action": "withdraw_findings", "_selected_action": [found.pk]}
    page = editor_client.post(address, post)
    assert "Say why the finding is withdrawn" in text(page)
    assert f'name="_selected_action" value="{found.pk}"' in page.content.decode()
