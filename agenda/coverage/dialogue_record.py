"""What is on record of one dialogue, each table read once: for its page and its brief."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from agenda.models import CurrentCell, Dialogue, Meeting, Recommendation, Topic
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import vocabulary

from .cells import cell_columns, cell_made_of, fetched_by
from .courses import Occasion
from .ledger import Ledger
from .pairings import Pairing


@dataclass(frozen=True)
class DialogueRecord:
    """The meetings of a dialogue that are known by a day, newest first; its recommendations; the topics of its cells.

    `topics` are those assessed at it or recommended for it, in the order of the table; `out_of_scope` those that are no
    cell of it. `ledger` holds its meetings and cells.
    """

    dialogue: Dialogue
    ledger: Ledger
    meetings: list[Meeting]
    pairings: list[Pairing]
    topics: list[Topic]
    out_of_scope: list[Topic]

    @property
    def begun(self) -> list[Meeting]:
        """Its meetings whose date had begun by the ledger's day, held or not, oldest first."""
        found = [row for row in self.meetings if row.held_on and row.held_on <= self.ledger.on]
        return sorted(found, key=lambda row: (row.held_on, row.slug))

    @property
    def assessed(self) -> set[int]:
        """The keys of the meetings of which a topic has a published finding."""
        return {meeting for meeting, _topic in self.ledger.cells}


def record_of(dialogue: Dialogue, ledger: Ledger, today: date) -> DialogueRecord:
    """Read what is on record of a public dialogue into a ledger narrowed to it. Six queries."""
    ledger.dialogues = {dialogue.pk: dialogue}
    meetings = _known_meetings(dialogue, ledger.on, today)
    recommendations = _asked(dialogue.pk, ledger.on)
    cells, out = fetched_by(*_told.sql(dialogue.pk, ledger.on)), set(_out_of_scope(dialogue.pk))
    known, actors = vocabulary().topics, vocabulary().actors
    here = {row[4] for row in cells} | {row.topic_id for row in recommendations} | out
    topics = {pk: known[pk] for pk in known if pk in here}
    for row in recommendations:
        row._state.fields_cache |= {
            "topic": topics[row.topic_id],
            "recommender": actors[row.recommender_id],
        }
    out_of_scope = [topic for pk, topic in topics.items() if pk in out]
    found = DialogueRecord(dialogue, ledger, meetings, [], list(topics.values()), out_of_scope)
    ledger.out_of_scope = {(dialogue.pk, topic.pk) for topic in out_of_scope}
    ledger.occasions = {row.pk: _occasion(row) for row in found.begun if row.status == Meeting.Status.HELD}
    slugs, codes = {pk: occasion.slug for pk, occasion in ledger.occasions.items()}, known.words
    ledger.cells = {(row[3], row[4]): cell_made_of((*row, slugs[row[3]], codes[row[4]])) for row in cells}
    found.pairings.extend(ledger.pairing(row, dialogue) for row in recommendations)
    return found


def _known_meetings(dialogue: Dialogue, on: date, today: date) -> list[Meeting]:
    """The public meetings of the dialogue that are known by a day, newest first."""
    rows = _meetings(dialogue.pk) if on >= today else _meetings_until(dialogue.pk, on)
    for row in rows:
        row._state.fields_cache["dialogue"] = dialogue
    return rows


@Prepared
def _meetings(dialogue: int) -> QuerySet[Any, Any]:
    """All public meetings of a dialogue, newest first: `MeetingQuerySet.known` of a day that is not in the past."""
    return Meeting.objects.filter(is_published=True, dialogue=dialogue).newest_first()


@Prepared
def _meetings_until(dialogue: int, on: date) -> QuerySet[Any, Any]:
    return Meeting.objects.filter(is_published=True, dialogue=dialogue).until(on).newest_first()


@Prepared
def _asked(dialogue: int, on: date) -> QuerySet[Any, Any]:
    """The public recommendations for a dialogue made by a day."""
    return Recommendation.objects.published().filter(made_on__lte=on, dialogues=dialogue)


@Prepared
def _told(dialogue: int, on: date) -> QuerySet[Any, Any]:
    """The cells of a dialogue by a day, as `told_cells` gives them: `Ledger.kept_cells` of one dialogue."""
    return cell_columns(CurrentCell.objects.filter(held_on__lte=on, dialogue_id=dialogue))


@Prepared
def _out_of_scope(dialogue: int) -> QuerySet[Any, Any]:
    rows = Dialogue.out_of_scope.through.objects.filter(dialogue=dialogue)
    return rows.values_list("topic_id", flat=True)


def _occasion(row: Meeting) -> Occasion:
    return Occasion(row.pk, row.slug, row.title, row.held, row.dialogue_id, row.level, row.translations)
