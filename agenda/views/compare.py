from django.utils.translation import gettext as _

from agenda.filters.compare import CompareFilterSet
from agenda.models.vocabulary import vocabulary
from agenda.questions.compare import columns_for, compare_rows

from .base import asked, ledger_of, page, today
from .empty import nothing_of
from .periods import twelve_months

MOST = 3
"""Dialogues that fit side by side."""


def compare(request):
    """Two or three dialogues, or two periods, side by side."""
    ledger = ledger_of(request)
    filterset = CompareFilterSet(request.GET, [])
    chosen = filterset.cleaned()
    known = vocabulary().dialogues
    forums = [known[known.keys_by_word[slug]] for slug in dict.fromkeys(chosen["forum"])]
    heads, rows = compare_rows(ledger, columns_for(forums[:MOST], filterset.periods()))
    context = {
        "filterset": filterset,
        "facets": filterset.facets(),
        "twelve_months": twelve_months(request, filterset, today()),
        "heads": heads,
        "rows": rows if len(heads) > 1 else [],
        "too_many": len(forums) - MOST,
        "most": MOST,
        "asked": asked(request),
        "empty": None if ledger.dialogues else nothing_of("compare"),
    }
    names = _(" and ").join(head.column.label for head in heads)
    title = _("Compare %(columns)s") % {"columns": names} if names else _("Compare")
    return page(request, "agenda/compare.html", context, title=title)
