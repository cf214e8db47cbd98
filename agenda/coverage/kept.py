"""The courses that the database keeps, and whether everything it keeps is what the findings add up to."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import ExtractYear

from agenda.models import (
    Actor,
    ActorSide,
    CellTally,
    CurrentCell,
    Dialogue,
    ExpectedCells,
    Finding,
    KeptCourse,
    KeptTopic,
    Meeting,
    Recommendation,
)
from agenda.models.prepared import Prepared
from agenda.models.streams import kept_connection, streamed
from agenda.models.sums import KeptCourseQuerySet
from agenda.rules.course_sums import OF_RECOMMENDATION
from agenda.rules.sums import OF_CELL
from agenda.rules.topic_sums import CELLS

from .cells import MANY, cells_of, held_occasions_at, occasions_of
from .courses import CountedCourse, Standing, course_of
from .kept_asked import asked_differences, pairs_on_record
from .past_courses import past_courses
from .patterns import patterns_at

COURSE = ("standing", "meetings", "silent", "days", "first_meeting_id")


def courses_on(on: date) -> KeptCourseQuerySet | None:
    """The kept courses of the recommendations made by the day; None where one of them does not hold for it.

    One query where all are settled, which none is before it was made; else two. The rows then need not be read to be counted.
    """
    if not _settled_later(on):
        return KeptCourse.objects.all()
    return None if _unsettled(on) else KeptCourse.objects.filter(made_on__lte=on)


@Prepared
def _settled_later(on: date) -> QuerySet[KeptCourse, Any]:
    """The first course that does not hold for the day."""
    return KeptCourse.objects.filter(settled_on__gt=on).order_by().values_list("pk")[:1]


@Prepared
def _unsettled(on: date) -> QuerySet[KeptCourse, Any]:
    """The same of a recommendation that was made by then."""
    return KeptCourse.objects.filter(settled_on__gt=on, made_on__lte=on).order_by().values_list("pk")[:1]


def courses_of_day(
    rows: Collection[Recommendation],
    named: Mapping[int, Collection[int]],
    dialogues: Mapping[int, Dialogue],
    on: date,
) -> dict[tuple[int, int], CountedCourse]:
    """The courses of the recommendations at the public dialogues that they name, by (recommendation, dialogue).

    Those that are kept where they hold for the day, the others as they stood on it. Two queries, three where there are others.
    """
    made_by = {row.pk: row for row in rows}
    kept = _kept_of(list(made_by), on) if len(rows) <= MANY else _kept(on)
    courses = [row for row in kept if row.recommendation_id in made_by and row.dialogue_id in dialogues]
    if len(courses) < sum(forum in dialogues for pk in made_by for forum in named[pk]):
        courses += past_courses(made_by, on)
    return courses_as_kept(courses, made_by, dialogues, on)


def _kept(on: date) -> QuerySet[KeptCourse, Any]:
    """What a course is counted by, of those that hold for the day."""
    kept = KeptCourse.objects.filter(settled_on__lte=on)
    return kept.values_list("recommendation_id", "dialogue_id", *COURSE, named=True)


@Prepared
def _kept_of(recommendations: Collection[int], on: date) -> QuerySet[KeptCourse, Any]:
    """The same of some recommendations, given by their keys."""
    return _kept(on).filter(recommendation_id__in=recommendations)


def courses_as_kept(
    courses: Collection[Any],
    recommendations: Mapping[int, Recommendation],
    dialogues: Mapping[int, Dialogue],
    on: date,
) -> dict[tuple[int, int], CountedCourse]:
    """The courses of rows of `KeptCourse` that name a dialogue and hold for the day, by (recommendation, dialogue).

    One query where a meeting took one of them up, else none.
    """
    firsts = {course.first_meeting_id for course in courses if course.first_meeting_id}
    if len(firsts) <= MANY:
        held = held_occasions_at(firsts)
    else:
        held = occasions_of(Meeting.objects.published().held())
    occasions = {o.pk: o for o in held}
    return {
        (row.recommendation_id, row.dialogue_id): counted_course(
            row,
            occasions.get(row.first_meeting_id),
            recommendations[row.recommendation_id],
            dialogues[row.dialogue_id],
            on,
        )
        for row in courses
    }


def counted_course(
    kept: Any,
    first: Any,
    recommendation: Recommendation,
    dialogue: Dialogue | None,
    on: date,
) -> CountedCourse:
    """The course of a recommendation at a dialogue from what is kept of it; `first` is the meeting that raised it.

    A meeting or its occasion.
    """
    made = recommendation.made
    if dialogue is None:
        return CountedCourse(Standing.NO_FORUM, at_least=made.precision != "day")
    ends_on = dialogue.covered_until
    return CountedCourse(
        Standing(kept.standing),
        kept.meetings,
        kept.silent,
        kept.days,
        first,
        made.precision != "day" or bool(first and first.held.precision != "day"),
        ends_on if ends_on and ends_on <= on else None,
    )


def differences() -> Iterator[str]:
    """A sentence for everything kept that is not what the findings add up to: cells, tallies, courses, sides, patterns."""
    yield from _cells()
    yield from _tallies()
    yield from _topics()
    yield from _courses()
    yield from asked_differences()
    yield from _sides()
    for forum in Dialogue.objects.published():
        yield from _patterns_of(forum)
        yield from _recommended_of(forum)


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
    columns = ("dialogue_id", "topic_id", "year", *OF_CELL)
    for dialogue, topic, year, *state, n in rows.values_list(*columns).annotate(n=Count("pk")).order_by():
        for by in ((0, 0, year), (dialogue, 0, year), (dialogue, 0, 0), (0, topic, 0), (dialogue, topic, 0)):
            told[(*by, *state)] += n
    kept = {tuple(row[:-1]): row[-1] for row in CellTally.objects.values_list(*columns, "n") if row[-1]}
    for key in sorted(told.keys() | kept.keys()):
        if told[key] != kept.get(key, 0):
            yield f"cells of dialogue, topic, year, state {key}: {kept.get(key, 0)} are kept, {told[key]} are on record"


def _topics() -> Iterator[str]:
    """Compare the sums of each topic with its cells, and with the furthest course of each of its pairs."""
    told: dict[int, Counter[str]] = defaultdict(Counter)
    cells = CurrentCell.objects.filter(is_self_coded=False).order_by()
    states: QuerySet[Any, Any] = cells.values_list("topic_id", "outcome", "absence_shown")
    for topic, outcome, shown, n in states.annotate(n=Count("pk")):
        told[topic][CELLS[outcome, shown]] += n
    for (_dialogue, topic), (standing, _n) in pairs_on_record().items():
        told[topic][f"asked_{standing}"] += 1
    rows: list[dict[str, int]] = [dict(row) for row in KeptTopic.objects.values()]  # type: ignore[arg-type]
    kept = {row.pop("topic_id"): Counter(row) for row in rows}
    for topic in sorted(told.keys() | kept.keys()):
        should, found = +told[topic], +kept.get(topic, Counter())
        if should != found:
            yield f"topic {topic}: its sums are kept as {dict(found)}, and should be {dict(should)}"


def _courses() -> Iterator[str]:
    """Compare each course with that of its recommendation, a dialogue at a time, on the day from which it holds."""
    kept: dict[int, dict[int, KeptCourse]] = defaultdict(dict)
    for row in KeptCourse.objects.exclude(dialogue=None):
        kept[row.dialogue_id or 0][row.recommendation_id] = row
    public = Recommendation.objects.published()
    links = Recommendation.dialogues.through.objects.filter(recommendation__in=public).order_by("dialogue")
    asked: dict[int, set[int]] = defaultdict(set)
    for dialogue, recommendation in links.values_list("dialogue", "recommendation"):
        asked[dialogue].add(recommendation)
    for forum in Dialogue.objects.published():
        yield from _courses_of(forum, asked.pop(forum.pk, set()), kept.pop(forum.pk, {}))
    for dialogue_id, rows in kept.items():
        yield f"dialogue {dialogue_id}: {len(rows)} courses are kept, and it is not public"
    without = set(public.exclude(dialogues__in=Dialogue.objects.published()).values_list("pk", flat=True))
    alone = set(KeptCourse.objects.filter(dialogue=None).values_list("recommendation_id", flat=True))
    if without != alone:
        yield f"recommendations {sorted(without ^ alone)}: kept as naming no forum, or not, against what they name"


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
        is_same = all(getattr(row, name) == getattr(recommendation, name) for name in OF_RECOMMENDATION)
        if told != is_kept or not is_same or row.made_last != recommendation.made.last:
            yield f"{recommendation.code} at {dialogue}: kept as {is_kept} from {row.settled_on} on, and should be {told}"


def _sides() -> Iterator[str]:
    kept = dict(ActorSide.objects.values_list("actor_id", "side_id"))
    told = {pk: side.pk for pk, side in Actor.objects.sides().items()}
    for pk in sorted(told.keys() | kept.keys()):
        if told.get(pk) != kept.get(pk):
            yield f"actor {pk}: its side is kept as {kept.get(pk)}, and should be {told.get(pk)}"


def _patterns_of(dialogue: Dialogue) -> Iterator[str]:
    cells = CurrentCell.objects.filter(dialogue_id=dialogue.pk)
    told = patterns_at(set(Meeting.objects.filter(dialogue=dialogue).values_list("pk", flat=True)))
    for finding, pattern in cells.values_list("finding_id", "pattern"):
        should = told[finding].value if finding in told else ""
        if pattern != should:
            yield f"finding {finding}: its pattern is kept as “{pattern}”, and should be “{should}”"


def _recommended_of(dialogue: Dialogue) -> Iterator[str]:
    """Compare which cells of a dialogue were recommended before their meeting, and how many topics were, of any outcome."""
    asked = Recommendation.objects.published().filter(dialogues=dialogue)
    out_of_scope = set(dialogue.out_of_scope.values_list("pk", flat=True))
    expected = dict(ExpectedCells.objects.filter(dialogue=dialogue).values_list("meeting_id", "n"))
    cells: dict[int, dict[int, bool]] = defaultdict(dict)
    for meeting, topic, marked in CurrentCell.objects.filter(dialogue=dialogue).values_list(
        "meeting_id", "topic_id", "is_recommended"
    ):
        cells[meeting][topic] = marked
    rows = list(asked)
    for occasion in occasions_of(Meeting.objects.published().held().filter(dialogue=dialogue)):
        before = {row.topic_id for row in rows if row.stands_at(occasion.held)}
        if len(before - out_of_scope) != expected.pop(occasion.pk, 0):
            yield f"meeting {occasion.slug}: {len(before - out_of_scope)} topics were recommended before it, and others are kept"
        for topic, marked in cells[occasion.pk].items():
            if marked != (topic in before):
                yield f"meeting {occasion.slug}, topic {topic}: kept as recommended before it, or not, against what was asked"
    for meeting in expected:
        yield f"meeting {meeting}: recommended topics are kept of it, and it is not public or was not held"
