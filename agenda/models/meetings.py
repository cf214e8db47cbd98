from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agenda.translated import Translated

from .actors import Actor
from .base import Published, address, partial_date, precision_field, precision_rule
from .dialogues import Dialogue, Level
from .translations import translations_field

MOST_DAYS = 31
"""How many days a meeting may last; more is a slip of the pen."""


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def published(self) -> Self:
        return self.filter(is_published=True, dialogue__is_published=True)

    def held(self) -> Self:
        return self.filter(status=Meeting.Status.HELD)

    def seen_by(self, user) -> Self:
        """Meetings that the user has handed in or gave up coding: what others coded there is no secret from them."""
        handed_in = Q(assignments__analyst=user, assignments__submitted_at__isnull=False)
        return self.filter(handed_in | Q(abstentions__user=user)).distinct()

    def newest_first(self) -> Self:
        return self.order_by(F("held_on").desc(nulls_first=True), "-pk")

    def known(self, on: date, today: date) -> Self:
        """Meetings that had begun by `on`; and, when `on` is not in the past, those still to come."""
        return self if on >= today else self.until(on)

    def to_come(self, on: date) -> Self:
        """Meetings announced that are not over before `on`: those that last until then or begin later."""
        ahead = Q(held_on__gte=on) | Q(ends_on__gte=on)
        return self.filter(ahead, status=Meeting.Status.SCHEDULED)

    def until(self, on: date) -> Self:
        """Meetings whose date had certainly begun by `on`."""
        return self.filter(held_on__lte=on)


class Meeting(Translated, Published):
    """One occasion of a dialogue."""

    NAMED_BY = "title"

    class Format(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        VIRTUAL = "virtual", _("Virtual")
        PHONE = "phone", _("Phone")
        HYBRID = "hybrid", _("Hybrid")

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("Scheduled")
        HELD = "held", _("Held")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=200)
    translations = translations_field("title", "place", "note")
    slug = models.SlugField(
        max_length=120, unique=True, help_text=_("Its permanent address. Left empty: dialogue and date.")
    )
    held_on = models.DateField(
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Local date at the place. Required once it was held."),
    )
    held_on_precision = precision_field()
    ends_on = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Of a meeting of several days; empty for one of a single day."),
    )
    place = models.CharField(max_length=120, blank=True)
    format = models.CharField(max_length=20, choices=Format.choices)
    level = models.CharField(
        max_length=20,
        choices=Level.choices,
        help_text=_("Of this meeting; it may differ from the dialogue's."),
    )
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.HELD)
    note = models.TextField(blank=True, help_text=_("Public, in our own words."))

    held = partial_date("held_on", ends="ends_on")
    history = HistoricalRecords()
    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "slug"]
        indexes = [models.Index(fields=["dialogue", "held_on"], name="meeting_by_dialogue_and_day")]
        constraints = [
            precision_rule("held_on", "meeting"),
            models.CheckConstraint(
                condition=~Q(status="held") | Q(held_on__isnull=False),
                name="meeting_held_has_a_date",
                violation_error_message=_("A meeting that was held has a date: the year alone will do."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(held_on__isnull=False, held_on_precision="day"),
                name="meeting_last_day_follows_a_day",
                violation_error_message=_("A meeting with a last day has a first day, known to the day."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(ends_on__gt=F("held_on"), ends_on__lt=F("held_on") + timedelta(days=MOST_DAYS)),
                name="meeting_lasts_days",
                violation_error_message=_(
                    "The last day comes after the first one and within a month of it; leave it empty for a single day."
                ),
            ),
        ]

    def __str__(self) -> str:
        words = {"title": self.reader.title, "held": self.held or gettext("no date yet")}
        return pgettext("a meeting by its title and date", "%(title)s, %(held)s") % words

    def natural_key(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return address("meeting", self.slug)


class Attendance(models.Model):
    """Who attended a meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="attendances")
    representative = models.CharField(max_length=120, blank=True, help_text=_("Name of the person."))
    office = models.CharField(max_length=120, blank=True, help_text=_("Office held that day."))

    history = HistoricalRecords()

    class Meta:
        ordering = ["actor__name", "representative"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "actor", "representative"],
                name="attendance_is_recorded_once",
                violation_error_message=_("This attendance is already recorded."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.representative or self.actor} at {self.meeting}"
