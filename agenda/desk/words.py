"""The codebook's words from the database, and suggestions for frozen texts, kept while neither changes."""

import hashlib

from django.core.cache import cache

from agenda.models import Body, Topic
from agenda.passages import Codebook, Entry, Suggestion, suggest

COLUMNS = ("code", "aliases", "phrases", "partial_phrases", "excluded_phrases")


def codebook_words() -> tuple[Codebook, str]:
    """The matcher for every topic, and a fingerprint of its words."""
    rows = list(Topic.objects.order_by("code").values_list(*COLUMNS))
    fingerprint = hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
    entries = (
        Entry(code, (*aliases, *full), tuple(part), tuple(out)) for code, aliases, full, part, out in rows
    )
    key = f"codebook-{fingerprint}"
    codebook = _kept.get(key)
    if codebook is None:
        _kept.clear()
        codebook = _kept[key] = Codebook(entries)
    return codebook, fingerprint


_kept: dict[str, Codebook] = {}  # one automaton a process: it cannot be pickled into the cache cheaply


def suggestions(body: Body) -> dict[str, list[Suggestion]]:
    """Ranked suggestions by topic code for a frozen text."""
    codebook, fingerprint = codebook_words()
    key = f"suggest-{body.sha256}-{fingerprint}"
    found = cache.get(key)
    if found is None:
        found = suggest(body.text, codebook)
        cache.set(key, found, 3600)
    return found
