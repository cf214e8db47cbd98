"""The courses that the database keeps, and whether everything it keeps is what the findings add up to."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, F
from django.db.models.functions import ExtractYear

from agenda.models import CellTally, CurrentCell, Dialogue, Finding, KeptCourse, Meeting, Recommendation
from agenda.models.streams import kept_connection, streamed

from .cells import MANY, cells_of, chosen, occasions_of
from .courses import CountedCourse, Standing, course_of

COURSE = ("standing", "meetings", "silent", "days", "first_meeting_id")


def kept_courses(
    rows: Collection[Recommendation], dialogues: Mapping[int, Dialogue], on: date
) -> dict[tuple[int, int], CountedCourse]:
    """The courses that are kept of the recommendations at the dialogues and hold for the day, by (recommendation, dialogue).

    Two queries.
    """
    kept = KeptCourse.objects.filter(settled_on__lte=on)
    if len(rows) <= MANY:
        kept = kept.filter(recommendation_id__in=[row.pk for row in rows])
    vague = {row.pk: row.made.precision != "day" for row in rows}
    rows_kept = kept.values_list("recommendation_id", "dialogue_id", *COURSE, named=True)
    courses = [row for row in rows_kept if row.recommendation_id in vague and row.dialogue_id in dialogues]
    firsts = {course.first_meeting_id for course in courses if course.first_meeting_id}
    occasions = {o.pk: o for o in occasions_of(chosen(Meeting.objects.published().held(), firsts))}
    found = {}
    for row in courses:
        first = occasions[row.first_meeting_id] if row.first_meeting_id else None
        ends_on = dialogues[row.dialogue_id].covered_until
        found[row.recommendation_id, row.dialogue_id] = CountedCourse(
            Standing(row.standing),
            row.meetings,
            row.silent,
            row.days,
            first,
            vague[row.recommendation_id] or bool(first and first.held.precision != "day"),
            ends_on if ends_on and ends_on <= on else None,
        )
    return found


def differences() -> Iterator[str]:
    """A sentence for everything kept that is not what the findings add up to: cells, tallies, courses."""
    yield from _cells()
    yield from _tallies()
    yield from _courses()


def _cells() -> Iterator[str]:
    held = Finding.objects.published().filter(meeting__status=Meeting.Status.HELD).with_absence_shown()
    columns = ("pk", "meeting_id", "topic_id", "meeting__dialogue_id", "meeting__held_on", "outcome", "is_excluded",
               "is_self_coded", "absence_shown")  # fmt: skip
    told = held.order_by("pk").values_list(*columns)
    fields = ("finding_id", "meeting_id", "topic_id", "dialogue_id", "held_on", *columns[5:])
    kept = CurrentCell.objects.order_by("finding_id").values_list(*fields)
    with kept_connection():
        for pk, finding, cell in _beside(streamed(told), streamed(kept)):
            if finding != cell:
                yield f"finding {pk}: its cell is kept as {cell}, and should be {finding}"


def _beside(told: Iterable[Any], kept: Iterable[Any]) -> Iterator[tuple[Any, Any, Any]]:
    """(key, row told, row kept) of two sources in the order of their first column; None where one lacks the row."""
    merged = heapq.merge(((row[0], 0, row) for row in told), ((row[0], 1, row) for row in kept))
    for key, rows in groupby(merged, key=lambda item: item[0]):
        found = {source: row for _key, source, row in rows}
        yield key, found.get(0), found.get(1)


def _tallies() -> Iterator[str]:
    told: Counter[Any] = Counter()
    rows = CurrentCell.objects.annotate(year=ExtractYear(F("held_on")))
    columns = ("dialogue_id", "topic_id", "year", "outcome", "absence_shown", "is_self_coded")
    for dialogue, topic, year, *state, n in rows.values_list(*columns).annotate(n=Count("pk")).order_by():
        for by in ((0, 0, year), (dialogue, 0, year), (dialogue, 0, 0), (0, topic, 0), (dialogue, topic, 0)):
            told[(*by, *state)] += n
    kept = {tuple(row[:-1]): row[-1] for row in CellTally.objects.values_list(*columns, "n") if row[-1]}
    for key in sorted(told.keys() | kept.keys()):
        if told[key] != kept.get(key, 0):
            yield f"cells of dialogue, topic, year, state {key}: {kept.get(key, 0)} are kept, {told[key]} are on record"


def _courses() -> Iterator[str]:
    """Compare each course with that of its recommendation, a dialogue at a time, on the day from which it holds."""
    kept: dict[int, dict[int, KeptCourse]] = defaultdict(dict)
    for row in KeptCourse.objects.all():
        kept[row.dialogue_id][row.recommendation_id] = row
    links = Recommendation.dialogues.through.objects.order_by("dialogue")
    asked: dict[int, set[int]] = defaultdict(set)
    for dialogue, recommendation in links.values_list("dialogue", "recommendation"):
        asked[dialogue].add(recommendation)
    for forum in Dialogue.objects.published():
        yield from _courses_of(forum, asked.pop(forum.pk, set()), kept.pop(forum.pk, {}))
    for dialogue_id, rows in kept.items():
        yield f"dialogue {dialogue_id}: {len(rows)} courses are kept, and it is not public"


def _courses_of(dialogue: Dialogue, asked: set[int], kept: Mapping[int, KeptCourse]) -> Iterator[str]:
    if asked != kept.keys():
        yield f"{dialogue}: courses are kept of {sorted(kept)}, and {sorted(asked)} name it"
    occasions = occasions_of(Meeting.objects.published().held().filter(dialogue=dialogue))
    outcomes: dict[int, dict[int, str]] = defaultdict(dict)
    for cell in cells_of(CurrentCell.objects.filter(dialogue_id=dialogue.pk)):
        if cell.is_judged:
            outcomes[cell.topic_id][cell.meeting_id] = cell.outcome
    for recommendation in Recommendation.objects.filter(pk__in=asked & kept.keys()):
        row = kept[recommendation.pk]
        course = course_of(
            recommendation.made,
            occasions,
            outcomes[recommendation.topic_id],
            on=row.settled_on,
            withdrawn_on=recommendation.withdrawn_on,
            covered_until=dialogue.covered_until,
        )
        first = course.first.pk if course.first else None
        told = (course.standing.value, course.meetings, course.silent, course.days, first)
        is_kept = (row.standing, row.meetings, row.silent, row.days, row.first_meeting_id)
        if told != is_kept or row.topic_id != recommendation.topic_id:
            yield f"{recommendation.code} at {dialogue}: kept as {is_kept} from {row.settled_on} on, and should be {told}"
