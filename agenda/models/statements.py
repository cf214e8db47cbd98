"""Statements that are the same in every request, put together once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import JSONField, Model, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.functional import cached_property

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Statement(Generic[Row]):
    """How the rows of a queryset are asked for: the same in every request, so it is put together once.

    `word` is the column that stands in addresses; `in_json` are the places of columns that are read as text; `marks` names
    conditions, which follow the columns.
    """

    model: type[Row]
    word: str
    columns: tuple[str, ...]
    in_json: tuple[int, ...]
    marks: tuple[str, ...]
    sql: str
    values: tuple[Any, ...]

    @classmethod
    def of(
        cls, rows: QuerySet[Row], word: str, columns: tuple[str, ...] = (), marks: Mapping[str, Any] = {}
    ) -> "Statement[Row]":
        """The statement of the rows, of all their columns where none are named."""
        fields = [f for f in rows.model._meta.concrete_fields if not columns or f.attname in columns]
        names = tuple(field.attname for field in fields)
        in_json = tuple(at for at, field in enumerate(fields) if isinstance(field, JSONField))
        asked = [Cast(f.attname, TextField()) if isinstance(f, JSONField) else f.attname for f in fields]
        told: QuerySet[Any, Any] = rows.values_list(*asked, *marks.values())
        return cls(rows.model, word, names, in_json, tuple(marks), *told.query.sql_with_params())

    def fetched(self) -> list[tuple[Any, ...]]:
        """The rows as the driver gives them. One query."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


class StoredNouns(Generic[Row]):
    """The rows of a statement as the database gave them, by key. Requests share them, so nobody changes them."""

    def __init__(self, statement: Statement[Row]) -> None:
        self.statement = statement
        own, at = len(statement.columns), statement.columns.index(statement.word)
        self.rows: dict[int, tuple[Any, ...]] = {}
        self.words: dict[int, str] = {}
        self.marked: dict[str, set[int]] = {name: set() for name in statement.marks}
        sets = list(self.marked.values())
        for row in statement.fetched():
            pk = row[0]
            self.rows[pk], self.words[pk] = row, row[at]
            for is_marked, kept in zip(row[own:], sets, strict=True):
                if is_marked:
                    kept.add(pk)

    @cached_property
    def keys_by_word(self) -> dict[str, int]:
        return {word: pk for pk, word in self.words.items()}
