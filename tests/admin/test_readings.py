"""A document's form: how it was read, and the published findings that rest on it."""

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.urls import reverse

from agenda.models import Document, Finding, Meeting
from tests.support import factories as f
from tests.support.admin import add, change, change_several, form_data
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def field_errors(response, prefix=""):
    """{field: sentence} of the page's form, or of the inline form of that prefix."""
    forms = [response.context["adminform"].form]
    for formset in response.context["inline_admin_formsets"]:
        forms += formset.formset.forms
    form = next(form for form in forms if (form.prefix or "") == prefix)
    return {name: " ".join(errors) for name, errors in form.errors.items()}


def new_document(client, meeting=None, **values):
    data = form_data(client.get(add("document")))
    data |= {"title": "New paper", "kind": "readout", "publisher": f.actor().pk, "is_official": "on",
             "completeness": "full", "language": "en", "is_published": "on"}  # fmt: skip
    return data | ({"meeting": meeting.pk} if meeting else {}) | values


@pytest.mark.parametrize(
    "values, field",
    [
        ({}, "completeness"),
        ({"read_on": "2025-06-20"}, "url"),
        ({"read_on": "2999-01-01", "url": "https://example.org/1"}, "read_on"),
        ({"read_on": "2025-06-20", "url": "https://example.org/1", "completeness": "part"}, "completeness"),
        ({"read_on": "2025-06-20", "url": "https://example.org/1"}, ""),
        ({"completeness": "not_read"}, ""),
        ({"bodies-TOTAL_FORMS": 1, "bodies-0-kind": "abstract", "bodies-0-text": "All of it."}, ""),
        ({"bodies-TOTAL_FORMS": 1, "bodies-0-kind": "excerpt", "bodies-0-text": "A bit."}, "completeness"),
        ({"kind": "announcement"}, ""),
    ],
)
def test_a_readout_is_read_whole_only_with_a_text_or_a_signed_reading(editor_client, values, field):
    response = editor_client.post(add("document"), new_document(editor_client, f.meeting(), **values))
    if field:
        assert set(field_errors(response)) == {field}, text(response)
        assert "New paper" in response.content.decode() and not Document.objects.exists()
    else:
        assert response.status_code == 302, text(response)


def test_whoever_saves_a_reading_signs_it_and_nobody_takes_it_over(editor_client, editor, client):
    values = {"read_on": "2025-06-20", "url": "https://example.org/1"}
    editor_client.post(add("document"), new_document(editor_client, f.meeting(), **values))
    paper = Document.objects.get()
    assert paper.read_by == editor and paper.is_read_whole
    client.force_login(f.user("Editor"))
    client.post(change(paper), form_data(client.get(change(paper))) | {"title": "Retitled"})
    paper.refresh_from_db()
    assert (paper.title, paper.read_by) == ("Retitled", editor)


def test_a_document_without_a_meeting_may_be_read_whole_without_more(editor_client):
    response = editor_client.post(add("document"), new_document(editor_client))
    assert response.status_code == 302, text(response)


@pytest.fixture
def silent():
    """A published finding of silence, and the readout it rests on."""
    found = f.finding(f.meeting(), f.topic("Cables"), "not_raised")
    found.paper = found.meeting.documents.get()
    return found


CHANGES = [
    ("completeness", {"completeness": "part", "read_on": "", "is_published": "on"}),
    ("is_published", {"is_published": ""}),
]


@pytest.mark.parametrize("field, values", CHANGES)
def test_what_a_finding_rests_on_is_not_taken_away_silently(editor_client, silent, field, values):
    data = form_data(editor_client.get(change(silent.paper))) | values | {"title": "Typed"}
    response = editor_client.post(change(silent.paper), data)
    errors = field_errors(response)
    assert "1 published finding rests on this and would lose its proof: Cables." in errors[field]
    assert (
        "Typed" in response.content.decode()
        and 'type="checkbox" name="withdraw_findings"' in response.content.decode()
    )
    assert "Say why" in field_errors(editor_client.post(change(silent.paper), data | {"withdraw_findings": "on"}))[
        "withdrawal_reason"
    ]  # fmt: skip
    assert Finding.objects.in_force().get() == silent
    ticked = data | {"withdraw_findings": "on", "withdrawal_reason": "It was cut"}
    response = editor_client.post(change(silent.paper), ticked)
    assert response.status_code == 302, text(response)
    withdrawal = Finding.objects.get(supersedes=silent)
    assert (withdrawal.status, withdrawal.reason) == ("withdrawn", "It was cut")
    assert Document.objects.get().title == "Typed"


def test_an_editor_who_may_not_withdraw_is_sent_to_a_reviewer(client, silent):
    client.force_login(f.user("Editor"))
    data = form_data(client.get(change(silent.paper))) | {"is_published": ""}
    data |= {"withdraw_findings": "on", "withdrawal_reason": "x"}
    response = client.post(change(silent.paper), data)
    assert "ask a reviewer to withdraw them first" in field_errors(response)["is_published"]
    assert Finding.objects.in_force().exists()


def test_a_new_joint_paper_not_read_whole_asks_on_the_meetings_page(editor_client, silent):
    data = form_data(editor_client.get(change(silent.meeting)))
    row = {"title": "Joint statement", "kind": "joint_statement", "publisher": f.actor().pk, "is_official": "on",
           "completeness": "not_read", "language": "en"}  # fmt: skip
    data |= {f"documents-1-{name}": value for name, value in row.items()}
    errors = field_errors(editor_client.post(change(silent.meeting), data), "documents-1")
    assert "would lose its proof: Cables" in errors["completeness"] and Document.objects.count() == 1
    data |= {"documents-1-withdraw_findings": "on", "documents-1-withdrawal_reason": "A joint statement came"}
    response = editor_client.post(change(silent.meeting), data)
    assert response.status_code == 302, text(response)
    assert not Finding.objects.in_force().exists() and Document.objects.count() == 2


def test_two_papers_lowered_at_once_are_asked_about_together(editor_client):
    meeting = f.meeting()
    papers = [f.document(meeting), f.document(meeting)]
    f.finding(meeting, f.topic("Cables"), "not_raised", documents=papers)
    data = form_data(editor_client.get(change(meeting)))
    lowered = {"completeness": "part", "read_on": ""}
    data |= {f"documents-{row}-{name}": value for row in (0, 1) for name, value in lowered.items()}
    response = editor_client.post(change(meeting), data)
    assert "would lose its proof: Cables" in text(response) and Finding.objects.in_force().exists()
    for name in lowered:
        data.pop(f"documents-1-{name}")
    data |= {"documents-1-completeness": "full", "documents-1-read_on": "2026-01-05"}
    assert editor_client.post(change(meeting), data).status_code == 302, "the other one still carries it"


def test_an_examined_document_keeps_its_meeting_and_evidence_its_readout(editor_client):
    found = f.finding(f.meeting(), f.topic())
    paper = found.meeting.documents.get()
    data = form_data(editor_client.get(change(paper)))
    assert (
        "stays there"
        in field_errors(editor_client.post(change(paper), data | {"meeting": f.meeting().pk}))["meeting"]
    )
    assert (
        "stays an official readout"
        in field_errors(editor_client.post(change(paper), data | {"kind": "announcement"}))["kind"]
    )
    assert (
        "stays an official readout"
        in field_errors(
            editor_client.post(change(paper), {k: v for k, v in data.items() if k != "is_official"})
        )["is_official"]
    )
    for values in ({"meeting": f.meeting()}, {"kind": "announcement"}, {"is_official": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.filter(pk=paper.pk).update(**values)


def test_reading_more_is_saved_and_says_what_can_be_judged_now(editor_client):
    meeting = f.meeting()
    paper = f.document(meeting, completeness="part", url="https://example.org/1")
    f.finding(meeting, f.topic("Cables"), "not_determinable", documents=[paper])
    data = form_data(editor_client.get(change(paper))) | {"completeness": "full", "read_on": "2025-06-20"}
    response = editor_client.post(change(paper), data, follow=True)
    assert "1 published finding says “No public record” and could be judged now: Cables." in text(response)
    assert Document.objects.get().is_read_whole


def test_hiding_from_the_list_says_why_not_and_hides_the_others(editor_client, silent):
    free = f.document()
    page = text(change_several(editor_client, [silent.paper, free], "is_published=False"))
    assert "published finding rests on this" in page and "1 row changed." in page
    assert list(Document.objects.filter(is_published=True)) == [silent.paper]


@pytest.mark.parametrize("status", ["cancelled", "postponed", "scheduled"])
def test_a_meeting_with_findings_is_not_called_off(editor_client, silent, status):
    data = form_data(editor_client.get(change(silent.meeting))) | {"status": status, "place": "Typed"}
    response = editor_client.post(change(silent.meeting), data)
    assert "1 published finding says that this meeting was held" in field_errors(response)["status"]
    assert "Typed" in response.content.decode()
    shown = editor_client.get(
        reverse("admin:agenda_finding_changelist") + f"?meeting__id__exact={silent.meeting_id}"
    )
    assert f"?meeting__id__exact={silent.meeting_id}" in response.content.decode() and "Cables" in text(shown)
    with pytest.raises(IntegrityError, match="withdraw them before it is called off"), transaction.atomic():
        Meeting.objects.update(status=status)
    assert Meeting.objects.get().status == "held"


def test_what_the_database_refuses_meanwhile_is_said_on_the_page(editor_client, silent, monkeypatch):
    monkeypatch.setattr("agenda.admin.meetings.calling_off_problems", lambda findings: {})
    data = form_data(editor_client.get(change(silent.meeting))) | {"status": "cancelled", "place": "Typed"}
    response = editor_client.post(change(silent.meeting), data)
    assert response.status_code == 200 and "withdraw them before it is called off" in text(response)
    assert "Typed" in response.content.decode()


def test_a_plan_that_stands_in_no_announcement_is_refused_without_a_traceback(editor_client):
    data = {"document": f.document(f.meeting()).pk, "topic": f.topic().pk, "summary": "x"}
    response = editor_client.post(add("plan"), data)
    assert response.status_code == 200 and "A plan stands in the announcement of a meeting" in text(response)


def test_a_reader_of_the_admin_sees_no_tick(client, silent):
    viewer = f.user("Analyst")
    viewer.user_permissions.add(Permission.objects.get(codename="view_document"))
    client.force_login(viewer)
    assert b"withdraw_findings" not in client.get(change(silent.paper)).content
