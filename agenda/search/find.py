"""Asking: hits with marked words, counts by kind, suggestions, and what may have been meant."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import QuerySet

from agenda.coverage.papers import give
from agenda.joining import labeled
from agenda.languages import reading_language
from agenda.models import Body
from agenda.models.prepared import Prepared
from agenda.translated import said

from . import interface
from .adapter import adapter
from .by_name import begun_by
from .index import keeps_up, not_followed
from .kinds import APART, KINDS, scopes
from .marks import marked, snippet
from .near import near
from .words import Query, parse

PER_PAGE = 20
MOST_SUGGESTIONS = 8
FEW = 50
"""Rows that a search indexes by itself; more are left to whoever changed them, so that no reader waits for them."""
MOST_WHILE_TYPING = 100
"""Rows of each kind, those entered last, that are ranked for suggestions."""


@dataclass(frozen=True)
class SearchHit:
    kind: str
    label: str
    row: Any
    title: list[tuple[str, bool]]
    snippet: list[tuple[str, bool]]
    note: str = ""

    @property
    def title_language(self) -> str:
        """The tag of the language that the title is in, as far as its script tells."""
        return said("".join(text for text, _is_marked in self.title)).language

    @property
    def snippet_language(self) -> str:
        """The same of the words around what was found."""
        return said("".join(text for text, _is_marked in self.snippet)).language


@dataclass
class Found:
    """`counts` are by kind under the chosen forums and dates, whatever kinds are chosen; None of more than are ranked.

    `total` counts what is ranked, of the kinds chosen; `cut` are the labels of those of which more hold the words.
    """

    typed: str
    query: Query
    hits: list[SearchHit] = field(default_factory=list)
    counts: dict[str, int | None] = field(default_factory=dict)
    total: int = 0
    cut: list[Any] = field(default_factory=list)
    near: list[str] = field(default_factory=list)

    @property
    def meant(self) -> str:
        """What was most likely meant instead; "" when something was found, or nothing is near."""
        return self.near[0] if self.near else ""


def find(
    typed: str, *, kinds=(), forums=(), since=None, until=None, offset: int = 0, limit: int = PER_PAGE
) -> Found:
    """Search the public record; any text is safe. `kinds` empty means all."""
    query = parse(typed)
    found = Found(typed, query)
    if not query:
        return found
    is_level, asked = keeps_up(FEW), adapter()
    everything = scopes(KINDS, forums, since, until)
    wanted = {name: rows for name, rows in everything.items() if not kinds or name in kinds}
    counts, pairs = asked.page(query, everything, wanted.keys(), limit, offset)
    found.counts = {name: n if n <= interface.MOST_RANKED else None for name, n in counts.items()}
    found.total = sum(min(n, interface.MOST_RANKED) for name, n in counts.items() if name in wanted)
    found.cut = [KINDS[name].label for name in wanted if name in counts and found.counts[name] is None]
    cut = {name: rows for name, rows in wanted.items() if name in counts and found.counts[name] is None}
    if named := begun_by(query.folded, cut):
        pairs = asked.hits(query, wanted, limit, offset, named=named)
    found.hits = _hits(pairs if is_level else _followed(pairs), query)
    if not found.counts:
        found.near = near(query)
    return found


def totals_by_forum(typed: str, *, kinds=(), since=None, until=None) -> dict[str, int] | None:
    """How many rows each forum would give alone, the other filters as they are; None of too many. One statement."""
    query = parse(typed)
    return adapter().by_forum(query, kinds or KINDS, since, until) if query else {}


def suggest(typed: str) -> list[tuple[str, str, str]]:
    """(title, kind's label, address) of the first rows for a text that is still being typed."""
    query = parse(typed, as_you_type=True)
    if not query:
        return []
    is_level, everything = keeps_up(FEW), scopes(KINDS)
    named = begun_by(query.folded, everything)
    pairs = adapter().hits(query, everything, MOST_SUGGESTIONS, most=MOST_WHILE_TYPING, named=named)
    pairs = pairs if is_level else _followed(pairs)
    return [
        (str(title_of(hit.row)), str(hit.label), hit.row.get_absolute_url()) for hit in _hits(pairs, query)
    ]


def title_of(row) -> str:
    """What a hit is called, in the reader's language."""
    kind = row._meta.model_name
    if kind == "dialogue" and row.reader.name != row.reader.short_name:
        return labeled(row.reader.short_name, row.reader.name)
    return (
        f"{row.code} {row.topic.reader.name}"
        if kind == "recommendation"
        else getattr(row.reader, row.NAMED_BY)
    )


def _followed(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Without rows that changed since the index was written: it may have found them by words that are theirs no more."""
    found: dict[str, set[int]] = {}
    for kind, pk in pairs:
        found.setdefault(kind, set()).add(pk)
    stale = not_followed(found)
    return [pair for pair in pairs if pair not in stale]


@cache
def _rows_of(name: str) -> Prepared[[list[int]], Any]:
    """What gives the kind's rows of the keys, with what their entries need."""

    def rows(pks: list[int]) -> QuerySet[Any, Any]:
        return KINDS[name].rows().prefetch_related(None).filter(pk__in=pks).order_by()

    return Prepared(rows)


@Prepared
def _texts(documents: list[int]) -> QuerySet[Body]:
    return Body.objects.filter(document__in=documents).order_by().only("document_id", "version", "text")


def _rows(name: str, pks: list[int]) -> dict[int, Any]:
    """The kind's rows of the keys, with what is shown of them. One statement, two for documents."""
    rows = {row.pk: row for row in _rows_of(name)(pks)}
    if name == "document":
        texts: dict[int, list[Body]] = defaultdict(list)
        for text in _texts(pks):
            texts[text.document_id].append(text)
        for pk, row in rows.items():
            give(row, "bodies", Body, texts[pk])
    return rows


def _hits(pairs, query: Query) -> list[SearchHit]:
    wanted: dict[str, list[int]] = {}
    for kind, pk in pairs:
        wanted.setdefault(kind, []).append(pk)
    rows = {name: _rows(name, pks) for name, pks in wanted.items()}
    hits = []
    for kind, pk in pairs:
        if row := rows[kind].get(pk):
            hits.append(_hit(KINDS[kind], row, query))
    return hits


def _hit(kind, row, query) -> SearchHit:
    entry = kind.entry(row)
    title = title_of(row)
    names = " · ".join(dict.fromkeys(name for name in entry.names if name and name not in title))
    shown = snippet(names, query)
    shown = [*shown, (" — ", False)] if shown else []
    body = _said_of_it(entry.body, query)
    return SearchHit(
        kind.name,
        kind.label,
        row,
        marked(title, query),
        shown + body if body else shown[:-1],
        _note(row),
    )


def _said_of_it(body: str, query: Query) -> list[tuple[str, bool]]:
    """The words around what was found, of the text in the reader's language where it is found there."""
    found = [words for text in body.split(APART) if (words := snippet(text, query))]
    tag = reading_language()
    found.sort(key=lambda words: said("".join(text for text, _is_marked in words)).language != tag)
    return found[0] if found else []


def _note(row) -> str:
    """When it was: the date of what has one."""
    for attribute in ("held", "issued", "made"):
        if hasattr(row, attribute):
            return str(getattr(row, attribute) or "")
    return ""
