"""Findings for a feed: by forum, topic and outcome."""

from django.utils.translation import gettext_lazy as _

from agenda.models import Finding, Outcome

from .base import ChoicesFilter, FilterSet, forums, topics


class FindingFilterSet(FilterSet):
    forum = ChoicesFilter(field_name="meeting__dialogue__slug", choices=forums, label=_("Forum"))
    topic = ChoicesFilter(field_name="topic__code", choices=topics, label=_("Topic"))
    outcome = ChoicesFilter(field_name="outcome", choices=Outcome.choices, label=_("Outcome"))

    class Meta:
        model = Finding
        fields = []
