"""Each rule finds its breach, planted past the rules of the database where it has to be."""

import pytest
from django.core.management import call_command
from django.db import connection

from agenda.models import Actor, Body, CodebookVersion, Document, Evidence, Examination, Finding
from agenda.rules import integrity
from tests.support import factories as f

pytestmark = pytest.mark.django_db


def sentences(rule):
    return list(getattr(integrity, rule)())


def test_a_breach_is_printed_and_exits_1(capsys):
    child = f.actor()
    top = f.actor(parent=child)
    Actor.objects.filter(pk=child.pk).update(parent=top)
    with pytest.raises(SystemExit) as stop:
        call_command("check_record")
    assert stop.value.code == 1
    assert f"nobody_is_their_own_ancestor: Actor {child} stands above itself" in capsys.readouterr().out


def drop(trigger, table):
    """Take a rule of the database away, as a rebuilt table would."""
    with connection.cursor() as cursor:
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {trigger}{on}")


def plant_raised_without_passage():
    found = f.finding(f.meeting(), f.topic())
    Evidence.objects.all().delete()
    return found


def plant_not_raised_without_readout():
    f.finding(f.meeting(), f.topic(), "not_raised")
    Document.objects.update(completeness="part")


def plant_evidence_from_an_announcement():
    f.finding(f.meeting(), f.topic())
    drop("document_with_evidence_stays_a_readout", "agenda_document")
    Document.objects.update(kind="announcement")


def plant_stranger():
    row = f.assessment(f.meeting(), f.topic())
    drop("examination_is_of_the_meeting", "agenda_examination")
    Examination.objects.create(assessment=row, document=f.document(f.meeting()))


def plant_plan():
    from agenda.models import Plan

    paper = f.document(f.meeting(), kind="announcement")
    Plan.objects.create(document=paper, topic=f.topic(), summary="x")
    Document.objects.filter(pk=paper.pk).update(kind="readout")


def plant_topic_outside_codebook():
    f.assessment(f.meeting(), f.topic())
    CodebookVersion.objects.update(codes=["another"])


def plant_wrong_fingerprint():
    Body.objects.create(document=f.document(), kind="abstract", text="a", sha256=Body.digest("b"))


def plant_wrong_numbers():
    Body.objects.create(
        document=f.document(), kind="abstract", text="a", numbers=[1, 2], sha256=Body.digest("a")
    )


def plant_false_quote():
    row = f.assessment(f.meeting(), f.topic())
    examination = row.examinations.get()
    body = Body.objects.create(
        document=examination.document, kind="official_text", text="abc", sha256=Body.digest("abc")
    )
    Evidence.objects.create(examination=examination, body=body, quote="abd", start=0, end=3)


def plant_hidden_document():
    f.finding(f.meeting(), f.topic())
    drop("document_with_findings_stays_public", "agenda_document")
    Document.objects.update(is_published=False)


@pytest.mark.parametrize(
    "rule, plant",
    [
        ("raised_has_a_passage", plant_raised_without_passage),
        ("findings_keep_their_proof", plant_not_raised_without_readout),
        ("evidence_is_from_a_readout", plant_evidence_from_an_announcement),
        ("only_the_meetings_own_documents_were_examined", plant_stranger),
        ("plans_stand_in_announcements", plant_plan),
        ("assessments_stay_in_their_codebook_version", plant_topic_outside_codebook),
        ("texts_match_their_fingerprint", plant_wrong_fingerprint),
        ("texts_match_their_fingerprint", plant_wrong_numbers),
        ("quotes_are_verbatim", plant_false_quote),
        ("public_findings_rest_on_public_documents", plant_hidden_document),
    ],
)
def test_a_rule_finds_its_breach(rule, plant):
    assert sentences(rule) == []
    plant()
    assert len(sentences(rule)) == 1


def test_a_missing_trigger_is_noticed():
    assert sentences("the_databases_own_rules_are_installed") == []
    drop("finding_fits_its_assessment", "agenda_finding")
    assert "finding_fits_its_assessment is missing" in sentences("the_databases_own_rules_are_installed")[0]
    found = f.finding(f.meeting(), f.topic())
    Finding.objects.create(
        meeting=f.meeting(), topic=f.topic(), assessment=found.assessment, outcome="raised",
        basis="single_coder", decided_by=found.decided_by,
    )  # fmt: skip
    assert len(sentences("findings_fit_their_assessment_and_predecessor")) == 1
