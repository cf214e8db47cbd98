from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from agenda.translated import Translated

from .base import Published, address, japanese, not_own_parent, refuse_own_ancestor
from .translations import translations_field


class ActorQuerySet(models.QuerySet["Actor"]):
    def published(self) -> Self:
        return self.filter(is_published=True)

    def sides(self) -> dict[int, "Actor"]:
        """Map every actor's id to its side: the actor at the top of its parents. One query."""
        actors = self.model.objects.in_bulk()
        tops = {}
        for pk, actor in actors.items():
            seen = {pk}
            while actor.parent_id and actor.parent_id not in seen:
                actor = actors[actor.parent_id]
                seen.add(actor.pk)
            tops[pk] = actor
        return tops


class Actor(Translated, Published):
    """Whoever meets, issues or recommends."""

    class Kind(models.TextChoices):
        STATE = "state", pgettext_lazy("a kind of actor", "State")
        ECONOMY = "economy", _("Economy")
        GROUP = "group", _("Group of states")
        ORGANIZATION = "organization", _("International organization")
        MINISTRY = "ministry", _("Ministry")
        OFFICE = "office", _("Office")
        PARLIAMENT = "parliament", _("Parliament")
        THINK_TANK = "think_tank", _("Think tank")
        UNIVERSITY = "university", _("University")
        ASSOCIATION = "association", _("Association")
        NEWS_OUTLET = "news_outlet", _("News outlet")
        PERSON = "person", _("Person")

    name = models.CharField(max_length=200)
    name_ja = japanese(_("Japanese name"), 200)
    translations = translations_field("name")
    slug = models.SlugField(max_length=80, unique=True, help_text=_("Its permanent address: /actors/…/"))
    kind = models.CharField(max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text=_("A ministry's or office's state: the top of the line is its side."),
    )
    iso_code = models.CharField(
        _("ISO code"), max_length=2, blank=True, help_text=_("Two letters, states only.")
    )

    history = HistoricalRecords()
    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            not_own_parent("actor"),
            models.CheckConstraint(
                condition=Q(iso_code="") | Q(iso_code__regex=r"^[A-Z]{2}$"),
                name="actor_iso_code_is_two_capitals",
                violation_error_message=_("An ISO code is two capital letters."),
            ),
        ]

    def __str__(self) -> str:
        return self.reader.name

    def natural_key(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return address("actor", self.slug)

    def clean(self) -> None:
        refuse_own_ancestor(self)


def public_actor(actor: Actor | None) -> Actor | None:
    """The actor when the public may see it, else None."""
    return actor if actor is not None and actor.is_published else None
