from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agenda.catalogue.reach import attach_reaches_of_silences
from agenda.filters import MissedFilterSet
from agenda.pictures.bars import waiting
from agenda.questions.missed import attach_documents, attach_silences, missed_rows

from .base import ledger_of, list_page
from .recommendations import with_strips


def missed(request):
    ledger = ledger_of(request)
    filterset = MissedFilterSet(request.GET, missed_rows(ledger.pairings()))
    return list_page(request, "agenda/missed.html", filterset, filterset.passing(),
                     title=_("Recommended and found silent"), dress=lambda rows: _dressed(rows, ledger), columns=COLUMNS,
                     bars=_bars(filterset), table="missed")  # fmt: skip


COLUMNS = {
    "forum": (_lazy("Forum"), lambda row: row.dialogue.reader.short_name),
    "state": (_lazy("State"), lambda row: _(row.course.standing.word)),
}


def _dressed(rows, ledger):
    """The rows with the documents examined for each silence, its reach, and the strip of the meetings since."""
    attach_silences(ledger, rows)
    attach_documents(rows)
    attach_reaches_of_silences(rows)
    with_strips((row.pairing for row in rows), ledger)
    return rows


def _bars(filterset):
    """The picture that stands at an address of its own: of all forums, or of the one chosen; else none."""
    chosen = {name: value for name, value in filterset.cleaned().items() if value and name != "as_of"}
    silent = [row.pairing for row in filterset.passing()]
    if not chosen and silent:
        return waiting("all", str(_("all forums")), reverse("missed"), silent)
    if set(chosen) == {"forum"} and len(chosen["forum"]) == 1 and silent:
        dialogue = silent[0].dialogue
        return waiting(dialogue.slug, dialogue.reader.short_name, dialogue.get_absolute_url(), silent)
    return None
