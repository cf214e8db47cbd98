"""Topics that a search names, and the meetings where they were raised: “chips” leads to semiconductors and on."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Count, QuerySet

from agenda.models import Finding, Outcome, Topic
from agenda.models.vocabulary import vocabulary
from agenda.translated import in_all_languages

from .kinds import KINDS
from .words import Query, Term, stem, tokens

MOST_TOPICS = 3
MOST_MEETINGS = 6


@dataclass
class NamedTopic:
    """A topic, how often it was raised and partly raised, and the latest findings that say so."""

    topic: Topic
    raised: int = 0
    partly: int = 0
    latest: list[Finding] = field(default_factory=list)


Names = tuple[int, set[tuple[str, ...]]]
"""The key of a topic with the stems of each of its names."""


def named_topics(query: Query, *, forums=(), since=None, until=None) -> list[NamedTopic]:
    """The public topics that the whole query names, else those that one of its terms does; under the filters."""
    pks = _named(query)[:MOST_TOPICS]
    topics = Topic.objects.published().in_bulk(pks) if pks else {}
    found = {pk: NamedTopic(topics[pk]) for pk in pks if pk in topics}
    if not found:
        return []
    rows: QuerySet[Finding] = Finding.objects.published().filter(
        meeting__in=KINDS["meeting"].scope(list(forums), since, until),
        topic__in=list(found),
        outcome__in=(Outcome.RAISED, Outcome.PARTLY_RAISED),
    )
    for pk, outcome, n in rows.order_by().values_list("topic", "outcome").annotate(Count("pk")):
        if outcome == Outcome.RAISED:
            found[pk].raised = n
        else:
            found[pk].partly = n
    latest = rows.select_related("meeting", "topic").order_by("-meeting__held_on", "meeting__slug")
    for pk, named in found.items():
        if named.raised or named.partly:
            named.latest = list(latest.filter(topic=pk)[:MOST_MEETINGS])
    return list(found.values())


def _named(query: Query) -> list[int]:
    """The keys of the topics, by name."""
    topics = vocabulary().kept(_topics)
    whole = Term(tuple(word for term in query.terms for word in term.words))
    ways = {_stems(way) for way in (query.terms[0].ways if len(query.terms) == 1 else whole.ways)}
    exact = [pk for pk, names in topics if ways & names]
    if exact or len(query.terms) == 1:
        return exact
    ways = {_stems(way) for term in query.terms for way in term.ways}
    return [pk for pk, names in topics if ways & names]


def _topics() -> list[Names]:
    """The names of all public topics, by name."""
    return [(topic.pk, _names(topic)) for topic in Topic.objects.published().order_by("name")]


def _names(topic: Topic) -> set[tuple[str, ...]]:
    """The stems of each name of the topic; "(s)" at the end of a word makes no other name."""
    names = (*in_all_languages(topic, "name"), topic.code, *topic.aliases)
    return {_stems_of(name) for name in names if name}


@lru_cache(maxsize=20_000)
def _stems_of(name: str) -> tuple[str, ...]:
    """The stems of a name, which each search asks again of all topics."""
    return _stems(word for _, _, word in tokens(name.replace("(s)", "")))


def _stems(words) -> tuple[str, ...]:
    return tuple(stem(word) for word in words)
