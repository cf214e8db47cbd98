# ruff: noqa: E501  the rows are read as tables
"""Judgements brought in: one row a cell or a passage, or a wide sheet; proof is owed here as everywhere."""

import json

import pytest
from django.core.management import call_command

from agenda.actions import submit
from agenda.models import Assessment, Assignment, Body, Draft, Evidence, Finding, Recommendation
from tests.support import factories as f
from tests.support.imports import brought, csv_of, messages, states, tried, xlsx_of

pytestmark = pytest.mark.usefixtures("read_here")

HEAD = ("meeting", "topic", "outcome", "document", "paragraph", "note")


@pytest.fixture
def quad(db):
    f.codebook()
    return f.dialogue(slug="quad", name="Quadrilateral Dialogue", short_name="Quad")


@pytest.fixture
def cell(quad):
    meeting = f.meeting(quad, "2022-05-24", slug="q4", title="Fourth")
    f.document(meeting, slug="statement", title="Joint Statement")
    f.document(meeting, slug="plan", kind="announcement")
    return meeting, f.topic("Cables", code="cables", aliases=["wires"])


def test_a_judgement_with_its_passage_becomes_an_assessment_and_a_finding_when_published(cell, editor):
    _meeting, _topic = cell
    rows = csv_of(HEAD, ("Quad 24 May 2022", "wires", "Yes", "Joint Statement", "¶4", "clear"))
    plan = brought("assessments", rows, by=editor)
    made = Assessment.objects.get()
    assert states(plan) == ["created"] and (made.outcome, made.note, made.assessed_by) == (
        "raised",
        "clear",
        editor,
    )
    assert [d.slug for d in made.examined.all()] == ["statement"] and Evidence.objects.get().paragraph == 4
    assert not Finding.objects.exists()
    plan = brought("assessments", rows, by=editor, publish=True)
    finding = Finding.objects.get()
    assert plan.results[0].changes == [("published", "", "yes")] and finding.assessment == made
    assert (finding.outcome, finding.decided_by, finding.basis) == (
        "raised",
        editor,
        "single_coder",
    ) and "file1" not in finding.reason
    assert states(tried("assessments", rows, by=editor, publish=True)) == ["unchanged"]
    call_command("check_record")


def test_a_change_supersedes_and_is_shown_field_by_field(cell, editor):
    meeting, topic = cell
    before = f.finding(
        meeting,
        topic,
        "raised",
        by=editor,
        reviewer=editor,
        documents=[meeting.documents.get(slug="statement")],
    )
    plan = brought(
        "assessments",
        csv_of(("meeting", "topic", "outcome"), ("q4", "cables", "no")),
        by=editor,
        publish=True,
    )
    assert plan.results[0].changes == [("outcome", "raised", "not_raised"), ("evidence", "statement ¶1", "")]
    now = Finding.objects.current().get()
    assert (
        now.supersedes == before
        and now.assessment.supersedes == before.assessment
        and now.outcome == "not_raised"
    )
    call_command("check_record")


def test_a_source_without_a_place_was_examined_and_proves_nothing(cell, editor):
    f.document(cell[0], slug="other-readout")
    brought(
        "assessments",
        csv_of(("meeting", "topic", "outcome", "source"), ("q4", "cables", "no", "statement")),
        by=editor,
    )
    assert [d.slug for d in Assessment.objects.get().examined.all()] == ["statement"]


def test_publishing_over_a_withdrawal_is_said(cell, editor):
    from agenda.actions import withdraw

    meeting, topic = cell
    made = f.finding(
        meeting,
        topic,
        "not_raised",
        by=editor,
        reviewer=editor,
        documents=[meeting.documents.get(slug="statement")],
    )
    withdraw(made, by=editor, reason="Doubtful.")
    plan = brought(
        "assessments",
        csv_of(("meeting", "topic", "outcome"), ("q4", "cables", "no")),
        by=editor,
        publish=True,
    )
    assert "was withdrawn: this publishes a new one" in messages(plan)
    assert Finding.objects.published().get().supersedes.status == "withdrawn"


def test_two_files_may_not_judge_one_cell(cell, editor):
    rows = csv_of(("meeting", "topic", "outcome"), ("q4", "cables", "no"))
    plan = tried("assessments", rows, rows, by=editor)
    assert states(plan) == ["created", "refused"] and "stands in line 2 of file1 already" in messages(plan)


def test_several_rows_of_one_cell_are_its_passages(cell, editor):
    rows = csv_of(
        HEAD,
        ("q4", "cables", "raised", "statement", "2", ""),
        ("q4", "cables", "raised", "statement", "7", ""),
    )
    assert states(brought("assessments", rows, by=editor)) == ["created"]
    assert sorted(Evidence.objects.values_list("paragraph", flat=True)) == [2, 7]
    clash = csv_of(HEAD, ("q4", "cables", "raised", "statement", "2", ""), ("q4", "cables", "no", "", "", ""))
    assert "Line 3 judges this cell again, otherwise: Outcome" in messages(
        tried("assessments", clash, by=editor)
    )


def test_quotes_are_found_in_the_frozen_text_or_frozen_as_an_excerpt(cell, editor):
    meeting, _topic = cell
    statement, other = meeting.documents.get(slug="statement"), f.topic("Other", code="other")
    from agenda.actions.texts import add_text
    from agenda.intake.files.texts import Brought

    head = ("meeting", "topic", "outcome", "document", "quote")
    rows = csv_of(head, ("q4", "cables", "yes", "statement", "laying of cables"))
    brought("assessments", rows, by=editor, publish=True)
    evidence = Evidence.objects.get()
    assert evidence.body.kind == "excerpt" and evidence.body.text == "laying of cables"
    assert states(tried("assessments", rows, by=editor, publish=True)) == ["unchanged"]
    add_text(
        statement,
        Brought("They agreed on the laying of cables soon.", "text/plain"),
        "official_text",
        by=editor,
    )
    plan = tried(
        "assessments",
        csv_of(head, ("q4", "other", "yes", "statement", "never said")),
        by=editor,
        publish=True,
    )
    assert "do not stand so in “statement”: “never said”" in messages(plan)
    brought(
        "assessments",
        csv_of(head, ("q4", "other", "yes", "statement", "cables soon")),
        by=editor,
        publish=True,
    )
    found = Evidence.objects.get(examination__assessment__topic=other)
    assert (found.start, found.end, found.prefix[-7:], found.suffix) == (29, 40, "ing of ", ".")
    call_command("check_record")


def test_a_quote_copied_from_elsewhere_is_kept_in_the_words_of_the_text(cell, editor):
    statement = cell[0].documents.get(slug="statement")
    text = "They welcomed the laying\nof “deep-sea” cables soon."
    statement.bodies.create(kind="official_text", text=text, sha256=Body.digest(text))
    quote = "The laying of „deep sea“ cables"
    rows = csv_of(
        ("meeting", "topic", "outcome", "document", "quote"), ("q4", "cables", "yes", "statement", quote)
    )
    brought("assessments", rows, by=editor, publish=True)
    evidence = Evidence.objects.get()
    assert evidence.quote == text[evidence.start : evidence.end] == "the laying\nof “deep-sea” cables"
    assert (evidence.prefix, evidence.suffix) == ("They welcomed ", " soon.")
    assert states(tried("assessments", rows, by=editor, publish=True)) == ["unchanged"]
    call_command("check_record")


def test_what_lacks_proof_is_kept_as_a_draft_that_can_be_handed_in_later(cell, editor):
    meeting, _topic = cell
    rows = csv_of(("meeting", "topic", "outcome"), ("q4", "cables", "Y"))
    assert "counts as raised only with a passage" in messages(
        tried("assessments", rows, by=editor, drafts=False)
    )
    plan = brought("assessments", rows, by=editor)
    draft = Draft.objects.get()
    assert (
        states(plan) == ["draft"]
        and draft.content["outcome"] == "raised"
        and draft.content["examined"] == ["statement"]
    )
    assert Assignment.objects.get().analyst == editor and not Assessment.objects.exists()
    assert states(tried("assessments", rows, by=editor)) == ["unchanged"]
    other = brought("assessments", csv_of(("meeting", "topic", "outcome"), ("q4", "cables", "P")), by=editor)
    draft.refresh_from_db()
    assert states(other) == ["draft"] and draft.version == 2 and draft.earlier[0]["outcome"] == "raised"
    draft.content["passages"] = [{"document": "statement", "paragraph": 1}]
    draft.save()
    assert submit(meeting, editor) == 1
    again = csv_of(("meeting", "topic", "outcome"), ("q4", "cables", "Y"))
    assert "handed this meeting in" in messages(tried("assessments", again, by=editor))


def test_codes_that_are_not_published_are_handed_in_for_a_reviewer_to_see(cell, editor):
    from agenda.actions import codes_by_topic, publish_undisputed

    meeting, topic = cell
    rows = csv_of(("meeting", "topic", "outcome"), ("q4", "cables", "N"))
    brought("assessments", rows, by=editor)
    assert [code.assessed_by for code in codes_by_topic(meeting)[topic.pk]] == [editor]
    assert states(tried("assessments", rows, by=editor)) == ["unchanged"]
    other = csv_of(("meeting", "topic", "outcome"), ("q4", "cables", "?"))
    assert "handed this meeting in" in messages(tried("assessments", other, by=editor))
    assert publish_undisputed(meeting, by=f.user("Reviewer"), single=True) == 1


def test_not_mentioned_needs_a_complete_readout(quad, editor):
    meeting = f.meeting(quad, "2021-01", slug="bare")
    f.topic("Cables", code="cables")
    rows = csv_of(("meeting", "topic", "outcome"), ("bare", "cables", "N"))
    plan = tried("assessments", rows, by=editor, drafts=False)
    assert "official document of the meeting read whole" in messages(plan)
    f.document(meeting, completeness="part")
    assert states(tried("assessments", rows, by=editor, drafts=False)) == ["refused"]
    assert states(
        brought("assessments", csv_of(("meeting", "topic", "outcome"), ("bare", "cables", "?")), by=editor)
    ) == ["created"]


@pytest.mark.parametrize(
    "row, said",
    [(("q9", "cables", "yes", "", "", ""), "There is no meeting “q9”"), (("q4", "wide", "yes", "", "", ""), "no topic “wide”"),
     (("q4", "cables", "maybe", "", "", ""), "nobody knows what “maybe” means"), (("", "cables", "yes", "", "", ""), "No meeting"),
     (("q4", "", "yes", "", "", ""), "No topic is named"), (("q4", "cables", "", "", "", "x"), "No outcome is given"),
     (("q4", "cables", "yes", "plan", "3", ""), "is no readout"), (("q4", "cables", "yes", "strange", "3", ""), "another|Not"),
     (("q4", "cables", "yes", "statement", "0", ""), "no number from 1"), (("q4", "cables", "no", "statement", "3", ""), "There is a"),
     (("q4", "cables", "yes", "nix", "3", ""), "There is no document “nix”")],
)  # fmt: skip
def test_what_is_wrong_is_said_where_it_is(cell, editor, row, said):
    f.document(f.meeting(cell[0].dialogue, "2020", slug="other"), slug="strange")
    plan = tried("assessments", csv_of(HEAD, row), by=editor)
    assert states(plan) == ["refused"] and plan.results[0].line == 2
    import re

    assert re.search(said, messages(plan)), messages(plan)


def test_topics_outside_the_codebook_version_are_refused(cell, editor):
    version = f.codebook()
    version.codes = ["wide"]
    version.save()
    plan = tried("assessments", csv_of(("meeting", "topic", "outcome"), ("q4", "cables", "no")), by=editor)
    assert "is not in the codebook version in force: make a new version" in messages(plan)


def test_ones_own_recommendation_is_marked_as_self_coded(cell, editor):
    meeting, topic = cell
    made = f.recommendation(topic, meeting.dialogue)
    from agenda.models import Affiliation

    Affiliation.objects.create(user=editor, organization=made.recommender)
    elsewhere = f.meeting(slug="elsewhere")
    f.document(elsewhere, completeness="part")
    brought(
        "assessments",
        csv_of(("meeting", "topic", "outcome"), ("elsewhere", "cables", "?")),
        by=editor,
        publish=True,
    )
    assert not Assessment.objects.get().is_self_coded, "recommended for another dialogue"
    brought(
        "assessments",
        csv_of(("meeting", "topic", "outcome"), ("q4", "cables", "no")),
        by=editor,
        publish=True,
    )
    assert Assessment.objects.get(meeting=meeting).is_self_coded
    assert Finding.objects.get(meeting=meeting).is_self_coded
    assert Recommendation.objects.count() == 1


def test_a_japanese_sheet_is_understood_as_it_is(cell, editor):
    cell[1].name_ja = "海底ケーブル"
    cell[1].save()
    rows = csv_of(
        ("議題", "対話", "開催日", "結果", "備考"),
        ("海底ケーブル", "Quad", "2022年5月24日", "×", "なし"),
        encoding="cp932",
    )
    plan = brought("assessments", rows, by=editor)
    assert (
        not plan.unknown
        and Assessment.objects.get().outcome == "not_raised"
        and Assessment.objects.get().note == "なし"
    )


WIDE = (("Topic", "Quad 24 May 2022", "2021-03-12", "Remarks"), ("wires", "Y ¶4", "n", "x"), ("Other", "P", "", ""),
        ("", "", "", ""))  # fmt: skip


@pytest.mark.parametrize("make", [csv_of, xlsx_of])
def test_a_wide_sheet_is_understood(cell, editor, make):
    f.document(f.meeting(cell[0].dialogue, "2021-03-12", slug="q1"), slug="q1-statement")
    f.topic("Other", code="other")
    plan = tried("assessments", make(*WIDE), by=editor)
    assert plan.layout == "wide" and plan.unknown == ["Remarks"]
    assert [c.name for c in plan.columns] == ["topic", "@q4", "@q1", None]
    plan = brought("assessments", make(*WIDE), by=editor, columns={"Remarks": "-"})
    assert {(r.key, r.state) for r in plan.results} == {
        ("q4 × cables", "created"),
        ("q1 × cables", "created"),
        ("q4 × other", "draft"),
    }
    assert Evidence.objects.get().paragraph == 4
    assert states(tried("assessments", make(*WIDE), by=editor, columns={"Remarks": "-"})) == ["unchanged"] * 3


def test_a_hand_corrects_a_wide_sheet(cell, editor):
    rows = csv_of(("Issue", "Tokyo", "x"), ("wires", "x", ""), ("cables", "x", ""))
    plan = tried(
        "assessments",
        rows,
        by=editor,
        layout="wide",
        columns={"Tokyo": "@q4", "x": "-"},
        words={"x": "not_raised"},
    )
    assert [c.name for c in plan.columns] == ["topic", "@q4", "-"]
    assert states(plan) == ["created", "refused"] and "stands in line 2 of file1 already" in messages(plan)
    asked = tried("assessments", rows, by=editor, layout="wide", columns={"Tokyo": "@q4", "x": "-"})
    assert asked.words == {"x": 2}


def test_dates_alone_head_the_columns_when_the_forum_is_said_once(cell, editor):
    other = f.dialogue(slug="jhlc", short_name="JHLC")
    f.meeting(other, "2022-05-24", slug="j1")
    rows = csv_of(("topic", "2022-05-24"), ("cables", "n"))
    assert tried("assessments", rows, by=editor, layout="wide").unknown == ["2022-05-24"]
    plan = tried("assessments", rows, by=editor, layout="wide", fixed={"dialogue": "Quad"})
    assert [r.key for r in plan.results] == ["q4 × cables"]


def test_our_own_findings_and_the_records_own_json_come_back_unchanged(cell, editor, client):
    from tests.support.data import body

    f.finding(
        *cell, "raised", by=editor, reviewer=editor, documents=[cell[0].documents.get(slug="statement")]
    )
    for form in ("csv", "xlsx", "json"):
        plan = tried("assessments", body(client.get(f"/findings.{form}")), by=editor, publish=True)
        assert not plan.unknown and states(plan) == ["unchanged"], (form, [r.stored() for r in plan.results])
    row = {"meeting": "q4", "topic": "cables", "outcome": "raised", "examined": ["statement"],
           "evidence": [{"document": "statement", "paragraph": 9, "strength": "partial", "summary": "So."}]}  # fmt: skip
    brought("assessments", json.dumps([row]).encode(), by=editor, publish=True)
    evidence = Evidence.objects.get(examination__assessment__findings__in=Finding.objects.current())
    assert (evidence.paragraph, evidence.strength, evidence.summary) == (9, "partial", "So.")
