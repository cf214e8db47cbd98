"""Rows that stand one list after another, each in an order that an index has."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet


class Parts(Sequence):
    """Querysets one after another with the number of rows of each; a slice asks only those that it touches."""

    def __init__(self, parts: list[tuple[int, QuerySet]]) -> None:
        self.parts = parts

    def __len__(self) -> int:
        return sum(n for n, _rows in self.parts)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, int):
            return self[index : index + 1][0]
        start, stop, _step = index.indices(len(self))
        found: list[Any] = []
        for n, rows in self.parts:
            if start < n and stop > 0:
                found += rows[max(start, 0) : min(stop, n)]
            start, stop = start - n, stop - n
        return found

    def light(self, *related: str) -> Iterator[Any]:
        """Every row with the rows it is related to, read as they are stored."""
        for _n, rows in self.parts:
            yield from rows.select_related(*related)
