"""What the desk keeps while a meeting is being coded: who codes it, and work not yet handed in."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .actors import Actor
from .base import web_address
from .findings import Finding
from .meetings import Meeting
from .recommendations import Recommendation
from .topics import CodebookVersion, Topic


class Affiliation(models.Model):
    """The organization (or the author) an analyst belongs to, so that self-coding is seen."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="affiliation")
    organization = models.ForeignKey(Actor, models.PROTECT, related_name="affiliations")

    def __str__(self) -> str:
        return f"{self.user}, {self.organization}"


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def open(self) -> Self:
        return self.filter(submitted_at=None)

    def submitted(self) -> Self:
        return self.exclude(submitted_at=None)


class Assignment(models.Model):
    """A meeting given to an analyst to code, blind to the others until it is handed in.

    `first_submitted_at` never moves: agreement is computed on the codes as they stood then.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="assignments")
    analyst = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(auto_now_add=True)
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    sent_back_note = models.TextField(blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["assigned_at"]
        indexes = [
            models.Index(
                fields=["analyst", "meeting"],
                condition=models.Q(submitted_at=None),
                name="assignment_not_handed_in",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "analyst"], name="assignment_is_made_once"),
            models.CheckConstraint(
                condition=models.Q(submitted_at=None) | models.Q(first_submitted_at__isnull=False),
                name="assignment_submitted_has_a_first_time",
                violation_error_message=_(
                    "Work that is handed in has a time at which it was first handed in."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} for {self.analyst}"


class Abstention(models.Model):
    """Somebody gave up coding a meeting, and from then on sees what others coded there."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="abstentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="abstentions")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="abstention_is_made_once")]

    def __str__(self) -> str:
        return f"{self.user} does not code {self.meeting}"


class Draft(models.Model):
    """An analyst's work on one cell before it is handed in; seen by nobody else.

    `version` goes up with every save, so a second tab is told; `earlier` holds the last contents for undo;
    `change_id` is the browser's name for the last change, so that one sent twice is stored once.
    """

    UNDO_STEPS = 20

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="drafts")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="drafts")
    analyst = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    version = models.PositiveIntegerField(default=1)
    content = models.JSONField()
    earlier = models.JSONField(default=list)
    change_id = models.CharField(max_length=40, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "topic", "analyst"], name="draft_is_one_a_cell")
        ]

    def __str__(self) -> str:
        return f"draft {self.version} of {self.topic} at {self.meeting}"


class RulingDraft(models.Model):
    """What a reviewer has typed of a ruling and not yet given; seen by nobody else. The last save counts."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="ruling_drafts")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="ruling_drafts")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="ruling_drafts")
    content = models.JSONField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "topic", "reviewer"], name="ruling_draft_is_one_a_cell"
            )
        ]

    def __str__(self) -> str:
        return f"ruling on {self.topic} at {self.meeting}, drafted"


class CodebookChangeQuerySet(models.QuerySet["CodebookChange"]):
    def taken_out(self, number: int | None = None) -> set[str]:
        """Codes of the topics that versions up to `number` took out for good: merged, split or retired, not added anew."""
        rows = self.order_by("version__number").prefetch_related("successors").select_related("topic")
        out: set[str] = set()
        for change in rows.filter(version__number__lte=number) if number is not None else rows:
            stays = change.topic in change.successors.all()
            if change.kind in CodebookChange.ENDS and not stays:
                out.add(change.topic.code)
            elif change.kind == CodebookChange.Kind.ADDED:
                out.discard(change.topic.code)
        return out

    def led_on(self) -> dict[str, str]:
        """{code of a topic that was merged into one other and of which no finding is in force: the other's code}.

        Three queries.
        """
        standing = Finding.objects.in_force().filter(topic=models.OuterRef("topic"))
        asked = Recommendation.objects.filter(topic=models.OuterRef("topic"))
        rows = self.filter(
            ~models.Exists(standing), ~models.Exists(asked), kind=CodebookChange.Kind.MERGED
        ).order_by("version__number")
        found, back = (
            {},
            self.filter(kind=CodebookChange.Kind.ADDED).values_list("topic__code", "version__number"),
        )
        added = dict(back)
        for change in rows.select_related("topic", "version").prefetch_related("successors"):
            codes = [topic.code for topic in change.successors.all()]
            if len(codes) == 1 and added.get(change.topic.code, 0) <= change.version.number:
                found[change.topic.code] = codes[0]
        return found


class CodebookChange(models.Model):
    """What a codebook version did to one topic. Old codings stay; the affected cells are offered for recoding."""

    class Kind(models.TextChoices):
        ADDED = "added", _("Added")
        REDEFINED = "redefined", _("Defined anew")
        SPLIT = "split", _("Split")
        MERGED = "merged", _("Merged into another")
        RETIRED = "retired", _("Retired")

    BREAKS = (Kind.REDEFINED, Kind.SPLIT, Kind.MERGED)
    ENDS = (Kind.SPLIT, Kind.MERGED, Kind.RETIRED)
    """Changes after which a topic is in no later version, unless it is among its own successors."""

    version = models.ForeignKey(CodebookVersion, models.PROTECT, related_name="changes")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="codebook_changes")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    successors = models.ManyToManyField(
        Topic, blank=True, related_name="predecessor_changes", help_text=_("For a split or merge: into what.")
    )
    note = models.TextField(blank=True)

    objects = CodebookChangeQuerySet.as_manager()

    class Meta:
        ordering = ["version", "topic"]
        constraints = [
            models.UniqueConstraint(fields=["version", "topic"], name="codebook_change_is_named_once")
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.topic} {self.get_kind_display().lower()}"

    @property
    def published_successors(self) -> list[Topic]:
        """The topics it was split or merged into that readers may see."""
        return [topic for topic in self.successors.all() if topic.is_published]


class Original(models.Model):
    """The file a document's text was taken from, kept as it came."""

    body = models.OneToOneField("Body", models.CASCADE, related_name="original")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name


class Arrival(models.Model):
    """A text brought to the desk and not yet frozen: read once, shown to whoever brought it, then kept or dropped."""

    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="arrivals")
    brought_at = models.DateTimeField(auto_now_add=True)
    address = models.URLField(max_length=500, blank=True)
    name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField(default=bytes)
    text = models.TextField()
    notes = models.JSONField(default=list)

    class Meta:
        constraints = [web_address("address", "arrival")]

    def __str__(self) -> str:
        return self.name or self.text[:40]
