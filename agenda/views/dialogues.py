from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from agenda.coverage.answers import dialogue_answer, extent_answer, silence_sentences
from agenda.coverage.dialogue_record import record_of
from agenda.coverage.dialogues import DialogueCoverage, coverage_of
from agenda.coverage.extent import Extent, Reading, extent_of
from agenda.coverage.forums import forums_by_meetings, latest_at
from agenda.coverage.rates import Tally
from agenda.coverage.recommended import recommended_topics
from agenda.coverage.sentences import short_rate
from agenda.languages import reading_language
from agenda.models import Actor, Dialogue
from agenda.models.base import address_pattern
from agenda.models.dialogues import Level
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import vocabulary
from agenda.pictures import matrix
from agenda.pictures.series import rates, timeline
from agenda.questions.changes import last_changes
from agenda.translated import in_language

from .base import first_or_404, ledger_of, page, query_without_page, today
from .empty import nothing_of

PER_PAGE = 30
"""Dialogues on a page of all of them."""


@Prepared
def _of_slug(slug: str):
    return Dialogue.objects.published().select_related("parent").filter(slug=slug)


def dialogue_or_404(slug: str) -> Dialogue:
    """The public dialogue of the address, with what it stands under. One query."""
    return first_or_404(_of_slug(slug))


def dialogue_list(request):
    ledger = ledger_of(request)
    forums = forums_by_meetings(ledger.on)
    shown = Paginator(forums, PER_PAGE).get_page(request.GET.get("page"))
    known, last = vocabulary().dialogues, latest_at(shown.object_list)
    tallies = ledger.sums.of_dialogues([forum.pk for forum in shown])
    statuses = known.column("status").values()
    context = {
        "dialogues": [
            (known[forum.pk], forum, last.get(forum.pk), tallies.get(forum.pk, Tally())) for forum in shown
        ],
        "n_proposed": sum(status == Dialogue.Status.PROPOSED for status in statuses),
        "empty": None if forums else nothing_of("dialogues"),
        "page": shown,
        "query": query_without_page(request),
    }
    return page(request, "agenda/dialogue_list.html", context, title=_("Dialogues"))


@Prepared
def _members(dialogue: int):
    return Actor.objects.published().filter(dialogues=dialogue)


@Prepared
def _children(dialogue: int):
    return Dialogue.objects.published().filter(parent=dialogue)


def dialogue(request, slug):
    row = dialogue_or_404(slug)
    ledger = ledger_of(request, dialogues=[row.pk])
    record = record_of(row, ledger, today())
    recommended = recommended_topics(ledger, record.pairings)
    extent, levels, level = extent_of(record), _levels(row, ledger), request.GET.get("level", "")
    coverage = coverage_of(
        row, ledger, record.pairings, level if level in dict(levels) else "", record.topics
    )
    known, by_year = record.meetings, ledger.tallies_by_year()
    context = {
        "dialogue": row,
        "members": _members(row.pk),
        "children": _children(row.pk),
        "meetings": known,
        "next": [meeting for meeting in known if meeting.status == meeting.Status.SCHEDULED],
        "tally": sum(by_year.values(), Tally()),
        "left_out": ledger.left_out(row.pk),
        "answer": dialogue_answer(recommended),
        "silences": silence_sentences(recommended),
        "extent": extent,
        "reach": extent_answer(row, ledger.on, held=extent.held, judged=extent.readings[Reading.WHOLE]),
        "recommended": recommended,
        "last": last_changes(ledger, row.pk, record.topics),
        "levels": levels if len(levels) > 1 else [],
        "level": level,
        "is_level_known": level in ("", *dict(levels)),
        "timeline": timeline(row, known),
        "rates": rates(row.slug, row.reader.short_name, row.get_absolute_url(), by_year),
        "states": coverage.states,
        **coverage_matrix(request, row, coverage, extent),
    }
    return page(request, "agenda/dialogue.html", context, title=row.reader.name, card=f"dialogues/{row.slug}")


def _levels(dialogue: Dialogue, ledger) -> list[tuple[str, str]]:
    """(level, its name) of the dialogue's held meetings, in the order of the levels."""
    held = {occasion.level for occasion in ledger.by_dialogue.get(dialogue.pk, ())}
    return [(value, str(label)) for value, label in Level.choices if value in held]


def coverage_matrix(
    request, dialogue: Dialogue, coverage: DialogueCoverage, extent: Extent
) -> dict[str, Any]:
    """The matrix as a table, "" without meetings or topics, and which part of it that is.

    `?meetings=` and `?topics=` ask for the next ones where there are more than a page holds.
    """
    if not coverage.occasions or not coverage.topics:
        return {"matrix": ""}
    topics = Paginator(coverage.topics, matrix.MOST_TOPICS).get_page(request.GET.get("topics"))
    occasions = Paginator(coverage.occasions, matrix.MOST_MEETINGS).get_page(request.GET.get("meetings"))
    rows, columns = _heads(coverage, extent, topics, occasions)
    caption = _("Topics at the meetings of %(name)s, newest first.") % {"name": dialogue.reader.short_name}
    return {
        "matrix": matrix.render(caption, rows, columns, coverage.cells),
        "n_never": sum(row.is_never for row in rows),
        "matrix_topics": topics,
        "matrix_meetings": occasions,
    }


def _heads(
    coverage: DialogueCoverage, extent: Extent, topics: Iterable, occasions: Iterable
) -> tuple[list[matrix.Head], list[matrix.Head]]:
    """The heads of a matrix's rows and of its columns."""
    # The reader's language and the pages' paths are the same for all rows and columns.
    tag, to_topic, to_meeting = reading_language(), address_pattern("topic", 1), address_pattern("meeting", 1)
    none = Tally()
    rows = [
        matrix.Head(
            topic.pk,
            in_language(topic, "name", tag),
            to_topic % topic.code,
            short_rate(coverage.tallies.get(topic.pk, none)),
            is_recommended=topic.pk in coverage.recommended,
            is_never=topic.pk not in coverage.found,
        )
        for topic in topics
    ]
    columns = [
        matrix.Head(
            occasion.pk,
            occasion.held.short,
            to_meeting % occasion.slug,
            in_language(occasion, "title", tag),
            is_unread=extent.reading_at.get(occasion.pk) != Reading.WHOLE,
        )
        for occasion in occasions
    ]
    return rows, columns
