"""What was recommended of topics, counted by the database from the courses that it keeps."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast

from django.db import connections
from django.db.models import Count, Exists, Min, OuterRef, QuerySet

from agenda.dates import stands_on
from agenda.models import Dialogue, KeptCourse
from agenda.models.prepared import Prepared
from agenda.models.sums import KeptCourseQuerySet

from .asked_sums import PLACE
from .courses import Occasion
from .headline import ORDER
from .topic_sums import Counts


@cache
def _asked_before(at_dialogues: bool, by_recommenders: bool) -> Prepared[..., tuple[Any, ...]]:
    def before(
        on: date, topics: Collection[int], dialogues: Collection[int], *chosen: Any
    ) -> QuerySet[Any, Any]:
        links = Dialogue.out_of_scope.through.objects
        is_out = Exists(links.filter(dialogue=OuterRef("dialogue"), topic=OuterRef("topic")))
        rows = _courses(at_dialogues, by_recommenders, on, *chosen)
        rows = rows.filter(~is_out, topic__in=topics, dialogue__in=dialogues)
        return rows.values_list("topic_id", "dialogue_id", "made_last", "withdrawn_on")

    return Prepared(before)


@cache
def _asked_by_each(at_dialogues: bool, by_recommenders: bool) -> Prepared[..., tuple[int, int]]:
    def by_each(on: date, *chosen: Any) -> QuerySet[Any, Any]:
        rows = _courses(at_dialogues, by_recommenders, on, *chosen)
        return rows.values_list("recommender_id").annotate(n=Count("topic", distinct=True))

    return Prepared(by_each)


def _courses(at_dialogues: bool, by_recommenders: bool, on: date, *chosen: Any) -> KeptCourseQuerySet:
    """The courses made by the day, at the dialogues and by the recommenders as far as they are asked for; in no order."""
    given = iter(chosen)
    rows = KeptCourse.objects.filter(made_on__lte=on).order_by()
    if at_dialogues:
        rows = rows.filter(dialogue__in=next(given))
    return rows.filter(recommender__slug__in=next(given)) if by_recommenders else rows


@dataclass(frozen=True)
class AskedScope:
    """Which recommendations count: made by `on`, at the dialogues (ids; None: all, and those that name none), by the
    recommenders (slugs; none: all). Their kept courses must hold for `on` (`kept.courses_on`)."""

    on: date
    dialogues: frozenset[int] | None = None
    recommenders: frozenset[str] = frozenset()

    @property
    def courses(self) -> KeptCourseQuerySet:
        """The courses themselves, in no order."""
        return _courses(*self._shape, self.on, *self._chosen)

    @property
    def _shape(self) -> tuple[bool, bool]:
        return self.dialogues is not None, bool(self.recommenders)

    @property
    def _chosen(self) -> list[Any]:
        return [chosen for chosen in (self.dialogues, self.recommenders or None) if chosen is not None]

    @property
    def is_whole(self) -> bool:
        """Whether these are the recommendations that the sums of topics count, as far as they are made by the day."""
        return not any(self._shape)

    def topics_by_recommender(self) -> dict[int, int]:
        """For how many topics each recommends something, by the recommender's id. One query."""
        return dict(_asked_by_each(*self._shape)(self.on, *self._chosen))

    def standings(self) -> dict[int, Counts]:
        """By topic id, how many of its pairs with a dialogue stand as what: as the furthest recommendation. One query."""
        # In the order of the index, so that the database need not sort.
        pairs = self.courses.values("dialogue_id", "topic_id").annotate(place=Min(PLACE))
        sql, params = pairs.query.sql_with_params()
        found: dict[int, list[int]] = {}
        with connections[pairs.db].cursor() as cursor:
            cursor.execute(f"SELECT topic_id, place, COUNT(*) FROM ({sql}) p GROUP BY 1, 2", params)  # noqa: S608
            for topic, place, n in cursor.fetchall():
                if topic not in found:
                    found[topic] = [0] * len(ORDER)
                found[topic][place] = n
        return cast("dict[int, Counts]", found)

    def before(self, topics: Collection[int], occasions: Collection[Occasion]) -> set[tuple[int, int]]:
        """(meeting id, topic id) where the topic had been recommended for the dialogue before the meeting. One query.

        A topic out of scope for the dialogue is no cell.
        """
        forums = {occasion.dialogue_id for occasion in occasions}
        rows = _asked_before(*self._shape)(self.on, topics, forums, *self._chosen)
        at: dict[int, list[Occasion]] = defaultdict(list)
        for occasion in occasions:
            at[occasion.dialogue_id].append(occasion)
        return {
            (occasion.pk, topic)
            for topic, dialogue, made_last, withdrawn_on in rows
            for occasion in at[dialogue]
            if made_last < occasion.held.first and stands_on(occasion.held.last, withdrawn_on)
        }
