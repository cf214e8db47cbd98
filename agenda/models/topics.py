from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .base import Published, address, japanese, not_own_parent, refuse_own_ancestor


class CodebookVersion(models.Model):
    """A numbered state of the codebook; every assessment names the one it was coded under."""

    number = models.PositiveIntegerField(unique=True)
    made_on = models.DateField()
    note = models.TextField(_("change note"), help_text=_("What changed since the version before, and why."))
    codes = models.JSONField(
        default=list, blank=True, editable=False, help_text=_("The topic codes it contains, frozen.")
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="codebook_version_starts_at_one")
        ]

    def __str__(self) -> str:
        return f"Codebook version {self.number}"


class TopicQuerySet(models.QuerySet["Topic"]):
    def published(self) -> Self:
        return self.filter(is_published=True)

    def in_scope_of(self, dialogue: models.Model) -> Self:
        """Topics that are a cell at the dialogue's meetings."""
        return self.exclude(dialogues_without=dialogue)


class Topic(Published):
    """An entry of the codebook. Codes are never reused or merged in place."""

    code = models.SlugField(
        max_length=60, unique=True, help_text=_("Permanent: never reused, never given another meaning.")
    )
    name = models.CharField(max_length=120)
    name_ja = japanese(_("Japanese name"), 120)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text=_("The wider topic."),
    )
    definition = models.TextField()
    includes = models.TextField(blank=True)
    excludes = models.TextField(blank=True)
    aliases = models.JSONField(default=list, blank=True, help_text=_("Words that name it, one a line."))
    phrases = models.JSONField(
        _("more phrases"),
        default=list,
        blank=True,
        help_text=_(
            "Other wordings that count in full when passages are suggested, one a line. "
            "“cyber*” matches whatever begins so; “a + b | c” asks for a and one of b, c in one sentence."
        ),
    )
    partial_phrases = models.JSONField(
        default=list, blank=True, help_text=_("Wordings that touch the topic: suggested as partly raised.")
    )
    excluded_phrases = models.JSONField(
        default=list,
        blank=True,
        help_text=_("Wordings that look like it and do not count: cyberspace, for space."),
    )
    named_in = models.CharField(max_length=120, blank=True, help_text=_("Where the first article names it."))

    history = HistoricalRecords()
    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [not_own_parent("topic")]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return address("topic", self.code)

    def clean(self) -> None:
        refuse_own_ancestor(self)
        before = Topic.objects.filter(pk=self.pk).values_list("code", flat=True).first()
        if before and before != self.code:
            raise ValidationError(
                {"code": _("A code is permanent: this topic stays “%(before)s”.") % {"before": before}}
            )


class InterpretationNoteQuerySet(models.QuerySet["InterpretationNote"]):
    def in_force(self) -> Self:
        """Notes of every version so far, the newest first: a later version adds to earlier rulings."""
        return self.select_related("version").order_by("-version__number", "number")

    def up_to(self, version: CodebookVersion) -> Self:
        """Notes that were in force for codes made under `version`: its own and those of earlier ones."""
        return self.in_force().filter(version__number__lte=version.number)


class InterpretationNote(models.Model):
    """A general ruling of a codebook version: how its entries are to be read in a kind of doubtful case."""

    version = models.ForeignKey(CodebookVersion, models.PROTECT, related_name="interpretation_notes")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    example = models.TextField(blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="interpretation_notes")

    objects = InterpretationNoteQuerySet.as_manager()

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"], name="interpretation_note_number_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
