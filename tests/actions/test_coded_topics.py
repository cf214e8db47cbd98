"""A topic that was coded is merged by a new codebook version: no judgement is rewritten, none is lost, every sum is right."""

import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from agenda.actions import Judgement, adjudicate
from agenda.actions.codebook import codes_of_next
from agenda.actions.merging import MergeChanged, MergeRefused, coded_plan, merge_coded
from agenda.coverage.recoding import recode_queue
from agenda.models import (
    Affiliation,
    Assessment,
    Assignment,
    Claim,
    CodebookChange,
    CodebookVersion,
    CurrentCell,
    Draft,
    Finding,
)
from agenda.rules.integrity import breaches
from tests.support import factories as f
from tests.support.emptied import emptied
from tests.support.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return f.user("Editor", "Reviewer")


@pytest.fixture
def pair():
    return f.topic("Chips", code="chips", phrases=["wafer"]), f.topic("Semiconductors", code="semiconductors")


def merged(pair, by, seen=None, **choices):
    given, kept = pair
    chosen = {f"cell-{key.removeprefix('at_')}": value for key, value in choices.items()}
    return merge_coded(given, kept, by=by, at=timezone.now(), note="One industry.", choices=chosen, seen=seen)


def at(meeting, choice):
    return {f"at_{meeting.pk}": choice}


def offered(pair, by) -> dict:
    return {cell.meeting: [str(choice) for choice in cell.choices] for cell in coded_plan(*pair, by=by).cells}


def test_what_was_found_is_ruled_on_again_and_the_older_finding_keeps_its_place(by, pair, client):
    given, kept = pair
    meeting = f.meeting(slug="talk")
    asked = f.recommendation(given, meeting.dialogue, code="R-1")
    before = f.finding(meeting, given, "partly_raised", paragraph=4, summary="Wafers.")
    merged(pair, by, **at(meeting, "carry"))
    after = Finding.objects.in_force().get()
    assert (after.topic, after.outcome, after.basis, after.decided_by) == (
        kept,
        "partly_raised",
        "adjudicated",
        by,
    )
    assert after.assessment.codebook_version.number == 2 and after.assessment.assessed_by == by
    assert [
        (e.paragraph, e.summary) for x in after.assessment.examinations.all() for e in x.evidence.all()
    ] == [(4, "Wafers.")]
    assert after.reason == "Carried over from “Chips”, merged into “Semiconductors” in codebook version 2."
    assert before.assessment.topic == given and before.assessment.codebook_version.number == 1
    assert client.get("/findings/talk/chips/1/").status_code == 200
    asked.refresh_from_db()
    assert asked.topic == kept and asked.history.first().history_user == by
    assert {row.topic_id for row in CurrentCell.objects.all()} == {kept.pk}
    assert list(breaches()) == [] and recode_queue() == []


def test_the_frozen_version_stays_and_the_new_one_is_without_it(by, pair):
    given, kept = pair
    f.codebook()
    merged(pair, by)
    assert {v.number: set(v.codes) for v in CodebookVersion.objects.all()} == {
        1: {"chips", "semiconductors"}, 2: {"semiconductors"},
    }  # fmt: skip
    change = CodebookChange.objects.get()
    assert (change.topic, change.kind, list(change.successors.all())) == (given, "merged", [kept])
    kept.refresh_from_db()
    assert "Chips" in kept.aliases and "wafer" in kept.phrases
    with pytest.raises(ValidationError, match="codebook"):
        f.assessment(f.meeting(), given)


def test_silence_of_one_is_no_silence_of_both(by, pair):
    given, kept = pair
    alone, both, louder, quieter = (f.meeting(on=f"2022-0{month}-01") for month in (1, 2, 3, 4))
    for meeting, outcome in (
        (alone, "not_raised"),
        (both, "not_raised"),
        (louder, "raised"),
        (quieter, "not_raised"),
    ):
        f.finding(meeting, given, outcome)
    for meeting, outcome in ((both, "not_raised"), (louder, "not_raised"), (quieter, "raised")):
        f.finding(meeting, kept, outcome)
    assert offered(pair, by) == {
        alone: ["recode"], both: ["keep", "recode"], louder: ["carry", "recode"], quieter: ["keep", "recode"],
    }  # fmt: skip
    with pytest.raises(ValidationError):
        merged(pair, by, **at(louder, "keep"), **at(both, "keep"), **at(quieter, "keep"))
    assert CodebookVersion.objects.count() == 1
    merged(pair, by, **at(louder, "carry"), **at(both, "keep"), **at(quieter, "keep"))
    standing = {(x.meeting, x.topic): x.outcome for x in Finding.objects.in_force()}
    assert standing == {
        (alone, given): "not_raised", (both, kept): "not_raised", (louder, kept): "raised", (quieter, kept): "raised",
    }  # fmt: skip
    assert [(item.meeting, item.topics) for item in recode_queue()] == [(alone, (kept,))]
    assert list(breaches()) == []


def test_work_of_others_comes_first_and_nobody_is_named(by, pair):
    given, _kept = pair
    f.codebook()
    meeting, analyst = f.meeting(), f.user("Analyst", first_name="Zoe", last_name="Zqx")
    draft = Draft.objects.create(meeting=meeting, topic=given, analyst=analyst, content={"outcome": "raised"})
    with pytest.raises(MergeRefused) as refused:
        merged(pair, by)
    assert "At 1 meeting somebody is coding it" in str(refused.value) and "Zqx" not in str(refused.value)
    assert Draft.objects.get() == draft and not CodebookChange.objects.exists()


def test_codes_that_differ_wait_until_somebody_ruled(by, pair):
    given, _kept = pair
    meeting, now = f.meeting(), timezone.now()
    f.document(meeting)
    for outcome in ("raised", "not_raised"):
        coder = f.user("Analyst")
        f.assessment(meeting, given, outcome, by=coder)
        Assignment.objects.create(
            meeting=meeting, analyst=coder, assigned_by=by, submitted_at=now, first_submitted_at=now
        )
    with pytest.raises(MergeRefused, match="wait for a ruling"):
        merged(pair, by)
    judgement = Judgement("not_raised", examined=list(meeting.documents.all()))
    adjudicate(meeting, given, judgement, by=f.user("Reviewer"), reason="Read again.")
    assert offered(pair, by) == {meeting: ["recode"]}
    merged(pair, by)


def test_findings_that_only_accounts_see_are_counted_and_not_shown(pair):
    given, _kept = pair
    by = f.user("Editor", "Reviewer", "Analyst")
    meeting = f.meeting(is_published=False)
    f.finding(meeting, given)
    plan = coded_plan(*pair, by=by)
    assert (plan.cells, plan.hidden) == ([], 1)


def test_whose_organization_asked_does_not_rule(by, pair):
    given, _kept = pair
    meeting, office = f.meeting(), f.actor()
    f.recommendation(given, meeting.dialogue, recommender=office)
    Affiliation.objects.create(user=by, organization=office)
    f.finding(meeting, given)
    assert offered(pair, type(by).objects.get(pk=by.pk)) == {meeting: ["recode"]}


def test_a_plan_that_was_not_shown_is_not_carried_out(by, pair):
    seen = coded_plan(*pair, by=by).digest
    f.finding(f.meeting(), pair[0])
    with pytest.raises(MergeChanged):
        merged(pair, by, seen=seen)


def test_who_does_not_keep_the_codebook_makes_no_version_of_it(pair):
    with pytest.raises(PermissionDenied, match="Only who keeps the codebook"):
        merged(pair, f.user("Analyst"))
    assert not CodebookVersion.objects.exists()


def test_a_topic_that_somebody_deleted_meanwhile_is_no_longer_merged(by, pair):
    given, kept = pair
    type(kept).objects.filter(pk=kept.pk).delete()
    with pytest.raises(MergeChanged):
        merged((given, kept), by)
    assert type(given).objects.get() == given


def test_a_note_says_why_and_every_open_cell_is_decided(by, pair):
    given, kept = pair
    meeting = f.meeting()
    f.finding(meeting, given)
    f.finding(meeting, kept)
    with pytest.raises(ValidationError) as refused:
        merge_coded(given, kept, by=by, at=timezone.now(), note=" ", choices={f"cell-{meeting.pk}": "drop"})
    assert refused.value.message_dict == {
        "note": ["Say why the two are one: the note stays with the version."],
        f"cell-{meeting.pk}": ["Choose what becomes of this cell."],
    }
    assert CodebookVersion.objects.count() == 1


def test_the_words_of_every_language_and_the_place_in_the_tree_go_over(by, pair):
    given, kept = pair
    above = f.topic("Technology", code="technology")
    given.parent, kept.parent = above, given
    given.save()
    kept.save()
    given.phrasings.create(language="ja", phrases=["半導体", "ウエハー"], excluded_phrases=["菓子"])
    given.phrasings.create(language="ko", phrases=["반도체"], partial_phrases=["칩"])
    kept.phrasings.create(language="ja", phrases=["チップ", "半導体"], partial_phrases=["部品"])
    merged(pair, by)
    kept.refresh_from_db()
    assert kept.parent == above and kept.phrases == ["wafer"] and kept.aliases == ["Chips"]
    found = {
        row.language: (row.phrases, row.partial_phrases, row.excluded_phrases) for row in kept.phrasings.all()
    }
    assert found == {
        "ja": (["チップ", "半導体", "ウエハー"], ["部品"], ["菓子"]), "ko": (["반도체"], ["칩"], []),
    }  # fmt: skip
    assert {row.language for row in given.phrasings.all()} == {"ja", "ko"}, (
        "a version frozen before still has them"
    )


def test_nothing_is_asked_for_where_the_topic_that_stays_is_no_cell(by, pair):
    given, kept = pair
    meeting = f.meeting()
    f.finding(meeting, given)
    meeting.dialogue.out_of_scope.add(kept)
    with pytest.raises(MergeRefused, match="out of scope"):
        merged(pair, by)


def test_a_topic_taken_out_is_neither_merged_again_nor_in_any_later_version(by, pair, editor_client):
    f.codebook()
    merged(pair, by)
    with pytest.raises(MergeRefused, match="taken out"):
        merged(pair, by)
    assert codes_of_next([]) == ["semiconductors"]
    assert codes_of_next([(pair[0], "added", [])]) == ["chips", "semiconductors"]


def test_the_record_tells_it_elsewhere(by, pair, tmp_path):
    meeting = f.meeting()
    Claim.objects.create(
        document=f.document(kind="article", is_official=False),
        locator="p. 1",
        meeting=meeting,
        topic=pair[0],
        outcome="raised",
    )
    f.finding(meeting, pair[0])
    merged(pair, by, **at(meeting, "carry"))
    call_command("dump_record", str(tmp_path / "one"), stdout=io.StringIO())
    emptied()
    call_command("load_record", str(tmp_path / "one"), stdout=io.StringIO())
    call_command("dump_record", str(tmp_path / "two"), stdout=io.StringIO())
    for path in (tmp_path / "one").rglob("*.json"):
        assert path.read_text() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_text()
    assert CodebookVersion.objects.first().codes == ["semiconductors"]
    assert Assessment.objects.count() == 2 and list(breaches()) == []


def test_readers_are_told_where_it_went(by, pair, client):
    meeting = f.meeting()
    f.finding(meeting, pair[0])
    merged(pair, by, **at(meeting, "recode"))
    page = text(client.get("/topics/chips/"))
    assert "Break in the series: codebook version 2" in page and "merged into another: Semiconductors" in page
