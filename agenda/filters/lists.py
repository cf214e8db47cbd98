"""Filters of the lists whose rows are rows of the database."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agenda.dates import PartialDate
from agenda.models import Actor, Document, Level, Meeting

from .base import ChoicesFilter, DateFilter, FilterSet, TextFilter, YearFilter, contains, forums


class MeetingFilterSet(FilterSet):
    q = TextFilter(method="search", label=_("Text"))
    forum = ChoicesFilter(field_name="dialogue__slug", choices=forums, label=_("Forum"))
    level = ChoicesFilter(field_name="level", choices=Level.choices, label=_("Level"))
    status = ChoicesFilter(field_name="status", choices=Meeting.Status.choices, label=_("Status"))
    since = YearFilter(field_name="held_on", lookup_expr="year__gte", label=_("From year"))
    until = YearFilter(field_name="held_on", lookup_expr="year__lte", label=_("To year"))
    as_of = DateFilter(method="begun", label=_("As of"))

    search = contains("title", "place", "note", "dialogue__name", "dialogue__short_name")

    def begun(self, queryset, name, value):
        """Meetings that had begun by the day; a month or year means its last day."""
        return queryset.until(PartialDate.parse(value).last) if value else queryset

    class Meta:
        model = Meeting
        fields = ()


class DocumentFilterSet(FilterSet):
    q = TextFilter(method="search", label=_("Text"))
    forum = ChoicesFilter(field_name="meeting__dialogue__slug", choices=forums, label=_("Forum"))
    kind = ChoicesFilter(field_name="kind", choices=Document.Kind.choices, label=_("Kind"))
    read = ChoicesFilter(
        field_name="completeness", choices=Document.Completeness.choices, label=_("How much was read")
    )
    publisher = ChoicesFilter(
        field_name="publisher__slug",
        choices=lambda: list(
            Actor.objects.published().exclude(published_documents=None).values_list("slug", "name").distinct()
        ),
        label=_("Publisher"),
    )
    since = YearFilter(field_name="issued_on", lookup_expr="year__gte", label=_("From year"))
    until = YearFilter(field_name="issued_on", lookup_expr="year__lte", label=_("To year"))
    as_of = DateFilter(method="known", label=_("As of"))

    search = contains("title", "summary", "publisher__name", "meeting__title")

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
