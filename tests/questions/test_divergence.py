"""Whose own papers name a topic and whose do not: the rules on plain values, then the page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.coverage.patterns import Pattern, pattern_of
from agenda.coverage.sides import SideStatement
from agenda.questions.divergence import divergence_rows
from tests.support import factories as f
from tests.support.pages import text

NAMES, IN_PART, SILENT, PARTLY_READ, NOT_EXAMINED, UNREAD, NONE = SideStatement


@pytest.mark.parametrize(
    "joint, sides, pattern",
    [
        (NAMES, [NONE, NONE], Pattern.JOINT),
        (IN_PART, [SILENT, NAMES], Pattern.JOINT),
        (None, [NAMES, IN_PART], Pattern.ALL_SIDES),
        (SILENT, [NAMES, NAMES], Pattern.ALL_SIDES),
        (None, [NAMES, NAMES, NONE], Pattern.NOT_COMPARABLE),
        (None, [NAMES, SILENT], Pattern.ONE_SIDE),
        (None, [SILENT, IN_PART, SILENT], Pattern.ONE_SIDE),
        (SILENT, [NAMES, SILENT], Pattern.ONE_SIDE),
        (UNREAD, [NAMES, SILENT], Pattern.NOT_COMPARABLE),
        (PARTLY_READ, [NAMES, SILENT], Pattern.NOT_COMPARABLE),
        (None, [NAMES, NAMES, SILENT], Pattern.NOT_COMPARABLE),
        (None, [NAMES, SILENT, NONE], Pattern.NOT_COMPARABLE),
        (SILENT, [NAMES, NONE], Pattern.BEYOND_JOINT),
        (SILENT, [NAMES, NONE, NONE, NONE], Pattern.BEYOND_JOINT),
        (PARTLY_READ, [NAMES, NONE], Pattern.NOT_COMPARABLE),
        (SILENT, [NAMES, UNREAD], Pattern.NOT_COMPARABLE),
        (None, [NAMES, NONE], Pattern.NOT_COMPARABLE),
        (None, [NAMES, UNREAD], Pattern.NOT_COMPARABLE),
        (None, [NAMES, PARTLY_READ], Pattern.NOT_COMPARABLE),
        (None, [NAMES, NOT_EXAMINED], Pattern.NOT_COMPARABLE),
        (None, [NAMES], Pattern.NOT_COMPARABLE),
        (None, [], Pattern.NOT_COMPARABLE),
    ],
)
def test_the_pattern_of_what_each_side_does(joint, sides, pattern):
    assert pattern_of(joint, sides) is pattern


@pytest.fixture
def sides(db):
    f.codebook()
    return f.actor("Northland"), f.actor("Southland")


@pytest.fixture
def meeting(sides):
    forum = f.dialogue(short_name="NS", slug="ns")
    forum.members.set(sides)
    return f.meeting(forum, title="The talk")


def row(meeting, *papers, names=None):
    """The row of a topic that the first paper names, all of them examined."""
    f.finding(meeting, f.topic("Cables"), documents=list(names or papers))
    (only,) = divergence_rows(date(2030, 1, 1))
    return only


def test_one_side_only(sides, meeting):
    found = row(meeting, f.document(meeting, sides[0]), f.document(meeting, sides[1]))
    assert found.pattern is Pattern.ONE_SIDE and found.reason == ""
    assert (
        found.statement
        == "In the readouts of Northland: raised. In the readouts of Southland: not mentioned."
    )


def test_joint_text(sides, meeting):
    joint = f.document(meeting, sides[0], kind="joint_statement")
    joint.issuers.set(sides)
    found = row(meeting, joint, f.document(meeting, sides[1]))
    assert found.pattern is Pattern.JOINT
    assert found.statement == (
        "In the joint text: raised. In the readouts of Northland: none on record. "
        "In the readouts of Southland: not mentioned."
    )


def test_beyond_the_joint_text(sides, meeting):
    joint = f.document(meeting, sides[1], kind="joint_statement")
    joint.issuers.set(sides)
    found = row(meeting, f.document(meeting, sides[0]), joint)
    assert found.pattern is Pattern.BEYOND_JOINT
    assert found.statement.startswith(
        "In the joint text: not mentioned. In the readouts of Northland: raised."
    )


@pytest.mark.parametrize(
    "theirs, reason",
    [
        (None, "No readout of their own on record: Southland."),
        ({"completeness": "not_read"}, "Readout on record, not read: Southland."),
        ({"completeness": "part"}, "Not every readout on record was read whole: Southland."),
        ({}, "Not every readout on record was examined for this topic: Southland."),
        ({"kind": "announcement"}, "No readout of their own on record: Southland."),
        ({"is_published": False}, "No readout of their own on record: Southland."),
    ],
)
def test_what_cannot_be_compared_says_why(client, sides, meeting, theirs, reason):
    ours = f.document(meeting, sides[0])
    if theirs is not None:
        f.document(meeting, sides[1], **theirs)
    found = row(meeting, names=[ours])
    assert found.pattern is Pattern.NOT_COMPARABLE and found.reason == reason
    page = text(client.get("/divergence/"))
    assert f"Not comparable Why not? {reason}" in page
    assert "no readout published" not in page and "not mentioned: Southland (" not in page


def test_some_of_several_sides_is_neither_one_nor_all(sides, meeting):
    third = f.actor("Westland")
    meeting.dialogue.members.add(third)
    joint_work = f.document(meeting, sides[0])
    joint_work.issuers.set(sides)
    found = row(meeting, joint_work, f.document(meeting, third))
    assert found.reason == (
        "Several sides' own papers name it and others' do not: neither one side's nor all sides'."
    )


def test_two_agencies_of_one_side_are_one_side(sides, meeting):
    agency = f.actor("Northland Ministry", kind="ministry", parent=sides[0])
    found = row(meeting, f.document(meeting, agency), f.document(meeting, sides[0]))
    assert [view.side.name for view in found.views] == ["Northland", "Southland"]
    assert found.reason == "No readout of their own on record: Southland."


def test_a_group_of_states_is_no_side(sides, meeting):
    meeting.dialogue.members.add(f.actor("All lands", kind="group"))
    found = row(meeting, f.document(meeting, sides[0]), f.document(meeting, sides[1]))
    assert [view.side.name for view in found.views] == ["Northland", "Southland"]


def test_the_page_shows_each_side_in_words_and_filters_by_pattern(client, sides, meeting):
    row(meeting, f.document(meeting, sides[0]), f.document(meeting, sides[1]))
    page = text(client.get("/divergence/?pattern=one_side"))
    assert "Cables" in page and "○ not mentioned: Southland (readout)" in page
    assert "Nothing fits these filters" in text(client.get("/divergence/?pattern=joint"))
    assert "“nix” is not one of the choices" in text(client.get("/divergence/?pattern=nix"))


def test_many_rows_cost_as_many_queries_as_one(sides):
    counts = []
    for _round in range(2):
        forum = f.dialogue()
        forum.members.set(sides)
        meeting = f.meeting(forum)
        f.finding(meeting, f.topic(), documents=[f.document(meeting, side) for side in sides])
        with CaptureQueriesContext(connection) as captured:
            divergence_rows(date(2030, 1, 1))
        counts.append(len(captured))
    assert counts[0] == counts[1]
