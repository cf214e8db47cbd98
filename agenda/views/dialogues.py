from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agenda.coverage.courses import OPEN, Standing
from agenda.coverage.dialogues import DialogueCoverage, coverage_of
from agenda.models import Actor, Dialogue
from agenda.models.base import address
from agenda.pictures import matrix
from agenda.pictures.series import rates, timeline

from .base import ledger_of, page, today

ORDER = (*OPEN, Standing.PARTLY_RAISED, Standing.RAISED)
"""Recommendations of a dialogue in the order of their standings: what is open first."""


def dialogue_list(request):
    rows = Dialogue.objects.published().select_related("parent")
    ledger = ledger_of(request)
    listed = [(dialogue, ledger.by_dialogue.get(dialogue.pk, []), ledger.tally(dialogue_id=dialogue.pk))
              for dialogue in rows]  # fmt: skip
    listed.sort(key=lambda row: (not row[1], -len(row[1]), row[0].short_name))
    return page(request, "agenda/dialogue_list.html", {"dialogues": listed}, title=_("Dialogues"))


def dialogue(request, slug):
    row = get_object_or_404(Dialogue.objects.published().select_related("parent"), slug=slug)
    ledger = ledger_of(request)
    pairings = [p for p in ledger.pairings() if p.dialogue == row]
    pairings.sort(key=lambda p: (ORDER.index(p.course.standing), *p.course.rank, p.recommendation.code))
    known = row.meetings.filter(is_published=True).known(ledger.on, today()).newest_first()
    context = {
        "dialogue": row,
        "members": Actor.objects.published().filter(dialogues=row),
        "children": Dialogue.objects.published().filter(parent=row),
        "meetings": known,
        "tally": ledger.tally(dialogue_id=row.pk),
        "left_out": ledger.left_out(row.pk),
        "matrix": coverage_matrix(row, coverage_of(row, ledger, pairings)),
        "timeline": timeline(row, list(known)),
        "rates": rates(
            row.slug, row.short_name, row.get_absolute_url(), ledger.tallies_by_year(dialogue_id=row.pk)
        ),
        "pairings": pairings,
    }
    return page(request, "agenda/dialogue.html", context, title=row.name, card=f"dialogues/{row.slug}")


def coverage_matrix(dialogue, coverage: DialogueCoverage) -> str:
    """The matrix as a table; "" without meetings or topics."""
    if not coverage.occasions or not coverage.topics:
        return ""
    rows = [
        matrix.Head(t.pk, t.name, t.get_absolute_url(), is_recommended=t.pk in coverage.recommended)
        for t in coverage.topics
    ]
    columns = [
        matrix.Head(o.pk, str(o.held), address("meeting", o.slug), o.title) for o in coverage.occasions
    ]
    caption = _("Topics at the meetings of %(name)s, newest first. ★: recommended before that meeting.")
    return matrix.render(caption % {"name": dialogue.short_name}, rows, columns, coverage.lookup)
