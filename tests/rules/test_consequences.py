"""Which findings lose their proof by a change of papers; no database."""

from dataclasses import replace

import pytest

from agenda.rules.consequences import (
    Consequences,
    StandingFinding,
    calling_off_problems,
    consequences,
    judgeable_sentence,
    losing_sentence,
)
from agenda.rules.proof import Paper

READOUT = Paper("r", "m", "The readout", "Readout", "Read whole", True, False, True)
JOINT = replace(READOUT, key="j", title="The joint statement", is_joint=True)
UNREAD = {"completeness": "Known, not read", "is_read_whole": False}
RAISED = StandingFinding(1, "Cables", "raised", ("r",), ("r",))
SILENT = StandingFinding(2, "Space", "not_raised", ("r",))
UNKNOWN = StandingFinding(3, "Ships", "not_determinable", ("r",))


@pytest.mark.parametrize(
    "before, after, losing, judgeable",
    [
        ([READOUT], [READOUT], [], []),
        ([READOUT], [replace(READOUT, **UNREAD)], [SILENT], []),
        ([READOUT], [replace(READOUT, is_readout=False)], [RAISED, SILENT], []),
        ([READOUT], [replace(READOUT, is_published=False)], [RAISED, SILENT], []),
        ([READOUT], [replace(READOUT, meeting="other")], [RAISED, SILENT], []),
        ([READOUT], [], [RAISED, SILENT], []),
        ([READOUT], [READOUT, JOINT], [], []),
        ([READOUT], [READOUT, replace(JOINT, **UNREAD)], [SILENT], []),
        ([READOUT, JOINT], [READOUT, replace(JOINT, **UNREAD)], [SILENT], []),
    ],
)
def test_what_a_change_takes_away(before, after, losing, judgeable):
    found = consequences([RAISED, SILENT], "m", before, after)
    assert found == Consequences(tuple(losing), tuple(judgeable))


def test_no_public_record_can_be_judged_once_the_papers_are_read_whole():
    unread = replace(READOUT, **UNREAD)
    assert consequences([UNKNOWN], "m", [unread], [READOUT]) == Consequences(judgeable=(UNKNOWN,))
    hidden = replace(READOUT, **UNREAD, is_published=False)
    assert consequences([UNKNOWN], "m", [unread], [hidden]) == Consequences(losing=(UNKNOWN,))


def test_what_lacked_proof_before_is_not_counted():
    unread = replace(JOINT, **UNREAD)
    hidden = replace(READOUT, **UNREAD)
    assert consequences([SILENT], "m", [READOUT, unread], [hidden, unread]) == Consequences()


def test_consequences_of_two_meetings_add_up():
    both = Consequences((SILENT,)) + Consequences((RAISED,), (UNKNOWN,))
    assert both == Consequences((SILENT, RAISED), (UNKNOWN,))


def test_sentences_count_and_name_the_first_topics():
    many = [replace(SILENT, topic=name) for name in ("A", "B", "C", "D", "E")]
    assert losing_sentence(many).startswith("5 published findings rest on this")
    assert losing_sentence(many).endswith("A, B, C and 2 more.")
    assert losing_sentence(many[:1]).startswith("1 published finding rests on this")
    assert judgeable_sentence(many[:2]).endswith("could be judged now: A, B.")


def test_a_held_meeting_with_findings_is_not_called_off():
    assert calling_off_problems(0) == {}
    assert "1 published finding says" in calling_off_problems(1)["status"]
    assert "withdraw them first" in calling_off_problems(34)["status"]
