"""What the database keeps of what was recommended, counted: docs/decisions/0056."""

from django.db import models

from .sums import kept_key


class AskedPair(models.Model):
    """A topic and a dialogue (0: none named) that public recommendations name: how many do, and as what the pair stands.

    It stands as the furthest of their courses does (`coverage.headline.ORDER`). Triggers write these rows, and those of
    the tables below (`rules.asked`); nothing else does.
    """

    dialogue_id = models.BigIntegerField()
    topic_id = models.BigIntegerField()
    standing = models.CharField(max_length=20)
    n = models.IntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["dialogue_id", "topic_id"], name="askedpair_is_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.standing}"


class AskedTally(models.Model):
    """How many pairs of a dialogue stand as what, and how many courses these pairs have."""

    dialogue_id = models.BigIntegerField()
    standing = models.CharField(max_length=20)
    pairs = models.BigIntegerField()
    courses = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["dialogue_id", "standing"], name="askedtally_is_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.pairs} {self.standing}"


class AskedSource(models.Model):
    """What a recommender asks in a document: how many recommendations, how many courses, made from which day to which."""

    recommender = kept_key("agenda.Actor")
    document = kept_key("agenda.Document")
    recommendations = models.IntegerField()
    courses = models.IntegerField()
    since = models.DateField()
    until = models.DateField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["recommender", "document"], name="askedsource_is_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.recommendations} by {self.recommender_id}"
