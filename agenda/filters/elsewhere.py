"""The filters of "raised elsewhere": cells that are kept, counted by the database in one query for all that nothing narrows."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OrderBy, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from agenda.coverage.cells import fetched
from agenda.models import CurrentCell
from agenda.questions.elsewhere import (
    USUAL,
    WINDOW,
    cells_elsewhere,
    dialogues_near,
    mentions_near,
    with_days_apart,
)

from .facets import COUNTED
from .fields import ChoicesFilter, DaysFilter
from .kept import KeptCellFilterSet
from .named import forums
from .parts import Parts
from .sorting import Order, SortFilter

GROUPED = ("dialogue_id", "topic_id", "is_recommended")
COLUMNS = {"held": "held_on", "apart": "apart"}


class ElsewhereFilterSet(KeptCellFilterSet):
    """Topics not mentioned at a meeting held by the day `on`, and taken up at another dialogue near that time."""

    recommended = ChoicesFilter(
        method="as_recommended",
        choices=[("yes", _("Recommended before")), ("no", _("Not recommended"))],
        label=_("Recommended"),
    )
    where = ChoicesFilter(method="taken_up_at", choices=forums, label=_("Taken up at"))
    window = DaysFilter(method="unchanged", label=_("Within days"))
    sort = SortFilter(
        {
            "topic": Order(_("Topic"), "topic__name"),
            "held": Order(_("Date of the meeting"), COLUMNS["held"], falls=True),
            "apart": Order(_("Days apart"), COLUMNS["apart"]),
        }
    )

    most_counted = 2_000

    class Meta:
        model = CurrentCell
        fields = ()

    def __init__(self, data, on: date, *, is_bounded: bool = False):
        """With `is_bounded` no more rows are counted than a page needs; else all."""
        self.on = on
        super().__init__(data, queryset=CurrentCell.objects.none())
        self.days = self.cleaned().get("window") or WINDOW
        self.queryset = cells_elsewhere(on, self.days, are_all_read=not is_bounded)
        self.most = self.reach(COUNTED) if is_bounded else None
        self._groups: dict[str, Counter[tuple]] = {}
        self._rows: dict[str, list[tuple]] = {}

    def as_recommended(self, queryset, name, value):
        return queryset.filter(is_recommended__in=[word == "yes" for word in value]) if value else queryset

    def taken_up_at(self, queryset, name, value):
        """Cells whose topic one of those forums took up."""
        there = mentions_near(self.on, self.days).filter(dialogue__slug__in=value)
        return queryset.filter(Exists(there)) if value else queryset

    def without(self, left_out):
        """The filtered cells as they would be without one filter, in no order."""
        queryset = self.queryset.all()
        for name, value in self.cleaned().items():
            if name not in (left_out, "sort"):
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    def groups(self, left_out: str = "") -> Counter[tuple]:
        """How many rows of each (dialogue, topic, recommended before?) there would be without one filter.

        Of very many at most one row more than are counted, in no order.
        """
        name = self._in_force(left_out)
        if name not in self._groups:
            if self.most:
                self._groups[name] = Counter(row[: len(GROUPED)] for row in self._told(name))
            else:
                rows = self.without(name).order_by().values_list(*GROUPED).annotate(n=Count("pk"))
                self._groups[name] = Counter({group[:-1]: group[-1] for group in rows})
        return self._groups[name]

    def _in_force(self, left_out: str) -> str:
        """The filter, where it leaves rows out; else ""."""
        return left_out if left_out and self.cleaned().get(left_out) else ""

    def _told(self, left_out: str) -> list[tuple]:
        """GROUPED, the key, and the days as text of each row without one filter, of at most one more than are counted.

        Read once: choices of several filters are counted by them.
        """
        name = self._in_force(left_out)
        if name not in self._rows:
            rows = self.without(name).order_by()
            days = (Cast(day, TextField()) for day in ("held_on", "held_last"))
            told: QuerySet[Any, Any] = rows.values_list(*GROUPED, "pk", *days)
            self._rows[name] = fetched(told[: (self.most or 0) + 1])
        return self._rows[name]

    def with_days(self, left_out):
        if not self.most:
            return super().with_days(left_out)
        return [
            (dialogue, topic, date.fromisoformat(first), date.fromisoformat(last))
            for dialogue, topic, _recommended, _key, first, last in self._told(left_out)
        ]

    @property
    def is_cut(self) -> bool:
        return self._is_cut("")

    def _is_cut(self, left_out: str) -> bool:
        return bool(self.most) and self.groups(left_out).total() > (self.most or 0)

    def counted(self, name: str, column: str) -> dict[Any, int]:
        counts: Counter[Any] = Counter()
        for group, n in self.groups(name).items():
            counts[group[GROUPED.index(column)]] += n
        return counts

    def count_options(self, name):
        if self._is_cut(name):
            return None
        if name == "recommended":
            counts = self.counted(name, "is_recommended")
            return {"yes": counts[True], "no": counts[False]}
        if name in ("where", "recommender") and self.total(name) > self.most_counted:
            return None
        if name == "where":
            keys = (
                [row[len(GROUPED)] for row in self._told(name)]
                if self.most
                else list(self.without(name).order_by().values_list("pk", flat=True))
            )
            return self.worded(name, dialogues_near(keys, self.on, self.days))
        return super().count_options(name)

    def total(self, left_out: str = "") -> int:
        """How many rows there are without one filter; how many pass them all. Of very many as many as are counted."""
        n = self.groups(left_out).total()
        return min(n, self.most) if self.most else n

    @property
    def n_recommended(self) -> int:
        """How many of the rows that pass had been recommended before their meeting."""
        return self.counted("", "is_recommended")[True]

    def results(self) -> Parts:
        """The rows that pass, in the order asked for or else the usual one."""
        rows, key = self.without(""), self.order.removeprefix("-")
        if key == "topic" and self.most and self.is_cut:
            return Parts(self._first_topics(rows, self.most))
        if key == "apart" and self.is_cut:
            key = ""
        if key == "topic":
            counts = self.counted("", "topic_id")
            topics = [pk for pk in self.ranked("topic") if counts[pk]]
            return Parts([(counts[pk], rows.filter(topic=pk).order_by(*USUAL)) for pk in topics])
        if key == "apart":
            rows = with_days_apart(rows, self.on, self.days)
        asked = [OrderBy(F(COLUMNS[key]), descending=self.order[0] == "-")] if key else []
        return Parts([(self.total(), rows.order_by(*asked, *USUAL))])

    def _first_topics(
        self, rows: QuerySet[CurrentCell], most: int
    ) -> list[tuple[int, QuerySet[CurrentCell]]]:
        """(how many, its rows) of each topic in the order of names, until there are as many rows as are counted."""
        found, left = [], most
        for pk in self.ranked("topic"):
            of_topic = rows.filter(topic=pk)
            if n := of_topic.order_by()[:left].count():
                found.append((n, of_topic.order_by(*USUAL)))
                left -= n
            if not left:
                break
        return found

    @property
    def problems(self) -> dict[str, str]:
        """What could not be understood, and an order that so many rows are not put into."""
        found = super().problems
        if self.order.removeprefix("-") == "apart" and self.is_cut:
            words = _("More than %(n)s rows are not sorted by the days apart: choose a filter first.")
            found = found | {"sort": words % {"n": self.most}}
        return found
