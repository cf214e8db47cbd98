"""What a topic's page asks of the database, in statements that are put together once."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from agenda.coverage.courses import TAKEN_UP
from agenda.coverage.reaches import examined_at
from agenda.models import CellTally, CurrentCell, KeptCourse, Meeting
from agenda.models.prepared import Prepared

from .topic_cells import cell_rows

COUNTED = ("dialogue_id", "outcome", "absence_shown", "is_self_coded")


def cells_of(topic: int, on: date) -> QuerySet[CurrentCell]:
    return CurrentCell.objects.filter(topic=topic, held_on__lte=on)


@Prepared
def tallied_of(topic: int) -> QuerySet[Any, Any]:
    rows = CellTally.objects.filter(topic_id=topic, dialogue_id__gt=0, year=0, n__gt=0)
    return rows.order_by().values_list(*COUNTED).annotate(count=Sum("n"))


@cache
def latest_of(most: int) -> Prepared[[int, date], Any]:
    """The latest cells of a topic, at most as many."""

    def latest(topic: int, on: date) -> QuerySet[Any, Any]:
        rows = cells_of(topic, on).order_by("-held_on", "-finding_id")
        return cell_rows(rows, examined_at("finding__assessment"))[:most]

    return Prepared(latest)


@Prepared
def mentions_of(topic: int, on: date) -> QuerySet[Any, Any]:
    rows = cells_of(topic, on).filter(outcome__in=TAKEN_UP)
    over = Coalesce("meeting__ends_on", "held_last")
    return cell_rows(rows.order_by("held_on", "held_last", over, "meeting__slug"))


@Prepared
def courses_of(topic: int, on: date) -> QuerySet[Any, Any]:
    rows = KeptCourse.objects.filter(topic=topic, made_on__lte=on)
    rows = rows.select_related("recommendation", "first_meeting")
    return rows.order_by("code", "dialogue__short_name", "dialogue_id")


@Prepared
def held_at(dialogues: Collection[int], on: date) -> QuerySet[Any, Any]:
    held = Meeting.objects.published().held().until(on).filter(dialogue__in=dialogues)
    columns = ("dialogue_id", "pk", "held_on", "held_on_precision", "ends_on")
    return held.order_by("held_on", "slug").values_list(*columns)


@Prepared
def outcomes_of(topic: int, on: date, dialogues: Collection[int]) -> QuerySet[Any, Any]:
    rows = cells_of(topic, on).filter(dialogue__in=dialogues)
    return rows.values_list("meeting_id", "outcome", "is_excluded")
