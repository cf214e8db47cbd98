from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .assessments import MAY_CODE, AppendOnly, Assessment, Depth, Outcome, judgement_rules
from .base import address, row_by_row
from .documents import Document
from .meetings import Meeting
from .topics import Topic


def finding_address(meeting: str, topic: str) -> str:
    """Return the permanent path of a cell, by the meeting's slug and the topic's code."""
    return address("finding", meeting, topic)


IN_PUBLIC_CELL = Q(meeting__is_published=True, meeting__dialogue__is_published=True, topic__is_published=True)
"""Of a finding: the public may see its meeting and its topic."""


class FindingQuerySet(AppendOnly):
    def in_public_cells(self) -> Self:
        """Every finding, old ones and withdrawals too, whose meeting and topic the public may see."""
        return self.filter(IN_PUBLIC_CELL)

    def published(self) -> Self:
        """What the public is told now: current and not withdrawn."""
        return self.in_public_cells().current().filter(status=Finding.Status.PUBLISHED)

    def visible_to(self, user) -> Self:
        """Without results that only accounts see, of meetings that `user` may still code: coding is blind."""
        if not user.has_perm(MAY_CODE):
            return self
        own = Q(decided_by=user) | row_by_row("assessment", Assessment.objects.filter(assessed_by=user))
        # Asked row by row, so that a page of them reads no more than it shows.
        return self.filter(IN_PUBLIC_CELL | own | row_by_row("meeting", Meeting.objects.seen_by(user)))

    def in_force(self) -> Self:
        """Current and not withdrawn, whether or not the public may see its meeting."""
        return self.current().filter(status=Finding.Status.PUBLISHED)

    def with_absence_shown(self) -> models.QuerySet[Any]:
        """Annotate `absence_shown`: could the documents examined have shown that a topic is absent?

        True when one of them is a readout of the meeting read whole, and every joint paper of the
        meeting on record was read whole too.
        """
        read_whole = Document.objects.readouts().read_whole()
        # Asked of the few papers of one finding: a list of all that were read whole would be looked through for each.
        examined = read_whole.filter(examinations__assessment=models.OuterRef("assessment"))
        joint = Document.objects.joint().filter(meeting=models.OuterRef("meeting"))
        unread = joint.filter(~models.Exists(read_whole.filter(pk=models.OuterRef("pk"))))
        return self.annotate(
            absence_shown=models.ExpressionWrapper(
                Q(models.Exists(examined)) & ~Q(models.Exists(unread)), models.BooleanField()
            )
        )


class Finding(models.Model):
    """The published result for (meeting, topic). Append-only: a change or withdrawal supersedes."""

    class Basis(models.TextChoices):
        SINGLE_CODER = "single_coder", _("Single coder")
        AGREED = "agreed", _("Coders agreed")
        ADJUDICATED = "adjudicated", _("Adjudicated")

    class Status(models.TextChoices):
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="findings")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="findings")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="findings")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    depth = models.CharField(max_length=20, choices=Depth.choices, blank=True)
    is_excluded = models.BooleanField(_("explicitly excluded"), default=False)
    is_self_coded = models.BooleanField(_("self-coded"), default=False, editable=False)
    basis = models.CharField(max_length=20, choices=Basis.choices)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PUBLISHED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="findings")
    decided_at = models.DateTimeField(default=timezone.now, editable=False)
    reason = models.TextField(blank=True, help_text=_("Why it was decided so, changed or withdrawn."))
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        indexes = [
            models.Index(fields=["meeting", "topic"], name="finding_by_cell"),
            models.Index(fields=["decided_at", "id"], name="finding_by_day_decided"),
            models.Index(
                fields=["decided_at", "id"], condition=Q(basis="adjudicated"), name="finding_ruled_by_day"
            ),
        ]
        constraints = [
            *judgement_rules("finding"),
            # One head and one-to-one supersession leave exactly one current finding a cell.
            models.UniqueConstraint(
                fields=["meeting", "topic"],
                condition=Q(supersedes=None),
                name="finding_cell_has_one_current",
                violation_error_message=_("This cell has a finding: supersede it."),
            ),
            models.CheckConstraint(
                condition=Q(status="published") | Q(supersedes__isnull=False) & ~Q(reason=""),
                name="finding_withdrawal_supersedes_with_a_reason",
                violation_error_message=_("A withdrawal needs a reason and the finding it withdraws."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} at {self.meeting}: {self.get_outcome_display()}"

    def get_absolute_url(self) -> str:
        """The permanent address of the cell: whatever is decided later stands there."""
        return finding_address(self.meeting.slug, self.topic.code)

    def version_address(self, number: int) -> str:
        """The permanent address of this finding as the cell's version `number`, counted from 1."""
        return address("finding-version", self.meeting.slug, self.topic.code, number)

    def delete(self, *args, **kwargs):
        raise TypeError(_("Findings are append-only: supersede or withdraw instead."))
