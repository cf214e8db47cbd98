"""What is compared: forums, and one period or two."""

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agenda.coverage.cells import among
from agenda.dates import PartialDate
from agenda.models import CellTally, Finding
from agenda.models.vocabulary import vocabulary

from .base import RANGES, RowFilterSet
from .fields import ChoicesFilter, DateFilter, SinceFilter, UntilFilter
from .named import forums


class CompareFilterSet(RowFilterSet):
    forum = ChoicesFilter(choices=forums, label=_("Forums, two or three"))
    since = SinceFilter(label=_("From"))
    until = UntilFilter(label=_("To"))
    then_since = SinceFilter(label=_("And from"))
    then_until = UntilFilter(label=pgettext_lazy("end of the second period", "to"))
    as_of = DateFilter(label=_("As of"))

    class Meta:
        model = Finding
        fields = ()

    def periods(self) -> list[tuple[PartialDate | None, PartialDate | None]]:
        """The periods chosen, as (from, to): one, or two where a second was chosen."""
        chosen = self.cleaned()
        first, then = (
            [(chosen[name] and PartialDate.parse(chosen[name])) or None for name in ends] for ends in RANGES
        )
        return [(first[0], first[1]), *([(then[0], then[1])] if any(then) else [])]

    def count_options(self, name):
        """Findings of each forum at held meetings, as they are kept, so that an empty one can be seen before it is chosen."""
        slugs = vocabulary().dialogues.words
        kept = CellTally.objects.filter(topic_id=0, year=0, dialogue_id__in=among(slugs)).order_by()
        counted = kept.values_list("dialogue_id").annotate(count=Sum("n"))
        return {slugs[pk]: n for pk, n in counted}
