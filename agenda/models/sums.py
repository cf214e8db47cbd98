"""What the database keeps of the record's sums, in the transaction of the act that changes them: docs/decisions/0032.

Triggers write these tables (`rules.sums`); nothing else does. The database asks no foreign keys of them, because a row that
goes takes what was kept of it along by the same triggers.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from .assessments import Outcome


def kept_key(to: str, **options: Any) -> models.ForeignKey:
    """A column that holds the key of another row, for joins alone: neither constraint nor index, nothing follows a deletion."""
    unasked: dict[str, Any] = {
        "db_constraint": False,
        "db_index": False,
        "related_name": "+",
        "on_delete": models.DO_NOTHING,
    }
    return models.ForeignKey(to, **unasked | options)


def kept_row(to: str) -> models.OneToOneField:
    """The primary key of what is kept of one row each: that row's key, which the database asks nothing of."""
    return models.OneToOneField(
        to, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="+"
    )


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
    """The published finding in force of a public cell, with what rates and lists ask of it.

    `held_last` is the last day on which the meeting may have been held.
    `pattern` says, of a topic that was found, whose own papers name it (`coverage.patterns`), else "".
    `is_recommended`: was the topic recommended for the dialogue before the meeting?
    """

    finding = kept_row("agenda.Finding")
    meeting = kept_key("agenda.Meeting")
    topic = kept_key("agenda.Topic")
    dialogue = kept_key("agenda.Dialogue")
    held_on = models.DateField()
    held_last = models.DateField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    is_excluded = models.BooleanField()
    is_self_coded = models.BooleanField()
    absence_shown = models.BooleanField()
    pattern = models.CharField(max_length=20)
    is_recommended = models.BooleanField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["meeting", "topic"], name="currentcell_is_kept_once")]
        indexes = [
            models.Index(fields=["topic", "held_on", "outcome", "dialogue"], name="currentcell_by_topic"),
            models.Index(fields=["dialogue", "topic"], name="currentcell_by_dialogue"),
            models.Index(fields=["held_on"], name="currentcell_by_day"),
            models.Index(fields=["pattern", "-held_on"], name="currentcell_by_pattern"),
            models.Index(fields=["outcome", "-is_recommended", "-held_on"], name="currentcell_by_outcome"),
            models.Index(
                fields=["meeting", "pattern"], condition=Q(pattern__gt=""), name="currentcell_found_at"
            ),
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
    pattern = models.CharField(max_length=20)
    is_recommended = models.BooleanField()
    n = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue_id", "topic_id", "year", "outcome", "absence_shown", "is_self_coded", "pattern",
                        "is_recommended"],
                name="celltally_is_kept_once",
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["topic_id", "dialogue_id"], name="celltally_by_topic")]

    def __str__(self) -> str:
        return f"{self.n} {self.outcome}"


def _count() -> models.IntegerField:
    return models.IntegerField(db_default=0)


class KeptTopic(models.Model):
    """How many cells of a topic, without self-coded ones, have which outcome, and at how many dialogues it stands as what.

    `…_unshown`: of those in whose papers absence could not have been shown. `asked_…`: its pairs with dialogues (those that
    name none are one), each by the furthest that a recommendation came, on any day from their `settled_on` on.
    """

    topic = kept_row("agenda.Topic")
    raised = _count()
    raised_unshown = _count()
    partly_raised = _count()
    partly_raised_unshown = _count()
    not_raised = _count()
    not_raised_unshown = _count()
    not_determinable = _count()
    not_determinable_unshown = _count()
    asked_raised = _count()
    asked_partly_raised = _count()
    asked_silent_so_far = _count()
    asked_silent = _count()
    asked_cannot_be_told = _count()
    asked_no_meeting_since = _count()
    asked_no_forum = _count()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"sums of topic {self.topic_id}"


class ExpectedCells(models.Model):
    """How many topics had been recommended before a public held meeting; no row where none had."""

    meeting = kept_row("agenda.Meeting")
    dialogue = kept_key("agenda.Dialogue")
    held_on = models.DateField()
    n = models.IntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["dialogue", "held_on"], name="expectedcells_by_dialogue")]

    def __str__(self) -> str:
        return f"{self.n} before meeting {self.meeting_id}"


class ActorSide(models.Model):
    """The side of an actor: the actor at the top of its parents."""

    actor = kept_row("agenda.Actor")
    side = kept_key("agenda.Actor", db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.actor_id} of {self.side_id}"


class KeptCourseQuerySet(models.QuerySet["KeptCourse"]):
    def in_force(self, on: Any) -> "KeptCourseQuerySet":
        """Those of recommendations that were not withdrawn by the day, or by that of an outer query."""
        return self.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=on))


class KeptCourse(models.Model):
    """What became of a public recommendation at one public dialogue it names, as it stands on any day from `settled_on` on.

    A recommendation that names none has one row without a dialogue. Columns are those of `coverage.courses.Course`; the
    others repeat what lists ask of the recommendation. `made_last` is the last day on which it may have been made.
    """

    recommendation = kept_key("agenda.Recommendation")
    dialogue = kept_key("agenda.Dialogue", null=True)
    topic = kept_key("agenda.Topic")
    recommender = kept_key("agenda.Actor")
    document = kept_key("agenda.Document")
    code = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    made_on = models.DateField()
    made_last = models.DateField()
    withdrawn_on = models.DateField(null=True)
    standing = models.CharField(max_length=20)
    meetings = models.IntegerField()
    silent = models.IntegerField()
    days = models.IntegerField(null=True)
    first_meeting = kept_key("agenda.Meeting", null=True)
    settled_on = models.DateField()

    objects = KeptCourseQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "dialogue"], name="keptcourse_is_kept_once")
        ]
        indexes = [
            # The sums of all recommendations are read from these two alone.
            models.Index(fields=["dialogue", "topic", "standing", "made_on"], name="keptcourse_by_pair"),
            models.Index(
                fields=["recommender", "document", "recommendation", "made_on"], name="keptcourse_by_source"
            ),
            models.Index(fields=["recommender", "topic", "made_on"], name="keptcourse_by_asker"),
            models.Index(fields=["settled_on"], name="keptcourse_by_settling"),
            models.Index(fields=["topic"], name="keptcourse_by_topic"),
            models.Index(fields=["document"], name="keptcourse_by_document"),
            models.Index(fields=["code"], name="keptcourse_by_code"),
            models.Index(fields=["standing", "-silent", "-days"], name="keptcourse_by_standing"),
        ]

    def __str__(self) -> str:
        return f"{self.standing} after {self.meetings} meetings"
