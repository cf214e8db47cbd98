from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .actors import Actor
from .base import Published, address, japanese, not_own_parent, refuse_own_ancestor


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


class Dialogue(Published):
    """A standing forum. Where readers filter, the word is *forum*."""

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

    history = HistoricalRecords(m2m_fields=[members])
    objects = DialogueQuerySet.as_manager()

    class Meta:
        ordering = ["short_name"]
        constraints = [not_own_parent("dialogue")]

    def __str__(self) -> str:
        return self.short_name

    def natural_key(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return address("dialogue", self.slug)

    def clean(self) -> None:
        refuse_own_ancestor(self)
