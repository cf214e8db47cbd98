"""What the database keeps of the record's sums, in the transaction of the act that changes them: docs/decisions/0032.

Triggers write these tables (`rules.sums`); nothing else does. Keys of rows are plain numbers here, because a row that goes
takes what was kept of it along by the same triggers.
"""

from django.db import models

from .assessments import Outcome


class RecordVersion(models.Model):
    """One row: `number` grows and `mark`, by chance, changes with every statement that changes what the public may see.

    A restored backup brings both back; the mark tells its next changes from those that were lost.
    """

    number = models.BigIntegerField(default=0)
    mark = models.CharField(max_length=32, default="")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number}-{self.mark}"


class CurrentCell(models.Model):
    """The published finding in force of a public cell, with what rates and lists ask of it."""

    finding_id = models.BigIntegerField(primary_key=True)
    meeting_id = models.BigIntegerField()
    topic_id = models.BigIntegerField()
    dialogue_id = models.BigIntegerField()
    held_on = models.DateField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    is_excluded = models.BooleanField()
    is_self_coded = models.BooleanField()
    absence_shown = models.BooleanField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["meeting_id", "topic_id"], name="currentcell_is_kept_once")
        ]
        indexes = [
            models.Index(fields=["topic_id", "held_on"], name="currentcell_by_topic"),
            models.Index(fields=["dialogue_id", "topic_id"], name="currentcell_by_dialogue"),
            models.Index(fields=["held_on"], name="currentcell_by_day"),
        ]

    def __str__(self) -> str:
        return f"finding {self.finding_id}: {self.outcome}"


class CellTally(models.Model):
    """How many current cells there are of an outcome: of a dialogue, a topic, a year, or all (0)."""

    dialogue_id = models.BigIntegerField()
    topic_id = models.BigIntegerField()
    year = models.IntegerField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    absence_shown = models.BooleanField()
    is_self_coded = models.BooleanField()
    n = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue_id", "topic_id", "year", "outcome", "absence_shown", "is_self_coded"],
                name="celltally_is_kept_once",
            )
        ]
        indexes = [models.Index(fields=["topic_id", "dialogue_id"], name="celltally_by_topic")]

    def __str__(self) -> str:
        return f"{self.n} {self.outcome}"


class KeptCourse(models.Model):
    """What became of a recommendation at one public dialogue it names, as it stands on any day from `settled_on` on.

    Columns are those of `coverage.courses.Course`.
    """

    recommendation_id = models.BigIntegerField()
    dialogue_id = models.BigIntegerField()
    topic_id = models.BigIntegerField()
    standing = models.CharField(max_length=20)
    meetings = models.IntegerField()
    silent = models.IntegerField()
    days = models.IntegerField(null=True)
    first_meeting_id = models.BigIntegerField(null=True)
    settled_on = models.DateField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation_id", "dialogue_id"], name="keptcourse_is_kept_once"
            )
        ]
        indexes = [models.Index(fields=["dialogue_id", "topic_id"], name="keptcourse_by_dialogue")]

    def __str__(self) -> str:
        return f"{self.standing} after {self.meetings} meetings"
