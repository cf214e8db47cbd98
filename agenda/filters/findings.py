"""Findings, and what they rest on: by forum, topic, outcome and year."""

from django.utils.translation import gettext_lazy as _

from agenda.models import Evidence, Examination, Finding, Outcome

from .base import ChoicesFilter, FilterSet, YearFilter, forums, topics


class FindingFilterSet(FilterSet):
    forum = ChoicesFilter(field_name="meeting__dialogue__slug", choices=forums, label=_("Forum"))
    topic = ChoicesFilter(field_name="topic__code", choices=topics, label=_("Topic"))
    outcome = ChoicesFilter(field_name="outcome", choices=Outcome.choices, label=_("Outcome"))

    since = YearFilter(field_name="meeting__held_on", lookup_expr="year__gte", label=_("From year"))
    until = YearFilter(field_name="meeting__held_on", lookup_expr="year__lte", label=_("To year"))

    class Meta:
        model = Finding
        fields = ()


class ExaminationFilterSet(FilterSet):
    forum = ChoicesFilter(field_name="assessment__meeting__dialogue__slug", choices=forums, label=_("Forum"))
    topic = ChoicesFilter(field_name="assessment__topic__code", choices=topics, label=_("Topic"))

    class Meta:
        model = Examination
        fields = ()


class EvidenceFilterSet(FilterSet):
    forum = ChoicesFilter(
        field_name="examination__assessment__meeting__dialogue__slug", choices=forums, label=_("Forum")
    )
    topic = ChoicesFilter(field_name="examination__assessment__topic__code", choices=topics, label=_("Topic"))

    class Meta:
        model = Evidence
        fields = ()
