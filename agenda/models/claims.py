from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .assessments import Outcome
from .base import Published, is_public
from .documents import Document
from .meetings import Meeting
from .topics import Topic


class ClaimQuerySet(models.QuerySet["Claim"]):
    def published(self) -> Self:
        return self.filter(
            is_public("meeting", Meeting.objects.published()),
            is_public("document", Document.objects.published()),
            is_published=True,
            topic__is_published=True,
        )


class Claim(Published):
    """What a published document says was or was not raised at a meeting; the record bears it out or not."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="claims")
    locator = models.CharField(max_length=60)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="claims")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="claims")
    outcome = models.CharField(_("it says"), max_length=20, choices=Outcome.choices)
    note = models.TextField(blank=True)

    history = HistoricalRecords()
    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "topic", "document"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "locator", "meeting", "topic"],
                name="claim_is_recorded_once",
                violation_error_message=_("This claim is already recorded."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.locator}: {self.topic} {self.get_outcome_display()}"
