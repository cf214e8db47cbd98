from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agenda.translated import Translated

from .actors import Actor
from .base import Published, address, japanese, not_own_parent, refuse_own_ancestor
from .topics import Topic
from .translations import translations_field


class Level(models.TextChoices):
    LEADERS = "leaders", _("Leaders")
    MINISTERIAL = "ministerial", _("Ministers")
    VICE_MINISTERIAL = "vice_ministerial", _("Vice-ministers")
    SENIOR_OFFICIALS = "senior_officials", _("Senior officials")
    WORKING = "working", _("Working level")
    MIXED = "mixed", _("Mixed levels")


class DialogueQuerySet(models.QuerySet["Dialogue"]):
    def published(self) -> Self:
        return self.filter(is_published=True)


class Dialogue(Translated, Published):
    """A standing forum. Where readers filter, the word is *forum*."""

    NAMED_BY = "short_name"

    class Kind(models.TextChoices):
        BILATERAL = "bilateral", _("Bilateral")
        TRILATERAL = "trilateral", _("Trilateral")
        MINILATERAL = "minilateral", _("Minilateral")
        MULTILATERAL = "multilateral", _("Multilateral")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ANNOUNCED = "announced", _("Announced")
        ACTIVE = "active", _("Active")
        ON_HOLD = "on_hold", _("On hold")
        ENDED = "ended", _("Ended")

    name = models.CharField(max_length=200)
    name_ja = japanese(_("Japanese name"), 200)
    translations = translations_field("name", "short_name", "note", "gaps")
    short_name = models.CharField(max_length=60, help_text=_("As it stands in tables: JHLC, Quad."))
    slug = models.SlugField(max_length=80, unique=True, help_text=_("Its permanent address: /dialogues/…/"))
    other_names = models.JSONField(default=list, blank=True, help_text=_("One a line: EPCC, Economic 2+2."))
    kind = models.CharField(max_length=20, choices=Kind.choices)
    level = models.CharField(max_length=20, choices=Level.choices)
    status = models.CharField(max_length=20, choices=Status.choices)
    members = models.ManyToManyField(Actor, related_name="dialogues", blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text=_("The dialogue it works under: the JWLC under the JHLC."),
    )
    note = models.TextField(blank=True, help_text=_("Public, in our own words."))
    covered_from = models.DateField(
        _("record kept from"), null=True, blank=True, help_text=_("First day the record looks at.")
    )
    covered_until = models.DateField(
        _("record kept until"),
        null=True,
        blank=True,
        help_text=_(
            "Last day meetings were looked for; waits count to this day. Empty: not kept as a series."
        ),
    )
    gaps = models.JSONField(
        _("known gaps"),
        default=list,
        blank=True,
        help_text=_("What the record is known to lack, one a line."),
    )
    out_of_scope = models.ManyToManyField(
        Topic,
        blank=True,
        related_name="dialogues_without",
        verbose_name=_("topics out of scope"),
        help_text=_("Topics that are no cell here: Taiwan at the dialogue with Taiwan."),
    )

    history = HistoricalRecords(m2m_fields=[members, out_of_scope])
    objects = DialogueQuerySet.as_manager()

    class Meta:
        ordering = ["short_name"]
        constraints = [
            not_own_parent("dialogue"),
            models.CheckConstraint(
                condition=Q(covered_from=None)
                | Q(covered_until=None)
                | Q(covered_until__gte=models.F("covered_from")),
                name="dialogue_coverage_ends_after_it_begins",
                violation_error_message=_("The record of a dialogue cannot end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.reader.short_name

    def natural_key(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return address("dialogue", self.slug)

    def clean(self) -> None:
        refuse_own_ancestor(self)
