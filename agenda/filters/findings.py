"""Findings, and what they rest on: by forum, topic, outcome and date."""

from django.utils.translation import gettext_lazy as _

from agenda.models import Evidence, Examination, Finding, Outcome

from .base import FilterSet, forums, topics
from .fields import ChoicesFilter, SinceFilter, UntilFilter


class FindingFilterSet(FilterSet):
    forum = ChoicesFilter(field_name="meeting__dialogue__slug", choices=forums, label=_("Forum"))
    topic = ChoicesFilter(field_name="topic__code", choices=topics, label=_("Topic"))
    outcome = ChoicesFilter(field_name="outcome", choices=Outcome.choices, label=_("Outcome"))
    since = SinceFilter(field_name="meeting__held_on", label=_("From"))
    until = UntilFilter(field_name="meeting__held_on", label=_("To"))

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
