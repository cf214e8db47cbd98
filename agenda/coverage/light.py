"""Pairings as light as the sums over many of them need: keys, code and course, read as the database keeps them."""

from datetime import date
from typing import NamedTuple

from agenda.models import KeptCourse

from .courses import Standing


class Recommender(NamedTuple):
    """What a light pairing knows of who recommends."""

    slug: str


class AskedTopic(NamedTuple):
    """What a light pairing knows of its recommendation."""

    topic_id: int
    code: str
    recommender: Recommender


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


def light_pairings(on: date) -> list[LightPairing]:
    """Every recommendation made by the day at each dialogue it names, by its code. One query.

    The kept courses must hold for the day (`kept.courses_hold`).
    """
    rows = KeptCourse.objects.filter(made_on__lte=on).order_by("code", "dialogue__short_name", "dialogue_id")
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
