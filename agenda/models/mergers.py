"""Rows that were one and the same and were merged: the address that was given up leads to the row that stayed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .actors import Actor
from .documents import Document
from .topics import Topic

MERGED: dict[str, tuple[type[models.Model], str]] = {
    "actor": (Actor, "slug"),
    "topic": (Topic, "code"),
    "document": (Document, "slug"),
}
"""The nouns of which two rows may be merged: their model and the column of their permanent address."""


class MergerQuerySet(models.QuerySet["Merger"]):
    def of(self, noun: str) -> models.QuerySet["Merger"]:
        """Mergers of one noun, each with the row that stayed."""
        return self.filter(noun=noun).select_related(noun)

    def keys_now(self, noun: str) -> dict[str, str]:
        """{address given up: address of the row that stands for it}. One query."""
        _model, field = MERGED[noun]
        return dict(self.filter(noun=noun).values_list("key", f"{noun}__{field}"))

    def public_key(self, noun: str, key: str) -> str:
        """The address that `key` leads readers to; "" when it was never public, or the row that stayed is not."""
        model, field = MERGED[noun]
        rows: Any = model
        public = {f"{noun}__in": rows.objects.published()}
        found = self.filter(noun=noun, key=key, was_public=True, **public)
        return found.values_list(f"{noun}__{field}", flat=True).first() or ""


class Merger(models.Model):
    """A row that was merged into another: its address and name, and what was moved.

    The row itself is gone; its history stays. Where the row that stayed is merged in its turn, its mergers go along.
    """

    class Noun(models.TextChoices):
        ACTOR = "actor", _("Actor")
        TOPIC = "topic", _("Topic")
        DOCUMENT = "document", _("Document")

    noun = models.CharField(max_length=10, choices=Noun.choices)
    key = models.CharField(max_length=120, help_text=_("The address that was given up."))
    name = models.CharField(max_length=300)
    actor = models.ForeignKey(Actor, models.CASCADE, null=True, related_name="mergers")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, related_name="mergers")
    document = models.ForeignKey(Document, models.CASCADE, null=True, related_name="mergers")
    was_public = models.BooleanField(help_text=_("Readers knew the address that was given up."))
    moved = models.JSONField(default=dict, help_text=_("How many rows of each kind were moved."))
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()

    objects = MergerQuerySet.as_manager()

    class Meta:
        ordering = ["-merged_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["noun", "key"], name="merger_gives_an_address_up_once"),
            models.CheckConstraint(
                condition=Q(noun="actor", actor__isnull=False, topic=None, document=None)
                | Q(noun="topic", topic__isnull=False, actor=None, document=None)
                | Q(noun="document", document__isnull=False, actor=None, topic=None),
                name="merger_names_the_row_that_stayed",
                violation_error_message=_("An address that was given up leads to one row of its own kind."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.key})"


def given_up_keys(model: type[models.Model]) -> models.QuerySet[Merger]:
    """The mergers by which rows of the model gave their address up; none of a model that is never merged."""
    return Merger.objects.filter(noun=model._meta.model_name)
