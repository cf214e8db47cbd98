"""Whether what is counted of recommendations is what the kept courses add up to."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from agenda.models import AskedPair, AskedSource, AskedTally, KeptCourse

from .courses import Standing
from .headline import ORDER


def asked_differences() -> Iterator[str]:
    """A sentence for each pair, tally and source that is not what the courses add up to."""
    pairs = pairs_on_record()
    kept_pairs = AskedPair.objects.values_list("dialogue_id", "topic_id", "standing", "n")
    yield from _unlike(
        "dialogue and topic", {(d, t): (standing, n) for d, t, standing, n in kept_pairs}, pairs
    )
    tallies: Counter[Any] = Counter()
    for (dialogue, _topic), (standing, n) in pairs.items():
        tallies[dialogue, standing, "pairs"] += 1
        tallies[dialogue, standing, "courses"] += n
    kept: Counter[Any] = Counter()
    columns = ("dialogue_id", "standing", "pairs", "courses")
    for dialogue, standing, n_pairs, n in AskedTally.objects.values_list(*columns):
        kept[dialogue, standing, "pairs"], kept[dialogue, standing, "courses"] = n_pairs, n
    yield from _unlike("dialogue and standing", +kept, tallies)
    rows = AskedSource.objects.values_list(
        "recommender_id", "document_id", "recommendations", "courses", "since", "until"
    )
    yield from _unlike("recommender and document", {(a, d): tuple(told) for a, d, *told in rows}, _sources())


def pairs_on_record() -> dict[tuple[int, int], tuple[str, int]]:
    """As what each dialogue (0: none) and topic stand by their courses, and how many these are."""
    standings: dict[tuple[int, int], list[Standing]] = defaultdict(list)
    for dialogue, topic, standing in KeptCourse.objects.values_list("dialogue_id", "topic_id", "standing"):
        standings[dialogue or 0, topic].append(Standing(standing))
    return {pair: (min(found, key=ORDER.index).value, len(found)) for pair, found in standings.items()}


def _sources() -> dict[tuple[int, int], tuple[int, int, date, date]]:
    """Of each recommender and document: recommendations, courses, first and last day, by the courses."""
    made: dict[tuple[int, int], list[tuple[int, date]]] = defaultdict(list)
    columns = ("recommender_id", "document_id", "recommendation_id", "made_on")
    for recommender, document, recommendation, on in KeptCourse.objects.values_list(*columns):
        made[recommender, document].append((recommendation, on))
    return {
        source: (len({pk for pk, _on in rows}), len(rows), min(days := [on for _pk, on in rows]), max(days))
        for source, rows in made.items()
    }


def _unlike(of: str, kept: dict[Any, Any], told: dict[Any, Any]) -> Iterator[str]:
    for key in sorted(kept.keys() | told.keys()):
        if kept.get(key) != told.get(key):
            yield f"what is asked, by {of} {key}: {kept.get(key)} is kept, {told.get(key)} is on record"
