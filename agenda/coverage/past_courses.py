"""The courses of a day in the record's past that had not settled by then, told by the database as it keeps those of today."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db import connection

from agenda.rules.course_sums import ON, courses_told

from .cells import MANY

OPEN = """EXISTS (SELECT 1 FROM agenda_keptcourse k WHERE k.recommendation_id = n.recommendation_id
    AND k.dialogue_id = n.dialogue_id AND k.settled_on > {0} AND k.made_on <= {0})"""
"""Whether the course that is kept of a recommendation at a dialogue, made by a day, does not hold for that day."""


class PastCourse(NamedTuple):
    """What a course is counted by, as it stood on a day: read as a row of `KeptCourse` is."""

    recommendation_id: int
    dialogue_id: int
    standing: str
    meetings: int
    silent: int
    days: int | None
    first_meeting_id: int | None


def past_courses(recommendations: Collection[int], on: date) -> list[PastCourse]:
    """The courses of the recommendations, given by their keys, which are not kept as they stood on the day. One query."""
    vendor = connection.vendor
    where = OPEN.format(ON[vendor].format(on.isoformat()))
    if len(recommendations) <= MANY:
        where += f" AND n.recommendation_id IN ({', '.join(map(str, map(int, recommendations)))})"
    told = courses_told(vendor, where, on)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(PastCourse._fields)} FROM ({told}) t")  # noqa: S608  words of our own
        found = [PastCourse._make(row) for row in cursor.fetchall()]
    wanted = set(recommendations)
    return [course for course in found if course.recommendation_id in wanted]
