"""Rows of kept tables for data addresses: read from where the page before ended, a page at a time."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from agenda.filters.parts import Parts
from agenda.models import CurrentCell, KeptCourse, Meeting

FEW = 2_000
"""CellRows up to which all are read at once: so few may lie at meetings far apart."""
MEETINGS = 50, 500
"""Meetings whose cells are read first, and at most, at a time."""
AT_A_TIME = 5_000
"""Rows that are read at a time where all are wanted in an order asked for."""


class KeptRows:
    """Rows in an order, of which only those of a page are read; `count` is None where so many are not counted."""

    def __init__(self, count: int | None) -> None:
        self.count = count

    def after(self, cursor: str, most: int) -> list[Any] | None:
        """At most so many rows after the one with that key ("" for the first); None where no row can have it."""
        raise NotImplementedError

    def whole(self, size: int, key: Callable[[Any], str]) -> Iterator[list[Any]]:
        """All rows, `size` at a time; `key` gives that of a row."""
        some = self.after("", size)
        while some:
            yield some
            some = self.after(key(some[-1]), size)


class Arranged(KeptRows):
    """Rows in an order that was asked for: `rows` are a queryset or `Parts`, `pk_of` finds the row of a key."""

    def __init__(self, rows: Any, count: int | None, pk_of: Callable[[str], int | None]) -> None:
        super().__init__(count)
        self._rows, self._pk_of = rows, pk_of

    def after(self, cursor, most):
        if not cursor:
            return list(self._rows[:most])
        wanted = self._pk_of(cursor)
        place = next((place for place, pk in enumerate(self._keys()) if pk == wanted), None)
        return None if place is None else list(self._rows[place + 1 : place + 1 + most])

    def _keys(self) -> Iterator[int]:
        """The keys of all rows in their order, read no further than somebody asks."""
        if not isinstance(self._rows, QuerySet | Parts):
            yield from self._rows.keys
            return
        for rows in (
            [rows for _n, rows in self._rows.parts] if isinstance(self._rows, Parts) else [self._rows]
        ):
            yield from rows.values_list("pk", flat=True).iterator()

    def whole(self, size, key):
        start = 0
        while some := list(self._rows[start : start + AT_A_TIME]):
            yield from (some[at : at + size] for at in range(0, len(some), size))
            start += AT_A_TIME


class CourseRows(KeptRows):
    """Kept courses by the code of the recommendation and the slug of the dialogue, those without one first."""

    def __init__(self, rows: QuerySet[KeptCourse]) -> None:
        super().__init__(rows.count())
        self._rows = rows.alias(forum_slug=Coalesce("dialogue__slug", Value(""))).order_by(
            "code", "forum_slug"
        )

    def after(self, cursor, most):
        rows = self._rows
        if cursor:
            code, slug = _code_and_forum(cursor)
            further = Q() if slug is None else Q(forum_slug__gt=slug)
            rows = rows.filter(Q(code__gt=code) | Q(code=code) & further, code__gte=code)
        return list(rows[:most])


def _code_and_forum(cursor: str) -> tuple[str, str | None]:
    """The code of a recommendation and the slug of the dialogue, "" for none, in a key; None where the key names a code alone.

    No slug holds a slash. Whatever a code holds, rows after it come after it: else a file would never end.
    """
    code, slash, slug = cursor.rpartition("/")
    return (code, slug) if slash else (cursor, None)


def course_of_key(cursor: str) -> int | None:
    """The number of the kept course with that key; None where there is none."""
    code, slug = _code_and_forum(cursor)
    at = Q(dialogue__slug=slug) if slug else Q(dialogue=None)
    return KeptCourse.objects.filter(at, code=code).values_list("pk", flat=True).first()


class CellRows(KeptRows):
    """Kept cells by the slug of their meeting and the code of their topic: those of some meetings after those of others."""

    def __init__(self, rows: QuerySet[CurrentCell], count: int | None) -> None:
        super().__init__(count)
        light = rows.select_related("meeting", "topic").defer("meeting__note", "topic__definition")
        self._rows = light.order_by("meeting__slug", "topic__code")

    def after(self, cursor, most):
        slug, slash, code = cursor.partition("/")
        if self.count is not None and self.count <= FEW:
            further = Q(meeting__slug=slug, topic__code__gt=code) if slash else Q(meeting__slug=slug)
            return list(self._rows.filter(Q(meeting__slug__gt=slug) | further)[:most])
        found = self._rest_of(slug, code if slash else "", most) if slug else []
        for meetings in _meetings_after(slug):
            if len(found) >= most:
                break
            found += self._rows.filter(meeting__in=meetings)[: most - len(found)]
        return found

    def _rest_of(self, slug: str, code: str, most: int) -> list[CurrentCell]:
        """The cells of the meeting whose topics come after that one."""
        at = Meeting.objects.filter(slug=slug).values_list("pk", flat=True).first()
        return list(self._rows.filter(meeting=at, topic__code__gt=code)[:most]) if at else []


def _meetings_after(slug: str) -> Iterator[Sequence[int]]:
    """The numbers of the meetings with slugs after that one, more and more at a time."""
    width, most = MEETINGS
    while True:
        rows = Meeting.objects.filter(slug__gt=slug).order_by("slug").values_list("pk", "slug")[:width]
        if not (some := list(rows)):
            return
        yield [pk for pk, _slug in some]
        slug, width = some[-1][1], min(2 * width, most)


def cell_of_key(cursor: str) -> int | None:
    """The number of the kept cell with that key; None where there is none."""
    slug, _slash, code = cursor.partition("/")
    cells = CurrentCell.objects.filter(meeting__slug=slug, topic__code=code)
    return cells.values_list("pk", flat=True).first()
