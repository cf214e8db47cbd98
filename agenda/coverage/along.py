"""What was selected along with kept courses, and what is read for them where it was not."""

from collections.abc import Iterable
from typing import Any

from agenda.models import KeptCourse, Recommendation
from agenda.models.vocabulary import vocabulary


def along(rows: Iterable[KeptCourse], name: str) -> dict[int, Any]:
    """The rows of another table that were selected along with all of the courses, by key; {} where one was not."""
    field: Any = KeptCourse._meta.get_field(name)
    rows = list(rows)
    if not all(field.is_cached(row) for row in rows):
        return {}
    return {getattr(row, field.attname): getattr(row, name) for row in rows}


def recommendations_of(courses: Iterable[KeptCourse]) -> dict[int, Recommendation]:
    """The recommendations of the courses by key, with their topics and recommenders. One query where they were not selected."""
    courses = list(courses)
    found: dict[int, Recommendation] = along(courses, "recommendation")
    if not found:
        wanted = Recommendation.objects.select_related("topic", "recommender", "document")
        found = wanted.in_bulk({course.recommendation_id for course in courses})
    for row in found.values():
        if not Recommendation.topic.is_cached(row):
            row.topic = vocabulary().topics[row.topic_id]
        if not Recommendation.recommender.is_cached(row):
            row.recommender = vocabulary().actors[row.recommender_id]
    return found
