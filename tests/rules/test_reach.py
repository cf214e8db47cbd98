"""Whose papers carry an absence, and what the page says of the others; no database."""

from itertools import product

import pytest

from agenda.rules.reach import SidePaper, SideReach, reach_of

US, JAPAN = "United States", "Japan"


def own(side, *, read=True, examined=True):
    return SidePaper(frozenset({side}), is_joint=False, is_read_whole=read, is_examined=examined)


def joint(*sides, read=True, examined=True):
    return SidePaper(frozenset(sides), is_joint=True, is_read_whole=read, is_examined=examined)


@pytest.mark.parametrize(
    "papers, word, states",
    [
        ([own(US), own(JAPAN)], "all", ["silent", "silent"]),
        ([own(US)], "part", ["silent", "none_on_record"]),
        ([own(US), own(JAPAN, read=False)], "part", ["silent", "not_read_whole"]),
        ([own(US), own(JAPAN, examined=False)], "part", ["silent", "not_examined"]),
        ([own(US), own(US, read=False), own(JAPAN)], "part", ["not_read_whole", "silent"]),
        ([joint(US, JAPAN)], "all", ["silent", "silent"]),
        ([joint(US, JAPAN), own(US, read=False)], "part", ["not_read_whole", "silent"]),
        ([joint(US, JAPAN, examined=False), own(US)], "part", ["silent", "none_on_record"]),
        ([joint(US, JAPAN, read=False), own(US)], "part", ["silent", "none_on_record"]),
        ([joint(US)], "part", ["silent", "none_on_record"]),
    ],
)
def test_each_side_has_a_reach(papers, word, states):
    reach = reach_of([US, JAPAN], papers)
    assert (reach.word, [state for _side, state in reach.sides]) == (word, states)


def test_all_is_said_only_when_every_own_paper_of_every_side_was_read_and_examined():
    choices = [
        (),
        *[(own(JAPAN, read=read, examined=examined),) for read, examined in product((0, 1), repeat=2)],
    ]
    for more in product(choices, repeat=2):
        papers = [own(US), *more[0], *more[1]]
        japanese = [paper for paper in papers if JAPAN in paper.sides]
        is_all = bool(japanese) and all(paper.is_read_whole and paper.is_examined for paper in japanese)
        assert (reach_of([US, JAPAN], papers).word == "all") is is_all, papers


@pytest.mark.parametrize(
    "papers, sentence",
    [
        ([own(US), own(JAPAN)], "Not mentioned in the published readouts of United States, Japan."),
        ([joint(US, JAPAN)], "Not mentioned in the joint text."),
        ([joint(US, JAPAN), own(US)], "Not mentioned in the joint text, nor in the published readouts of United States."),
        ([own(US)], "Not mentioned in the published readouts of United States. No readout of their own on record: Japan."),
        ([own(US), own(JAPAN, read=False)],
         "Not mentioned in the published readouts of United States. Not every readout on record was read whole: Japan."),
        ([own(US), own(US, read=False), own(JAPAN)],
         "Not mentioned in the published readouts of Japan. Not mentioned in those readouts of United States that were read "
         "for it. Not every readout on record was read whole: United States."),
        ([joint(US, JAPAN), own(US), own(US, examined=False)],
         "Not mentioned in the joint text. Not mentioned in those readouts of United States that were read for it. "
         "Not every readout on record was examined for this topic: United States."),
    ],
)  # fmt: skip
def test_the_sentence_names_whose_readouts_and_what_is_missing(papers, sentence):
    reach = reach_of([US, JAPAN], papers)
    assert reach.sentence == sentence
    assert "published" not in reach.sentence.partition(". ")[2], "the record knows only what is on record"


def test_a_side_that_is_no_member_but_issued_a_paper_is_named_after_the_members():
    reach = reach_of([US], [own("Guest", read=False), own(US)])
    assert reach.sides == ((US, SideReach.SILENT), ("Guest", SideReach.NOT_READ_WHOLE))
