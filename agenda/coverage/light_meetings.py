"""Meetings as light as what the record covers needs them; how many were held, and the latest of them."""

from bisect import bisect_right
from collections.abc import Collection
from datetime import date
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet

from agenda.dates import PartialDate, stored_date
from agenda.models import Dialogue, Meeting
from agenda.models.base import address
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import vocabulary

from .cells import occasion_columns, occasion_of
from .courses import Occasion
from .together import Part, asked_together


class MeetingOnRecord(NamedTuple):
    """What an extent knows of a meeting."""

    pk: int
    dialogue_id: int
    slug: str
    title: str
    status: str
    held_on: date
    held_on_precision: str
    ends_on: date | None

    @property
    def held(self) -> PartialDate:
        return stored_date(self.held_on, self.held_on_precision, self.ends_on)

    def get_absolute_url(self) -> str:
        return address("meeting", self.slug)


@cache
def _latest_held(most: int, at_dialogues: bool) -> Prepared[..., tuple[Any, ...]]:
    def latest(on: date, *chosen: Any) -> QuerySet[Any, Any]:
        # Joined to their dialogues, SQLite would read all meetings before it sorts them.
        is_public = Exists(Dialogue.objects.published().filter(pk=OuterRef("dialogue")))
        rows = Meeting.objects.held().until(on).filter(is_public, is_published=True)
        rows = rows.filter(dialogue__in=chosen[0]) if at_dialogues else rows
        return rows.order_by("-held_on", "-slug").values_list(*occasion_columns())[:most]

    return Prepared(latest)


def held_meetings(on: date, dialogues: Collection[int] | None, most: int) -> tuple[int, list[Occasion]]:
    """How many meetings were held by the day at the dialogues (None: all), and the latest of them, oldest first.

    Two queries; one where all are counted already.
    """
    chosen = [] if dialogues is None else [dialogues]
    n = _held_by(on) if dialogues is None else _n_held(on, dialogues)
    latest = _latest_held(most, dialogues is not None)(on, *chosen)
    return n, [occasion_of(*row) for row in reversed(latest)]


def _held_by(on: date) -> int:
    """How many meetings of all dialogues were held by the day; none is counted again while the record is the same."""
    days, counts = vocabulary().kept(_held_days)
    at = bisect_right(days, on)
    return counts[at - 1] if at else 0


def _held_days() -> tuple[list[date], list[int]]:
    """The days on which public meetings were held, and how many had been held by the end of each."""
    rows: QuerySet[Any, Any] = Meeting.objects.published().held().order_by("held_on").values_list("held_on")
    found = list(rows.annotate(n=Count("pk")))
    return [day for day, _n in found], list(accumulate(n for _day, n in found))


def _n_held(on: date, dialogues: Collection[int]) -> int:
    """The same at some dialogues."""
    held = f"""FROM agenda_meeting m JOIN agenda_dialogue g ON g.id = m.dialogue_id AND g.is_published
        WHERE m.is_published AND m.status = 'held' AND m.held_on <= %s
        AND m.dialogue_id IN ({", ".join(["%s"] * len(dialogues))})"""
    values = (connection.ops.adapt_datefield_value(on), *dialogues)
    (found,) = asked_together({"held": Part({"n": "COUNT(*)"}, held, values)})["held"]
    return found.n
