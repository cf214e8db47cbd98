"""What is compared: forums, and one period or two."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from agenda.models import Finding

from .base import ChoicesFilter, DateFilter, RowFilterSet, YearFilter, forums


class CompareFilterSet(RowFilterSet):
    forum = ChoicesFilter(choices=forums, label=_("Forums, two or three"))
    since = YearFilter(label=_("From year"))
    until = YearFilter(label=_("To year"))
    then_since = YearFilter(label=_("And from year"))
    then_until = YearFilter(label=_("to year"))
    as_of = DateFilter(label=_("As of"))

    class Meta:
        model = Finding
        fields = ()

    def periods(self) -> list[tuple[int | None, int | None]]:
        """The periods chosen, as (from year, to year): one, or two where a second was chosen."""
        chosen = self.cleaned()
        then = chosen["then_since"], chosen["then_until"]
        return [(chosen["since"], chosen["until"]), *([then] if any(then) else [])]

    def count_options(self, name):
        """Findings of each forum, so that an empty one can be seen before it is chosen."""
        rows = Finding.objects.published().order_by().values_list("meeting__dialogue__slug")
        return dict(rows.annotate(n=Count("pk")))
