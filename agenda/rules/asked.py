"""The triggers that count what was recommended: docs/decisions/0056-what-was-recommended-is-counted.md.

They follow the kept courses, whatever changed these. `coverage.kept_asked` compares what is kept with the courses.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from .upkeep import Upkeep

PAIRS, TALLIES, SOURCES = "agenda_askedpair", "agenda_askedtally", "agenda_askedsource"
FURTHEST = (
    "raised",
    "partly_raised",
    "silent_so_far",
    "silent",
    "cannot_be_told",
    "no_meeting_since",
    "no_forum",
)
"""Standings from the furthest on: a pair stands as the first of these that one of its courses has."""
_PLACES = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(FURTHEST))
_WORDS = " ".join(f"WHEN {place} THEN '{word}'" for place, word in enumerate(FURTHEST))
STANDS = f"CASE MIN(CASE k.standing {_PLACES} END) {_WORDS} END"
"""As what the courses `k` of a pair stand together."""

PAIRS_ANEW = f"""INSERT INTO {PAIRS} (dialogue_id, topic_id, standing, n)
    SELECT COALESCE(k.dialogue_id, 0), k.topic_id, {STANDS}, COUNT(*) FROM agenda_keptcourse k WHERE {{where}}
    GROUP BY k.dialogue_id, k.topic_id"""
SOURCES_ANEW = f"""INSERT INTO {SOURCES} (recommender_id, document_id, recommendations, courses, since, until)
    SELECT k.recommender_id, k.document_id, COUNT(DISTINCT k.recommendation_id), COUNT(*), MIN(k.made_on), MAX(k.made_on)
    FROM agenda_keptcourse k WHERE {{where}} GROUP BY k.recommender_id, k.document_id"""
TALLIES_ANEW = f"""INSERT INTO {TALLIES} (dialogue_id, standing, pairs, courses)
    SELECT dialogue_id, standing, COUNT(*), SUM(n) FROM {PAIRS} GROUP BY dialogue_id, standing"""
OTHERWISE = """ON CONFLICT (recommender_id, document_id) DO UPDATE SET recommendations = excluded.recommendations,
    courses = excluded.courses, since = excluded.since, until = excluded.until"""


def _pair(forum: str, of_course: str, row: str) -> tuple[str, ...]:
    """Write the pair of a course anew: `forum` is its dialogue's key, `of_course` the condition of that dialogue's courses."""
    where = f"{of_course} AND k.topic_id = {row}.topic_id"
    return (
        f"DELETE FROM {PAIRS} WHERE dialogue_id = {forum} AND topic_id = {row}.topic_id",
        PAIRS_ANEW.format(where=where),
    )


def _source(row: str) -> tuple[str, ...]:
    """Write anew what the recommender of a course asks in its document; drop it where no course is left."""
    of = f"recommender_id = {row}.recommender_id AND {{0}}document_id = {row}.document_id"
    courses = f"k.{of.format('k.')}"
    return (
        f"{SOURCES_ANEW.format(where=courses)} {OTHERWISE}",
        f"DELETE FROM {SOURCES} WHERE {of.format('')} AND NOT EXISTS (SELECT 1 FROM agenda_keptcourse k WHERE {courses})",
    )


def _count(row: str, by: str) -> str:
    """The statement that counts a pair, or no longer."""
    return f"""INSERT INTO {TALLIES} (dialogue_id, standing, pairs, courses)
        VALUES ({row}.dialogue_id, {row}.standing, {by}1, {by}{row}.n) ON CONFLICT (dialogue_id, standing)
        DO UPDATE SET pairs = {TALLIES}.pairs + excluded.pairs, courses = {TALLIES}.courses + excluded.courses"""


def upkeep(vendor: str) -> list[Upkeep]:
    """Every trigger that counts what was recommended. The same on either database."""
    found = []
    for event, row, by in (("INSERT", "NEW", ""), ("DELETE", "OLD", "-")):
        name, forum = event.lower(), f"{row}.dialogue_id"
        found += [
            Upkeep(f"asked_pair_{name}", "agenda_keptcourse", event, f"{forum} IS NOT NULL",
                   _pair(forum, f"k.dialogue_id = {forum}", row)),
            Upkeep(f"asked_of_none_{name}", "agenda_keptcourse", event, f"{forum} IS NULL",
                   _pair("0", "k.dialogue_id IS NULL", row)),
            Upkeep(f"asked_source_{name}", "agenda_keptcourse", event, "TRUE", _source(row)),
            Upkeep(f"asked_tally_{name}", PAIRS, event, "TRUE", (_count(row, by),)),
        ]  # fmt: skip
    return found


def rebuild(connection: BaseDatabaseWrapper) -> None:
    """Write everything that is counted of recommendations anew, inside a transaction of the caller's."""
    with connection.cursor() as cursor:
        for statement in (
            f"DELETE FROM {PAIRS}",
            PAIRS_ANEW.format(where="TRUE"),
            f"DELETE FROM {TALLIES}",
            TALLIES_ANEW,
            f"DELETE FROM {SOURCES}",
            SOURCES_ANEW.format(where="TRUE"),
        ):
            cursor.execute(statement)
