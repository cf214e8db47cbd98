"""Whether the record bears out what was claimed of a meeting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _  # translated where it is shown

from agenda.coverage.meetings import findings_at
from agenda.coverage.reaches import SidesOnRecord, reaches_of, sides_on_record
from agenda.coverage.sides import SidesOfCell, sides_of_cells
from agenda.coverage.states import State
from agenda.models import Claim, Document, Finding, Meeting
from agenda.rules.reach import Reach
from agenda.translated import in_all_languages


class Verdict(StrEnum):
    """Whether the record bears a published claim out."""

    BORNE_OUT = "borne_out"
    IN_PART = "in_part"
    NOT_BORNE_OUT = "not_borne_out"
    CANNOT_TELL = "cannot_tell"

    @property
    def word(self) -> str:
        return {
            Verdict.BORNE_OUT: _("the record bears it out"),
            Verdict.IN_PART: _("the record bears it out in part"),
            Verdict.NOT_BORNE_OUT: _("the record does not bear it out"),
            Verdict.CANNOT_TELL: _("the record cannot tell"),
        }[self]


def verdict_on(claimed: str, found: str | None) -> Verdict:
    """Compare a claimed outcome with the published one (None: not assessed)."""
    if found is None or found == State.NOT_DETERMINABLE:
        return Verdict.CANNOT_TELL
    if found == claimed:
        return Verdict.BORNE_OUT
    if State.PARTLY_RAISED in (found, claimed) and State.NOT_RAISED not in (found, claimed):
        return Verdict.IN_PART
    return Verdict.NOT_BORNE_OUT


def _titles(row: Meeting | Document) -> list[str]:
    return in_all_languages(row, "title")


@dataclass(frozen=True)
class ClaimRow:
    """A claim, the finding it is checked against, what each side's readouts do with its topic there, and its reach."""

    claim: Claim
    verdict: Verdict
    finding: Finding | None = None
    sides: SidesOfCell | None = None
    reach: Reach | None = None

    topic = property(lambda self: self.claim.topic)
    meeting = property(lambda self: self.claim.meeting)
    forum = property(lambda self: self.meeting.dialogue.slug)
    title = property(
        lambda self: " ".join([*_titles(self.meeting), *_titles(self.claim.document), self.claim.note])
    )
    held = property(lambda self: self.meeting.held)

    @property
    def verdict_words(self) -> str:
        """The verdict; of an absence that rests on some of the readouts it says so."""
        if self.verdict == Verdict.BORNE_OUT and self.reach and self.reach.word == "part":
            return gettext("the record bears it out, as far as readouts were read")
        return gettext(self.verdict.word)

    @property
    def statement(self) -> str:
        """What each side's readouts do, in one sentence; "" where nobody has assessed it."""
        return self.sides.sentence if self.sides else ""


ORDER = (Verdict.NOT_BORNE_OUT, Verdict.CANNOT_TELL, Verdict.IN_PART, Verdict.BORNE_OUT)


def claim_rows(on: date) -> list[ClaimRow]:
    """A row for each claim made by `on` about a meeting held by then: those not borne out first. Fourteen queries."""
    claims = Claim.objects.published().filter(meeting__held_on__lte=on)
    claims = claims.exclude(document__issued_on__gt=on)
    claims = claims.select_related("topic", "meeting__dialogue", "document__author", "document__publisher")
    rows = checked(claims)
    rows.sort(key=lambda row: row.topic.reader.order)
    rows.sort(key=lambda row: row.held, reverse=True)
    return sorted(rows, key=lambda row: ORDER.index(row.verdict))


def checked(claims: Iterable[Claim]) -> list[ClaimRow]:
    """The claims, each beside what the record shows."""
    claims = list(claims)
    findings = findings_at({claim.meeting_id for claim in claims}, {claim.topic_id for claim in claims})
    return _beside(claims, findings, sides_on_record({finding.meeting_id for finding in findings.values()}))


def checked_at(claims: Iterable[Claim], findings: Mapping[int, Any], known: SidesOnRecord) -> list[ClaimRow]:
    """The same of the claims about one meeting: its findings by topic id, with their proof, and its sides are at hand."""
    claims = list(claims)
    if not claims:
        return []
    cells = {(finding.meeting_id, topic): finding for topic, finding in findings.items()}
    return _beside(claims, cells, known)


def _beside(
    claims: Iterable[Claim], findings: Mapping[tuple[int, int], Any], known: SidesOnRecord
) -> list[ClaimRow]:
    sides, reaches = sides_of_cells(findings.values(), known), reaches_of(findings.values(), known)
    rows = []
    for claim in claims:
        finding = findings.get((claim.meeting_id, claim.topic_id))
        if finding is None:
            rows.append(ClaimRow(claim, verdict_on(claim.outcome, None)))
            continue
        verdict = verdict_on(claim.outcome, finding.outcome)
        rows.append(ClaimRow(claim, verdict, finding, sides[finding.pk], reaches.get(finding.pk)))
    return rows
