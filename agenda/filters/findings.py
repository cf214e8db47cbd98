"""Findings for a feed: by forum, topic and outcome."""

from agenda.models import Finding, Outcome

from .base import ChoicesFilter, FilterSet, forums, topics


class FindingFilterSet(FilterSet):
    forum = ChoicesFilter(field_name="meeting__dialogue__slug", choices=forums, label="Forum")
    topic = ChoicesFilter(field_name="topic__code", choices=topics, label="Topic")
    outcome = ChoicesFilter(field_name="outcome", choices=Outcome.choices, label="Outcome")

    class Meta:
        model = Finding
        fields = []
