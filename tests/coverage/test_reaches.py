"""The reach of many absences at once: whose papers were read whole, in a constant number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.coverage.reaches import reaches_of
from agenda.models import Document, Finding
from tests.support import factories as f


@pytest.fixture
def sides(db):
    f.codebook()
    return f.actor("Northland"), f.actor("Southland")


def silence(sides, *, theirs=None):
    """A finding that does not mention a topic; `theirs` is how much of Southland's readout was read."""
    forum = f.dialogue()
    forum.members.set(sides)
    meeting = f.meeting(forum)
    ours = f.document(meeting, sides[0])
    papers = [ours, *([f.document(meeting, sides[1], completeness=theirs)] if theirs else [])]
    return f.finding(meeting, f.topic(), "not_raised", documents=papers)


def test_the_reach_says_whose_readouts_and_what_was_not_read(sides):
    whole, part, none = silence(sides, theirs="full"), silence(sides, theirs="part"), silence(sides)
    reaches = reaches_of(Finding.objects.all())
    assert {pk: reach.word for pk, reach in reaches.items()} == {
        whole.pk: "all", part.pk: "part", none.pk: "part"}  # fmt: skip
    assert reaches[whole.pk].sentence == "Not mentioned in the published readouts of Northland, Southland."
    assert reaches[part.pk].sentence == (
        "Not mentioned in the published readouts of Northland. "
        "Not every readout on record was read whole: Southland."
    )
    assert reaches[none.pk].sentence == (
        "Not mentioned in the published readouts of Northland. No readout of their own on record: Southland."
    )


def test_an_agency_speaks_for_its_side_and_hidden_documents_for_nobody(sides):
    ministry = f.actor("Ministry", kind="ministry", parent=sides[1])
    forum = f.dialogue()
    forum.members.set(sides)
    meeting = f.meeting(forum)
    papers = [f.document(meeting, sides[0]), f.document(meeting, ministry)]
    hidden = f.document(meeting, sides[1], completeness="not_read", is_published=False)
    finding = f.finding(meeting, f.topic(), "not_raised", documents=papers)
    assert reaches_of([finding])[finding.pk].word == "all"
    Document.objects.filter(pk=hidden.pk).update(is_published=True)
    assert reaches_of([finding])[finding.pk].word == "part"


def test_only_absences_have_a_reach(sides):
    finding = f.finding(f.meeting(), f.topic(), "raised")
    assert reaches_of([finding]) == {}


def test_a_hundred_cost_as_many_queries_as_one(sides):
    counts = []
    for _round in range(2):
        silence(sides, theirs="full")
        findings = list(Finding.objects.all())
        with CaptureQueriesContext(
            connection,
        ) as captured:
            reaches_of(findings)
        counts.append(len(captured))
    assert counts[0] == counts[1] == 5
