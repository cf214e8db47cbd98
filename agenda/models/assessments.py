from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.passages.quotes import located
from agenda.translated import Translated

from .base import is_public, row_by_row
from .documents import Body, Document
from .meetings import Meeting
from .topics import CodebookVersion, Topic
from .translations import translations_field


class Outcome(models.TextChoices):
    RAISED = "raised", _("Raised")
    PARTLY_RAISED = "partly_raised", _("Partly raised")
    NOT_RAISED = "not_raised", _("Not mentioned in the published readouts")
    NOT_DETERMINABLE = "not_determinable", _("No public record")


class Depth(models.TextChoices):
    MENTIONED = "mentioned", _("Mentioned")
    DISCUSSED = "discussed", _("Discussed")
    AGREED_LANGUAGE = "agreed_language", _("Agreed language")
    COMMITMENT = "commitment", _("Commitment")


class AppendOnly(models.QuerySet):
    """Rows that are superseded, never changed or deleted."""

    def delete(self):
        raise TypeError(
            _("%(verbose_name_plural)s are append-only: supersede instead.")
            % {"verbose_name_plural": self.model._meta.verbose_name_plural}
        )

    def current(self) -> Self:
        """Rows that nothing supersedes. NOT EXISTS, because PostgreSQL takes an outer join's IS NULL for a rare thing."""
        newer = self.model._base_manager.filter(supersedes=models.OuterRef("pk"))
        return self.filter(~models.Exists(newer))


class AssessmentQuerySet(AppendOnly):
    def visible_to(self, user) -> Self:
        """Without other people's codes of meetings that `user` may still code: coding is blind.

        A code that a public finding was made of is public, so that only work not yet handed in hides it.
        """
        if not user.has_perm(MAY_CODE):
            return self
        at_work = user.assignments.filter(submitted_at=None, meeting=models.OuterRef("meeting"))
        in_public = self.model._base_manager.filter(
            ~models.Exists(at_work),
            is_public("meeting", Meeting.objects.published()),
            findings__isnull=False,
            topic__is_published=True,
        )
        # Asked row by row, so that a page of them reads no more than it shows.
        return self.filter(
            Q(assessed_by=user)
            | row_by_row("pk", in_public)
            | row_by_row("meeting", Meeting.objects.seen_by(user))
        )


MAY_CODE = "agenda.add_assessment"
"""The permission of analysts, and of nobody else but superusers."""


def judgement_rules(table: str) -> list[models.CheckConstraint]:
    """The rules an assessment and the finding made of it share."""
    return [
        models.CheckConstraint(
            condition=Q(depth="") | Q(outcome__in=["raised", "partly_raised"]),
            name=f"{table}_depth_is_of_a_raised_topic",
            violation_error_message=_("Only a topic that was raised has a depth."),
        ),
        models.CheckConstraint(
            condition=Q(is_excluded=False) | Q(outcome="not_raised"),
            name=f"{table}_excluded_is_not_raised",
            violation_error_message=_("“Explicitly excluded” goes with “not mentioned” only."),
        ),
    ]


class Assessment(models.Model):
    """One analyst's judgement of one topic at one meeting. A change is a new row that supersedes the old."""

    class Confidence(models.TextChoices):
        HIGH = "high", _("High")
        MEDIUM = "medium", _("Medium")
        LOW = "low", _("Low")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="assessments")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="assessments")
    codebook_version = models.ForeignKey(CodebookVersion, models.PROTECT, related_name="assessments")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    depth = models.CharField(max_length=20, choices=Depth.choices, blank=True)
    is_excluded = models.BooleanField(
        _("explicitly excluded"), default=False, help_text=_("A readout says that it was left out.")
    )
    confidence = models.CharField(max_length=10, choices=Confidence.choices, blank=True)
    note = models.TextField(blank=True)
    is_self_coded = models.BooleanField(
        _("self-coded"),
        default=False,
        editable=False,
        help_text=_("The analyst's organization recommended it."),
    )
    examined = models.ManyToManyField(Document, through="Examination", related_name="assessments")
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessments")
    assessed_at = models.DateTimeField(default=timezone.now, editable=False)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-assessed_at", "-pk"]
        indexes = [
            models.Index(fields=["meeting", "topic", "assessed_by"], name="assessment_by_cell"),
            models.Index(fields=["assessed_at", "id"], name="assessment_by_day"),
        ]
        constraints = [
            *judgement_rules("assessment"),
            # A chain has one head and, supersedes being one-to-one, one end: the current one.
            models.UniqueConstraint(
                fields=["meeting", "topic", "assessed_by"],
                condition=Q(supersedes=None),
                name="assessment_chain_has_one_head",
                violation_error_message=_(
                    "You have assessed this topic at this meeting: supersede that one."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} at {self.meeting}: {self.get_outcome_display()}"

    def delete(self, *args, **kwargs):
        raise TypeError(_("Assessments are append-only: supersede instead."))


class Examination(models.Model):
    """A document that was examined for an assessment."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="examinations")
    document = models.ForeignKey(Document, models.PROTECT, related_name="examinations")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "document"], name="examination_is_recorded_once")
        ]

    def __str__(self) -> str:
        return str(self.document)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def translations_by_words(self) -> dict[tuple[int, int | None, str], dict[str, dict[str, str]]]:
        """The translations of these passages by `Evidence.words`; those of the newest row where several have some."""
        told = self.exclude(translations={}).exclude(summary="").select_related("examination").order_by("pk")
        return {evidence.words: evidence.translations for evidence in told}

    def translate_as_before(self) -> None:
        """Give these passages the translations on record of the same words of ours on the same place of the document."""
        bare = self.filter(translations={}).exclude(summary="")
        documents = bare.order_by().values("examination__document")
        known = Evidence.objects.filter(examination__document__in=documents).translations_by_words()
        changed = [e for e in bare.select_related("examination") if e.words in known] if known else []
        evidence: Evidence
        for evidence in changed:
            evidence.translations = known[evidence.words]
        Evidence.objects.bulk_update(changed, ["translations"], batch_size=500)


class Evidence(Translated, models.Model):
    """A passage of an examined document.

    The foreign key to the examination, not to a document, is the rule that evidence points into a
    document that was examined. Offsets count Unicode code points of `body.text`; quote, prefix and
    suffix are a W3C text-quote selector, start and end its text-position selector. Nothing changes but that a missing
    summary is filled in, and its translations: they say again what it says, so they may be mended.
    """

    NAMED_BY = "summary"

    class Strength(models.TextChoices):
        FULL = "full", _("Full")
        PARTIAL = "partial", _("Partial")

    examination = models.ForeignKey(Examination, models.CASCADE, related_name="evidence")
    paragraph = models.PositiveIntegerField(null=True, blank=True)
    strength = models.CharField(max_length=10, choices=Strength.choices, default=Strength.FULL)
    summary = models.TextField(blank=True, help_text=_("The passage in our own words."))
    translations = translations_field("summary")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="evidence")
    quote = models.TextField(blank=True, help_text=_("Verbatim."))
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["examination", "paragraph", "start", "pk"]
        verbose_name_plural = _("evidence")
        indexes = [
            models.Index(
                fields=["examination"], condition=Q(quote="", summary=""), name="evidence_without_words"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(paragraph__isnull=False) | Q(start__isnull=False),
                name="evidence_has_a_place",
                violation_error_message=_("Evidence needs a paragraph number or a marked passage."),
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True, body__isnull=True, quote="")
                | Q(end__gt=models.F("start"), body__isnull=False) & ~Q(quote=""),
                name="evidence_quote_and_offsets_go_together",
                violation_error_message=_(
                    "A quote needs its place in the frozen text, and the other way round."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"paragraph {self.paragraph}" if self.paragraph else f"characters {self.start}–{self.end}"

    @property
    def words(self) -> tuple[int, int | None, str]:
        """What a translation of the summary is of: the document, the paragraph and the summary itself."""
        return self.examination.document_id, self.paragraph, self.summary

    @property
    def is_in_current_version(self) -> bool:
        """False when the document has a newer text that no longer holds the quote."""
        # Pages of many passages ask for the key of the newest text along with them.
        if not self.quote or (self.body_id and getattr(self, "newest_body", None) == self.body_id):
            return True
        body = self.examination.document.body
        return body is None or body.pk == self.body_id or located(body.text, self.quote) is not None
