"""Pairings as light as the sums over many of them need: keys, code and course, read as the database keeps them."""

from typing import NamedTuple

from agenda.models.base import address
from agenda.models.sums import KeptCourseQuerySet

from .courses import Standing


class Recommender(NamedTuple):
    """What a light pairing knows of who recommends."""

    slug: str


class AskedTopic(NamedTuple):
    """What a light pairing knows of its recommendation."""

    topic_id: int
    code: str
    recommender: Recommender

    def get_absolute_url(self) -> str:
        return address("recommendation", self.code)


class Forum(NamedTuple):
    """What a light pairing knows of its dialogue."""

    pk: int
    slug: str


class LightCourse(NamedTuple):
    """What a light pairing knows of its course: the standing, and the rank as `Course.rank` has it."""

    standing: Standing
    rank: tuple[int, int]


class LightPairing(NamedTuple):
    """A recommendation at one of its dialogues; `pk` is the key of the kept course."""

    pk: int
    recommendation: AskedTopic
    dialogue: Forum | None
    course: LightCourse


def light_pairings(courses: KeptCourseQuerySet) -> list[LightPairing]:
    """The recommendations of the kept courses at the dialogues they name, by their codes. One query."""
    rows = courses.order_by("code", "dialogue__short_name", "dialogue_id")
    columns = (
        "pk",
        "topic_id",
        "code",
        "recommender__slug",
        "dialogue_id",
        "dialogue__slug",
        "standing",
        "silent",
        "days",
    )
    standings = {standing.value: standing for standing in Standing}
    return [
        LightPairing(
            pk,
            AskedTopic(topic, code, Recommender(recommender)),
            Forum(dialogue, slug) if dialogue else None,
            LightCourse(standings[standing], (-silent, -(days or 0))),
        )
        for pk, topic, code, recommender, dialogue, slug, standing, silent, days in rows.values_list(*columns)
    ]
