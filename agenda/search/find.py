"""Asking: hits with marked words, counts by kind, suggestions, and what may have been meant."""

import difflib
from dataclasses import dataclass, field
from typing import Any

from .adapter import adapter
from .index import catch_up
from .kinds import KINDS
from .marks import marked, snippet
from .words import STOP_WORDS, Query, parse, tokens

PER_PAGE = 20
MOST_SUGGESTIONS = 8
CLOSE = 0.72
"""How like a word of the record a mistyped one must be (difflib's ratio): "semicondutor" is, "xyzzy" is not."""


@dataclass(frozen=True)
class SearchHit:
    kind: str
    label: str
    row: Any
    title: list[tuple[str, bool]]
    snippet: list[tuple[str, bool]]
    note: str = ""


@dataclass
class Found:
    """`counts` are by kind under the chosen forums and dates, whatever kinds are chosen."""

    typed: str
    query: Query
    hits: list[SearchHit] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    total: int = 0
    meant: str = ""


def _scope(kinds, forums, since, until) -> dict:
    return {name: KINDS[name].scope(forums, since, until) for name in kinds}


def find(
    typed: str, *, kinds=(), forums=(), since=None, until=None, offset: int = 0, limit: int = PER_PAGE
) -> Found:
    """Search the public record; any text is safe. `kinds` empty means all."""
    query = parse(typed)
    found = Found(typed, query)
    if not query:
        return found
    catch_up()
    asked = adapter()
    everything = _scope(KINDS, list(forums), since, until)
    found.counts = asked.counts(query, everything)
    wanted = {name: rows for name, rows in everything.items() if not kinds or name in kinds}
    found.total = sum(n for name, n in found.counts.items() if name in wanted)
    found.hits = _hits(asked.hits(query, wanted, limit, offset), query)
    if not found.counts:
        found.meant = _meant(query)
    return found


def totals_by_forum(typed: str, forums, *, kinds=(), since=None, until=None) -> dict[str, int]:
    """How many rows each forum would give alone, the other filters as they are."""
    query = parse(typed)
    scopes = {slug: _scope(kinds or KINDS, [slug], since, until) for slug in forums}
    return adapter().totals(query, scopes) if query else {}


def suggest(typed: str) -> list[tuple[str, str, str]]:
    """(title, kind's label, address) of the first rows for a text that is still being typed."""
    query = parse(typed, as_you_type=True)
    if not query:
        return []
    catch_up()
    pairs = adapter().hits(query, _scope(KINDS, [], None, None), MOST_SUGGESTIONS)
    return [
        (str(title_of(hit.row)), str(hit.label), hit.row.get_absolute_url()) for hit in _hits(pairs, query)
    ]


def title_of(row) -> str:
    kind = row._meta.model_name
    if kind == "dialogue" and row.name != row.short_name:
        return f"{row.short_name}: {row.name}"
    return f"{row.code} {row.topic.name}" if kind == "recommendation" else _name(row)


def _name(row) -> str:
    return getattr(row, "name", None) or row.title


def _hits(pairs, query: Query) -> list[SearchHit]:
    wanted: dict[str, list[int]] = {}
    for kind, pk in pairs:
        wanted.setdefault(kind, []).append(pk)
    rows = {name: KINDS[name].rows().in_bulk(pks) for name, pks in wanted.items()}
    hits = []
    for kind, pk in pairs:
        if row := rows[kind].get(pk):
            hits.append(_hit(KINDS[kind], row, query))
    return hits


def _hit(kind, row, query) -> SearchHit:
    entry = kind.entry(row)
    names = " · ".join(dict.fromkeys(name for name in entry.names if name and name not in title_of(row)))
    shown = snippet(names, query) + ([(" — ", False)] if snippet(names, query) else [])
    body = snippet(entry.body, query)
    return SearchHit(
        kind.name,
        kind.label,
        row,
        marked(title_of(row), query),
        shown + body if body else shown[:-1],
        _note(row),
    )


def _note(row) -> str:
    """When it was: the date of what has one."""
    for attribute in ("held", "issued", "made"):
        if hasattr(row, attribute):
            return str(getattr(row, attribute) or "")
    return ""


def _vocabulary() -> dict[str, str]:
    """Folded word → as it is written, of every public name."""
    words: dict[str, str] = {}
    for kind in KINDS.values():
        if kind.name in ("dialogue", "topic", "actor"):
            for row in kind.scope([], None, None):
                entry = kind.entry(row)
                for name in (entry.title, *entry.names):
                    for start, end, word in tokens(name):
                        words.setdefault(word, name[start:end])
    return words


def _meant(query: Query) -> str:
    """The query with unknown words put right by the public names, when that finds something; else ""."""
    vocabulary = _vocabulary()
    changed, parts = False, []
    for term in query.terms:
        for word in term.words:
            close = (
                []
                if word in vocabulary or word in STOP_WORDS
                else difflib.get_close_matches(word, vocabulary, 1, CLOSE)
            )
            parts.append(vocabulary[close[0]] if close else word)
            changed |= bool(close)
    meant = " ".join(parts)
    if not changed or not adapter().counts(parse(meant), _scope(KINDS, [], None, None)):
        return ""
    return meant
