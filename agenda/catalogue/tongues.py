"""The files of a record that say its rows in other languages: `translations/<language tag>/<noun>.json`.

Each is one object: {key of the row: {part: text}}. Interpretation notes are rows of the codebook's file; theirs has the keys
"version/number". The summaries of passages are told apart by document, paragraph and the words themselves: one stands at many
assessments, and a translation of words that have changed has no row any more. Their keys are "document/paragraph/sum".
"""

import hashlib
from collections import defaultdict

from .noun import Noun

FOLDER = "translations"
NOTES = "interpretation_notes"
PASSAGES = "passages"
Parts = dict[str, str]


def note_key(version: dict, note: dict) -> str:
    """The key of an interpretation note of a version of the codebook, both as rows of a record file."""
    return f"{version['number']}/{note['number']}"


def passage_key(document: str, paragraph: int | None, summary: str) -> str:
    """The key of a passage's summary; its last part is the first 12 digits of the words' SHA-256."""
    return f"{document}/{paragraph or ''}/{hashlib.sha256(summary.encode()).hexdigest()[:12]}"


def taken_out(noun: Noun, rows: list[dict]) -> dict[tuple[str, str], dict[str, Parts]]:
    """Take the translations out of written rows: {(language tag, file): {key: {part: text}}}."""
    found: dict[tuple[str, str], dict[str, Parts]] = defaultdict(dict)
    for row in rows:
        for tag, parts in row.pop(FOLDER, {}).items():
            found[tag, noun.name][noun.key_of(row)] = parts
        for note in row.get(NOTES, ()):
            for tag, parts in note.pop(FOLDER, {}).items():
                found[tag, NOTES][note_key(row, note)] = dict(
                    sorted(parts.items())
                )  # PostgreSQL has an order of its own
    return found
