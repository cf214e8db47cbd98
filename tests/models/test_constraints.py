"""Every rule the database keeps: refused there, whatever the forms let through."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from agenda.models import (
    Actor,
    Assessment,
    Body,
    Claim,
    Dialogue,
    Document,
    Evidence,
    Examination,
    Finding,
    Meeting,
    Plan,
    Recommendation,
    Topic,
)
from tests.support import factories as f

pytestmark = pytest.mark.django_db


def refused(rule, act):
    """Run `act`; it must be refused, on PostgreSQL by the rule of that name."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    if connection.vendor == "postgresql":
        assert caught.value.__cause__.diag.constraint_name == rule
    return str(caught.value)


def test_a_held_meeting_has_a_date():
    row = f.meeting(on=None, status="scheduled")
    refused("meeting_held_has_a_date", lambda: Meeting.objects.filter(pk=row.pk).update(status="held"))


def test_a_last_day_follows_the_first_within_a_month(db):
    rows = Meeting.objects.filter(pk=f.meeting(on="2022-05-06").pk)
    for ends in (date(2022, 5, 5), date(2022, 5, 6), date(2022, 6, 6)):
        refused("meeting_lasts_days", lambda ends=ends: rows.update(ends_on=ends))
    rows.update(ends_on=date(2022, 6, 5))
    refused(
        "meeting_last_day_follows_a_day", lambda: rows.update(held_on_precision="month", held_on="2022-05-01")
    )
    refused("meeting_last_day_follows_a_day", lambda: rows.update(held_on=None, status="scheduled"))


@pytest.mark.parametrize("precision, day", [("month", date(2021, 6, 17)), ("year", date(2021, 6, 1))])
def test_partial_dates_stand_on_their_first_day(precision, day):
    values = {"held_on": day, "held_on_precision": precision}
    row = f.meeting()
    refused("meeting_held_on_fits_its_precision", lambda: Meeting.objects.filter(pk=row.pk).update(**values))
    paper = f.document()
    refused(
        "document_issued_on_fits_its_precision",
        lambda: Document.objects.filter(pk=paper.pk).update(issued_on=day, issued_on_precision=precision),
    )
    wish = f.recommendation(f.topic())
    refused(
        "recommendation_made_on_fits_its_precision",
        lambda: Recommendation.objects.filter(pk=wish.pk).update(made_on=day, made_on_precision=precision),
    )


@pytest.mark.parametrize(
    "make, model, rule",
    [
        (f.actor, Actor, "actor_is_not_its_own_parent"),
        (f.dialogue, Dialogue, "dialogue_is_not_its_own_parent"),
        (f.topic, Topic, "topic_is_not_its_own_parent"),
    ],
)
def test_nothing_is_its_own_parent(make, model, rule):
    row = make()
    refused(rule, lambda: model.objects.filter(pk=row.pk).update(parent=row.pk))


def test_an_iso_code_is_two_capitals():
    row = f.actor()
    refused("actor_iso_code_is_two_capitals", lambda: Actor.objects.filter(pk=row.pk).update(iso_code="us"))


def test_a_recommendation_is_not_withdrawn_before_it_was_made():
    row = f.recommendation(f.topic(), on="2022-03")
    early = Recommendation.objects.filter(pk=row.pk)
    refused(
        "recommendation_is_withdrawn_after_it_was_made", lambda: early.update(withdrawn_on=date(2022, 2, 1))
    )


def test_one_current_finding_a_cell():
    meeting, topic = f.meeting(), f.topic()
    found = f.finding(meeting, topic)
    values = {"meeting": meeting, "topic": topic, "assessment": found.assessment, "outcome": found.outcome,
              "basis": "single_coder", "decided_by": found.decided_by}  # fmt: skip
    refused("finding_cell_has_one_current", lambda: Finding.objects.create(**values))
    Finding.objects.create(**values, supersedes=found)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.create(**values, supersedes=found)
    assert Finding.objects.current().filter(meeting=meeting, topic=topic).count() == 1


def bare_assessment(outcome, *documents, meeting=None):
    """An assessment written past `actions.assess`, with what it claims to have examined and no evidence."""
    meeting = meeting or (documents[0].meeting if documents else f.meeting())
    row = Assessment.objects.create(
        meeting=meeting, topic=f.topic(), codebook_version=f.codebook(), outcome=outcome, assessed_by=f.user()
    )
    for document in documents:
        Examination.objects.create(assessment=row, document=document)
    return row


def publish_raw(assessment, **values):
    base = {"meeting": assessment.meeting, "topic": assessment.topic, "assessment": assessment,
            "outcome": assessment.outcome, "basis": "single_coder", "decided_by": f.user()}  # fmt: skip
    return Finding.objects.create(**base | values)


@pytest.mark.parametrize("outcome", ["raised", "partly_raised"])
def test_raised_has_a_passage(outcome):
    row = bare_assessment(outcome, f.document(f.meeting()))
    assert "passage" in refused("finding_raised_has_a_passage", lambda: publish_raw(row))


@pytest.mark.parametrize(
    "values", [{"completeness": "large_part"}, {"is_official": False}, {"kind": "announcement"}]
)
def test_not_raised_has_an_official_readout_read_whole(values):
    row = bare_assessment("not_raised", f.document(f.meeting(), **values))
    refused("finding_absence_is_shown", lambda: publish_raw(row))


def test_not_raised_with_a_readout_read_whole_is_published():
    row = bare_assessment("not_raised", f.document(f.meeting()))
    assert publish_raw(row).pk


@pytest.mark.parametrize("values", [{"kind": "announcement"}, {"kind": "news", "is_official": False}])
def test_an_announcement_or_news_report_proves_nothing(values):
    row = bare_assessment("raised", f.document(f.meeting(), **values))
    examination = row.examinations.get()
    refused(
        "evidence_is_from_a_readout",
        lambda: Evidence.objects.create(examination=examination, paragraph=1),
    )


def test_evidence_points_into_an_examined_document_by_its_foreign_key():
    field = Evidence._meta.get_field("examination")
    assert field.related_model is Examination and not field.null


def test_evidence_has_a_place_and_quotes_have_offsets():
    paper = f.document(f.meeting())
    body = Body.objects.create(document=paper, kind="official_text", text="abc", sha256=Body.digest("abc"))
    examination = bare_assessment("raised", paper).examinations.get()
    make = lambda **values: Evidence.objects.create(examination=examination, **values)  # noqa: E731
    refused("evidence_has_a_place", make)
    together = "evidence_quote_and_offsets_go_together"
    refused(together, lambda: make(paragraph=1, quote="abc"))
    refused(together, lambda: make(quote="abc", start=3, end=3, body=body))
    refused(together, lambda: make(start=0, end=3, body=body))
    assert make(quote="abc", start=0, end=3, body=body).pk


def test_a_finding_fits_its_assessment():
    row = bare_assessment("not_raised", f.document(f.meeting()))
    refused("finding_fits_its_assessment", lambda: publish_raw(row, topic=f.topic()))
    refused("finding_fits_its_assessment", lambda: publish_raw(row, outcome="not_determinable"))


def test_supersession_stays_in_its_cell():
    first, other = f.finding(f.meeting(), f.topic()), f.finding(f.meeting(), f.topic())
    refused("finding_supersedes_its_own_cell", lambda: publish_raw(other.assessment, supersedes=first))
    mine = first.assessment
    refused(
        "assessment_supersedes_its_own_cell",
        lambda: Assessment.objects.create(
            meeting=mine.meeting, topic=mine.topic, codebook_version=mine.codebook_version,
            outcome="not_determinable", assessed_by=f.user(), supersedes=mine,
        ),
    )  # fmt: skip


def test_an_analyst_has_one_chain_of_assessments_a_cell():
    row = bare_assessment("not_determinable")
    values = {"meeting": row.meeting, "topic": row.topic, "codebook_version": row.codebook_version}
    refused(
        "assessment_chain_has_one_head",
        lambda: Assessment.objects.create(**values, outcome="not_determinable", assessed_by=row.assessed_by),
    )


@pytest.mark.parametrize("values", [{"depth": "discussed"}, {"is_excluded": True}])
def test_depth_is_of_raised_and_excluded_of_not_raised(values):
    rule = "depth_is_of_a_raised_topic" if "depth" in values else "excluded_is_not_raised"
    base = {"meeting": f.meeting(), "topic": f.topic(), "codebook_version": f.codebook(),
            "outcome": "not_determinable", "assessed_by": f.user()}  # fmt: skip
    refused(f"assessment_{rule}", lambda: Assessment.objects.create(**base | values))


def test_a_withdrawal_has_a_reason_and_something_to_withdraw():
    found = f.finding(f.meeting(), f.topic())
    rule = "finding_withdrawal_supersedes_with_a_reason"
    refused(rule, lambda: publish_raw(found.assessment, supersedes=found, status="withdrawn"))


@pytest.mark.parametrize(
    "rule, change",
    [
        (
            "assessment_is_append_only",
            lambda x: Assessment.objects.filter(pk=x.assessment_id).update(note="new"),
        ),
        ("finding_is_append_only", lambda x: Finding.objects.filter(pk=x.pk).update(reason="new")),
        ("examination_is_append_only", lambda x: Examination.objects.update(document=f.document())),
        ("evidence_is_append_only", lambda x: Evidence.objects.update(paragraph=9)),
        ("evidence_summary_is_filled_in_once", lambda x: Evidence.objects.update(summary="other words")),
    ],
)
def test_judgements_are_append_only(rule, change):
    found = f.finding(f.meeting(), f.topic())
    assert "supersede" in refused(rule, lambda: change(found))


def test_an_empty_summary_may_be_filled_in_once():
    found = f.finding(f.meeting(), f.topic(), summary="")
    assert Evidence.objects.update(summary="Filled in.") == 1
    refused("evidence_summary_is_filled_in_once", lambda: Evidence.objects.update(summary="Again."))
    assert found.assessment.examinations.get().evidence.get().summary == "Filled in."


def test_judgements_are_not_deleted():
    found = f.finding(f.meeting(), f.topic())
    for act in (
        found.delete,
        found.assessment.delete,
        Finding.objects.all().delete,
        Assessment.objects.all().delete,
    ):
        with pytest.raises(TypeError, match="append-only"):
            act()


def test_a_text_is_frozen():
    body = Body.objects.create(document=f.document(), kind="abstract", text="a", sha256=Body.digest("a"))
    refused("body_is_frozen", lambda: Body.objects.filter(pk=body.pk).update(text="b"))
    refused(
        "body_version_is_unique",
        lambda: Body.objects.create(document=body.document, kind="abstract", text="b"),
    )


def test_a_plan_stands_in_the_announcement_of_a_meeting():
    refused(
        "plan_is_from_an_announcement",
        lambda: Plan.objects.create(document=f.document(f.meeting()), topic=f.topic(), summary="x"),
    )
    announcement = f.document(f.meeting(), kind="announcement")
    assert Plan.objects.create(document=announcement, topic=f.topic(), summary="x").pk


def test_claims_and_attendance_are_recorded_once():
    meeting, topic, paper, who = f.meeting(), f.topic(), f.document(), f.actor()
    values = {"document": paper, "locator": "p 1", "meeting": meeting, "topic": topic, "outcome": "raised"}
    Claim.objects.create(**values)
    refused("claim_is_recorded_once", lambda: Claim.objects.create(**values))
    came = {"actor": who, "representative": "A. Person"}
    meeting.attendances.create(**came)
    refused("attendance_is_recorded_once", lambda: meeting.attendances.create(**came))


@pytest.mark.parametrize("part", ["meeting", "topic", "dialogue", "document"])
def test_what_others_depend_on_cannot_be_deleted(part):
    found = f.finding(f.meeting(), f.topic())
    target = {
        "meeting": found.meeting,
        "topic": found.topic,
        "dialogue": found.meeting.dialogue,
        "document": found.meeting.documents.get(),
    }[part]
    with pytest.raises(ProtectedError):
        target.delete()


def test_longer_circles_of_parents_are_refused_by_the_form_rules():
    top = f.dialogue()
    child = f.dialogue(parent=top)
    top.parent = child
    with pytest.raises(ValidationError, match="cannot stand above itself"):
        top.full_clean()


def test_a_topics_code_is_permanent():
    row = f.topic()
    row.code = "renamed"
    with pytest.raises(ValidationError, match="permanent"):
        row.full_clean()


def test_a_summary_may_be_translated_later_but_nothing_else_may_be():
    told = {"ja": {"summary": "要約。"}}
    f.finding(f.meeting(), f.topic(), summary="Filled in.")
    assert Evidence.objects.update(translations=told) == 1
    assert Evidence.objects.update(translations={"ja": {"summary": "直した要約。"}}) == 1
    f.finding(f.meeting(), f.topic("Chips"), summary="")
    rule = "evidence_translation_is_of_a_summary"
    refused(rule, lambda: Evidence.objects.filter(summary="").update(translations=told))
