"""The desk without a browser: saving, handing in, blindness, rulings, publishing."""

import pytest
from django.core.exceptions import ValidationError

from agenda.actions import save_draft, submit
from agenda.models import Assessment, Assignment, Body, Document, Draft, Evidence
from tests.support import factories as f
from tests.support.desk import at, code, passage, post
from tests.support.pages import markup, text

pytestmark = pytest.mark.django_db


def test_the_sheet_marks_and_suggests_passages(desk):
    response = desk.client.get(at("sheet", "epcc-1"))
    page = markup(response)
    assert 'data-topics="open-ran">They discussed Open RAN and said so.</span>' in page
    assert "matches: Open RAN" in text(response) and f'value="{passage()}"' in page
    assert 'value="readout" checked data-complete' in " ".join(page.split())


def test_the_sheet_marks_a_paper_in_another_language_with_that_languages_phrases(desk):
    desk.topic.phrasings.create(language="ja", phrases=["オープンRAN"])
    words = "両国は会談した。両国はｵｰﾌﾟﾝＲＡＮを採用する。宇宙政策担当大臣が同席した。"
    paper = f.document(desk.meeting, slug="kyodo", language="ja")
    Body.objects.create(document=paper, kind="official_text", text=words, sha256=Body.digest(words))
    response = desk.client.get(at("sheet", "epcc-1"))
    assert 'data-topics="open-ran">両国はｵｰﾌﾟﾝＲＡＮを採用する。</span>' in markup(response)
    assert "matches: オープンRAN" in text(response)


def test_topics_out_of_scope_are_not_marked(desk):
    desk.meeting.dialogue.out_of_scope.add(desk.topic)
    assert 'data-topics="open-ran"' not in markup(desk.client.get(at("sheet", "epcc-1")))


def test_a_topic_is_coded_with_a_plain_form_and_handed_in(desk):
    response = post(desk, depth="discussed", note="Twice", confidence="high", next="1", following="space")
    assert response["Location"].endswith("?topic=space")
    assert post(desk, "space", outcome="not_raised", passage=[]).status_code == 302
    response = desk.client.post(at("submit", "epcc-1"), follow=True)
    assert "Handed in: 2 topics" in text(response) and not Draft.objects.exists()
    made = Assessment.objects.get(topic=desk.topic)
    evidence = Evidence.objects.get()
    assert (made.outcome, made.depth, made.note, made.confidence) == ("raised", "discussed", "Twice", "high")
    assert (evidence.quote, evidence.paragraph) == ("They discussed Open RAN and said so.", 1)
    assert Assignment.objects.get().submitted_at
    assert "You have handed this meeting in" in text(post(desk))


@pytest.mark.parametrize(
    "values, message",
    [
        ({"passage": [], "own_document": "readout", "own_quote": "Never said"}, "do not stand so in “The readout”"),
        ({"passage": [], "own_document": "elsewhere", "own_quote": "x"}, "must be of a document of this meeting"),
        ({"examined": []}, "is not ticked as examined"),
        ({"passage": [], "own_document": "readout", "own_paragraph": "many"}, "needs its words, or the number"),
        ({"passage": ["readout:5:99999:full"]}, "do not stand so"),
        ({"outcome": "not_raised", "passage": [], "examined": []}, "at least one official document of the meeting read whole"),
        ({"outcome": "perhaps"}, "is not one of the choices"),
        ({"note": "a\x00b"}, "NUL"),
    ],
)  # fmt: skip
def test_bad_input_is_said_at_its_place_and_keeps_what_was_typed(desk, values, message):
    response = post(desk, **({"note": "my long note"} | values))
    assert response.status_code == 422 and message in text(response)
    assert not Draft.objects.exists()
    if "note" not in values:
        assert "my long note" in text(response)
    if own := values.get("own_quote"):
        assert own in text(response)


def test_words_copied_from_elsewhere_are_kept_as_the_text_has_them(desk):
    post(desk, passage=[], own_document="readout", own_quote="they  discussed\r\nOPEN-RAN")
    [passage] = Draft.objects.get().content["passages"]
    assert passage["quote"] == "They discussed Open RAN"


def test_a_topic_outside_the_codebook_version_is_refused(desk):
    version = f.codebook()
    version.codes = ["space"]
    version.save()
    assert "is not in the codebook version in force" in text(post(desk))


def test_a_meeting_that_was_not_held_is_refused_on_the_sheet(desk):
    desk.meeting.status = "scheduled"
    desk.meeting.save()
    response = post(desk, note="my long note")
    assert "The meeting was not held" in text(response) and "my long note" in text(response)


def test_a_topic_out_of_scope_is_not_offered_and_not_stored(desk):
    desk.meeting.dialogue.out_of_scope.add(desk.topic)
    sheet = desk.client.get(at("sheet", "epcc-1"))
    assert 'data-code="open-ran"' not in sheet.content.decode() and "0 of 1 topics" in text(sheet)
    asked = desk.client.get(at("sheet", "epcc-1") + "?topic=open-ran", follow=True)
    assert "There is no topic “open-ran” to code at this dialogue" in text(asked)
    response = post(desk)
    assert response.status_code == 422 and "is out of scope for this dialogue" in text(response)
    assert not Draft.objects.exists()


def test_interpretation_notes_stand_beside_the_definition(desk):
    note = f.codebook().interpretation_notes.create(
        number=1, title="Lists", text="A list is partly.", example="QUIN"
    )
    note.topics.add(desk.topic)
    page = text(desk.client.get(at("sheet", "epcc-1") + "?topic=open-ran"))
    assert "A list is partly." in page and "QUIN" in page
    assert "A list is partly." not in text(desk.client.get(at("sheet", "epcc-1") + "?topic=space"))


def test_a_passage_may_be_marked_before_an_outcome_is_chosen(desk):
    assert post(desk, outcome="").status_code == 302
    assert Draft.objects.get().content["passages"]


def test_two_tabs_never_overwrite_each_other(desk):
    assert post(desk, note="first tab").status_code == 302
    response = post(desk, note="second tab", outcome="partly_raised")
    assert response.status_code == 409 and "saved in another window meanwhile" in text(response)
    assert "first tab" in text(response) and "second tab" in text(response)
    assert Draft.objects.get().content["note"] == "first tab"
    assert post(desk, note="second tab", version=1).status_code == 302
    assert Draft.objects.get().content["note"] == "second tab"


def test_the_same_change_sent_twice_is_stored_once(desk):
    for _ in range(2):
        response = desk.client.post(
            at("save", "epcc-1", "open-ran"),
            {"version": 0, "outcome": "not_determinable", "change_id": "abc"},
            headers={"accept": "application/json"},
        )
        assert response.json()["version"] == 1
    assert Draft.objects.get().earlier == []


def test_undo_goes_back_step_by_step(desk):
    post(desk, note="one")
    post(desk, note="two", version=1)
    post(desk, note="three", version=2)
    desk.client.post(at("undo", "epcc-1", "open-ran"))
    assert Draft.objects.get().content["note"] == "two"
    desk.client.post(at("undo", "epcc-1", "open-ran"))
    assert Draft.objects.get().content["note"] == "one"
    desk.client.post(at("undo", "epcc-1", "open-ran"))
    assert not Draft.objects.exists()
    assert desk.client.post(at("undo", "epcc-1", "open-ran")).status_code == 302


def test_handing_in_something_unfinished_hands_in_nothing(desk):
    post(desk)
    post(desk, "space", outcome="raised", passage=[])
    response = desk.client.post(at("submit", "epcc-1"), follow=True)
    assert "Space: A topic counts as raised only with a passage that proves it." in text(response)
    assert Draft.objects.count() == 2 and not Assessment.objects.exists()
    assert "nothing to hand in" in text_of_empty(desk)


def text_of_empty(desk):
    Draft.objects.all().delete()
    return text(desk.client.post(at("submit", "epcc-1"), follow=True))


def test_nobody_sees_anothers_codes_before_handing_in(desk):
    code(desk, desk.second, "raised")
    Assignment.objects.create(meeting=desk.meeting, analyst=desk.analyst, assigned_by=desk.reviewer)
    pages = [at("sheet", "epcc-1"), at("desk"), at("admin:agenda_assessment_changelist"),
             at("admin:agenda_meeting_change", desk.meeting.pk)]  # fmt: skip
    made = Assessment.objects.get()
    for page in pages:
        content = desk.client.get(page).content.decode()
        assert 'class="badge raised"' not in content and f"/assessment/{made.pk}/" not in content
    assert desk.client.get(at("admin:agenda_assessment_change", made.pk)).status_code == 302
    code(desk, desk.analyst, "not_raised")
    assert desk.client.get(at("admin:agenda_assessment_change", made.pk)).status_code == 200


def test_the_queue_waits_for_meetings_read_whole_and_counts_topics_in_scope(desk):
    assert "0 of 2" in text(desk.client.get(at("desk")))
    desk.meeting.dialogue.out_of_scope.add(desk.other)
    assert "0 of 1" in text(desk.client.get(at("desk")))
    Document.objects.update(completeness="part")
    what_waits = desk.client.get(at("desk")).content.decode().split('id="h-tasks"')[1]
    assert at("sheet", "epcc-1") not in what_waits


def test_the_queue_offers_assigns_and_counts(desk):
    assert "epcc-1" in desk.client.get(at("desk")).content.decode()
    desk.client.force_login(desk.reviewer)
    names = [desk.analyst.username, desk.second.username]
    response = desk.client.post(at("assign", "epcc-1"), {"analyst": names}, follow=True)
    assert "(2 new)" in text(response) and Assignment.objects.count() == 2
    assert "Choose at least one" in text(desk.client.post(at("assign", "epcc-1"), follow=True))


@pytest.mark.parametrize(
    "group, coding, ruling", [("Editor", 403, 403), ("Analyst", 200, 403), ("Reviewer", 403, 200)]
)
def test_who_may_sit_where(desk, group, coding, ruling):
    desk.client.force_login(f.user(group))
    assert desk.client.get(at("sheet", "epcc-1")).status_code == coding
    assert desk.client.get(at("adjudication", "epcc-1")).status_code == ruling
    desk.client.logout()
    assert desk.client.get(at("desk")).status_code == 302


def test_drafts_and_codes_never_reach_the_public(desk, client):
    from tests.support.pages import crawl

    code(desk, desk.analyst, "raised")
    save_draft(desk.meeting, desk.other, desk.second, {"outcome": "raised", "note": "zqx"}, version=0)
    client.logout()
    pages = {a: r for a, r in crawl(client).items() if not a.startswith("/desk")}
    assert len(pages) > 5
    for address, response in pages.items():
        said = text(response)
        assert "zqx" not in said and desk.analyst.username not in said, address
        assert "Not yet assessed" in said or "1 raised" not in said, address


def test_saving_needs_an_outcome_only_when_handing_in(desk):
    with pytest.raises(ValidationError, match="no outcome is chosen"):
        save_draft(desk.meeting, desk.topic, desk.analyst, {"outcome": ""}, version=0)
        submit(desk.meeting, desk.analyst)
