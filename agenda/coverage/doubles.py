"""Cells that two or more analysts coded blind, with their codes as first handed in, before any ruling."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils.functional import cached_property

from agenda.models import (
    Assessment,
    Assignment,
    CurrentCell,
    Document,
    Evidence,
    Examination,
    Finding,
    Outcome,
)

from .agreement import Codes, Figures, figures_of
from .cells import among

OF_SEVERAL = """SELECT a.id FROM (SELECT meeting_id, topic_id FROM agenda_assessment GROUP BY meeting_id, topic_id
    HAVING MIN(assessed_by_id) < MAX(assessed_by_id)) cell JOIN agenda_assessment a
    ON a.meeting_id = cell.meeting_id AND a.topic_id = cell.topic_id"""
"""The codes of cells that several coded: one pass through an index, where asking each code for another costs a look-up each."""


@dataclass(frozen=True)
class Double:
    """One cell: who coded it how, under which codebook version."""

    meeting_id: int
    topic: str
    dialogue: str
    version: int
    codes: tuple[tuple[str, str], ...]  # (username, outcome)


@dataclass(frozen=True)
class BlindCode:
    """One coder's code of one cell as first handed in, made before anybody could read a finding of it."""

    assessment_id: int
    meeting_id: int
    topic: str
    dialogue: str
    version: int
    coder: str
    outcome: str


@dataclass(frozen=True)
class Coded:
    """What is on record of the cells that several coded: their codes, made blind, and their assessments, blind or not."""

    blind: list[BlindCode]
    assessments: list[int]

    def of(self, rows: QuerySet[Any], path: str) -> QuerySet[Any]:
        """The rows that hang on the assessments by `path`."""
        return rows.filter(**{f"{path}__in": among(self.assessments)})

    @cached_property
    def examined(self) -> dict[int, frozenset[int]]:
        """The documents examined for each assessment."""
        found: dict[int, set[int]] = defaultdict(set)
        rows = self.of(Examination.objects.order_by(), "assessment")
        for assessment, document in rows.values_list("assessment_id", "document_id"):
            found[assessment].add(document)
        return defaultdict(frozenset, {pk: frozenset(documents) for pk, documents in found.items()})

    @cached_property
    def public(self) -> set[tuple[int, str]]:
        """(meeting id, topic code) of the cells whose finding the public sees."""
        rows = self.of(CurrentCell.objects.order_by(), "finding__assessment")
        return set(rows.values_list("meeting_id", "topic__code"))


def coded_by_several() -> Coded:
    """Every code that a coder made blind of a cell that several coded. Three queries.

    Of a coder who changed a code before handing in, the last one counts.
    """
    handed_in = {
        (meeting, coder): at
        for meeting, coder, at in Assignment.objects.exclude(first_submitted_at=None).values_list(
            "meeting_id", "analyst_id", "first_submitted_at"
        )
        if at
    }
    several = Assessment.objects.filter(pk__in=RawSQL(OF_SEVERAL, []))  # noqa: S611
    rows = list(several.order_by("pk").values_list(
        "pk", "meeting_id", "topic__code", "meeting__dialogue__slug", "codebook_version__number",
        "assessed_by_id", "assessed_by__username", "assessed_at", "outcome",
    ))  # fmt: skip
    coded = Coded([], [row[0] for row in rows])
    decided = _first_decided(coded)
    blind: dict[tuple[int, str], set[int]] = defaultdict(set)
    found: dict[tuple[int, str, int, int], BlindCode] = {}
    for pk, meeting, topic, dialogue, version, coder, name, at, outcome in rows:
        if (meeting, coder) not in handed_in or at > handed_in[meeting, coder]:
            continue
        cell = (meeting, topic)
        if cell in decided and not decided[cell].leaves_blind(at, blind[cell] - {coder}):
            continue
        blind[cell].add(coder)
        found[meeting, topic, version, coder] = BlindCode(
            pk, meeting, topic, dialogue, version, name, outcome
        )
    return Coded(list(found.values()), coded.assessments)


def doubles(*, public_only: bool = False, coded: Coded | None = None) -> list[Double]:
    """Every double-coded cell. A coder's code is the last one before they first handed the meeting in.

    What was coded after others could read a finding of the cell does not count: it was not coded blind. Codes of one
    cell under different codebook versions, or from different documents, are kept apart: two coders who read different
    papers do not disagree. With `public_only`, only cells whose finding the public sees.
    `coded` is what several coded, where it is at hand.
    """
    coded = coded or coded_by_several()
    examined = coded.examined
    codes: dict[tuple[int, str, str, int, frozenset[int]], dict[str, str]] = defaultdict(dict)
    for code in coded.blind:
        papers = examined[code.assessment_id]
        codes[code.meeting_id, code.topic, code.dialogue, code.version, papers][code.coder] = code.outcome
    public = coded.public if public_only else None
    return [
        Double(meeting, topic, dialogue, version, tuple(sorted(by_coder.items())))
        for (meeting, topic, dialogue, version, _papers), by_coder in codes.items()
        if len(by_coder) > 1 and (public is None or (meeting, topic) in public)
    ]


def document_doubles(*, public_only: bool = False, coded: Coded | None = None) -> list[Double]:
    """Every topic in a document read whole that two or more coders examined for it: a unit is not a cell but a paper.

    A coder's code of it is `raised` where a passage of the document names the topic in full, `partly_raised` where one
    touches it, else `not_raised`; what the meeting's other papers hold plays no part.
    """
    whole = set(Document.objects.published().read_whole().values_list("pk", flat=True))
    strengths: dict[tuple[int, int], set[str]] = defaultdict(set)
    coded = coded or coded_by_several()
    passages = Evidence.objects.order_by()
    rows = coded.of(passages, "examination__assessment")
    for assessment, document, strength in rows.values_list(
        "examination__assessment_id", "examination__document_id", "strength"
    ):
        strengths[assessment, document].add(strength)
    examined = coded.examined
    codes: dict[tuple[int, int, str, str, int], dict[str, str]] = defaultdict(dict)
    for code in coded.blind:
        for document in examined[code.assessment_id] & whole:
            found = _found_in_document(strengths.get((code.assessment_id, document), set()))
            codes[document, code.meeting_id, code.topic, code.dialogue, code.version][code.coder] = found
    public = coded.public if public_only else None
    return [
        Double(meeting, topic, dialogue, version, tuple(sorted(by_coder.items())))
        for (_document, meeting, topic, dialogue, version), by_coder in codes.items()
        if len(by_coder) > 1 and (public is None or (meeting, topic) in public)
    ]


def _found_in_document(strengths: set[str]) -> str:
    if Evidence.Strength.FULL in strengths:
        return Outcome.RAISED
    return Outcome.PARTLY_RAISED if strengths else Outcome.NOT_RAISED


@dataclass(frozen=True)
class FirstDecision:
    """When a cell got its first finding, and on what basis."""

    at: datetime
    basis: str

    def leaves_blind(self, coded_at: datetime, others: set[int]) -> bool:
        """Was a code made then before anybody could read the finding? `others` coded the cell before it.

        Of a finding that coders agreed on a record may tell only the day of the code it is made of; it rests on two.
        """
        return coded_at <= self.at or (self.basis != Finding.Basis.SINGLE_CODER and len(others) < 2)


def _first_decided(coded: Coded) -> dict[tuple[int, str], FirstDecision]:
    """The first decision on each cell that several coded, by (meeting id, topic code)."""
    found: dict[tuple[int, str], tuple[datetime, int, str]] = {}
    columns = ("meeting_id", "topic__code", "decided_at", "pk", "basis")
    for meeting, topic, *decision in coded.of(Finding.objects.order_by(), "assessment").values_list(*columns):
        first = found.get((meeting, topic))
        if first is None or tuple(decision) < first:
            found[meeting, topic] = tuple(decision)
    return {cell: FirstDecision(at, basis) for cell, (at, _pk, basis) in found.items()}


def versions(cells: Iterable[Double]) -> list[int]:
    return sorted({cell.version for cell in cells}, reverse=True)


def overall(cells: Iterable[Double], *, times: int = 1000) -> Figures:
    return figures_of((cell.codes for cell in cells), times=times)


def grouped(cells: Iterable[Double], by: str) -> list[tuple[str, Figures]]:
    """Figures by "topic", "dialogue" or "pair" (two usernames), in the order of their names."""
    if by == "pair":
        return by_pair(Counter(cell.codes for cell in cells))
    groups: dict[str, Counter[Codes]] = defaultdict(Counter)
    for cell in cells:
        groups[getattr(cell, by)][cell.codes] += 1
    return [(name, Figures(counts)) for name, counts in sorted(groups.items())]


def by_pair(counts: Mapping[Codes, int]) -> list[tuple[str, Figures]]:
    """Figures of each two coders, named by both, of how many units were given each codes."""
    pairs: dict[str, Counter[Codes]] = defaultdict(Counter)
    for codes, n in counts.items():
        for pair in combinations(codes, 2):
            pairs[" – ".join(name for name, _code in pair)][pair] += n
    return [(name, Figures(counted)) for name, counted in sorted(pairs.items())]
