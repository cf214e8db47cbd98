"""Recommendations at the dialogues they name, as their courses are kept: filtered, counted and ordered by the database."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agenda.coverage.asked_sums import PLACE, RANK
from agenda.coverage.courses import FOUND_SILENT, Standing
from agenda.coverage.headline import ORDER
from agenda.coverage.sentences import capitalized
from agenda.models import KeptCourse, Recommendation
from agenda.models.sums import KeptCourseQuerySet
from agenda.models.vocabulary import vocabulary

from .counting import counted
from .fields import ChoicesFilter, DateFilter, SinceFilter, TextFilter, UntilFilter
from .kept import KeptFilterSet
from .named import forums, recommenders, topics
from .recommendations import renamed
from .sorting import NamedRows, Order, SortFilter
from .texts import contains

USUAL = (F("code").asc(), F("dialogue__short_name").asc(), F("dialogue_id").asc())


class CourseFilterSet(KeptFilterSet):
    """The courses of recommendations made by the day `on`; they must hold for it (`coverage.kept.courses_on`)."""

    q = TextFilter(method="search", label=pgettext_lazy("words to look for", "Text"))
    forum = ChoicesFilter(field_name="dialogue__slug", choices=forums, label=_("Forum"))
    topic = ChoicesFilter(field_name="topic__code", choices=topics, label=_("Topic"))
    state = ChoicesFilter(
        field_name="standing", choices=[(s.value, capitalized(s.word)) for s in Standing], label=_("State")
    )
    kind = ChoicesFilter(field_name="kind", choices=Recommendation.Kind.choices, label=_("Kind"))
    recommender = ChoicesFilter(
        field_name="recommender__slug", choices=recommenders, label=_("Who recommends")
    )
    since = SinceFilter(field_name="recommendation__made_on", label=_("Made from"))
    until = UntilFilter(
        field_name="recommendation__made_on",
        label=pgettext_lazy("end of the days on which it was made", "to"),
    )
    as_of = DateFilter(method="unchanged", label=_("As of"))
    sort = SortFilter(
        {
            "topic": Order(_("Topic"), "topic__name"),
            "forum": Order(_("Forum"), "dialogue__short_name"),
            "made": Order(_("When it was made"), "made_on", falls=True),
            "state": Order(_("State"), PLACE),
            "silent": Order(_("Meetings found silent"), "silent", falls=True),
            "days": Order(_("Days"), "days", falls=True),
        }
    )

    keys = {"forum": "dialogue_id", "topic": "topic_id", "recommender": "recommender_id"}
    search = contains("recommendation__code", "topic__name", "recommendation__summary")
    formerly = ("who",)
    usual: tuple = USUAL

    class Meta:
        model = KeptCourse
        fields = ()

    def __init__(self, data, on: date, courses: KeptCourseQuerySet):
        super().__init__(renamed(data), queryset=self.listed(courses, on))

    def listed(self, courses: KeptCourseQuerySet, on: date) -> KeptCourseQuerySet:
        """The courses that the list has without any filter."""
        return courses

    def results(self):
        """The rows that pass, in the order asked for or else the usual one."""
        rows = self.qs
        if (key := self.order.removeprefix("-")) in ("topic", "forum"):
            return self._by_name(rows, key)
        asked = rows.query.order_by[:1] if self.order else ()
        return rows.order_by(*asked, *self.usual)

    def _by_name(self, rows, key: str) -> NamedRows:
        """The rows by the names of their topic or forum as the reader's language sorts them, those without one last."""
        rank, column = self.ranked(key), self.keys[key]
        pairs = list(self.qs.order_by(*self.usual).values_list("pk", column))
        pairs.sort(key=lambda pair: rank.get(pair[1], len(rank)))
        return NamedRows(rows, [pk for pk, _named in pairs])

    @cached_property
    def _counts(self) -> dict[str, Any]:
        """The choices of all filters, the rows that pass by their standing ("passing"), and their recommendations. One query.

        None where all that is kept passes, if that was counted since the record changed.
        """
        if not (self.is_narrowed() or self.queryset.query.has_filters()):
            return self.in_words(vocabulary().kept(_all_counted))
        groups = self.groups_of(self.of_choices)
        if self.cleaned()["state"]:
            groups["passing"] = self.qs, "standing"
        groups["recommendations"] = self.qs.values("recommendation_id").distinct(), None
        return self.by_value(groups)

    def count_all(self):
        return {name: self._counts[name] for name in self.of_choices}

    @property
    def _passing(self) -> dict[str, int]:
        """How many of the rows that pass have each standing."""
        return self._counts.get("passing", self._counts["state"])

    @property
    def n_rows(self) -> int:
        return sum(self._passing.values())

    def by_standing(self) -> list[tuple[Standing, int]]:
        """(standing, how many of the rows that pass) of each standing that one has, the furthest first."""
        counts = self._passing
        return [(standing, counts[standing.value]) for standing in ORDER if counts.get(standing.value)]

    def n_recommendations(self) -> int:
        """How many recommendations the rows that pass are of."""
        return self._counts["recommendations"].get("", 0)


def _all_counted() -> dict[str, Any]:
    """All courses that are kept by the choices of each filter, and how many recommendations they are of."""
    rows = KeptCourse.objects.all()
    columns = CourseFilterSet.keys | {"state": "standing", "kind": "kind"}
    groups: dict[str, Any] = {name: (rows, column) for name, column in columns.items()}
    return counted(groups | {"recommendations": (rows.values("recommendation_id").distinct(), None)})


class SilentCourseFilterSet(CourseFilterSet):
    """Those in force of which "missed" may be said: most meetings found silent first, then most days."""

    state = ChoicesFilter(
        field_name="standing",
        choices=[(s.value, capitalized(s.word)) for s in FOUND_SILENT],
        label=_("State"),
    )
    sort = SortFilter(CourseFilterSet.base_filters["sort"].orders, standing="-silent")

    usual = (*RANK, *USUAL)

    class Meta:
        model = KeptCourse
        fields = ()

    def listed(self, courses, on):
        return courses.in_force(on).filter(standing__in=FOUND_SILENT)

    @cached_property
    def _counts(self):
        """The same. Where no choice is made they are all of the same rows, a small part of what is kept, read once."""
        if any(self.cleaned()[name] for name in self.of_choices):
            return super()._counts
        names = [*self.of_choices, "recommendations"]
        columns = [self.column(name) for name in self.of_choices]
        rows = list(self.qs.order_by().values_list(*columns, "recommendation_id"))
        found: dict[str, Any] = {name: Counter(row[at] for row in rows) for at, name in enumerate(names)}
        found |= {name: self.worded(name, found[name]) for name in self.keys}
        return found | {"recommendations": {"": len(found["recommendations"])}}
