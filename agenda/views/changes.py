"""Since last time: two meetings of a dialogue side by side, and the last two of every dialogue."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agenda.coverage.answers import changes_answer, reading_answer
from agenda.coverage.extent import Reading, reading_of
from agenda.coverage.reaches import sides_on_record
from agenda.filters.changes import MeetingPair, NewestChangesFilterSet
from agenda.models import Dialogue, Level
from agenda.pictures.strips import topic_strip
from agenda.questions.changes import CHANGES
from agenda.questions.newest import NewestChanges
from agenda.questions.since import by_change, change_rows, judged_meetings, last_pairs

from .base import ledger_of, list_page, page


def all_changes(request):
    """What changed between the last two judged meetings of every dialogue."""
    filterset = NewestChangesFilterSet(request.GET, NewestChanges(ledger_of(request)))
    return list_page(request, "agenda/changes_list.html", filterset, filterset.passing(), meanings=CHANGES.items(),
                     title=_("Since last time"), table="changes")  # fmt: skip


def changes(request, slug):
    """Two meetings of one dialogue, chosen by the reader."""
    dialogue = get_object_or_404(Dialogue.objects.published(), slug=slug)
    ledger = ledger_of(request, dialogues=[dialogue.pk])
    occasions = ledger.by_dialogue.get(dialogue.pk, [])
    chosen = MeetingPair.of(request.GET, occasions, next(iter(last_pairs(ledger, [dialogue])), None))
    judged = judged_meetings(ledger)
    context = {
        "dialogue": dialogue,
        "chosen": chosen,
        "options": [
            (o.slug, _option(o, Level(o.level), is_judged=o.pk in judged)) for o in reversed(occasions)
        ],
    }
    title = _("Since last time: %(name)s") % {"name": dialogue.reader.short_name}
    statement = ""
    if chosen.pair:
        context |= _compared(ledger, dialogue, chosen.pair)
        words = {
            "name": dialogue.reader.short_name,
            "earlier": chosen.pair[0].held,
            "later": chosen.pair[1].held,
        }
        title = _("What changed at %(name)s from %(earlier)s to %(later)s") % words
        statement = context["answer"]
    return page(request, "agenda/changes.html", context, title=title, statement=statement,
                card=f"dialogues/{dialogue.slug}")  # fmt: skip


def _option(occasion, level: Level, *, is_judged: bool) -> str:
    words = f"{occasion.held}, {occasion.reader.title} ({level.label})"
    return words if is_judged else _("%(meeting)s: absences cannot be shown") % {"meeting": words}


def _compared(ledger, dialogue, pair) -> dict:
    earlier, later = pair
    found = by_change(change_rows(ledger, pair))
    asked_for = ledger.recommended_before(ledger.pairings())
    known = sides_on_record([earlier.pk, later.pk])
    return {
        "sides": [(occasion, Level(occasion.level).label, _read(known, occasion.pk)) for occasion in pair],
        "same_level": earlier.level == later.level,
        "answer": changes_answer(earlier, later, {change: len(rows) for change, rows in found.items()}),
        "groups": [
            (
                change,
                [
                    (
                        row,
                        _state(ledger, earlier, row.topic, asked_for),
                        _state(ledger, later, row.topic, asked_for),
                        topic_strip(ledger, dialogue.pk, row.topic.pk, asked_for),
                    )
                    for row in rows
                ],
            )
            for change, rows in found.items()
            if rows
        ],
        "n": sum(map(len, found.values())),
    }


def _state(ledger, occasion, topic, asked_for):
    """(state, address of the finding, recommended before) of the topic at the meeting."""
    is_before = (occasion.pk, topic.pk) in asked_for
    return *ledger.shown(occasion.pk, topic.pk, is_before), is_before


def _read(known, meeting_id: int) -> str:
    readouts = known.readouts[meeting_id]
    documents = [readout.document for readout in readouts]
    return reading_answer(documents, absence_can_be_shown=reading_of(readouts) == Reading.WHOLE)
