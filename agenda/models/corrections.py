"""What readers report as wrong, and what the desk answers."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .documents import Document
from .findings import finding_address
from .meetings import Meeting
from .topics import Topic


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def published(self) -> Self:
        """Answered, and about something that the public may see."""
        about_meeting = Q(meeting__in=Meeting.objects.published()) & (
            Q(topic=None) | Q(topic__is_published=True)
        )
        about_document = Q(document__in=Document.objects.published())
        return self.filter(about_meeting | about_document, status=Correction.Status.ANSWERED)

    def open(self) -> Self:
        return self.filter(status=Correction.Status.OPEN)

    def decided(self) -> Self:
        return self.exclude(status=Correction.Status.OPEN)

    def with_subject(self) -> Self:
        """Each with the rows that name what it is about."""
        return self.select_related("meeting", "topic", "document", "decided_by")


class Correction(models.Model):
    """An error that a reader reports, about a cell (meeting and topic), a meeting or a document; and its answer.

    What a person sent (`text`, `name`, `email`) stands here only, never in the history: who deletes the row deletes it.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Answered")
        DISMISSED = "dismissed", _("Dismissed")

    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, blank=True, related_name="corrections")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="corrections")
    document = models.ForeignKey(Document, models.CASCADE, null=True, blank=True, related_name="corrections")
    text = models.TextField(_("what was reported"))
    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    answer = models.TextField(blank=True, help_text=_("Published on the page it is about."))
    reason = models.TextField(blank=True, help_text=_("Why it was dismissed; never public."))
    is_text_shown = models.BooleanField(_("the reader's own words are public"), default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords(excluded_fields=["text", "name", "email"])
    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, meeting=None, topic=None)
                | Q(document=None, meeting__isnull=False),
                name="correction_is_about_one_thing",
                violation_error_message=_("A correction is about a cell, a meeting or a document."),
            ),
            models.CheckConstraint(
                condition=Q(status="open", answer="", reason="", decided_at=None, is_text_shown=False)
                | Q(status="answered", reason="", decided_at__isnull=False) & ~Q(answer="")
                | Q(status="dismissed", answer="", decided_at__isnull=False, is_text_shown=False)
                & ~Q(reason=""),
                name="correction_says_what_became_of_it",
                violation_error_message=_("An answered correction has an answer, a dismissed one a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {self.subject}"

    def get_absolute_url(self) -> str:
        """The page it is about."""
        if self.meeting and self.topic:
            return finding_address(self.meeting.slug, self.topic.code)
        row = self.meeting or self.document
        return row.get_absolute_url() if row else ""

    @property
    def subject(self) -> str:
        """What it is about, in words."""
        if self.topic:
            return f"{self.topic} at {self.meeting}"
        return str(self.meeting or self.document)

    @property
    def decided_on(self) -> date | None:
        return self.decided_at.date() if self.decided_at else None

    def answer_with(self, answer: str, *, by, at: datetime, is_text_shown: bool) -> None:
        """Publish `answer`; who reported it is forgotten."""
        self._decide(self.Status.ANSWERED, by, at, answer=answer, reason="", is_text_shown=is_text_shown)

    def dismiss(self, reason: str, *, by, at: datetime) -> None:
        """Close it without a public word; who reported it is forgotten."""
        self._decide(self.Status.DISMISSED, by, at, answer="", reason=reason, is_text_shown=False)

    def _decide(self, status, by, at, **values) -> None:
        values |= {"status": status, "decided_by": by, "decided_at": at, "name": "", "email": ""}
        for field, value in values.items():
            setattr(self, field, value)
        self.save()


class SenderQuerySet(models.QuerySet["Sender"]):
    def let_in(self, key: str, *, on: date, most: int) -> bool:
        """Count one more correction of the sender; False when `most` were counted that day. Forgets earlier days."""
        self.exclude(on=on).delete()
        self.get_or_create(key=key, defaults={"on": on})
        return bool(self.filter(key=key, n__lt=most).update(n=F("n") + 1))


class Sender(models.Model):
    """How many corrections came from one network address on one day; the address itself is not kept, only a keyed digest."""

    key = models.CharField(max_length=64, unique=True)
    on = models.DateField()
    n = models.PositiveSmallIntegerField(default=0)

    objects = SenderQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.on}: {self.n}"
