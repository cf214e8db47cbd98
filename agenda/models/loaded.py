from django.db import models


class LoadedRow(models.Model):
    """A row as `load_record` last read it from a file.

    It is the common ancestor of a three-way merge: a value that differs from it in the database was
    changed by an editor and is kept, one that differs in the file is taken.
    """

    noun = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    values = models.JSONField()
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["noun", "key"], name="loaded_row_is_remembered_once")]

    def __str__(self) -> str:
        return f"{self.noun} {self.key}"
