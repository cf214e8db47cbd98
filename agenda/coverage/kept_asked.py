"""Whether what is counted of recommendations is what the kept courses add up to."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from agenda.models import AskedPair, AskedSource, AskedTally, KeptCourse

from .courses import Standing
from .headline import ORDER


def asked_differences() -> Iterator[str]:
    """A sentence for each pair, tally and source that is not what the courses add up to."""
    standings: dict[Any, list[Standing]] = defaultdict(list)
    made: dict[Any, list[tuple[int, Any]]] = defaultdict(list)
    columns = (
        "dialogue_id",
        "topic_id",
        "recommender_id",
        "document_id",
        "recommendation_id",
        "standing",
        "made_on",
    )
    for (
        dialogue,
        topic,
        recommender,
        document,
        recommendation,
        standing,
        on,
    ) in KeptCourse.objects.values_list(*columns):
        standings[dialogue or 0, topic].append(Standing(standing))
        made[recommender, document].append((recommendation, on))
    pairs = {pair: (min(found, key=ORDER.index).value, len(found)) for pair, found in standings.items()}
    tallies: Counter[Any] = Counter()
    for (dialogue, _topic), (standing, n) in pairs.items():
        tallies[dialogue, standing, "pairs"] += 1
        tallies[dialogue, standing, "courses"] += n
    kept: Counter[Any] = Counter()
    for dialogue, standing, n_pairs, n in AskedTally.objects.values_list(
        "dialogue_id", "standing", "pairs", "courses"
    ):
        kept[dialogue, standing, "pairs"], kept[dialogue, standing, "courses"] = n_pairs, n
    sources = {
        source: (
            len({pk for pk, _on in rows}),
            len(rows),
            min(on for _pk, on in rows),
            max(on for _pk, on in rows),
        )
        for source, rows in made.items()
    }
    rows = AskedPair.objects.values_list("dialogue_id", "topic_id", "standing", "n")
    yield from _unlike("dialogue and topic", {(d, t): (standing, n) for d, t, standing, n in rows}, pairs)
    yield from _unlike("dialogue and standing", +kept, tallies)
    of = AskedSource.objects.values_list(
        "recommender_id", "document_id", "recommendations", "courses", "since", "until"
    )
    yield from _unlike("recommender and document", {(a, d): tuple(numbers) for a, d, *numbers in of}, sources)


def _unlike(of: str, kept: dict[Any, Any], told: dict[Any, Any]) -> Iterator[str]:
    for key in sorted(kept.keys() | told.keys()):
        if kept.get(key) != told.get(key):
            yield f"what is asked, by {of} {key}: {kept.get(key)} is kept, {told.get(key)} is on record"
