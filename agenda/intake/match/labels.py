"""What the columns of tables are called on pages: by words, never by their names in code."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

LABELS = {
    "slug": _("Address (slug)"),
    "code": _("Code"),
    "name": _("Name"),
    "name_ja": _("Japanese name"),
    "title": _("Title"),
    "title_ja": _("Japanese title"),
    "kind": _("Kind"),
    "parent": _("Belongs to"),
    "iso_code": _("ISO code"),
    "is_published": _("Public"),
    "definition": _("Definition"),
    "includes": _("Includes"),
    "excludes": _("Excludes"),
    "aliases": _("Other words for it"),
    "phrases": _("Phrases"),
    "partial_phrases": _("Phrases that touch it"),
    "excluded_phrases": _("Phrases that do not count"),
    "phrasings": _("Phrases by language"),
    "named_in": _("Named in"),
    "short_name": _("Short name"),
    "other_names": _("Other names"),
    "level": _("Level"),
    "status": _("Status"),
    "members": _("Members"),
    "note": _("Note"),
    "covered_from": _("Record kept from"),
    "covered_until": _("Record kept until"),
    "gaps": _("Known gaps"),
    "out_of_scope": _("Topics out of scope"),
    "dialogue": _("Forum"),
    "dialogues": _("Forums"),
    "held_on": _("Date of the meeting"),
    "ends_on": _("Last day of the meeting"),
    "precision": _("Precision of the date"),
    "date_precision": _("Precision of the date"),
    "issued_on_precision": _("Precision of the date"),
    "made_on_precision": _("Precision of the date"),
    "place": _("Place"),
    "format": _("Format"),
    "attendance": _("Who attended"),
    "meeting": _("Meeting"),
    "publisher": _("Publisher"),
    "author": _("Author"),
    "issued_by": _("Issued by"),
    "issued_on": _("Date of the document"),
    "language": _("Language"),
    "url": _("Web address"),
    "archive_url": _("Archived copy"),
    "retrieved_on": _("Retrieved on"),
    "completeness": _("How much was read"),
    "read_on": _("Read whole on"),
    "read_by": _("Read by"),
    "is_official": _("Official"),
    "summary": _("Text"),
    "abstract": _("Abstract"),
    "topic": _("Topic"),
    "by": _("Recommended by"),
    "document": _("Document"),
    "locator": _("Place in the document"),
    "made_on": _("Date of the recommendation"),
    "made_on_note": _("How the date is known"),
    "withdrawn_on": _("Withdrawn on"),
    "outcome": _("Outcome"),
    "depth": _("Depth"),
    "is_excluded": _("Explicitly excluded"),
    "confidence": _("Confidence"),
    "examined": _("Documents examined"),
    "paragraph": _("Paragraph"),
    "strength": _("Strength"),
    "quote": _("Quote"),
    "prefix": _("Words before the quote"),
    "suffix": _("Words after the quote"),
    "evidence": _("Evidence"),
    "published": _("Published"),
}
SUBJECTS = {
    "actors": _("Actor"),
    "topics": _("Topic"),
    "dialogues": _("Forum"),
    "documents": _("Document"),
    "meetings": _("Meeting"),
}
ROWS = {
    "meetings": _("the same meeting"),
    "documents": _("the same document"),
    "topics": _("the same topic"),
    "recommendations": _("the same recommendation"),
    "claims": _("the same claim"),
    "plans": _("the same plan"),
    "dialogues": _("the same forum"),
    "actors": _("the same actor"),
}
LEADING = re.compile(r"[a-z_]+(?=[:\s])")


def label_of(name: str) -> str:
    """What the column is called on pages."""
    return str(LABELS.get(name, name.replace("_", " ")))


def in_words(sentence: str, headers: Mapping[str, str]) -> tuple[str, str]:
    """(the sentence with the column it begins with in words, that column); `headers` are those of the file, by column."""
    found = LEADING.match(sentence)
    name = found[0] if found else ""
    if name not in LABELS:
        return sentence, ""
    return f"{headers.get(name) or label_of(name)}{sentence[len(name) :]}", name
