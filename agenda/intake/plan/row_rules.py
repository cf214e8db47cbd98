"""What the rules across tables say against rows of a noun, before they are written."""

import re
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from agenda.models import Document, Finding, Import, Meeting
from agenda.rules.consequences import TOLERATED, ahead_sentence, calling_off_problems, losing_sentence
from agenda.rules.papers import BEARING, consequences_of_documents
from agenda.rules.proof import reading_problems

from .plan import Write

PAST: dict[str, tuple[str, str]] = {
    Import.Kind.MEETINGS: ("held_on", "held"),
    Import.Kind.DOCUMENTS: ("issued_on", "issued"),
    Import.Kind.RECOMMENDATIONS: ("made_on", "made"),
}
"""The date of each kind that has come, and the property that gives it."""


CALLED_OFF = re.compile(
    r"\W*(cancel(l)?ed|called off|postponed|rescheduled|abgesagt|verschoben|annulé|reporté|中止|延期|取消)",
    re.I,
)
"""How calendars mark an event that does not take place, in its title."""


class RowRules:
    """The rules for rows of one kind, given what the same import writes of the kinds before it.

    `trial` is the row as it would be, without what it refers to.
    """

    def __init__(self, kind: str, on: date, writes: Iterable[Write] = ()):
        self.kind, self.on = kind, on
        self.announcements: set[str] = set()
        if kind == Import.Kind.PLANS:
            rows = Document.objects.filter(kind=Document.Kind.ANNOUNCEMENT).exclude(meeting=None)
            self.announcements = set(rows.values_list("slug", flat=True))
            self.announcements |= {write.key for write in writes if _is_announcement(write)}

    def problems(self, trial, write: Write, meeting: str | None) -> list[str]:
        """What one row lacks; `meeting` is the slug of a document's meeting."""
        if ahead := self._ahead(trial, write):
            return [ahead]
        if self.kind == Import.Kind.PLANS and write.values.get("document", "") not in self.announcements:
            return [_("document: a plan stands in the announcement of a meeting.")]
        if self.kind == Import.Kind.MEETINGS and "status" in write.names and trial.pk:
            return self._calling_off(trial)
        if self.kind == Import.Kind.DOCUMENTS and write.names.intersection(BEARING):
            found = reading_problems(
                is_readout=trial.is_readout and meeting is not None,
                is_claimed_whole=trial.is_complete,
                has_whole_text=trial.has_whole_text or bool(write.values.get("abstract")),
                is_signed=trial.is_signed,
            )
            return [f"{name}: {sentence}" for name, sentence in found.items()]
        return []

    def unclear(self, values: dict) -> list[str]:
        """What a row leaves open before anything is filled in: a title may say that a meeting was called off."""
        if self.kind != Import.Kind.MEETINGS or values.get("status") or not values.get("title"):
            return []
        if not CALLED_OFF.match(str(values["title"]).strip()):
            return []
        return [_("status: the title says it was called off or moved. Write held, cancelled or postponed.")]

    def _ahead(self, trial, write: Write) -> str:
        """A sentence where a date that must have come lies ahead: a year was mistyped, or it was not held yet."""
        if self.kind not in PAST:
            return ""
        name, part = PAST[self.kind]
        is_touched = write.names & {name, "ends_on", "status"}
        day = getattr(trial, part) if is_touched else None
        if day is None or (day.ends or day.first) <= self.on + TOLERATED:
            return ""
        if getattr(trial, "status", "held") != "held":
            return ""
        if self.kind == Import.Kind.MEETINGS:
            return f"{name}: {ahead_sentence(day)}"
        return _("%(name)s: %(day)s lies ahead. Is the year right?") % {"name": name, "day": day}

    def _calling_off(self, trial: Meeting) -> list[str]:
        if trial.status == Meeting.Status.HELD:
            return []
        findings = Finding.objects.in_force().filter(meeting=trial.pk).count()
        return [f"{name}: {sentence}" for name, sentence in calling_off_problems(findings).items()]

    def losing_proof(self, trials: dict[str, Document], meetings: dict[str, str | None]) -> dict[str, str]:
        """{slug: sentence} of the documents whose change would leave published findings without proof."""
        pks = dict(Meeting.objects.values_list("slug", "pk"))
        for slug, trial in trials.items():
            trial.meeting_id = pks.get(meetings[slug] or "")
        if not consequences_of_documents(list(trials.values())).losing:
            return {}
        alone = {slug: consequences_of_documents([trial]).losing for slug, trial in trials.items()}
        return {slug: losing_sentence(losing) for slug, losing in alone.items() if losing}


def _is_announcement(write: Write) -> bool:
    """Is it a document that will be the announcement of a meeting?"""
    if write.noun.name != Import.Kind.DOCUMENTS:
        return False
    now = {**(write.noun.of(write.instance) if write.instance else {}), **write.values}
    return now["kind"] == Document.Kind.ANNOUNCEMENT and bool(now["meeting"])
