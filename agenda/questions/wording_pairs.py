"""Topics that a dialogue has named more than once, of whose words a page tells how they changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from agenda.coverage.courses import TAKEN_UP
from agenda.coverage.ledger import Ledger
from agenda.models import CellTally, CurrentCell, Dialogue, Topic
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import vocabulary

COUNTED = 1_000
"""Pairs up to which all are read and stand in one order; of more only those of some dialogues are read."""
AT_FIRST = 8
"""Dialogues whose pairs are read at first; then as many as were read already."""


@dataclass(frozen=True)
class WordingPair:
    """A topic that meetings of a dialogue have named more than once."""

    dialogue: Dialogue
    topic: Topic
    mentions: int


def wording_pairs(ledger: Ledger, reach: int = COUNTED) -> tuple[list[WordingPair], bool]:
    """At most `reach` pairs of dialogue and topic with two mentions or more, and whether there are others.

    Those with most mentions stand first; where there are more than COUNTED, by the names of their dialogues and with most
    mentions first for each, so that no others need be read. A query for the day, and one for some dialogues at a time.
    """
    known = vocabulary().dialogues
    left = sorted(known, key=lambda pk: known[pk].reader.order)
    found: list[WordingPair] = []
    bound, n_read = max(reach, COUNTED), 0
    while left and len(found) <= bound:
        some, left = left[: max(n_read, AT_FIRST)], left[max(n_read, AT_FIRST) :]
        n_read += len(some)
        found += _pairs_at(ledger, some)
    if len(found) <= COUNTED:  # every dialogue was read, else there were more
        found.sort(key=_by_mentions)
    return found[:reach], len(found) > reach


def _by_mentions(pair: WordingPair) -> tuple[Any, ...]:
    return -pair.mentions, pair.dialogue.reader.order, pair.topic.reader.order


def _pairs_at(ledger: Ledger, dialogues: list[int]) -> list[WordingPair]:
    """The pairs of some dialogues, by dialogue in their order, most mentions first. One query."""
    rows = _tallied(dialogues) if ledger.sums.is_kept else _counted(dialogues, ledger.on)
    known, place = vocabulary(), {pk: at for at, pk in enumerate(dialogues)}
    pairs = [WordingPair(known.dialogues[d], known.topics[t], n) for d, t, n in rows if n > 1]
    return sorted(pairs, key=lambda pair: (place[pair.dialogue.pk], *_by_mentions(pair)))


@Prepared
def _tallied(dialogues: Collection[int]) -> QuerySet[Any, Any]:
    """(dialogue, topic, mentions) as tallies are kept; they must hold for the day."""
    rows = CellTally.objects.filter(
        dialogue_id__in=dialogues, topic_id__gt=0, year=0, outcome__in=TAKEN_UP, n__gt=0
    )
    return rows.order_by().values_list("dialogue_id", "topic_id").annotate(mentions=Sum("n"))


@Prepared
def _counted(dialogues: Collection[int], on: date) -> QuerySet[Any, Any]:
    """The same counted from the cells held by the day."""
    rows = CurrentCell.objects.filter(dialogue__in=dialogues, held_on__lte=on, outcome__in=TAKEN_UP)
    return rows.order_by().values_list("dialogue_id", "topic_id").annotate(mentions=Count("pk"))
