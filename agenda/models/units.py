"""What the database keeps of units that several coded blind, and counts: docs/decisions/0042."""

from django.db import models

from .sums import kept_key


class CodedUnit(models.Model):
    """What two or more coders gave a unit under one codebook version: a public cell, or its topic in a paper read whole.

    `papers` are the keys of the documents that all of them examined for the cell, or that of the paper. `codes` holds
    "coder:outcome" for each coder, by the coder's key, in any order; `first_id` is the first of the assessments that count,
    by which cells are put in order. Triggers write these rows (`rules.units`); nothing else does.
    """

    meeting = kept_key("agenda.Meeting")
    topic = kept_key("agenda.Topic")
    dialogue = kept_key("agenda.Dialogue")
    version = kept_key("agenda.CodebookVersion")
    is_paper = models.BooleanField()
    papers = models.TextField()
    first_id = models.BigIntegerField()
    codes = models.TextField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "topic", "is_paper", "version", "papers"], name="codedunit_is_kept_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["version", "first_id"], condition=models.Q(is_paper=False), name="codedunit_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.codes


class UnitTally(models.Model):
    """How many units were given the same codes: cells of a topic, cells of a dialogue, or papers; 0 stands for all."""

    is_paper = models.BooleanField()
    dialogue_id = models.BigIntegerField()
    topic_id = models.BigIntegerField()
    version = kept_key("agenda.CodebookVersion")
    codes = models.TextField()
    n = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["is_paper", "dialogue_id", "topic_id", "version", "codes"],
                name="unittally_is_kept_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.n} × {self.codes}"
