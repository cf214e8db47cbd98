"""Rows counted by the choices of several filters in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet

from agenda.models import Document, Meeting


def counted(
    groups: Mapping[str, tuple[QuerySet[Any], str | None]], most: int | None = None
) -> dict[str, Any]:
    """{value: rows} of each (rows, column) by its name; None where it has more than `most` rows. One query.

    Rows without a column are counted whole, {"": rows}, at most one more than `most`. Values are texts.
    """
    found: dict[str, Any] = {name: {} for name in groups}
    selects: list[str] = []
    values: list[Any] = []
    for place, (rows, column) in enumerate(groups.values()):
        try:
            sql, its = _option(rows, column, most).query.sql_with_params()
        except EmptyResultSet:
            continue
        option = "CAST(option AS text)" if column else "''"
        grouped = " GROUP BY option" if column else ""
        selects.append(f"SELECT {place} AS place, {option}, COUNT(*) FROM ({sql}) q{place}{grouped}")  # noqa: S608
        values += its
    if selects:
        names = list(groups)
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(selects), values)
            for place, value, n in cursor.fetchall():
                found[names[place]][value] = n
    return {
        name: None if most and groups[name][1] and sum(counts.values()) > most else counts
        for name, counts in found.items()
    }


def _option(rows: QuerySet[Any], column: str | None, most: int | None) -> QuerySet[Any]:
    rows = rows.order_by()
    if column:
        rows = rows.annotate(option=F(column)).values("option", *(("pk",) if rows.query.distinct else ()))
    elif rows.query.values_select == ():
        rows = rows.values("pk")
    return rows[: most + 1] if most else rows


@dataclass(frozen=True)
class PublicRows:
    """Counts the public rows of a model, at most one more than `most`; of one version of the record they are counted once."""

    model: type[Document | Meeting]
    most: int | None = None

    def __call__(self) -> int:
        return counted({"": (self.model.objects.published(), None)}, self.most)[""].get("", 0)
