from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agenda.dates import PartialDate, stands_at, stands_on
from agenda.translated import Translated

from .actors import Actor
from .base import Published, address, is_public, partial_date, precision_field, precision_rule
from .dialogues import Dialogue
from .documents import Document
from .topics import Topic
from .translations import translations_field


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def published(self) -> Self:
        return self.filter(
            is_public("document", Document.objects.published()),
            is_published=True,
            topic__is_published=True,
            recommender__is_published=True,
        )


class Recommendation(Translated, Published):
    """Someone asks, in a document, that a topic be raised at dialogues."""

    class Kind(models.TextChoices):
        EXPLICIT = "explicit", _("Explicit")
        IMPLICIT = "implicit", _("Implicit")
        REPORTED = "reported", _("Reported: another's wish")

    code = models.SlugField(max_length=40, unique=True, help_text=_("Permanent: J22-01."))
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="recommendations")
    dialogues = models.ManyToManyField(
        Dialogue,
        blank=True,
        related_name="recommendations",
        help_text=_("Where it should be raised. Empty: the document names no forum."),
    )
    recommender = models.ForeignKey(Actor, models.PROTECT, related_name="recommendations")
    document = models.ForeignKey(Document, models.PROTECT, related_name="recommendations")
    locator = models.CharField(max_length=60, blank=True, help_text=_("paragraph 6, page 12"))
    made_on = models.DateField()
    made_on_precision = precision_field()
    made_on_note = models.CharField(max_length=200, blank=True, help_text=_("How the date is known."))
    kind = models.CharField(max_length=20, choices=Kind.choices)
    summary = models.TextField(help_text=_("In our own words."))
    translations = translations_field("summary")
    withdrawn_on = models.DateField(null=True, blank=True, help_text=_("In force until then."))

    made = partial_date("made_on")
    history = HistoricalRecords(m2m_fields=[dialogues])
    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            precision_rule("made_on", "recommendation"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=models.F("made_on")),
                name="recommendation_is_withdrawn_after_it_was_made",
                violation_error_message=_("A recommendation cannot be withdrawn before it was made."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.topic}"

    def stands_on(self, day: date) -> bool:
        """Whether it had been made by `day` and stands on it: through the day before its withdrawal."""
        return self.made_on <= day and stands_on(day, self.withdrawn_on)

    def stands_at(self, held: PartialDate) -> bool:
        """Whether it certainly was made before a meeting held then, and certainly stands on that day."""
        return stands_at(held, self.made, self.withdrawn_on)

    def get_absolute_url(self) -> str:
        return address("recommendation", self.code)
