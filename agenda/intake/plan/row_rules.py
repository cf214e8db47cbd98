"""What the rules across tables say against rows of a noun, before they are written."""

from django.utils.translation import gettext as _

from agenda.models import Document, Finding, Import, Meeting
from agenda.rules.consequences import calling_off_problems, losing_sentence
from agenda.rules.papers import BEARING, consequences_of_documents
from agenda.rules.proof import reading_problems

from .plan import Write


class RowRules:
    """The rules for rows of one kind. `trial` is the row as it would be, without what it refers to."""

    def __init__(self, kind: str):
        self.kind = kind
        self.announcements: set[str] = set()
        if kind == Import.Kind.PLANS:
            rows = Document.objects.filter(kind=Document.Kind.ANNOUNCEMENT).exclude(meeting=None)
            self.announcements = set(rows.values_list("slug", flat=True))

    def problems(self, trial, write: Write, meeting: str | None) -> list[str]:
        """What one row lacks; `meeting` is the slug of a document's meeting."""
        if self.kind == Import.Kind.PLANS and write.values.get("document", "") not in self.announcements:
            return [_("document: a plan stands in the announcement of a meeting.")]
        if self.kind == Import.Kind.MEETINGS and "status" in write.names and trial.pk:
            return self._calling_off(trial)
        if self.kind == Import.Kind.DOCUMENTS and write.names.intersection(BEARING):
            found = reading_problems(
                is_readout=trial.is_readout and meeting is not None,
                is_claimed_whole=trial.is_complete,
                has_whole_text=trial.has_whole_text,
                is_signed=trial.is_signed,
            )
            return [f"{name}: {sentence}" for name, sentence in found.items()]
        return []

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
