"""What the page of a dialogue repeats: recommended topics, changed ones, its meetings. Loaded in every template."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext

from agenda.coverage.recommended import RecommendedTopic
from agenda.coverage.sentences import course_sentence
from agenda.models import Meeting
from agenda.questions.changes import TopicChange

from .agenda import dated, link, standing
from .joined import as_sentence
from .lists import dots
from .recommended import code_links

register = template.Library()


@register.filter
def strip_rows(rows: Iterable[RecommendedTopic]) -> SafeString:
    """An item for each recommended topic: its standing, a dot for each meeting since, its course, who recommends it."""
    return SafeString("\n".join(map(_strip_row, rows)))


def _strip_row(row: RecommendedTopic) -> str:
    course = row.course
    css = "strip-row taken-up" if course.first else "strip-row"
    return (
        f'<li class="{css}"><p class="what"> {link(row.topic)} </p><p class="is">{standing(course.standing)}</p>'
        f'<div class="dots">{dots(row.since)}</div>'
        f'<p class="why"> {as_sentence(capfirst(course_sentence(course)))} '
        f'<span class="who"> {code_links(row.recommendations)} </span></p></li>'
    )


@register.filter
def change_tags(rows: Iterable[TopicChange]) -> SafeString:
    """The topics that changed alike, each linked to its finding."""
    tags = (
        f'<a class="tag" href="{escape(row.address)}">{conditional_escape(str(row.topic))}</a>'
        for row in rows
    )
    return SafeString("\n".join(tags))


@register.filter
def dated_items(meetings: Iterable[Meeting]) -> SafeString:
    """An item for each meeting of one dialogue: its date, its title and what kind of meeting it was."""
    undated = gettext("no date yet")
    return SafeString("\n".join(_dated_item(row, undated) for row in meetings))


def _dated_item(row: Meeting, undated: str) -> str:
    told = [row.get_level_display().lower(), row.get_format_display().lower()]
    if row.place:
        told.append(row.reader.place)
    shown: list[str] = [conditional_escape(words) for words in told]
    if row.status != Meeting.Status.HELD:
        shown.append(f"<strong>{escape(row.get_status_display().lower())}</strong>")
    title = link(row, row.reader.title)
    return f"<li>{dated(row.held, undated)} {title} <small> {' · '.join(shown)} </small></li>"
