"""What the database keeps of the desk's work, in the transaction of the act that changes it: docs/decisions/0045."""

from django.db import models

from .sums import kept_key


class WaitingCell(models.Model):
    """A cell that waits for a ruling: codes of it are handed in, and no finding in force rests on one of them.

    `is_disputed`: do the codes say more than one thing? Triggers write these rows (`rules.waiting`); nothing else does.
    """

    meeting = kept_key("agenda.Meeting")
    topic = kept_key("agenda.Topic")
    is_disputed = models.BooleanField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["meeting", "topic"], name="waitingcell_is_kept_once")]

    def __str__(self) -> str:
        return f"topic {self.topic_id} at meeting {self.meeting_id}"
