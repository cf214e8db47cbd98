"""Writes of a merge, each with who did it and why in the history of its row."""

from typing import Any

from django.db import models


class Signed:
    """Writes rows with who did it and why in their history."""

    def __init__(self, by, reason: str):
        self.by, self.reason = by, reason

    def sign(self, row: Any) -> None:
        row._history_user, row._change_reason = self.by, self.reason

    def save(self, row: models.Model) -> None:
        self.sign(row)
        row.save()

    def delete(self, row: models.Model) -> None:
        self.sign(row)
        row.delete()

    def replace(self, relation: Any, row: Any, given: models.Model, kept: models.Model) -> None:
        """Name `kept` instead of `given` in a row's list."""
        self.sign(row)
        listed = getattr(row, relation.field.name)
        listed.add(kept)
        listed.remove(given)
