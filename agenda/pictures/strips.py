"""The strip of a topic at a dialogue: a dot a meeting, oldest first."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet

from agenda.coverage.courses import Occasion
from agenda.coverage.ledger import Ledger
from agenda.coverage.states import cell_state
from agenda.dates import standing_between, stored_date
from agenda.models import Dialogue, Finding, Meeting, Recommendation, Topic
from agenda.models.base import address_pattern
from agenda.models.prepared import Prepared

from .dots import DatedDot, Dot


def topic_strip(
    ledger: Ledger, dialogue_id: int, topic_id: int, recommended: Collection[tuple[int, int]]
) -> list[Dot]:
    """One dot for each held meeting of the dialogue that the ledger knows.

    `recommended` holds (meeting id, topic id) of what was recommended before it.
    """
    occasions = ledger.by_dialogue.get(dialogue_id, ())
    return [ledger_dot(ledger, o, topic_id, recommended, str(o.held)) for o in occasions]


def ledger_dot(
    ledger: Ledger, occasion: Occasion, topic_id: int, recommended: Collection[tuple[int, int]], label: str
) -> Dot:
    """The dot of a topic at a meeting; `recommended` as for `topic_strip`."""
    is_before = (occasion.pk, topic_id) in recommended
    return Dot(label, *ledger.shown(occasion.pk, topic_id, is_before), is_before)


def cell_strip(dialogue: Dialogue, topic: Topic, recommendations: Iterable[Recommendation]) -> list[DatedDot]:
    """The same for a page of one cell, which needs no ledger. Two queries.

    `recommendations` are those of the topic for the dialogue.
    """
    found = {pk: (outcome, is_excluded) for pk, outcome, is_excluded in _findings(topic.pk, dialogue.pk)}
    stood = [standing_between(asked.made, asked.withdrawn_on) for asked in recommendations]
    path, strip = address_pattern("finding", 2), []
    for pk, slug, *day in _meetings(dialogue.pk):
        held = stored_date(*day)
        is_before = any(after < held.first and held.last < until for after, until in stood)
        outcome, is_excluded = found.get(pk, (None, False))
        state = cell_state(outcome, is_excluded=is_excluded, recommended_before=is_before)
        strip.append(DatedDot(held, state, is_before, path % (slug, topic.code) if outcome else None))
    return strip


@Prepared
def _findings(topic: int, dialogue: int) -> QuerySet[Any, tuple[int, str, bool]]:
    """What was found of the topic at the dialogue, by meeting."""
    found = Finding.objects.published().filter(topic=topic, meeting__dialogue=dialogue)
    return found.values_list("meeting_id", "outcome", "is_excluded")


@Prepared
def _meetings(dialogue: int) -> QuerySet[Any, Any]:
    """Keys, slugs and days of the dialogue's public meetings that were held, oldest first."""
    held = Meeting.objects.published().held().filter(dialogue=dialogue).order_by("held_on", "slug")
    return held.values_list("pk", "slug", "held_on", "held_on_precision", "ends_on")
