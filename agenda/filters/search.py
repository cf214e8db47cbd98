"""What a search is narrowed to. The text itself is read by `agenda.search`, which understands quotes and stars."""

from django.utils.translation import gettext_lazy as _

from agenda.models import Finding
from agenda.search.kinds import KINDS

from .base import RowFilterSet
from .fields import ChoicesFilter, SinceFilter, UntilFilter
from .named import forums


class SearchFilterSet(RowFilterSet):
    """`counts` by kind are filled in by the view, from the search itself."""

    kind = ChoicesFilter(choices=[(kind.name, kind.label) for kind in KINDS.values()], label=_("Kind"))
    forum = ChoicesFilter(choices=forums, label=_("Forum"))
    since = SinceFilter(label=_("From"))
    until = UntilFilter(label=_("To"))

    counts: dict = {}
    counts_by_forum: dict | None = {}

    class Meta:
        model = Finding
        fields = ()

    def count_options(self, name):
        return self.counts if name == "kind" else self.counts_by_forum
