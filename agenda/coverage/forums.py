"""Dialogues in the order of lists of them: those with most meetings first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from agenda.models import Meeting
from agenda.models.vocabulary import vocabulary

from .cells import occasions_of
from .courses import Occasion


@dataclass(frozen=True)
class ForumMeetings:
    """A public dialogue, how many meetings of it were held by a day, how many are on record, and when the last was held."""

    pk: int
    held: int = 0
    on_record: int = 0
    last_on: date | None = None


def forums_by_meetings(on: date) -> list[ForumMeetings]:
    """Every public dialogue: most meetings held first, then by the reader's order of names. Two queries."""
    is_held = Q(status=Meeting.Status.HELD)
    counted = Meeting.objects.published().until(on).order_by().values_list("dialogue")
    rows = counted.annotate(
        n_held=Count("pk", filter=is_held), n=Count("pk"), last_on=Max("held_on", filter=is_held)
    )
    found = {pk: ForumMeetings(pk, n_held, n, last_on) for pk, n_held, n, last_on in rows}
    places = vocabulary().dialogues.places()
    forums = [found.get(pk, ForumMeetings(pk)) for pk in places]
    return sorted(forums, key=lambda forum: (-forum.held, places[forum.pk]))


def latest_at(forums: Collection[ForumMeetings]) -> dict[int, Occasion]:
    """The latest meeting held of each of the forums that has one, by dialogue. One query."""
    days = {forum.pk: forum.last_on for forum in forums if forum.last_on}
    rows = Meeting.objects.published().held().filter(dialogue__in=days, held_on__in=set(days.values()))
    return {o.dialogue_id: o for o in occasions_of(rows) if o.held.first == days[o.dialogue_id]}
