"""Topics filtered by forum, outcome, years: the filters apply to one cell together, not each by itself."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from agenda.coverage.rates import Tally
from agenda.models import Finding, Outcome, Recommendation, Topic

from .base import ChoicesFilter, DateFilter, RowFilterSet, TextFilter, YearFilter, forums


@dataclass
class TopicRow:
    """A topic, its published cells as (forum, year, outcome, how many), and where it is recommended."""

    topic: Topic
    cells: list[tuple[str, int, str, int]] = field(default_factory=list)
    recommended_at: set[str] = field(default_factory=set)
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
        .filter(meeting__held_on__lte=on, **({} if with_self_coded else {"is_self_coded": False}))
        .order_by()
        .values_list("topic_id", "meeting__dialogue__slug", ExtractYear("meeting__held_on"), "outcome")
        .annotate(n=Count("pk"))
    )
    for topic_id, forum, year, outcome, n in cells:
        rows[topic_id].cells.append((forum, year, outcome, n))
    made = (
        Recommendation.objects.published()
        .filter(made_on__lte=on)
        .values_list("topic_id", "code", "dialogues__slug", "dialogues__is_published")
    )
    for topic_id, code, forum, is_public in made:
        rows[topic_id].recommendations.add(code)
        if is_public:
            rows[topic_id].recommended_at.add(forum)
    return list(rows.values())


class TopicFilterSet(RowFilterSet):
    q = TextFilter(label=_("Text"))
    forum = ChoicesFilter(choices=forums, label=_("Forum"))
    outcome = ChoicesFilter(choices=Outcome.choices, label=_("Outcome"))
    recommended = ChoicesFilter(
        choices=[("yes", _("Recommended")), ("no", _("Not recommended"))], label=_("Recommended")
    )
    since = YearFilter(label=_("From year"))
    until = YearFilter(label=_("To year"))
    as_of = DateFilter(label=_("As of"))

    class Meta:
        model = Topic
        fields = ()

    def _scope(self, row, left_out=""):
        """The row's cells within the chosen forums and years."""
        chosen = {k: v for k, v in self.cleaned().items() if k != left_out}
        forums_, since, until = chosen.get("forum"), chosen.get("since"), chosen.get("until")
        return [
            (forum, year, outcome, n)
            for forum, year, outcome, n in row.cells
            if (not forums_ or forum in forums_)
            and (not since or (year or 0) >= since)
            and (not until or (year or 9999) <= until)
        ]

    def _is_recommended(self, row, left_out="") -> bool:
        chosen = [] if left_out == "forum" else self.cleaned().get("forum")
        return bool(row.recommended_at & set(chosen)) if chosen else bool(row.recommendations)

    def _stays(self, row, left_out="") -> bool:
        chosen = {k: v for k, v in self.cleaned().items() if k != left_out}
        if not all(word in row.text for word in (chosen.get("q") or "").lower().split()):
            return False
        said = {"yes" if self._is_recommended(row, left_out) else "no"}
        if chosen.get("recommended") and said.isdisjoint(chosen["recommended"]):
            return False
        scope = self._scope(row, left_out)
        if chosen.get("outcome"):
            return any(outcome in chosen["outcome"] for _forum, _year, outcome, _n in scope)
        if chosen.get("forum") or chosen.get("since") or chosen.get("until"):
            return bool(scope) or bool(chosen.get("forum") and self._is_recommended(row, left_out))
        return True

    def passing(self, left_out=""):
        return [row for row in self.rows if self._stays(row, left_out)]

    def count_options(self, name):
        return Counter(value for row in self.passing(name) for value in self._option_values(name, row))

    def _option_values(self, name, row) -> set[str]:
        scope = self._scope(row, name)
        if name == "outcome":
            return {outcome for _forum, _year, outcome, _n in scope}
        if name == "recommended":
            return {"yes" if self._is_recommended(row) else "no"}
        wanted = self.cleaned().get("outcome")
        found = {forum for forum, _year, outcome, _n in scope if not wanted or outcome in wanted}
        only_recommended = self.cleaned().get("recommended") or []
        if only_recommended == ["yes"]:
            return found & row.recommended_at if wanted else row.recommended_at
        if only_recommended == ["no"]:
            return found - row.recommended_at
        return found if wanted else found | row.recommended_at

    def results(self) -> list[TopicRow]:
        """The rows that stay, each with the tally of its cells in scope, most often raised first."""
        rows = self.passing()
        for row in rows:
            counts: dict[str, int] = defaultdict(int)
            for _forum, _year, outcome, n in self._scope(row):
                counts[outcome] += n
            row.tally = Tally(**counts)
        return sorted(rows, key=lambda row: (-row.tally.n_any, -row.tally.N, row.topic.name))
