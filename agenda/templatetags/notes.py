"""Interpretation notes where they are cited. Loaded in every template."""

import re

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from agenda.languages import reading_language
from agenda.models.topics import CITED_NOTES
from agenda.translated import said

register = template.Library()


@register.filter
def with_notes(reason: str) -> str:
    """A reason whose citations of interpretation notes ("interpretation note 2.3") lead to them on the method page."""
    parts, at = [], 0
    for cited in CITED_NOTES.finditer(reason):
        for number in re.finditer(r"\d+\.\d+", reason[cited.start(1) : cited.end(1)]):
            start, end = cited.start(1) + number.start(), cited.start(1) + number.end()
            parts += [(reason[at:start],), (_note_link(number[0]),)]
            at = end
    linked = format_html_join("", "{}", [*parts, (reason[at:],)])
    language = said(reason).language
    return (
        linked
        if language == reading_language()
        else format_html('<span lang="{}">{}</span>', language, linked)
    )


@register.filter
def note_link(note) -> str:
    """The number of an interpretation note, linked to it on the method page; its title is told on the way."""
    return _note_link(note.cited, note.reader.title.plain)


def _note_link(number: str, title: str = "") -> str:
    url = f"{reverse('methodology')}#note-{number.replace('.', '-')}"
    return format_html('<a href="{}" title="{}">{}</a>', url, title, number)
