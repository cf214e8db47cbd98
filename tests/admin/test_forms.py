"""Data entry as editors do it, through the real admin pages."""

import pytest
from django.urls import reverse

from agenda.models import Actor, Assessment, Dialogue, Document, Evidence, Finding, Meeting, Topic
from tests.support import factories as f
from tests.support.admin import add, ask_several, change, change_several, form_data
from tests.support.pages import text

pytestmark = pytest.mark.django_db
NOUNS = ["actor", "assessment", "claim", "codebookversion", "dialogue", "document", "finding", "meeting",
         "plan", "recommendation", "topic"]  # fmt: skip


@pytest.mark.parametrize("noun", NOUNS)
def test_lists_search_and_forms_answer(editor_client, noun):
    f.codebook()
    row = f.finding(f.meeting(), f.topic())
    f.recommendation(row.topic, row.meeting.dialogue)
    address = reverse(f"admin:agenda_{noun}_changelist")
    assert editor_client.get(address).status_code == 200
    assert editor_client.get(f"{address}?q=x%00y").status_code == 200
    expected = 403 if noun == "finding" else 200
    assert editor_client.get(add(noun)).status_code == expected


def new_meeting(editor_client, dialogue, **values):
    data = form_data(editor_client.get(add("meeting")))
    data |= {"dialogue": dialogue.pk, "title": "Third ministerial", "held_on": "June 2025", "status": "held",
             "format": "hybrid", "level": "ministerial", "is_published": "on"}  # fmt: skip
    return data | values


def test_control_characters_become_blanks(editor_client):
    data = new_meeting(editor_client, f.dialogue(), title="Third\x0bmeeting", note="one\x01two\r\nthree")
    assert editor_client.post(add("meeting"), data).status_code == 302
    assert (Meeting.objects.get().title, Meeting.objects.get().note) == ("Third meeting", "one two\r\nthree")


def test_a_held_meeting_in_the_future_is_refused(editor_client):
    response = editor_client.post(
        add("meeting"), new_meeting(editor_client, f.dialogue(), held_on="2062-05-24")
    )
    assert "lies ahead, so it cannot have been held" in text(response) and not Meeting.objects.exists()


def with_documents(data, actor, *titles):
    data |= {"documents-TOTAL_FORMS": len(titles)}
    for n, title in enumerate(titles):
        data |= {f"documents-{n}-title": title, f"documents-{n}-kind": "readout", f"documents-{n}-language": "en",
                 f"documents-{n}-publisher": actor.pk, f"documents-{n}-completeness": "full",
                 f"documents-{n}-is_official": "on", f"documents-{n}-issued_on": "2025-06-12",
                 f"documents-{n}-url": f"https://example.org/{n}", f"documents-{n}-read_on": "2025-06-20",
                 f"documents-{n}-is_published": "on"}  # fmt: skip
    return data


def with_judgements(data, *rows):
    data |= {"assessments-TOTAL_FORMS": len(rows)}
    for n, (topic, values) in enumerate(rows):
        data |= {f"assessments-{n}-topic": topic.pk, f"assessments-{n}-strength": "full"}
        data |= {f"assessments-{n}-{name}": value for name, value in values.items()}
    return data


def test_a_meeting_with_five_documents_and_ten_topics_on_one_page(editor_client, editor):
    f.codebook()
    dialogue, actor, topics = f.dialogue(slug="epcc"), f.actor(slug="state"), [f.topic() for _ in range(10)]
    data = with_documents(new_meeting(editor_client, dialogue), actor, *[f"Readout {n}" for n in range(5)])
    raised = {
        "outcome": "raised",
        "depth": "discussed",
        "found_in": 4,
        "paragraph": 2,
        "summary": "They agreed.",
    }
    rows = [(topic, raised if n < 4 else {"outcome": "not_raised"}) for n, topic in enumerate(topics)]
    response = editor_client.post(add("meeting"), with_judgements(data, *rows))
    assert response.status_code == 302, text(response)
    meeting = Meeting.objects.get(slug="epcc-2025-06")
    assert str(meeting.held) == "June 2025" and meeting.documents.count() == 5
    assert Document.objects.get(title="Readout 3").slug == "state-readout-3"
    made = Assessment.objects.filter(meeting=meeting, assessed_by=editor)
    assert made.count() == 10 and made.filter(outcome="raised", depth="discussed").count() == 4
    evidence = Evidence.objects.filter(examination__assessment__meeting=meeting)
    assert {(e.examination.document.title, e.paragraph, e.summary) for e in evidence} == {
        ("Readout 4", 2, "They agreed.")
    }
    assert made.filter(outcome="not_raised").first().examined.count() == 5
    response = editor_client.post(
        reverse("admin:agenda_assessment_changelist"),
        {"action": "publish_findings", "_selected_action": [a.pk for a in made], "reason": "Read twice"},
        follow=True,
    )
    assert "10 published." in text(response)
    page = text(editor_client.get(meeting.get_absolute_url()))
    assert (
        "4 raised, 0 partly, 6 not mentioned (N = 10 cells where absence could be shown)" in page
        and "They agreed." in page
    )


@pytest.mark.parametrize(
    "values, message",
    [
        ({"outcome": "raised"}, "In which document?"),
        ({"outcome": "raised", "found_in": 0}, "In which paragraph?"),
        ({"outcome": "raised", "found_in": 3, "paragraph": 1}, "Row #4 above holds no document."),
        (
            {"outcome": "not_raised", "found_in": 0, "paragraph": 1},
            "There is a passage, so the topic was raised",
        ),
        ({"outcome": "not_raised", "depth": "discussed"}, "Only a topic that was raised has a depth."),
        ({"outcome": "raised", "found_in": "x", "paragraph": "-3"}, "Select a valid choice"),
        ({"outcome": "not_determinable", "is_excluded": "on"}, "goes with “not mentioned” only"),
    ],
)
def test_judgements_without_proof_say_so_and_nothing_is_stored(editor_client, values, message):
    f.codebook()
    dialogue, actor, topic = f.dialogue(), f.actor(), f.topic()
    data = with_judgements(
        with_documents(new_meeting(editor_client, dialogue), actor, "Readout"), (topic, values)
    )
    response = editor_client.post(add("meeting"), data)
    assert response.status_code == 200 and message in text(response)
    assert b"Third ministerial" in response.content and b"June 2025" in response.content
    assert not Meeting.objects.exists() and not Document.objects.exists()


def test_not_mentioned_needs_a_complete_document_on_the_page(editor_client):
    f.codebook()
    data = with_documents(new_meeting(editor_client, f.dialogue()), f.actor(), "Readout")
    data |= {"documents-0-completeness": "large_part", "documents-0-read_on": ""}
    response = editor_client.post(
        add("meeting"), with_judgements(data, (f.topic(), {"outcome": "not_raised"}))
    )
    assert "needs at least one official document of the meeting read whole" in text(response)


def test_assessing_a_topic_again_supersedes(editor_client, editor):
    meeting, topic = f.meeting(), f.topic()
    f.document(meeting)
    first = f.assessment(meeting, topic, "not_raised", by=editor)
    data = form_data(editor_client.get(change(meeting)))
    raised = {"outcome": "raised", "found_in": 0, "paragraph": 1}
    response = editor_client.post(change(meeting), with_judgements(data, (topic, raised)))
    assert response.status_code == 302, text(response)
    assert Assessment.objects.get(supersedes=first).outcome == "raised"


@pytest.mark.parametrize(
    "written, why",
    [("12/11/2024", "could be two days"), ("2024-02-31", "not a day"), ("next week", "not a date")],
)
def test_dates_that_could_be_two_days_are_asked_about(editor_client, written, why):
    response = editor_client.post(add("meeting"), new_meeting(editor_client, f.dialogue(), held_on=written))
    assert why in text(response) and f'value="{written}"'.encode() in response.content
    assert not Meeting.objects.exists()


def test_a_held_meeting_without_a_date_is_refused_beside_the_form(editor_client):
    response = editor_client.post(add("meeting"), new_meeting(editor_client, f.dialogue(), held_on=""))
    assert "A meeting that was held has a date" in text(response)


def test_duplicates_are_warned_about_and_can_be_saved(editor_client):
    there = f.meeting(on="2025-06")
    data = new_meeting(editor_client, there.dialogue)
    response = editor_client.post(add("meeting"), data)
    assert f"This looks like {there.title}" in text(response) and Meeting.objects.count() == 1
    assert 'type="checkbox" name="not_duplicate"' in response.content.decode()
    response = editor_client.post(add("meeting"), data | {"not_duplicate": "on"})
    assert response.status_code == 302 and Meeting.objects.count() == 2


def test_a_dialogues_members_and_names(editor_client):
    one, two = f.actor(), f.actor()
    data = form_data(editor_client.get(add("dialogue")))
    data |= {"name": "New Forum", "short_name": "NF", "other_names": "N.F.\n\n The Forum ", "kind": "bilateral",
             "level": "leaders", "status": "active", "Dialogue_members-0-actor": one.pk,
             "Dialogue_members-1-actor": two.pk}  # fmt: skip
    response = editor_client.post(add("dialogue"), data, follow=True)
    row = Dialogue.objects.get(slug="nf")
    assert set(row.members.all()) == {one, two} and row.other_names == ["N.F.", "The Forum"]
    assert "is saved, but not public yet" in text(response)


def test_history_names_what_changed(editor_client):
    row = f.meeting(place="Tokyo")
    data = form_data(editor_client.get(change(row))) | {"place": "Osaka"}
    editor_client.post(change(row), data)
    said = text(editor_client.get(reverse("admin:agenda_meeting_history", args=[row.pk])))
    assert "Place: Tokyo → Osaka" in said and "created" in said


def test_deletion_is_refused_where_others_depend(editor_client):
    found = f.finding(f.meeting(), f.topic())
    paper = f.document(found.meeting)
    for row, why in (
        (paper.publisher, "would require deleting the following protected related objects"),
        (found.meeting, "your account doesn't have permission to delete"),
    ):
        address = reverse(f"admin:agenda_{row._meta.model_name}_delete", args=[row.pk])
        response = editor_client.post(address, {"post": "yes"})
        assert why in text(response) and type(row).objects.filter(pk=row.pk).exists()


def test_publication_actions_leave_history(editor_client):
    row = f.meeting(is_published=False)
    assert "1 row would change." in text(ask_several(editor_client, [row], action="publish"))
    change_several(editor_client, [row], "is_published=True")
    row.refresh_from_db()
    assert row.is_published and row.history.count() == 2


def test_a_text_is_frozen_with_a_fingerprint_and_gets_versions(editor_client, client):
    paper = f.document(f.meeting())
    for expected, words in ((1, "One.\r\n\r\n\r\nTwo."), (2, "Three.")):
        data = form_data(editor_client.get(change(paper)))
        row = expected - 1
        data |= {
            "bodies-TOTAL_FORMS": row + 1,
            f"bodies-{row}-kind": "official_text",
            f"bodies-{row}-text": words,
        }
        assert editor_client.post(change(paper), data).status_code == 302
        body = Document.objects.get(pk=paper.pk).body
        assert body.version == expected and body.sha256 == body.digest(body.text)
    assert paper.bodies.get(version=1).paragraphs() == [(1, "One."), (2, "Two.")]
    assert "Official text" in text(client.get(paper.get_absolute_url()))


def test_withdrawing_needs_a_reason(editor_client):
    found = f.finding(f.meeting(), f.topic())
    address = reverse("admin:agenda_finding_changelist")
    post = {"action": "withdraw_findings", "_selected_action": [found.pk]}
    assert "Say why the finding is withdrawn" in text(editor_client.post(address, post, follow=True))
    response = editor_client.post(address, post | {"reason": "Wrong document"}, follow=True)
    assert "1 withdrawn." in text(response) and not Finding.objects.published().exists()
    assert Finding.objects.get(supersedes=found).reason == "Wrong document"


def test_an_assessment_by_itself(editor_client, editor):
    f.codebook()
    meeting, topic = f.meeting(), f.topic()
    paper, announcement = f.document(meeting), f.document(meeting, kind="announcement")
    data = {"meeting": meeting.pk, "topic": topic.pk, "outcome": "raised", "found_in": announcement.pk,
            "paragraph": 1, "strength": "full"}  # fmt: skip
    said = text(editor_client.post(add("assessment"), data))
    assert "is no readout (Announcement): only a readout proves that a topic was raised" in said
    response = editor_client.post(add("assessment"), data | {"found_in": paper.pk})
    assert response.status_code == 302, text(response)
    made = Assessment.objects.get()
    assert made.assessed_by == editor and list(made.examined.all()) == [paper]
    assert "paragraph 1" in text(editor_client.get(change(made)))


def test_unknown_rows_are_no_traceback(editor_client):
    for noun in NOUNS:
        response = editor_client.get(reverse(f"admin:agenda_{noun}_change", args=["99999"]))
        assert response.status_code == 302


def test_renaming_a_topics_code_is_refused_in_the_form(editor_client):
    row = f.topic(code="open-ran")
    data = form_data(editor_client.get(change(row))) | {"code": "oran"}
    assert "A code is permanent" in text(editor_client.post(change(row), data))
    assert Topic.objects.get(pk=row.pk).code == "open-ran"


def test_actors_with_the_same_name_are_warned_about(editor_client):
    f.actor("Ministry of Trade")
    data = form_data(editor_client.get(add("actor"))) | {"name": "ministry of trade", "kind": "ministry"}
    assert "This looks like Ministry of Trade" in text(editor_client.post(add("actor"), data))
    assert Actor.objects.count() == 1


def test_control_characters_become_blanks_wherever_they_are_typed(editor_client):
    """A feed cannot hold them, and would answer 500 for good."""
    data = form_data(editor_client.get(add("dialogue")))
    data |= {"name": "Odd\x0bname", "short_name": "Odd\x00one", "other_names": "First\x07one\r\nsecond", "slug": "odd",
             "kind": "bilateral", "level": "ministerial", "status": "active", "is_published": "on",
             "note": "one\r\ntwo\x1bthree"}  # fmt: skip
    response = editor_client.post(add("dialogue"), data)
    assert response.status_code == 302, text(response)
    made = Dialogue.objects.get()
    assert (made.name, made.short_name, made.other_names) == ("Odd name", "Odd one", ["First one", "second"])
    assert made.note.split() == ["one", "two", "three"] and "\x1b" not in made.note
    assert editor_client.get(reverse("dialogue-feed", args=["odd"])).status_code == 200
