"""Meetings found silent, with what was examined at each, as HTML; a page of a list has hundreds."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext

from agenda.coverage.evidence import ExaminedPaper
from agenda.joining import separator
from agenda.languages import reading_language
from agenda.models import Document
from agenda.models.base import address_pattern
from agenda.translated import in_language

from .agenda import dated
from .joined import aside


def examined_at(silences: Iterable[Any]) -> SafeString:
    """An item a meeting found silent: its title linked to the finding, its date, the documents examined, how far it reaches."""
    comma, colon = escape(separator()), escape(pgettext("after a label", ": "))
    language, tag = get_language(), reading_language()
    finding, document = address_pattern("finding", 2), address_pattern("document", 1)
    items = [
        f'<li><a href="{escape(finding % (silence.cell.meeting, silence.cell.topic))}">'
        f"{in_language(silence.occasion, 'title', tag).html_in(tag)}</a>{comma}{dated(silence.occasion.held)}{colon}"
        f"{'; '.join([_document(paper, document, language) for paper in silence.documents])}"
        f" {_in_html(silence.reach, language)}</li>\n"
        for silence in silences
    ]
    return mark_safe("".join(items))  # noqa: S308  everything in them is escaped


@lru_cache(maxsize=1024)
def _in_html(reach: Any, language: str | None) -> str:
    """The sentence of a reach, escaped; `language` is the one in use. Most meetings of a forum have the same."""
    return escape(reach.sentence)


def _document(paper: ExaminedPaper, address: str, language: str | None) -> str:
    """A document as HTML, named by its source and kind, with how much of it was read where not the whole."""
    named = _named(paper.source_name, paper.kind, paper.completeness, language)
    return f'<a href="{escape(address % paper.slug)}">{named}'


@lru_cache(maxsize=2048)
def _named(source: str, kind: str, completeness: str, language: str | None) -> SafeString:
    """What stands after the address of a document; `language` is the one in use. Few sources issue what is examined."""
    words = gettext("%(issuer)s, %(kind)s") % {"issuer": source, "kind": Document.Kind(kind).label.lower()}
    read = Document.Completeness(completeness)
    part = "" if read == Document.Completeness.FULL else aside(str(read.label).lower())
    return format_html("{}</a>{}", words, part)
