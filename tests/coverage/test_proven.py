"""The findings of a meeting's page with their proof: the same as each finding's own page is told."""

import pytest

from agenda.actions import Judgement, Passage, assess, publish
from agenda.coverage.evidence import attach_proof
from agenda.coverage.proven import proven_findings
from agenda.coverage.reaches import papers_of_meeting
from agenda.models import Body, Finding, Meeting
from tests.support import factories as f
from tests.support.pages import text


def told(meeting):
    """What the page of a meeting is told of its findings."""
    return [
        said(finding) for finding in proven_findings(meeting, papers_of_meeting(meeting, with_words=False)[0])
    ]


def said(finding):
    cell = finding.pk, finding.assessment_id, finding.topic, finding.outcome, finding.is_excluded
    counted = finding.meeting_id, finding.is_self_coded, finding.absence_shown, finding.get_absolute_url()
    proof = [
        (
            e.document,
            e.paragraph,
            e.quote,
            e.summary,
            e.strength,
            str(e.reader.summary),
            e.is_in_current_version,
        )
        for e in finding.proof
    ]
    return *cell, *counted, finding.examined, proof


def test_every_meeting_is_told_what_the_pages_of_its_findings_are(record):
    n_proved = 0
    for meeting in Meeting.objects.published().select_related("dialogue"):
        findings = Finding.objects.published().filter(meeting=meeting).with_absence_shown()
        expected = [said(finding) for finding in attach_proof(findings.order_by("topic__name"))]
        assert told(meeting) == expected
        n_proved += sum(bool(proof) for *_finding, proof in expected)
    assert n_proved


def keep(paper, version, words):
    Body.objects.create(
        document=paper, version=version, kind="official_text", text=words, sha256=Body.digest(words)
    )


@pytest.mark.parametrize("words, is_there", [("They saw cables again.", True), ("They saw wires.", False)])
def test_a_quote_that_the_newest_text_lacks_says_so(db, client, words, is_there):
    f.codebook()
    paper = f.document(f.meeting(f.dialogue(), "2022-05-06"))
    keep(paper, 1, "They discussed cables.")
    judgement = Judgement("raised", examined=[paper], passages=[Passage(paper, 1, start=15, end=21)])
    publish(assess(paper.meeting, f.topic("Cables"), judgement, by=f.user()), by=f.user("Reviewer"))
    keep(paper, 2, words)
    (finding,) = proven_findings(paper.meeting, papers_of_meeting(paper.meeting, with_words=False)[0])
    assert [(e.quote, e.is_in_current_version) for e in finding.proof] == [("cables", is_there)]
    page = text(client.get(paper.meeting.get_absolute_url()))
    assert ("not in the current version" in page) is not is_there


def test_documents_are_found_whether_they_are_at_hand_or_not(db):
    f.codebook()
    meeting = f.meeting()
    own, other = f.document(meeting, slug="a"), f.document(meeting, slug="b")
    f.finding(meeting, f.topic("Cables"), documents=[own, other], paragraph=3)
    for known in (papers_of_meeting(meeting, with_words=False)[0], []):
        (finding,) = proven_findings(meeting, known)
        assert finding.examined == [own, other]
