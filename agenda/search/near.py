"""When nothing is found: near words, the words one by one, the names that the record knows, and what is not searched."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from agenda.models import Body, Dialogue, Document, Topic
from agenda.translated import in_all_languages

from .adapter import adapter
from .kinds import KINDS, scopes
from .spellings import CJK_SIGN
from .words import STOP_WORDS, Query, Term, parse, stem, tokens

CLOSE = 0.72
"""How like a word of the record a mistyped one must be (difflib's ratio): "semicondutor" is, "xyzzy" is not."""
MOST_NEAR = 3
SHORTEST_NAME = 2


def _names() -> Iterable[str]:
    """Every public name of a dialogue, a topic or an actor."""
    for kind in ("dialogue", "topic", "actor"):
        for row in KINDS[kind].scope([], None, None):
            entry = KINDS[kind].entry(row)
            yield from (name for name in (entry.title, *entry.names) if name)


def near(query: Query) -> list[str]:
    """What may have been meant, likeliest first: unknown words put right by the public names. Each finds something."""
    names = list(dict.fromkeys(_names()))
    known: dict[str, str] = {}  # folded word → as it is written
    for name in names:
        for start, end, word in tokens(name):
            known.setdefault(word, name[start:end])
    ways = [*_put_right(query, known), *_contained(query, names)]
    by_stems = {tuple(stem(word) for _, _, word in tokens(way)): way for way in reversed(ways)}
    meant = list(by_stems.values())[::-1][: 2 * MOST_NEAR]
    found = adapter().totals({way: (parse(way), scopes(KINDS)) for way in meant})
    return [way for way in meant if found[way]][:MOST_NEAR]


def _put_right(query: Query, known: dict[str, str]) -> Iterable[str]:
    """The query with its unknown words replaced by the closest known ones, then by the next close ones."""
    words = [word for term in query.terms for word in term.words]
    close = {
        word: difflib.get_close_matches(word, known, MOST_NEAR, CLOSE)
        for word in words
        if word not in known and word not in STOP_WORDS
    }
    for rank in range(MOST_NEAR):
        if any(rank < len(found) for found in close.values()):
            chosen = {word: known[found[min(rank, len(found) - 1)]] for word, found in close.items() if found}
            yield " ".join(chosen.get(word, word) for word in words)


def _contained(query: Query, names: list[str]) -> Iterable[str]:
    """Chinese and Japanese names that stand in what was typed, longest first: 半導体産業 has 半導体."""
    typed = query.folded.replace(" ", "")
    if not CJK_SIGN.search(typed):
        return []
    folded = {name: "".join(word for _, _, word in tokens(name)) for name in names if CJK_SIGN.search(name)}
    found = [
        name
        for name, word in folded.items()
        if len(word) >= SHORTEST_NAME and word in typed and word != typed
    ]
    return sorted(found, key=len, reverse=True)


@dataclass(frozen=True)
class TextReach:
    """Of how many public documents the text is searched, and of how many others why it is not."""

    n: int
    with_text: int
    not_read: int

    @property
    def without_text(self) -> int:
        """Read, in whole or in part, with no text kept here."""
        return self.n - self.with_text - self.not_read


def text_reach() -> TextReach:
    """Count public documents by what of them is searched. One statement."""
    bodies = Body.objects.filter(document=OuterRef("pk"))
    not_read = Q(has_text=False, completeness=Document.Completeness.NOT_READ)
    counted = (
        Document.objects.published()
        .annotate(has_text=Exists(bodies))
        .aggregate(
            n=Count("pk"),
            with_text=Count("pk", filter=Q(has_text=True)),
            not_read=Count("pk", filter=not_read),
        )
    )
    return TextReach(**counted)


@dataclass(frozen=True)
class NothingFound:
    """What to do when nothing is found. `alone`: (word, how many rows it finds by itself); `unfiltered`: without filters."""

    near: list[str]
    alone: list[tuple[str, int]]
    unfiltered: int
    names: list[tuple[Dialogue | Topic, str]]
    reach: TextReach


def nothing_found(query: Query, meant: list[str], *, is_narrowed: bool) -> NothingFound:
    everywhere = scopes(KINDS)
    single = query.terms if len(query.terms) > 1 else ()
    asked = {as_typed(term): (Query(as_typed(term), (term,)), everywhere) for term in single}
    whole = {"": (query, everywhere)} if is_narrowed else {}
    totals = adapter().totals(asked | whole)
    alone = [(typed, totals[typed]) for typed in asked]
    return NothingFound(meant, alone, totals.get("", 0), known_names(), text_reach())


def as_typed(term: Term) -> str:
    """The term in words that find it again."""
    words = " ".join(term.words)
    if CJK_SIGN.search(words):
        return words.replace(" ", "")
    return f'"{words}"' if len(term.words) > 1 else f"{words}{'*' if term.is_prefix else ''}"


def known_names() -> list[tuple[Dialogue | Topic, str]]:
    """Public dialogues and topics with their other names, which find them too."""
    rows: list[tuple[Dialogue | Topic, list[str]]] = [
        (row, [*in_all_languages(row, "short_name", "name"), *row.other_names])
        for row in Dialogue.objects.published()
    ]
    rows += [(row, [*in_all_languages(row, "name"), *row.aliases]) for row in Topic.objects.published()]
    return [
        (row, " · ".join(dict.fromkeys(name for name in names if name and name != str(row))))
        for row, names in rows
    ]
