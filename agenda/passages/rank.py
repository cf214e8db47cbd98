"""Rank the sentences of a text for each topic, with the reason for each."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from .codebook import EXCLUDED, FULL, Codebook, Hit
from .fold import CJK, Folded, fold
from .language import agrees, language_of
from .names import names
from .silence import unspoken
from .units import sentences

Span = tuple[int, int]
"""[start, end) of a piece of a text, in code points."""
MOST = 40  # times that a part of a conjunction is looked at in one sentence: unbroken texts are no reason to wait
WEIGHT = {"full": 2.0, "partial": 1.0}
# Words of agreeing and doing: a topic in such a sentence was taken up, not only named.
TAKEN_UP = re.compile(
    r"discuss|affirm|commit|welcom|announc|launch|cooperat|collaborat|strengthen|promot|support|resolve|agree|concur"
    r"|underscor|emphasi|advanc|will |exchang|address|intend|recogni|deepen|endors|partner"
    r"|一致|合意|確認|歓迎|協力|連携|強化|推進|議論|協議|意見|支持|開始|始め|決定|決め|表明|懸念|反対|非難|共同|共に|設け|設置"
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


def suggest(
    text: str, codebook: Codebook, *, start: int = 0, language: str = ""
) -> dict[str, list[Suggestion]]:
    """Ranked suggestions by topic code, best first; topics without any are left out.

    `start` skips a header; `language` is the document's tag, where its script does not tell. Headings, list
    labels, names of offices, reporters' questions and what was not taken up never count.
    """
    pieces = sentences(text, start)
    if not pieces:
        return {}
    folded = fold(text)
    whole = language_of(text[start:], language)
    found = defaultdict(list)
    for (begin, end), hits in _hits_by_piece(codebook.hits(folded), folded, pieces):
        spoken = language_of(text[begin:end], whole)
        by_topic = defaultdict(list)
        for hit in _spoken(hits, folded, begin, end):
            if agrees(hit.phrase.language, spoken):
                by_topic[hit.phrase.topic].append(hit)
        words = folded.within(begin, end)
        for topic, its in by_topic.items():
            suggestion = _weigh(topic, begin, end, its, words, codebook)
            if suggestion:
                found[topic].append(suggestion)
    for suggestions in found.values():
        suggestions.sort(key=lambda s: (-s.score, s.start))
    return dict(found)


def _hits_by_piece(hits: list[Hit], folded: Folded, pieces: list[Span]) -> list[tuple[Span, list[Hit]]]:
    """The hits that lie in a piece and outside names of offices, by piece."""
    starts = [begin for begin, _ in pieces]
    offices = names(folded)
    office_starts = [begin for begin, _, _ in offices]
    found: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        begin, end = folded.span(hit.start, hit.end)
        number = bisect_right(starts, begin) - 1
        if number < 0 or end > pieces[number][1]:
            continue
        at = bisect_right(office_starts, hit.start) - 1
        if at >= 0 and hit.end <= offices[at][1] and hit.end <= offices[at][2]:
            continue
        found[number].append(hit)
    return [(pieces[number], found[number]) for number in sorted(found)]


def _spoken(hits: list[Hit], folded: Folded, begin: int, end: int) -> list[Hit]:
    """The hits of a sentence that do not stand in a clause saying that something was not taken up."""
    first, last = bisect_left(folded.starts, begin), bisect_left(folded.starts, end)
    silent = list(unspoken(folded.text, first, last))
    if not silent:
        return hits
    return [hit for hit in hits if not any(left <= hit.start < right for left, right in silent)]


def _weigh(
    topic: str, begin: int, end: int, hits: list[Hit], words: str, codebook: Codebook
) -> Suggestion | None:
    excluded = _excluded(hits, codebook)
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
    if TAKEN_UP.search(words):
        score += 0.4
    score -= min(0.5, (end - begin) / 2000)  # a short sentence says more than a page-long one
    return Suggestion(topic, begin, end, round(score, 3), strength, labels)


def _excluded(hits: list[Hit], codebook: Codebook) -> list[Span]:
    """Where excluded phrases stand; those joined with + or ~ count when all of their parts are there."""
    its = [hit for hit in hits if hit.phrase.kind == EXCLUDED]
    found = [hit for hit in its if hit.phrase.group is None]
    for group, parts in _by_group(its).items():
        found += codebook.groups[group].found(parts)
    return [(hit.start, hit.end) for hit in found]


def _longest(hits: list[Hit]) -> list[tuple[str, str, int]]:
    """(label, kind, words) of single phrases; of overlapping ones the longest wins, of equals the partial one."""
    chosen: list[Hit] = []
    places: list[Span] = []  # of the chosen ones, in order; they never overlap
    singles = sorted(
        (h for h in hits if h.phrase.group is None),
        key=lambda h: (h.start - h.end, h.start, h.phrase.kind == FULL),
    )
    for hit in singles:
        at = bisect_left(places, (hit.end, 0))
        if at == 0 or places[at - 1][1] <= hit.start:
            places.insert(at, (hit.start, hit.end))
            chosen.append(hit)
    return [(h.phrase.label, h.phrase.kind, _words(h.phrase.label)) for h in chosen]


def _words(label: str) -> int:
    """How many words a phrase has; three characters without blanks count as one."""
    return len(label.split()) + len(CJK.findall(label)) // 4


def _conjunctions(hits: list[Hit], codebook: Codebook) -> list[tuple[str, str, int]]:
    """The same for phrases joined with + or ~ whose parts are all there."""
    found = []
    for group, parts in _by_group(hits).items():
        conjunction = codebook.groups[group]
        if chosen := conjunction.found(parts):
            labels = {hit.phrase.part: hit.phrase.label for hit in reversed(chosen)}
            found.append((" + ".join(labels[part] for part in sorted(labels)), conjunction.kind, 2))
    return found


def _by_group(hits: list[Hit]) -> dict[int, list[Hit]]:
    """The hits that are parts of a conjunction, by its number; of each part as many as a sentence can hold."""
    found: dict[int, list[Hit]] = defaultdict(list)
    counted: dict[tuple[int, int], int] = defaultdict(int)
    for hit in hits:
        if (group := hit.phrase.group) is None:
            continue
        counted[group, hit.phrase.part] += 1
        if counted[group, hit.phrase.part] <= MOST:
            found[group].append(hit)
    return found
