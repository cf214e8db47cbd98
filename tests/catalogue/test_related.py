"""Columns of record files that become rows of their own: what a cell may hold, and a sentence for everything else."""

from collections import defaultdict

import pytest

from agenda.catalogue.files import NOUNS

KNOWN = defaultdict(set, topics={"chips", "cables"}, actors={"north"}, codebook={"1"})


def problems(noun: str, column: str, value, **values) -> list[str]:
    kind = next(each for each in NOUNS if each.name == noun)
    [held] = [each for each in kind.columns if each.name == column]
    return held.problems({column: value} | values, kind.model, KNOWN)


@pytest.mark.parametrize(
    "noun, column, value",
    [
        (
            "documents",
            "abstract",
            [{"paragraph": 2, "text": "They met."}, {"paragraph": 5, "text": " They left. "}],
        ),
        ("documents", "abstract", None),
        ("assessments", "assessed_on", "2024-05-06"),
        ("findings", "decided_on", None),
        ("assessments", "codebook_version", 1),
        ("findings", "assessment", 2),
        ("findings", "assessment", None),
        ("meetings", "attendance", [{"actor": "north", "representative": "A. Person"}]),
        ("codebook", "changes", [{"topic": "chips", "kind": "merged", "successors": ["cables"], "note": ""}]),
        ("assessments", "evidence", []),
    ],
)
def test_what_may_stand_there(noun, column, value):
    assert problems(noun, column, value) == []


@pytest.mark.parametrize(
    "noun, column, value, said",
    [
        ("documents", "abstract", "They met.", "abstract must be a list of numbered paragraphs"),
        ("documents", "abstract", ["They met."], "paragraph numbers must be whole numbers that go up"),
        ("documents", "abstract", [{"paragraph": 1.5, "text": "x"}], "paragraph numbers must be whole numbers that go up"),
        ("documents", "abstract", [{"paragraph": True, "text": "x"}], "paragraph numbers must be whole numbers that go up"),
        ("documents", "abstract", [{"paragraph": n, "text": "x"} for n in (2, 2)], "whole numbers that go up"),
        ("documents", "abstract", [{"paragraph": 1, "text": " "}], "paragraph 1 needs one line of text"),
        ("documents", "abstract", [{"paragraph": 1, "text": "One.\nTwo."}], "paragraph 1 needs one line of text"),
        ("assessments", "assessed_on", None, "assessed_on is missing"),
        ("assessments", "assessed_on", "2024-05", "assessed_on must be known to the day"),
        ("assessments", "assessed_on", "soon", "assessed_on: "),
        ("assessments", "codebook_version", 7, "there is no 7 among the codebook"),
        ("findings", "assessment", 0, "assessment must be a number from 1"),
        ("findings", "assessment", True, "assessment must be a number from 1"),
        ("findings", "assessment", "last", "assessment must be a number from 1"),
        ("meetings", "attendance", {"actor": "north"}, "attendance must be a list of objects"),
        ("meetings", "attendance", [{"actor": "south"}], "attendance 1: actor: there is no 'south' among the actors"),
        ("meetings", "attendance", [{"actor": "north", "age": 7}], "attendance 1: unknown column 'age'"),
        ("codebook", "changes", [{"topic": "chips", "kind": "merged", "successors": ["fish"]}],
         "changes 1: successors: there is no 'fish' among the topics"),
        ("codebook", "changes", [{"topic": "chips", "kind": "merged"}] * 2, "changes: there are two of topic 'chips'"),
        ("assessments", "evidence", "They met.", "evidence must be a list of objects"),
    ],
)  # fmt: skip
def test_what_may_not_is_said(noun, column, value, said):
    assert [each for each in problems(noun, column, value) if said in each], problems(noun, column, value)


@pytest.mark.parametrize(
    "spoiled, said",
    [
        ({"document": "elsewhere"}, "'elsewhere' is not among the examined documents"),
        ({"paragraph": 0}, "paragraph must be a number from 1"),
        ({"paragraph": None}, "paragraph must be a number from 1"),
        ({"strength": "strong"}, "strength is full or partial"),
        ({"summary": ["x"]}, "summary must be text"),
        ({"quote": "x"}, "unknown column 'quote'"),
    ],
)
def test_a_passage_stands_in_an_examined_document(spoiled, said):
    passage = {"document": "joint", "paragraph": 3, "strength": "partial", "summary": "They met."}
    assert problems("assessments", "evidence", [passage], examined=["joint"]) == []
    found = problems("assessments", "evidence", [passage, passage | spoiled], examined=["joint"])
    assert found == [f"evidence 2: {said}"]
