"""Filters of the lists whose rows are rows of the database."""

from django.utils.translation import gettext_lazy as _

from agenda.models import Actor, Document, Level, Meeting

from .base import ChoicesFilter, FilterSet, TextFilter, YearFilter, contains, forums


class MeetingFilterSet(FilterSet):
    q = TextFilter(method="search", label=_("Text"))
    forum = ChoicesFilter(field_name="dialogue__slug", choices=forums, label=_("Forum"))
    level = ChoicesFilter(field_name="level", choices=Level.choices, label=_("Level"))
    status = ChoicesFilter(field_name="status", choices=Meeting.Status.choices, label=_("Status"))
    since = YearFilter(field_name="held_on", lookup_expr="year__gte", label=_("From year"))
    until = YearFilter(field_name="held_on", lookup_expr="year__lte", label=_("To year"))

    search = contains("title", "place", "note", "dialogue__name", "dialogue__short_name")

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

    search = contains("title", "summary", "publisher__name", "meeting__title")

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
