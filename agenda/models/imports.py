"""Tables that somebody is bringing in: the files as they came, what was decided about them, and the last dry run."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import address


class Import(models.Model):
    """One or several files brought in together as tables of one kind.

    `digest` is the fingerprint of the dry run that was shown; only that is written.
    `summary` holds what the page needs of it, `report` every row, packed. `signature` is the same for files with the same
    headers, so that what was decided about one can be offered for the next.
    """

    class Kind(models.TextChoices):
        MEETINGS = "meetings", _("Meetings")
        DOCUMENTS = "documents", _("Documents")
        TOPICS = "topics", _("Topics")
        RECOMMENDATIONS = "recommendations", _("Recommendations")
        ASSESSMENTS = "assessments", _("Assessments")
        DIALOGUES = "dialogues", _("Dialogues")
        ACTORS = "actors", _("Actors")
        PLANS = "plans", _("Plans")
        CLAIMS = "claims", _("Claims")
        PACKAGE = "package", _("A whole release (.zip)")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports")
    made_at = models.DateTimeField(auto_now_add=True)
    choices = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    summary = models.JSONField(default=dict)
    report = models.BinaryField(default=bytes)
    written_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    """When something was last decided about it; none until then."""
    signature = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.names} ({self.get_kind_display()})"

    def get_absolute_url(self) -> str:
        return address("import", self.pk)

    def ends_at(self, kept: timedelta) -> datetime:
        """When an unfinished import is thrown away that is kept for so long after the last decision about it."""
        return (self.changed_at or self.made_at) + kept

    @property
    def names(self) -> str:
        """The files' names."""
        return ", ".join(file.name for file in self.files.all())


class ImportFileManager(models.Manager):
    """Files without their contents, which may be large and are read only where a table is tried or written."""

    def get_queryset(self):
        return super().get_queryset().defer("content")


class ImportFile(models.Model):
    """A file as it came; never changed."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    objects = ImportFileManager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
