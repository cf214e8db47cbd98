"""Findings, and what they rest on: by forum, topic, outcome and date."""

from django.utils.translation import gettext_lazy as _

from agenda.dates import PartialDate
from agenda.models import Evidence, Examination, Finding, Outcome

from .base import FilterSet
from .fields import ChoicesFilter, SinceFilter, UntilFilter
from .named import forums, recommenders, topics
from .recommenders import RecommendersBefore


class FindingFilterSet(FilterSet):
    forum = ChoicesFilter(field_name="meeting__dialogue__slug", choices=forums, label=_("Forum"))
    topic = ChoicesFilter(field_name="topic__code", choices=topics, label=_("Topic"))
    outcome = ChoicesFilter(field_name="outcome", choices=Outcome.choices, label=_("Outcome"))
    recommender = ChoicesFilter(
        method="recommended_before", choices=recommenders, label=_("Recommended before by")
    )
    since = SinceFilter(field_name="meeting__held_on", label=_("From"))
    until = UntilFilter(field_name="meeting__held_on", label=_("To"))

    def recommended_before(self, queryset, name, value):
        """Findings on topics that one of those chosen had recommended for the dialogue before the meeting."""
        if not value:
            return queryset
        before = RecommendersBefore()
        columns = (
            "pk", "meeting__dialogue__slug", "topic__code", "meeting__held_on", "meeting__held_on_precision")  # fmt: skip
        chosen = [
            pk
            for pk, forum, topic, held_on, precision in queryset.order_by().values_list(*columns)
            if held_on and not before.at(forum, PartialDate(held_on, precision), topic).isdisjoint(value)
        ]
        return queryset.filter(pk__in=chosen)

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
