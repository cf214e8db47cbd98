from django.db import models


class SearchMark(models.Model):
    """How far the search index has followed the changes of one kind of row."""

    kind = models.CharField(max_length=20, unique=True)
    last = models.BigIntegerField()
    n = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.last}"
