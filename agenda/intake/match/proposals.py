"""What a new row may look like that is made of a name: guesses that a person sees and may change."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from anyascii import anyascii
from django.utils.text import slugify
from django.utils.translation import gettext as _

from agenda.catalogue.files import NAMED
from agenda.catalogue.noun import Noun
from agenda.catalogue.stored import StoredColumn
from agenda.models import Actor, Dialogue, Document, Meeting
from agenda.models.dialogues import Level

from .finders import forum_and_day

JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
KANA = re.compile(r"[\u3040-\u30ff]")
ADDRESS = re.compile(r"https?://\S+")
ACTORS = (
    ("university", r"universit|college|大学"),
    ("news_outlet", r"\b(times|post|journal|news|herald|tribune|nikkei|reuters|bloomberg|zeitung)\b|新聞|通信|放送"),
    ("ministry", r"\b(ministry|department|ministerium|ministère|state department|meti|mofa)\b|[省庁]$"),
    ("office", r"\b(white house|office|cabinet|representative|embassy|kanzleramt)\b|官邸|内閣|事務所"),
    ("association", r"\b(chamber|association|federation|keidanren|council of|verband|industry)\b|協会|連盟|連合会|商工"),
    ("parliament", r"\b(congress|senate|parliament|diet|committee of the house|bundestag)\b|国会|議会"),
    ("think_tank", r"\b(institut\w*|center|centre|council|foundation|forum|think|rand|csis|stiftung)\b|研究所|財団|機構"),
    ("organization", r"\b(united nations|oecd|imf|world bank|wto|asean|nato)\b|国連|機関"),
    ("person", r"^(dr|prof|mr|ms|mrs)\.? |^[A-Z][\w'’-]+( [A-Z]\.?)?( [A-Z][\w'’-]+){1,2}$|・|氏$|教授"),
)  # fmt: skip


@dataclass(frozen=True)
class NeededColumn:
    """A column that a new row needs: its name, the value proposed, and its choices (value, label) where it has any."""

    name: str
    value: str
    options: Sequence[tuple[str, Any]] = ()


def can_be_made(noun: str) -> bool:
    """May a new row of that noun be made of a name alone?"""
    return noun in ("actors", "topics", "dialogues", "meetings", "documents")


def needed(noun: str, text: str) -> list[NeededColumn]:
    """What a new row of that noun, called `text`, needs, with what is proposed for it."""
    if noun == "actors":
        return [
            NeededColumn("name", text),
            NeededColumn("kind", _kind_of_actor(text), Actor.Kind.choices),
            NeededColumn("slug", _slug(text)),
        ]
    if noun == "topics":
        return [
            NeededColumn("name", text),
            NeededColumn("definition", _("Not defined yet.")),
            NeededColumn("code", _slug(text)),
        ]
    if noun == "dialogues":
        return [
            NeededColumn("name", text),
            NeededColumn("short_name", text[:60]),
            NeededColumn("kind", "bilateral", Dialogue.Kind.choices),
            NeededColumn("level", Level.MIXED, Level.choices),
            NeededColumn("status", "active", Dialogue.Status.choices),
            NeededColumn("slug", _slug(text)),
        ]
    if noun == "meetings":
        forum, read = next(forum_and_day(text), ("", None))
        return [
            NeededColumn("dialogue", forum),
            NeededColumn("held_on", read.date.iso if read else ""),
            NeededColumn("title", "" if read else text),
            NeededColumn("place", ""),
            NeededColumn("format", "", Meeting.Format.choices),
        ]
    return _needed_document(text) if noun == "documents" else []


def _needed_document(text: str) -> list[NeededColumn]:
    """What a new document needs; an address among its words is its own."""
    address = ADDRESS.search(text)
    title = text.replace(address[0], "").strip(" ,;()") if address else text
    return [
        NeededColumn("title", title or text),
        NeededColumn("kind", "article", Document.Kind.choices),
        NeededColumn("publisher", ""),
        NeededColumn("language", "ja" if KANA.search(text) else "en"),
        NeededColumn("url", address[0] if address else ""),
    ]


def _kind_of_actor(text: str) -> str:
    return next((kind for kind, words in ACTORS if re.search(words, text, 0 if kind == "person" else re.I)),
                "think_tank")  # fmt: skip


def _slug(text: str) -> str:
    """An address made of the name; Japanese ones in Latin letters."""
    return slugify(text if not JAPANESE.search(text) else anyascii(text))[:40].strip("-")


def is_chosen(noun: Noun, column: StoredColumn) -> bool:
    """Is it a column of choices?"""
    fields = {row.name: row for row in noun.model._meta.get_fields()}
    return bool(getattr(fields.get(column.attribute), "choices", None))


def choices_of(noun: str, column: str) -> list[tuple[str, str]]:
    """(value, label) of a column of choices; [] for another."""
    fields = {row.name: row for row in NAMED[noun].model._meta.get_fields()}
    listed = getattr(fields.get(NAMED[noun].column(column).attribute), "choices", None) or []
    return [(value, str(label)) for value, label in listed if value]
