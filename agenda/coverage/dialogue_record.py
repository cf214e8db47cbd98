"""What is on record of one dialogue, each table read once: for its page and its brief."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from agenda.models import Dialogue, Meeting, Recommendation, Topic
from agenda.models.vocabulary import NAMES

from .cells import MANY, LedgerCell, told_cells
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
    """Read what is on record of a public dialogue into a ledger narrowed to it. Four queries."""
    ledger.dialogues = {dialogue.pk: dialogue}
    meetings = dialogue.meetings.filter(is_published=True).known(ledger.on, today).newest_first()
    asked = Recommendation.objects.published().filter(made_on__lte=ledger.on, dialogues=dialogue)
    recommendations = list(asked.select_related("recommender"))
    cells = told_cells(ledger.kept_cells)
    topics = _topics_of(dialogue, {row[4] for row in cells} | {row.topic_id for row in recommendations})
    for row in recommendations:
        row.topic = topics[row.topic_id]
    out_of_scope = [topic for topic in topics.values() if topic.is_out_of_scope]  # type: ignore[attr-defined]
    found = DialogueRecord(dialogue, ledger, list(meetings), [], list(topics.values()), out_of_scope)
    ledger.out_of_scope = {(dialogue.pk, topic.pk) for topic in out_of_scope}
    ledger.occasions = {row.pk: _occasion(row) for row in found.begun if row.status == Meeting.Status.HELD}
    slugs = {pk: occasion.slug for pk, occasion in ledger.occasions.items()}
    ledger.cells = {
        (row[3], row[4]): LedgerCell._make((*row, slugs[row[3]], topics[row[4]].code)) for row in cells
    }
    found.pairings.extend(ledger.pairing(row, dialogue) for row in recommendations)
    return found


def _topics_of(dialogue: Dialogue, keys: set[int]) -> dict[int, Topic]:
    """The public topics of these keys, with what names them, and those out of scope for the dialogue, which say so. One query."""
    out = Dialogue.out_of_scope.through.objects.filter(dialogue=dialogue, topic=OuterRef("pk"))
    rows = Topic.objects.published().only(*NAMES).annotate(is_out_of_scope=Exists(out))
    if len(keys) <= MANY:
        rows = rows.filter(Q(pk__in=keys) | Q(is_out_of_scope=True))
    return {row.pk: row for row in rows}


def _occasion(row: Meeting) -> Occasion:
    return Occasion(row.pk, row.slug, row.title, row.held, row.dialogue_id, row.level, row.translations)
