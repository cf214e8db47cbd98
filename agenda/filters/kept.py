"""Filters of lists whose rows the database keeps (`models.sums`): counted there by keys, made whole a page at a time."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agenda.coverage.patterns import PATTERNS, Pattern
from agenda.coverage.sentences import capitalized
from agenda.coverage.tallies import Tallies
from agenda.coverage.together import Part, asked_together
from agenda.models import CurrentCell, KeptCourse
from agenda.questions.divergence import PLACE, divergence_cells

from .base import FilterSet
from .facets import COUNTED
from .fields import ChoicesFilter, DateFilter, SinceFilter, TextFilter, UntilFilter
from .named import forums, recommenders, topics
from .parts import Parts
from .recommenders import RecommendersBefore
from .sorting import Order, SortFilter
from .texts import contains


class KeptFilterSet(FilterSet):
    """Rows of a kept table."""

    def unchanged(self, queryset, name, value):
        """The view has read the day already."""
        return queryset

    def is_narrowed(self, left_out: str = "") -> bool:
        """Whether any filter but one leaves rows out."""
        return any(value for name, value in self.cleaned().items() if name not in (left_out, "sort", "as_of"))

    def count_options(self, name: str) -> dict[str, int] | None:
        if name not in self.keys:
            return super().count_options(name)
        return self.worded(name, self.counted(name, self.keys[name]))

    def count_all(self):
        return {name: self.count_options(name) for name in self.of_choices}

    def ranked(self, key: str) -> dict[int, int]:
        """The place of each topic or dialogue in the reader's order of names, turned round where that is asked for."""
        nouns: Any = self.form.fields[key].named.nouns
        places = nouns.places()
        keys = sorted(places, key=places.__getitem__, reverse=self.order.startswith("-"))
        return {pk: place for place, pk in enumerate(keys)}

    def counted(self, name: str, column: str) -> dict[Any, int]:
        """How many rows each value of a column has without one filter."""
        return dict(self.without(name).order_by().values_list(column).annotate(n=Count("pk")))


class KeptCellFilterSet(KeptFilterSet):
    """Kept cells by forum, topic and date of the meeting."""

    q = TextFilter(method="search", label=pgettext_lazy("words to look for", "Text"))
    forum = ChoicesFilter(field_name="dialogue__slug", choices=forums, label=_("Forum"))
    topic = ChoicesFilter(field_name="topic__code", choices=topics, label=_("Topic"))
    recommender = ChoicesFilter(
        method="recommended_before", choices=recommenders, label=_("Recommended before by")
    )
    since = SinceFilter(field_name="meeting__held_on", label=_("From"))
    until = UntilFilter(field_name="meeting__held_on", label=_("To"))
    as_of = DateFilter(method="unchanged", label=_("As of"))

    most_counted = COUNTED
    """Rows up to which options are counted that the database cannot group."""
    keys = {"forum": "dialogue_id", "topic": "topic_id"}
    search = contains("topic__name", "meeting__title")

    def recommended_before(self, queryset, name, value):
        """Cells on topics that one of those chosen had recommended for the dialogue before the meeting."""
        if not value:
            return queryset
        asked = KeptCourse.objects.in_force(OuterRef("held_last")).filter(
            dialogue=OuterRef("dialogue"),
            topic=OuterRef("topic"),
            made_last__lt=OuterRef("held_on"),
            recommender__slug__in=value,
        )
        return queryset.filter(Exists(asked))

    def count_options(self, name):
        if name != "recommender":
            return super().count_options(name)
        rows = self.with_days(name)
        if len(rows) > self.most_counted:
            return None
        before = RecommendersBefore()
        slugs, codes = (self.form.fields[field].named.nouns.words for field in ("forum", "topic"))
        return Counter(
            recommender
            for forum, topic, first, last in rows
            for recommender in before.within(slugs[forum], first, last, codes[topic])
        )

    def with_days(self, left_out: str) -> list[tuple[int, int, date, date]]:
        """The dialogue, topic and days of each row without one filter, of at most one more than are counted."""
        columns = ("dialogue_id", "topic_id", "held_on", "held_last")
        return list(self.without(left_out).order_by().values_list(*columns)[: self.most_counted + 1])


FOUND = "FROM agenda_celltally WHERE {} AND n > 0 AND pattern <> '' AND outcome IN ('raised', 'partly_raised') GROUP BY {}"
"""Tallies of cells that were found, under a condition, by a column."""
# Keys that are listed let SQLite look each up by all of an index's first columns.
FORUMS = "dialogue_id IN (SELECT id FROM agenda_dialogue) AND topic_id = 0 AND year = 0"
TALLIED = {
    "pattern": Part({"word": "pattern", "n": "SUM(n)"}, FOUND.format("dialogue_id = 0 AND topic_id = 0", "pattern")),
    "dialogue_id": Part({"key": "dialogue_id", "n": "SUM(n)"}, FOUND.format(FORUMS, "dialogue_id")),
    "topic_id": Part({"key": "topic_id", "n": "SUM(n)"},
                     FOUND.format("dialogue_id = 0 AND topic_id > 0 AND year = 0", "topic_id")),
}  # fmt: skip
"""How many found cells each pattern, dialogue or topic has, as it is kept."""


class DivergenceFilterSet(KeptCellFilterSet):
    """Topics named at a meeting, by whose own papers name them."""

    pattern = ChoicesFilter(choices=[(p.value, capitalized(p.word)) for p in Pattern], label=_("Pattern"))
    sort = SortFilter(
        {
            "topic": Order(_("Topic"), "topic__name"),
            "held": Order(_("Date of the meeting"), "held_on", falls=True),
            "pattern": Order(_("Pattern"), PLACE),
        },
        standing="pattern",
    )

    class Meta:
        model = CurrentCell
        fields = ()

    def __init__(self, data, on: date):
        self.on = on
        super().__init__(data, queryset=divergence_cells(on))

    @cached_property
    def tallied(self) -> dict[str, dict[Any, int]]:
        """How many cells each pattern, dialogue and topic has in the whole record; empty for a day before its last cells."""
        found = asked_together(TALLIED | {"later": Tallies(self.on).parts()["later"]})
        if found["later"][0].n:
            return {}
        return {
            name: {row.word if name == "pattern" else row.key: row.n for row in found[name]}
            for name in TALLIED
        }

    def counted(self, name, column):
        if not self.is_narrowed(name) and self.tallied:
            return self.tallied[column]
        is_same = name == "pattern" and not self.cleaned().get(name)
        return self.by_pattern if is_same else super().counted(name, column)

    @cached_property
    def by_pattern(self) -> dict[str, int]:
        """How many of the rows that pass have each pattern."""
        if not self.is_narrowed() and self.tallied:
            return self.tallied["pattern"]
        return dict(self.qs.order_by().values_list("pattern").annotate(n=Count("pk")))

    def count_options(self, name):
        if name == "pattern":
            return self.counted(name, "pattern")
        if name in self.keys and not (self.is_narrowed(name) or self.tallied) and self.has_many:
            return None
        if name == "recommender" and not self.is_narrowed(name) and self.n_tallied > self.most_counted:
            return None
        return super().count_options(name)

    @cached_property
    def has_many(self) -> bool:
        """Whether the record has more rows for the day than options are counted up to: of a past day nothing is kept."""
        return divergence_cells(self.on)[: self.most_counted + 1].count() > self.most_counted

    @property
    def n_tallied(self) -> int:
        """How many cells the whole record has; 0 for a day before its last cells."""
        return sum(self.tallied.get("pattern", {}).values())

    def results(self):
        """The rows that pass: in the order asked for, or by pattern, the newest meeting first."""
        if self.order.removeprefix("-") == "topic":
            return self._by_topic()
        if self.order:
            return self.qs.order_by(*self.qs.query.order_by[:1], PLACE, "-held_on", "pk")
        counts = self.by_pattern
        rows = self.qs.order_by("-held_on", "topic__name", "pk")
        return Parts(
            [(counts[p.value], rows.filter(pattern=p.value)) for p in PATTERNS if counts.get(p.value)]
        )

    def _by_topic(self):
        counts = self.counted("", "topic_id")
        rows = self.qs.order_by(PLACE, "-held_on", "pk")
        return Parts([(counts[pk], rows.filter(topic=pk)) for pk in self.ranked("topic") if counts.get(pk)])
