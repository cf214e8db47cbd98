"""Handing in a sheet and publishing a meeting take as few statements for many cells as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.actions import adjudicate, publish_undisputed, read_content, save_draft, submit
from agenda.models import Assessment, Body, Draft, Evidence, Finding
from tests.support import factories as f
from tests.support.coded_sheet import TEXT, code, quoted, told

MOST = 25
SIZES = (10, 30, 60)


def meeting_with_drafts(cells, analyst):
    """A meeting with a draft of each of so many topics: found by words, found in our words, not found."""
    meeting = f.meeting()
    paper = f.document(meeting, slug=f"whole-{meeting.pk}")
    Body.objects.create(document=paper, kind="official_text", text=TEXT, sha256=Body.digest(TEXT))
    contents = [
        code("raised", quoted() | {"document": paper.slug}, examined=[paper.slug], depth="mentioned"),
        code("partly_raised", told(paper.slug, 2, "They said so."), examined=[paper.slug]),
        code("not_raised", examined=[paper.slug], note="Read twice."),
    ]
    Draft.objects.bulk_create(
        Draft(meeting=meeting, topic=f.topic(), analyst=analyst, content=contents[n % 3])
        for n in range(cells)
    )
    return meeting


def translate():
    """Give what was written so far a translation, so that the next sheet's same words take it over."""
    for evidence in Evidence.objects.exclude(summary=""):
        evidence.translations = {"ja": {"summary": "そう言った。"}}
        evidence.save(update_fields=["translations"])


def statements(act):
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


@pytest.mark.django_db
def test_a_sheet_and_a_meeting_take_as_few_statements_for_sixty_cells_as_for_ten():
    f.codebook()
    handing_in, publishing = set(), set()
    for cells in SIZES:
        analyst, reviewer = f.user("Analyst"), f.user("Reviewer")
        meeting = meeting_with_drafts(cells, analyst)
        handing_in.add(statements(lambda meeting=meeting, analyst=analyst: submit(meeting, analyst)))
        assert Assessment.objects.filter(meeting=meeting).count() == cells
        publish = lambda meeting=meeting, by=reviewer: publish_undisputed(meeting, by=by, single=True)  # noqa: E731
        publishing.add(statements(publish))
        assert Finding.objects.published().filter(meeting=meeting).count() == cells
    assert len(handing_in) == 1 and max(handing_in) <= MOST
    assert len(publishing) == 1 and max(publishing) <= MOST


@pytest.mark.django_db
def test_translations_are_taken_over_for_a_whole_sheet_at_once():
    f.codebook()
    first, second = f.user("Analyst"), f.user("Analyst")
    meeting = meeting_with_drafts(SIZES[0], first)
    contents = list(Draft.objects.filter(meeting=meeting).values_list("topic", "content"))
    submit(meeting, first)
    translate()
    Draft.objects.bulk_create(
        Draft(meeting=meeting, topic_id=topic, analyst=second, content=content) for topic, content in contents
    )
    assert statements(lambda: submit(meeting, second)) <= MOST
    told_again = Evidence.objects.filter(examination__assessment__assessed_by=second).exclude(summary="")
    assert told_again and all(row.translations["ja"]["summary"] == "そう言った。" for row in told_again)


@pytest.mark.django_db
def test_one_cell_is_saved_and_ruled_on_by_a_bounded_number_of_statements():
    f.codebook()
    analyst, reviewer, topic = f.user("Analyst"), f.user("Reviewer"), f.topic()
    meeting = meeting_with_drafts(SIZES[0], analyst)
    slug = meeting.documents.get().slug
    found = code("raised", quoted() | {"document": slug}, examined=[slug])
    assert statements(lambda: save_draft(meeting, topic, analyst, found, version=0)) <= MOST
    submit(meeting, analyst)
    ruling = read_content(meeting, topic, found)
    rule = lambda: adjudicate(meeting, topic, ruling, by=reviewer, reason="It stands there.")  # noqa: E731
    assert statements(rule) <= 2 * MOST
    assert Finding.objects.published().get(topic=topic).decided_by == reviewer
