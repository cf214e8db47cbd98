"""Who had recommended what before a meeting."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import cached_property

from agenda.dates import PartialDate
from agenda.models import KeptCourse


class RecommendedBy(NamedTuple):
    """Who recommended something, the last day on which they may have, and the day of the withdrawal."""

    recommender: str
    made_last: date
    withdrawn_on: date | None


class RecommendersBefore:
    """Who recommended a topic for a dialogue before a meeting, and still did on its day. One query.

    `forums` are the slugs of the dialogues that are asked about; of all without them.
    """

    def __init__(self, forums: Collection[str] = ()) -> None:
        rows = KeptCourse.objects.exclude(dialogue=None)
        if forums:
            rows = rows.filter(dialogue__slug__in=forums)
        self.by_cell: dict[tuple[str, str], list[RecommendedBy]] = defaultdict(list)
        columns = ("dialogue__slug", "topic__code", "recommender__slug", "made_last", "withdrawn_on")
        for forum, topic, *asked in rows.values_list(*columns):
            self.by_cell[forum, topic].append(RecommendedBy(*asked))

    @classmethod
    def for_choices(cls, chosen: Mapping[str, Any]) -> "RecommendersBefore":
        """Those of the forums that a list's filters choose; of all where a recommender is chosen too, by whom every forum is
        counted then."""
        return cls(() if chosen.get("recommender") else chosen.get("forum", ()))

    @cached_property
    def by_forum(self) -> dict[str, list[RecommendedBy]]:
        """What is asked of each forum on any topic: of what nobody withdrew only each recommender's earliest."""
        found: dict[str, dict[str, RecommendedBy]] = defaultdict(dict)
        others: dict[str, list[RecommendedBy]] = defaultdict(list)
        for (forum, _topic), rows in self.by_cell.items():
            for asked in rows:
                first = found[forum].get(asked.recommender)
                if asked.withdrawn_on:
                    others[forum].append(asked)
                elif first is None or asked.made_last < first.made_last:
                    found[forum][asked.recommender] = asked
        return {forum: [*found[forum].values(), *others[forum]] for forum in {*found, *others}}

    def at(self, forum: str, held: PartialDate | None, topic: str = "") -> set[str]:
        """The slugs of those who recommended the topic (or any) for the dialogue before the day `held`."""
        return self.within(forum, held.first, held.last, topic) if held else set()

    def within(self, forum: str, first: date, last: date, topic: str = "") -> set[str]:
        """The same of a meeting held on a day from `first` to `last`."""
        asked = self.by_cell.get((forum, topic), ()) if topic else self.by_forum.get(forum, ())
        return {
            row.recommender
            for row in asked
            if row.made_last < first and (row.withdrawn_on is None or last < row.withdrawn_on)
        }
