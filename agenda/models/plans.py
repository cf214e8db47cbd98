from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .base import Published, is_public
from .documents import Document
from .meetings import Meeting
from .topics import Topic


class PlanQuerySet(models.QuerySet["Plan"]):
    def published(self) -> Self:
        return self.filter(
            is_public("document", Document.objects.published()),
            is_public("document__meeting", Meeting.objects.published()),
            is_published=True,
            topic__is_published=True,
        )


class Plan(Published):
    """A topic that an announcement said its meeting would take up. Never proof that it was raised."""

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="plans", verbose_name=_("announcement")
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="plans")
    paragraph = models.PositiveIntegerField(null=True, blank=True)
    summary = models.TextField(help_text=_("What was planned, in our own words."))

    history = HistoricalRecords()
    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["document", "topic"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "topic"],
                name="plan_is_recorded_once",
                violation_error_message=_("This plan is already recorded."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} planned in {self.document}"
