"""Meetings found silent with what was examined at each, made at once: a page of a list has hundreds of them. Loaded in every template."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from agenda.joining import separator

from .agenda import dated, passage_link
from .joined import aside

register = template.Library()


@register.filter
def examined_at(silences: Iterable[Any]) -> SafeString:
    """An item a meeting found silent: its title linked to the finding, its date, the documents examined, how far it reaches."""
    comma, colon = separator(), pgettext("after a label", ": ")
    items = [
        format_html(
            '<li><a href="{}">{}</a>{}{}{}{} {}</li>\n',
            silence.cell.address,
            silence.occasion.reader.title,
            comma,
            dated(silence.occasion.held),
            colon,
            _documents(silence.documents),
            silence.reach.sentence,
        )
        for silence in silences
    ]
    return mark_safe("".join(items))  # noqa: S308  each of them is made by format_html


def _documents(documents: list[Any]) -> SafeString:
    """The documents, each with how much of it was read where not the whole, with a semicolon between them."""
    return mark_safe("; ".join(_document(document) for document in documents))  # noqa: S308  made by format_html


def _document(document: Any) -> str:
    """A document as HTML. Many silences of a page rest on the same one, which keeps what is made of it."""
    made: str | None = document.__dict__.get("examined_markup")
    if made is None:
        part = "" if document.is_complete else aside(document.get_completeness_display().lower())
        made = document.examined_markup = format_html("{}{}", passage_link(document), part)
    return made
