"""Recommended and found silent: recommendations in force that meetings since, once judged, do not mention."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from agenda.coverage.cells import LedgerCell
from agenda.coverage.courses import FOUND_SILENT, AnyCourse, Occasion
from agenda.coverage.evidence import ExaminedPaper, examined_for
from agenda.coverage.pairings import Pairing
from agenda.coverage.reaches import reaches_at
from agenda.coverage.stored_papers import papers_at_meetings
from agenda.coverage.strips import silent_at
from agenda.models import Dialogue, Recommendation
from agenda.rules.reach import Reach


@dataclass
class Silence:
    """A meeting judged silent on a topic, its finding, the documents examined for it, and how far the silence reaches.

    The last two are filled in where they are asked for.
    """

    occasion: Occasion
    cell: LedgerCell
    documents: list[ExaminedPaper] = field(default_factory=list)
    reach: Reach | None = None


@dataclass
class Missed:
    """A recommendation in force at a dialogue, and the meetings found silent, oldest first (`attach_newest`).

    `earlier` counts those that are left out of `silences`.
    """

    pairing: Pairing
    silences: list[Silence] = field(default_factory=list)
    earlier: int = 0

    @property
    def recommendation(self) -> Recommendation:
        return self.pairing.recommendation

    @property
    def dialogue(self) -> Dialogue | None:
        return self.pairing.dialogue

    @property
    def course(self) -> AnyCourse:
        return self.pairing.course


def found_silent(pairings: Iterable[Pairing]) -> list[Pairing]:
    """The pairings in force of which "missed" may be said: most meetings found silent first, then most days."""
    silent = [p for p in pairings if p.in_force and p.course.standing in FOUND_SILENT]
    return sorted(silent, key=lambda p: (*p.course.rank, p.recommendation.code, str(p.dialogue)))


def missed_rows(pairings: Iterable[Pairing]) -> list[Missed]:
    """A row for each of `found_silent`, in its order; silences and documents are filled in for the rows that are shown."""
    return [Missed(pairing) for pairing in found_silent(pairings)]


def attach_newest(rows: Iterable[Missed], on: date, newest: int) -> None:
    """Fill in the newest of the meetings found silent by the day. One query."""
    rows = list(rows)
    for row, silent in zip(rows, silent_at([row.pairing for row in rows], on, newest), strict=True):
        row.silences = [Silence(occasion, cell) for occasion, cell in silent]
        row.earlier = row.course.silent - len(silent)


def attach_documents(rows: Iterable[Missed]) -> None:
    """Fill in the documents examined for each silence, and how far it reaches. Three queries.

    One more where a document was examined that is no paper of a meeting found silent.
    """
    silences = [silence for row in rows for silence in row.silences]
    dialogues = {silence.occasion.pk: silence.occasion.dialogue_id for silence in silences}
    papers = papers_at_meetings(set(dialogues))
    documents = examined_for({silence.cell.finding_id for silence in silences}, papers)
    examined = {pk: {document.pk for document in found} for pk, found in documents.items()}
    reaches = reaches_at(
        dialogues, {s.cell.finding_id: (s.occasion.pk, examined[s.cell.finding_id]) for s in silences}, papers
    )
    for silence in silences:
        silence.documents = documents[silence.cell.finding_id]
        silence.reach = reaches[silence.cell.finding_id]
