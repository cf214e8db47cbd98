from django.db import models


class SearchMark(models.Model):
    """How far the search index has followed the changes of one kind of row."""

    kind = models.CharField(max_length=20, unique=True)
    last = models.BigIntegerField()
    n = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.last}"


class SearchName(models.Model):
    """A title or another name of a row that is searched, in folded words: rows are found by how it begins."""

    LONGEST = 200

    name = models.CharField(max_length=LONGEST, db_index=True)
    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "object_id"], name="searchname_by_row")]

    def __str__(self) -> str:
        return f"{self.name} ({self.kind} {self.object_id})"
