"""Topics filtered by forum, outcome, years: the filters apply to one cell together, not each by itself."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from agenda.coverage.rates import Tally
from agenda.models import Finding, Outcome, Recommendation, Topic

from .base import ChoicesFilter, DateFilter, RowFilterSet, TextFilter, YearFilter, forums
from .recommendations import recommenders


class CellCount(NamedTuple):
    """How many published cells of a topic at a forum and year have an outcome."""

    forum: str
    year: int | None
    outcome: str
    absence_shown: bool
    n: int


class Ask(NamedTuple):
    """A recommendation asks for the topic at a forum ("" where it names none that is public)."""

    code: str
    forum: str
    recommender: str


@dataclass
class TopicRow:
    """A topic, its published cells and who asks for it; `recommendations` and `tally` are those under the filters."""

    topic: Topic
    cells: list[CellCount] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    recommendations: set[str] = field(default_factory=set)
    tally: Tally = Tally()

    @property
    def text(self) -> str:
        return " ".join(
            [self.topic.code, self.topic.name, self.topic.definition, *self.topic.aliases]
        ).lower()


def topic_rows(on: date, *, with_self_coded: bool = False) -> list[TopicRow]:
    """A row for every public topic: meetings held and recommendations made by `on`. Three queries.

    Self-coded cells only when asked for.
    """
    rows = {topic.pk: TopicRow(topic) for topic in Topic.objects.published().select_related("parent")}
    cells = (
        Finding.objects.published()
        .with_absence_shown()
        .filter(meeting__held_on__lte=on, **({} if with_self_coded else {"is_self_coded": False}))
        .order_by()
        .values_list(
            "topic_id", "meeting__dialogue__slug", ExtractYear("meeting__held_on"), "outcome", "absence_shown"
        )
        .annotate(n=Count("pk"))
    )
    for topic_id, *cell in cells:
        rows[topic_id].cells.append(CellCount(*cell))
    made = (
        Recommendation.objects.published()
        .filter(made_on__lte=on)
        .values_list("topic_id", "code", "dialogues__slug", "dialogues__is_published", "recommender__slug")
    )
    for topic_id, code, forum, is_public, recommender in made:
        rows[topic_id].asks.append(Ask(code, forum if is_public else "", recommender))
        rows[topic_id].recommendations.add(code)
    return list(rows.values())


class TopicFilterSet(RowFilterSet):
    q = TextFilter(label=_("Text"))
    forum = ChoicesFilter(choices=forums, label=_("Forum"))
    outcome = ChoicesFilter(choices=Outcome.choices, label=_("Outcome"))
    recommended = ChoicesFilter(
        choices=[("yes", _("Recommended")), ("no", _("Not recommended"))], label=_("Recommended")
    )
    recommender = ChoicesFilter(choices=recommenders, label=_("Who recommends"))
    since = YearFilter(label=_("From year"))
    until = YearFilter(label=_("To year"))
    as_of = DateFilter(label=_("As of"))

    class Meta:
        model = Topic
        fields = ()

    def _chosen(self, left_out: str) -> dict:
        return {name: value for name, value in self.cleaned().items() if name != left_out}

    def _scope(self, row: TopicRow, left_out="") -> list[CellCount]:
        """The row's cells within the chosen forums and years."""
        chosen = self._chosen(left_out)
        forums_, since, until = chosen.get("forum"), chosen.get("since"), chosen.get("until")
        return [
            cell
            for cell in row.cells
            if (not forums_ or cell.forum in forums_)
            and (not since or (cell.year or 0) >= since)
            and (not until or (cell.year or 9999) <= until)
        ]

    def _asks(self, row: TopicRow, left_out="") -> list[Ask]:
        """The row's recommendations for the chosen forums by the chosen recommenders."""
        chosen = self._chosen(left_out)
        forums_, recommenders_ = chosen.get("forum"), chosen.get("recommender")
        return [
            ask
            for ask in row.asks
            if (not forums_ or ask.forum in forums_)
            and (not recommenders_ or ask.recommender in recommenders_)
        ]

    def _stays(self, row: TopicRow, left_out="") -> bool:
        chosen, asks = self._chosen(left_out), self._asks(row, left_out)
        if not all(word in row.text for word in (chosen.get("q") or "").lower().split()):
            return False
        if chosen.get("recommended") and ("yes" if asks else "no") not in chosen["recommended"]:
            return False
        if chosen.get("recommender") and not asks:
            return False
        scope = self._scope(row, left_out)
        if chosen.get("outcome"):
            return any(cell.outcome in chosen["outcome"] for cell in scope)
        if chosen.get("forum") or chosen.get("since") or chosen.get("until"):
            return bool(scope) or bool(chosen.get("forum") and asks)
        return True

    def passing(self, left_out=""):
        return [row for row in self.rows if self._stays(row, left_out)]

    def count_options(self, name):
        return Counter(value for row in self.passing(name) for value in self._option_values(name, row))

    def _option_values(self, name, row) -> set[str]:
        if name == "outcome":
            return {cell.outcome for cell in self._scope(row, name)}
        if name == "recommended":
            return {"yes" if self._asks(row) else "no"}
        if name == "recommender":
            return {ask.recommender for ask in self._asks(row, name)}
        return self._forum_values(row)

    def _forum_values(self, row) -> set[str]:
        """The forums that would keep the row if they were chosen."""
        chosen = self.cleaned()
        wanted = chosen.get("outcome")
        found = {cell.forum for cell in self._scope(row, "forum") if not wanted or cell.outcome in wanted}
        asked = {ask.forum for ask in self._asks(row, "forum")}
        if chosen.get("recommended") == ["no"]:
            return set() if chosen.get("recommender") else found - asked
        if chosen.get("recommended") == ["yes"] or chosen.get("recommender"):
            return found & asked if wanted else asked
        return found if wanted else found | asked

    def results(self) -> list[TopicRow]:
        """The rows that stay, each with tally and recommendations within the filters, found most often first."""
        rows = self.passing()
        for row in rows:
            counts: Counter = Counter()
            for cell in self._scope(row):
                counts[cell.outcome, cell.absence_shown] += cell.n
            row.tally = Tally.of_counts(counts)
            row.recommendations = {ask.code for ask in self._asks(row)}
        return sorted(rows, key=lambda row: (-row.tally.found, -row.tally.N, row.topic.name))
