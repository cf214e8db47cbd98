"""Who names a topic and who does not: the rules on plain values, then the page."""

import pytest

from agenda.questions.divergence import Pattern, Readout, Said, pattern_of, said_by
from tests.support import factories as f
from tests.support.pages import text

US, JP = 1, 2


def readout(key, *sides, complete=True, read=True):
    return Readout(key, frozenset(sides), complete, read)


@pytest.mark.parametrize(
    "readouts, naming, said, pattern",
    [
        ([readout(1, US), readout(2, JP)], {1}, (Said.NAMES, Said.SILENT), Pattern.ONE_SIDE),
        ([readout(1, US), readout(2, JP)], {1, 2}, (Said.NAMES, Said.NAMES), Pattern.BOTH),
        ([readout(1, US, JP)], {1}, (Said.NAMES, Said.NAMES), Pattern.JOINT),
        ([readout(1, US)], {1}, (Said.NAMES, Said.NO_READOUT), Pattern.NOT_COMPARABLE),
        (
            [readout(1, US), readout(2, JP, complete=False)],
            {1},
            (Said.NAMES, Said.PARTLY_READ),
            Pattern.NOT_COMPARABLE,
        ),
        (
            [readout(1, US), readout(2, JP, complete=False, read=False)],
            {1},
            (Said.NAMES, Said.UNREAD),
            Pattern.NOT_COMPARABLE,
        ),
        ([readout(1, US), readout(2, US, JP)], {1}, (Said.NAMES, Said.SILENT), Pattern.ONE_SIDE),
        ([readout(1, US), readout(2, US, JP)], {1, 2}, (Said.NAMES, Said.NAMES), Pattern.JOINT),
    ],
)
def test_what_each_side_says_and_the_pattern(readouts, naming, said, pattern):
    found = {side: said_by(side, readouts, naming) for side in (US, JP)}
    assert tuple(found.values()) == said
    assert pattern_of(found, readouts, naming) is pattern


def test_a_side_without_a_readout_is_not_said_to_be_silent(db, client):
    f.codebook()
    us, japan = f.actor("Northland"), f.actor("Southland")
    forum = f.dialogue(short_name="NS")
    forum.members.set([us, japan])
    meeting = f.meeting(forum)
    f.finding(meeting, f.topic("Cables"), documents=[f.document(meeting, us)])
    said = text(client.get("/divergence/"))
    assert "Northland: names it" in said
    assert "Southland: no readout published" in said
    assert "not mentioned in its published readouts" not in said


def test_the_page_counts_patterns_and_filters_by_them(db, client):
    f.codebook()
    us, japan = f.actor("Northland"), f.actor("Southland")
    forum = f.dialogue(short_name="NS", slug="ns")
    forum.members.set([us, japan])
    meeting = f.meeting(forum, title="The talk")
    mine, theirs = f.document(meeting, us), f.document(meeting, japan)
    f.finding(meeting, f.topic("Cables"), documents=[mine, theirs])
    said = text(client.get("/divergence/?pattern=one_side"))
    assert "Cables" in said and "Southland: not mentioned in its published readouts" in said
    assert "Nothing fits these filters" in text(client.get("/divergence/?pattern=joint"))
    assert "“nix” is not one of the choices" in text(client.get("/divergence/?pattern=nix"))
