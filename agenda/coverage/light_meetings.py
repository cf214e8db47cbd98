"""Meetings as light as what the record covers needs them; how many were held, and the latest of them."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from agenda.dates import PartialDate, stored_date
from agenda.models import Dialogue, Meeting
from agenda.models.base import address
from agenda.models.prepared import Prepared

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

    Two queries.
    """
    chosen = [] if dialogues is None else [dialogues]
    among = f"AND m.dialogue_id IN ({', '.join(['%s'] * len(dialogues))})" if dialogues else ""
    held = f"""FROM agenda_meeting m JOIN agenda_dialogue g ON g.id = m.dialogue_id AND g.is_published
        WHERE m.is_published AND m.status = 'held' AND m.held_on <= %s {among}"""
    values = (connection.ops.adapt_datefield_value(on), *(dialogues or ()))
    (found,) = asked_together({"held": Part({"n": "COUNT(*)"}, held, values)})["held"]
    latest = _latest_held(most, dialogues is not None)(on, *chosen)
    return found.n, [occasion_of(*row) for row in reversed(latest)]
