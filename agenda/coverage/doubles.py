"""Cells that two or more analysts coded blind, with their codes as first handed in, before any ruling."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agenda.models import Assessment, Assignment, Document, Evidence, Examination, Finding, Outcome

from .agreement import Figures, figures


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


def blind_codes() -> list[BlindCode]:
    """Every code that a coder made blind. Of a coder who changed a code before handing in, the last one counts."""
    handed_in = {
        (a.meeting_id, a.analyst_id): a.first_submitted_at
        for a in Assignment.objects.all()
        if a.first_submitted_at
    }
    decided = _first_decided()
    blind: dict[tuple[int, str], set[int]] = defaultdict(set)
    found: dict[tuple[int, str, int, int], BlindCode] = {}
    rows = Assessment.objects.order_by("pk").values_list(
        "pk", "meeting_id", "topic__code", "meeting__dialogue__slug", "codebook_version__number",
        "assessed_by_id", "assessed_by__username", "assessed_at", "outcome",
    )  # fmt: skip
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
    return list(found.values())


def doubles(*, public_only: bool = False) -> list[Double]:
    """Every double-coded cell. A coder's code is the last one before they first handed the meeting in.

    What was coded after others could read a finding of the cell does not count: it was not coded blind. Codes of one
    cell under different codebook versions, or from different documents, are kept apart: two coders who read different
    papers do not disagree. With `public_only`, only cells whose finding the public sees.
    """
    examined = _examined()
    codes: dict[tuple[int, str, str, int, frozenset[int]], dict[str, str]] = defaultdict(dict)
    for code in blind_codes():
        papers = examined[code.assessment_id]
        codes[code.meeting_id, code.topic, code.dialogue, code.version, papers][code.coder] = code.outcome
    public = _public_cells() if public_only else None
    return [
        Double(meeting, topic, dialogue, version, tuple(sorted(by_coder.items())))
        for (meeting, topic, dialogue, version, _papers), by_coder in codes.items()
        if len(by_coder) > 1 and (public is None or (meeting, topic) in public)
    ]


def document_doubles(*, public_only: bool = False) -> list[Double]:
    """Every topic in a document read whole that two or more coders examined for it: a unit is not a cell but a paper.

    A coder's code of it is `raised` where a passage of the document names the topic in full, `partly_raised` where one
    touches it, else `not_raised`; what the meeting's other papers hold plays no part. Four queries.
    """
    whole = set(Document.objects.published().read_whole().values_list("pk", flat=True))
    strengths: dict[tuple[int, int], set[str]] = defaultdict(set)
    rows = Evidence.objects.order_by().values_list(
        "examination__assessment_id", "examination__document_id", "strength"
    )
    for assessment, document, strength in rows:
        strengths[assessment, document].add(strength)
    examined = _examined()
    codes: dict[tuple[int, int, str, str, int], dict[str, str]] = defaultdict(dict)
    for code in blind_codes():
        for document in examined[code.assessment_id] & whole:
            found = _found_in_document(strengths.get((code.assessment_id, document), set()))
            codes[document, code.meeting_id, code.topic, code.dialogue, code.version][code.coder] = found
    public = _public_cells() if public_only else None
    return [
        Double(meeting, topic, dialogue, version, tuple(sorted(by_coder.items())))
        for (_document, meeting, topic, dialogue, version), by_coder in codes.items()
        if len(by_coder) > 1 and (public is None or (meeting, topic) in public)
    ]


def _found_in_document(strengths: set[str]) -> str:
    if Evidence.Strength.FULL in strengths:
        return Outcome.RAISED
    return Outcome.PARTLY_RAISED if strengths else Outcome.NOT_RAISED


def _public_cells() -> set[tuple[int, str]]:
    """(meeting id, topic code) of the cells whose finding the public sees."""
    return set(Finding.objects.published().values_list("meeting_id", "topic__code"))


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


def _first_decided() -> dict[tuple[int, str], FirstDecision]:
    """The first decision on each cell by (meeting id, topic code). One query."""
    rows = Finding.objects.order_by("-decided_at", "-pk")
    return {
        (meeting, topic): FirstDecision(at, basis)
        for meeting, topic, at, basis in rows.values_list("meeting_id", "topic__code", "decided_at", "basis")
    }


def _examined() -> dict[int, frozenset[int]]:
    """The documents examined for each assessment. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    for assessment, document in Examination.objects.order_by().values_list("assessment_id", "document_id"):
        found[assessment].add(document)
    return defaultdict(frozenset, {pk: frozenset(documents) for pk, documents in found.items()})


def versions(cells: Iterable[Double]) -> list[int]:
    return sorted({cell.version for cell in cells}, reverse=True)


def overall(cells: Iterable[Double], *, times: int = 1000) -> Figures:
    return figures([dict(cell.codes) for cell in cells], times=times)


def grouped(cells: Iterable[Double], by: str, *, times: int = 0) -> list[tuple[str, Figures]]:
    """Figures by "topic", "dialogue" or "pair" (two usernames), in the order of their names."""
    groups = defaultdict(list)
    for cell in cells:
        if by == "pair":
            names = [name for name, _ in cell.codes]
            for number, one in enumerate(names):
                for other in names[number + 1 :]:
                    pair = {name: code for name, code in cell.codes if name in (one, other)}
                    groups[f"{one} – {other}"].append(pair)
        else:
            groups[getattr(cell, by)].append(dict(cell.codes))
    return [(name, figures(units, times=times)) for name, units in sorted(groups.items())]
