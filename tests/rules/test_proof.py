"""The truth table of the rule of proof: plain values in, {field: sentence} out; no database."""

from dataclasses import replace

import pytest

from agenda.rules.proof import (
    Cell,
    Paper,
    absence_could_be_shown,
    problems,
    publication_problems,
    reading_problems,
)

WHOLE = Paper("whole", "m", "The readout", "Readout", "Read whole", True, False, True)
PART = replace(WHOLE, key="part", title="Remarks", completeness="Read in part", is_read_whole=False)
JOINT = replace(WHOLE, key="joint", title="The joint statement", is_joint=True)
UNREAD_JOINT = replace(JOINT, key="unread", completeness="Known, not read", is_read_whole=False)
ANNOUNCEMENT = replace(WHOLE, key="notice", title="The notice", kind="Announcement", is_readout=False)
NEWS = replace(ANNOUNCEMENT, key="news", title="The report", kind="News report")
STRANGER = replace(WHOLE, key="stranger", meeting="other", title="Another readout")
HIDDEN = replace(WHOLE, key="hidden", is_published=False)


def cell(*papers, **values):
    base = {"meeting": "m", "is_held": True, "topic": "cables", "codes": {"cables"}, "is_in_scope": True}
    return Cell(**base | values, papers=papers)


# (rule, outcome, papers on record, papers examined, keys of the passages' papers, field at fault or "", its words)
TABLE = [
    ("1 a passage", "raised", [WHOLE], [WHOLE], ["whole"], "", ""),
    ("1 a passage", "partly_raised", [PART], [PART], ["part"], "", ""),
    ("1 no passage", "raised", [WHOLE], [WHOLE], [], "outcome", "only with a passage that proves it"),
    ("1 no passage", "partly_raised", [WHOLE], [WHOLE], [], "outcome", "only with a passage"),
    ("1 not examined", "raised", [WHOLE, PART], [PART], ["whole"], "passages", "one of the examined documents"),
    ("1 announcement", "raised", [ANNOUNCEMENT], [ANNOUNCEMENT], ["notice"], "passages", "is no readout (Announcement)"),
    ("1 news", "raised", [NEWS], [NEWS], ["news"], "passages", "is no readout (News report)"),
    ("1 stranger", "raised", [WHOLE], [STRANGER], ["stranger"], "examined", "Not a document of this meeting: Another"),
    ("1 silence", "not_raised", [WHOLE], [WHOLE], ["whole"], "outcome", "There is a passage, so the topic was raised"),
    ("1 no record", "not_determinable", [PART], [PART], ["part"], "outcome", "There is a passage"),
    ("2 read whole", "not_raised", [WHOLE], [WHOLE], [], "", ""),
    ("2 none examined", "not_raised", [WHOLE], [], [], "outcome", "at least one official document"),
    ("2 in part", "not_raised", [PART], [PART], [], "outcome", "at least one official document of the meeting read whole"),
    ("2 announcement", "not_raised", [ANNOUNCEMENT], [ANNOUNCEMENT], [], "outcome", "at least one official document"),
    ("2 joint", "not_raised", [WHOLE, JOINT], [WHOLE], [], "", ""),
    ("2 joint unread", "not_raised", [WHOLE, UNREAD_JOINT], [WHOLE], [], "outcome", "on record as: Known, not read"),
    ("2 only the joint", "not_raised", [JOINT, PART], [JOINT, PART], [], "", ""),
    ("4 could be shown", "not_determinable", [WHOLE], [WHOLE], [], "outcome", "so absence can be shown"),
    ("4 in part", "not_determinable", [PART], [PART], [], "", ""),
    ("4 nothing", "not_determinable", [], [], [], "", ""),
    ("4 joint unread", "not_determinable", [WHOLE, UNREAD_JOINT], [WHOLE], [], "", ""),
]  # fmt: skip


@pytest.mark.parametrize("rule, outcome, papers, examined, passages, field, words", TABLE)
def test_papers_and_passages(rule, outcome, papers, examined, passages, field, words):
    found = problems(cell(*papers), outcome, examined, passages)
    assert set(found) == ({field} if field else set()), rule
    assert words in found.get(field, "")


@pytest.mark.parametrize(
    "values, field, words",
    [
        ({"is_held": False}, "meeting", "was not held"),
        ({"codes": None}, "topic", "make version 1 first"),
        ({"codes": set()}, "topic", "is not in the codebook version in force"),
        ({"codes": {"space"}}, "topic", "“cables” is not in the codebook version in force"),
        ({"is_in_scope": False}, "topic", "is out of scope for this dialogue"),
    ],
)
def test_meeting_and_topic(values, field, words):
    found = problems(cell(WHOLE, **values), "not_raised", [WHOLE], [])
    assert set(found) == {field} and words in found[field]


def test_several_problems_are_said_together():
    found = problems(cell(PART, is_held=False, codes={"space"}), "not_raised", [PART], [])
    assert set(found) == {"meeting", "topic", "outcome"}


def test_absence_could_be_shown_only_by_papers_examined():
    assert absence_could_be_shown([WHOLE], [WHOLE, PART])
    assert not absence_could_be_shown([PART], [WHOLE, PART])
    assert not absence_could_be_shown([WHOLE], [WHOLE, UNREAD_JOINT])


def test_a_published_finding_rests_on_public_documents():
    assert publication_problems([WHOLE, JOINT]) == {}
    assert "Publish the document first: “The readout”" in publication_problems([JOINT, HIDDEN])["examined"]


@pytest.mark.parametrize("is_readout", [True, False])
@pytest.mark.parametrize("is_claimed_whole", [True, False])
@pytest.mark.parametrize("has_whole_text", [True, False])
@pytest.mark.parametrize("is_signed", [True, False])
def test_read_whole_is_backed_by_a_text_or_a_signature(
    is_readout, is_claimed_whole, has_whole_text, is_signed
):
    found = reading_problems(
        is_readout=is_readout,
        is_claimed_whole=is_claimed_whole,
        has_whole_text=has_whole_text,
        is_signed=is_signed,
    )
    is_bare = is_readout and is_claimed_whole and not has_whole_text and not is_signed
    assert set(found) == ({"completeness"} if is_bare else set())
    assert not is_bare or "Until then it is “Known, not read”" in found["completeness"]
