"""The codebook's words from the database, and suggestions for frozen texts, kept while neither changes."""

import hashlib

from django.core.cache import cache

from agenda.models import Body, Topic
from agenda.models.topics import read_words
from agenda.passages import Codebook, Suggestion, suggest
from agenda.rules.papers import current_codes

_kept: dict[str, Codebook] = {}  # one automaton a process: it cannot be pickled into the cache cheaply


def codebook_words() -> tuple[Codebook, str]:
    """The matcher for every topic of the codebook in force, and a fingerprint of its words. Three queries."""
    codes = current_codes()
    rows = [row for row in Topic.objects.stored_words() if row[0] in codes]
    fingerprint = hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
    codebook = _kept.get(fingerprint)
    if codebook is None:
        codebook = Codebook.of(map(read_words, rows))
        _kept.clear()
        _kept[fingerprint] = codebook
    return codebook, fingerprint


def suggestions(body: Body, words: tuple[Codebook, str]) -> dict[str, list[Suggestion]]:
    """Ranked suggestions by topic code for a frozen text; `words` is what `codebook_words` gave."""
    codebook, fingerprint = words
    language = body.document.language
    key = f"suggest-{body.sha256}-{fingerprint}-{language}"
    found = cache.get(key)
    if found is None:
        found = suggest(body.text, codebook, language=language)
        cache.set(key, found, 3600)
    return found
