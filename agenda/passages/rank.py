"""Rank the sentences of a text for each topic, with the reason for each."""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from .codebook import EXCLUDED, FULL, Codebook, Hit
from .fold import fold
from .units import sentences, titles

Span = tuple[int, int]
"""[start, end) of a piece of a text, in code points."""
WEIGHT = {"full": 2.0, "partial": 1.0}
# Words of agreeing and doing: a topic in such a sentence was taken up, not only named.
TAKEN_UP = re.compile(
    r"discuss|affirm|commit|welcom|announc|launch|cooperat|collaborat|strengthen|promot|support|resolve|agree|concur"
    r"|underscor|emphasi|advanc|will |exchang|address|intend|recogni|deepen|endors|partner"
)


@dataclass(frozen=True)
class Suggestion:
    """A passage that may speak of `topic`: [start, end) in code points, a score, and the phrases found."""

    topic: str
    start: int
    end: int
    score: float
    strength: str
    matches: tuple[str, ...]

    @property
    def reason(self) -> str:
        return "matches: " + ", ".join(self.matches)


def suggest(text: str, codebook: Codebook, *, start: int = 0) -> dict[str, list[Suggestion]]:
    """Ranked suggestions by topic code, best first; topics without any are left out.

    `start` skips a header. Headings, list labels and names of offices never count.
    """
    folded = fold(text)
    pieces = sentences(text, start)
    if not pieces:
        return {}
    names = titles(text)
    by_piece = _hits_by_piece(codebook.hits(text, folded), pieces, names)
    found = defaultdict(list)
    for number, by_topic in by_piece.items():
        begin, end = pieces[number]
        for topic, hits in by_topic.items():
            suggestion = _weigh(topic, begin, end, hits, folded, codebook)
            if suggestion:
                found[topic].append(suggestion)
    for suggestions in found.values():
        suggestions.sort(key=lambda s: (-s.score, s.start))
    return dict(found)


def _hits_by_piece(hits: list[Hit], pieces: list[Span], names: list[Span]) -> dict[int, dict[str, list[Hit]]]:
    starts = [begin for begin, _ in pieces]
    name_starts = [begin for begin, _ in names]
    found: dict[int, dict[str, list[Hit]]] = defaultdict(lambda: defaultdict(list))
    for hit in hits:
        number = bisect_right(starts, hit.start) - 1
        if number < 0 or hit.end > pieces[number][1]:
            continue
        at = bisect_right(name_starts, hit.start) - 1
        if at >= 0 and hit.end <= names[at][1]:
            continue
        found[number][hit.phrase.topic].append(hit)
    return found


def _weigh(
    topic: str, begin: int, end: int, hits: list[Hit], folded: str, codebook: Codebook
) -> Suggestion | None:
    excluded = [(hit.start, hit.end) for hit in hits if hit.phrase.kind == EXCLUDED]
    kept = [
        hit
        for hit in hits
        if hit.phrase.kind != EXCLUDED
        and not any(start <= hit.start and hit.end <= stop for start, stop in excluded)
    ]
    matches = _longest(kept) + _conjunctions(kept, codebook)
    if not matches:
        return None
    strength = FULL if any(kind == FULL for _, kind, _ in matches) else "partial"
    labels = tuple(dict.fromkeys(label for label, _, _ in matches))
    best = max(WEIGHT[kind] + 0.15 * (size - 1) for _, kind, size in matches)
    score = best + 0.2 * min(3, len(labels) - 1)
    if TAKEN_UP.search(folded, begin, end):
        score += 0.4
    score -= min(0.5, (end - begin) / 2000)  # a short sentence says more than a page-long one
    return Suggestion(topic, begin, end, round(score, 3), strength, labels)


def _longest(hits: list[Hit]) -> list[tuple[str, str, int]]:
    """(label, kind, words) of single phrases; of overlapping ones the longest wins."""
    chosen: list[Hit] = []
    singles = sorted((h for h in hits if h.phrase.group is None), key=lambda h: (h.start - h.end, h.start))
    for hit in singles:
        if not any(hit.start < other.end and other.start < hit.end for other in chosen):
            chosen.append(hit)
    return [(h.phrase.label, h.phrase.kind, len(h.phrase.label.split())) for h in chosen]


def _conjunctions(hits: list[Hit], codebook: Codebook) -> list[tuple[str, str, int]]:
    """The same for phrases joined with +, all of whose parts stand in the sentence."""
    parts: dict[int, dict[int, str]] = defaultdict(dict)
    for hit in hits:
        if hit.phrase.group is not None:
            parts[hit.phrase.group].setdefault(hit.phrase.part, hit.phrase.label)
    found = []
    for group, present in parts.items():
        kind, needed = codebook.groups[group]
        if len(present) == needed:
            found.append((" + ".join(present[part] for part in sorted(present)), kind, 2))
    return found
