"""Cells that two or more analysts coded blind, with their codes as first handed in, before any ruling."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agenda.models import Assessment, Assignment, Examination, Finding

from .agreement import Figures, figures


@dataclass(frozen=True)
class Double:
    """One cell: who coded it how, under which codebook version."""

    meeting_id: int
    topic: str
    dialogue: str
    version: int
    codes: tuple[tuple[str, str], ...]  # (username, outcome)


def doubles(*, public_only: bool = False) -> list[Double]:
    """Every double-coded cell. A coder's code is the last one before they first handed the meeting in.

    What was coded after others could read a finding of the cell does not count: it was not coded blind. Codes of one
    cell under different codebook versions, or from different documents, are kept apart: two coders who read different
    papers do not disagree. With `public_only`, only cells whose finding the public sees.
    """
    handed_in = {
        (a.meeting_id, a.analyst_id): a.first_submitted_at
        for a in Assignment.objects.all()
        if a.first_submitted_at
    }
    decided = _first_decided()
    blind: dict[tuple[int, str], set[int]] = defaultdict(set)
    codes: dict[tuple[int, str, str, int, frozenset[int]], dict[str, str]] = defaultdict(dict)
    examined = _examined()
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
        codes[meeting, topic, dialogue, version, examined[pk]][name] = outcome
    public = None
    if public_only:
        public = set(Finding.objects.published().values_list("meeting_id", "topic__code"))
    return [
        Double(meeting, topic, dialogue, version, tuple(sorted(by_coder.items())))
        for (meeting, topic, dialogue, version, _papers), by_coder in codes.items()
        if len(by_coder) > 1 and (public is None or (meeting, topic) in public)
    ]


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
