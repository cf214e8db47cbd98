"""Filters of the lists whose rows are rows of the database."""

from collections import Counter

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agenda.dates import PartialDate
from agenda.models import CurrentCell, Document, Level, Meeting, Recommendation
from agenda.models.vocabulary import vocabulary

from .base import FilterSet
from .counting import PublicRows, counted
from .facets import COUNTED
from .fields import ChoicesFilter, DateFilter, SinceFilter, TextFilter, UntilFilter
from .named import forums, publishers, recommenders
from .recommenders import RecommendersBefore
from .sorting import Order, SortFilter
from .texts import contains

_raised = (
    CurrentCell.objects.filter(meeting=OuterRef("pk"), pattern__gt="")
    .order_by()
    .values("meeting")
    .annotate(n=Count("*"))
)
"""How many topics of a meeting were raised or partly raised; no row where none was."""


class CountedFilterSet(FilterSet):
    """All public rows of a model, counted up to a bound.

    Choices have a number where few enough rows are to be counted.
    """

    most_rows = 10_000
    """Rows that are counted at least."""
    apart = ("recommender",)
    by_key = True

    @cached_property
    def _counted(self) -> int:
        """How many rows pass; one more than are counted where there are more."""
        most = self.reach(self.most_rows)
        if any(value for name, value in self.cleaned().items() if name != "sort"):
            return counted({"": (self.qs, None)}, most)[""].get("", 0)
        # Most readers go no further than the first pages, and need not wait for all rows to be counted.
        is_near = most == self.most_rows
        known = vocabulary().kept(PublicRows(self._meta.model, most if is_near else None))
        return min(known, most + 1)

    @property
    def n_rows(self) -> int:
        return min(self._counted, self.reach(self.most_rows))

    @property
    def is_cut(self) -> bool:
        return self._counted > self.reach(self.most_rows)

    def is_long(self, name: str) -> bool:
        """Are there too many rows without the filter to count its choices, as far as that is known already?"""
        return self._counted > COUNTED and not self.cleaned().get(name)

    def count_all(self):
        names = [name for name in self.of_choices if name not in self.apart and not self.is_long(name)]
        found = self.by_value(self.groups_of(names), COUNTED)
        found |= {name: self.count_options(name) for name in self.apart}
        return {name: found.get(name) for name in self.of_choices}

    def is_counted(self, name: str) -> bool:
        """Are there few enough rows without the filter to count its choices?"""
        if not self.cleaned().get(name):
            return self._counted <= COUNTED
        return not self.without(name).order_by()[COUNTED : COUNTED + 1].exists()


class MeetingFilterSet(CountedFilterSet):
    q = TextFilter(method="search", label=pgettext_lazy("words to look for", "Text"))
    forum = ChoicesFilter(field_name="dialogue__slug", choices=forums, label=_("Forum"))
    level = ChoicesFilter(field_name="level", choices=Level.choices, label=_("Level"))
    status = ChoicesFilter(field_name="status", choices=Meeting.Status.choices, label=_("Status"))
    recommender = ChoicesFilter(
        method="recommended_before", choices=recommenders, label=_("Something recommended before by")
    )
    since = SinceFilter(field_name="held_on", label=_("From"))
    until = UntilFilter(field_name="held_on", label=_("To"))
    as_of = DateFilter(method="begun", label=_("As of"))
    sort = SortFilter(
        {
            "held": Order(_("Date"), "held_on", falls=True),
            "title": Order(_("Title"), "title", name_of=lambda row: row),
            "forum": Order(_("Forum"), "dialogue__short_name", name_of=lambda row: row.dialogue),
            "raised": Order(_("Topics raised"), Subquery(_raised.values("n")), falls=True),
        },
        standing="-held",
    )

    keys = {"forum": "dialogue_id"}
    search = contains("title", "place", "note", "dialogue__name", "dialogue__short_name")

    @cached_property
    def before(self) -> RecommendersBefore:
        """Who recommended what before each meeting, read when it is first asked for."""
        return RecommendersBefore.for_choices(self.cleaned())

    def recommended_before(self, queryset, name, value):
        """Meetings before which one of those chosen had recommended a topic for their dialogue."""
        if not value:
            return queryset
        chosen = [pk for pk, before in self._before(queryset) if not before.isdisjoint(value)]
        return queryset.filter(pk__in=chosen)

    def _before(self, queryset):
        """(meeting id, who had recommended something before it) of each meeting of the queryset."""
        rows = queryset.order_by().values_list("pk", "dialogue__slug", "held_on", "held_on_precision")
        for pk, forum, held_on, precision in rows:
            yield pk, self.before.at(forum, PartialDate(held_on, precision) if held_on else None)

    def count_options(self, name):
        if not self.is_counted(name):
            return None
        return Counter(slug for _pk, before in self._before(self.without(name)) for slug in before)

    def begun(self, queryset, name, value):
        """Meetings that had begun by the day; a month or year means its last day."""
        return queryset.until(PartialDate.parse(value).last) if value else queryset

    class Meta:
        model = Meeting
        fields = ()


class DocumentFilterSet(CountedFilterSet):
    q = TextFilter(method="search", label=pgettext_lazy("words to look for", "Text"))
    forum = ChoicesFilter(field_name="meeting__dialogue__slug", choices=forums, label=_("Forum"))
    kind = ChoicesFilter(field_name="kind", choices=Document.Kind.choices, label=_("Kind"))
    read = ChoicesFilter(
        field_name="completeness", choices=Document.Completeness.choices, label=_("How much was read")
    )
    publisher = ChoicesFilter(
        field_name="publisher__slug",
        choices=publishers,
        label=_("Publisher"),
    )
    recommender = ChoicesFilter(
        method="recommending", choices=recommenders, label=_("Holds recommendations of")
    )
    since = SinceFilter(field_name="issued_on", label=_("From"))
    until = UntilFilter(field_name="issued_on", label=_("To"))
    as_of = DateFilter(method="known", label=_("As of"))
    sort = SortFilter(
        {
            "issued": Order(_("Date"), "issued_on", falls=True),
            "title": Order(_("Title"), "title", name_of=lambda row: row),
            "publisher": Order(_("Publisher"), "publisher__name", name_of=lambda row: row.publisher),
            "kind": Order(_("Kind"), "kind"),
        },
        standing="-issued",
    )

    keys = {"forum": "meeting__dialogue_id", "publisher": "publisher_id"}
    search = contains("title", "summary", "publisher__name", "meeting__title")

    def recommending(self, queryset, name, value):
        """Documents in which one of those chosen recommends something."""
        made = Recommendation.objects.published().filter(recommender__slug__in=value)
        return queryset.filter(pk__in=made.values("document")) if value else queryset

    def count_options(self, name):
        if not self.is_counted(name):
            return None
        made = Recommendation.objects.published().filter(document__in=self.without(name).values("pk"))
        counted = (
            made.order_by().values_list("recommender__slug").annotate(n=Count("document", distinct=True))
        )
        return dict(counted)

    def known(self, queryset, name, value):
        """Documents of meetings that had begun by the day, and others issued by then."""
        if not value:
            return queryset
        on = PartialDate.parse(value).last
        return queryset.filter(Q(meeting__held_on__lte=on) | Q(meeting=None, issued_on__lte=on))

    class Meta:
        model = Document
        fields = ()


class PlainFilterSet(FilterSet):
    """A list that is not filtered; what it knows of parameters is that there are none."""

    @classmethod
    def of(cls, model):
        return type(
            f"{model.__name__}PlainFilterSet",
            (cls,),
            {"Meta": type("Meta", (), {"model": model, "fields": []})},
        )
