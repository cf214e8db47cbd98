"""Words that analysts propose for a topic, by which passages would be suggested from the next codebook version on."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .assessments import MAY_CODE
from .documents import Document
from .meetings import Meeting
from .topics import CodebookVersion, Topic


class WordProposalQuerySet(models.QuerySet["WordProposal"]):
    def open(self) -> Self:
        return self.filter(decided_at=None)

    def decided(self) -> Self:
        return self.exclude(decided_at=None)

    def accepted(self) -> Self:
        return self.filter(is_accepted=True)

    def pending(self) -> Self:
        """Accepted since the newest codebook version: they land in the next one."""
        return self.accepted().filter(version=None)

    def visible_to(self, user) -> Self:
        """Without those of others from meetings that `user` may still code: they tell how a cell was coded."""
        if not user.has_perm(MAY_CODE):
            return self
        seen = Meeting.objects.seen_by(user).values("pk")
        return self.filter(Q(proposed_by=user) | Q(document__meeting__in=seen))

    def land_in(self, version: CodebookVersion) -> int:
        """Note what is pending as words of this version; returns how many."""
        return self.pending().update(version=version)


class WordProposal(models.Model):
    """Words from a passage that an analyst chose, proposed for the topic; a reviewer accepts or declines them.

    Accepted ones stand among the topic's phrases at once and are named under the codebook version made next. Versions
    made before name other words and stay as they are.
    """

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="word_proposals")
    language = models.CharField(max_length=12)
    words = models.CharField(max_length=200)
    is_partial = models.BooleanField(
        default=False, help_text=_("They touch the topic: suggested as partly raised.")
    )
    document = models.ForeignKey(Document, models.CASCADE, related_name="word_proposals")
    quote = models.TextField(help_text=_("The passage they were taken from."))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="word_proposals")
    proposed_at = models.DateTimeField(auto_now_add=True)
    is_accepted = models.BooleanField(default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text=_("Why they were declined."))
    version = models.ForeignKey(
        CodebookVersion, models.PROTECT, null=True, blank=True, related_name="new_words"
    )

    objects = WordProposalQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "language", "words"],
                name="word_proposal_is_made_once",
                violation_error_message=_("These words were proposed for this topic already."),
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, is_accepted=False, version=None)
                | Q(decided_at__isnull=False, is_accepted=True)
                | Q(decided_at__isnull=False, is_accepted=False, version=None) & ~Q(reason=""),
                name="word_proposal_is_declined_with_a_reason",
                violation_error_message=_("Words that are declined need a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.words}” for {self.topic}"
