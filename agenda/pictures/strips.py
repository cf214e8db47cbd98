"""The strip of a topic at a dialogue: a dot a meeting, oldest first."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet

from agenda.coverage.courses import Occasion
from agenda.coverage.ledger import Ledger
from agenda.coverage.states import cell_state
from agenda.models import Dialogue, Finding, Meeting, Recommendation, Topic
from agenda.models.findings import finding_address
from agenda.models.prepared import Prepared

from .dots import Dot


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


def cell_strip(dialogue: Dialogue, topic: Topic, recommendations: Iterable[Recommendation]) -> list[Dot]:
    """The same for a page of one cell, which needs no ledger. Two queries.

    `recommendations` are those of the topic for the dialogue.
    """
    found = {pk: (outcome, is_excluded) for pk, outcome, is_excluded in _findings(topic.pk, dialogue.pk)}
    strip = []
    for meeting in _meetings(dialogue.pk):
        is_before = any(recommendation.stands_at(meeting.held) for recommendation in recommendations)
        outcome, is_excluded = found.get(meeting.pk, (None, False))
        state = cell_state(outcome, is_excluded=is_excluded, recommended_before=is_before)
        url = finding_address(meeting.slug, topic.code) if outcome else None
        strip.append(Dot(str(meeting.held), state, url, is_before))
    return strip


@Prepared
def _findings(topic: int, dialogue: int) -> QuerySet[Any, tuple[int, str, bool]]:
    """What was found of the topic at the dialogue, by meeting."""
    found = Finding.objects.published().filter(topic=topic, meeting__dialogue=dialogue)
    return found.values_list("meeting_id", "outcome", "is_excluded")


@Prepared
def _meetings(dialogue: int) -> QuerySet[Meeting, Meeting]:
    """The dialogue's public meetings that were held, oldest first."""
    held = Meeting.objects.published().held().filter(dialogue=dialogue).order_by("held_on", "slug")
    return held.only("slug", "held_on", "held_on_precision", "ends_on")
