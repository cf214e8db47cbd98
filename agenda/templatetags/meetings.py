"""What the pages of meetings repeat: rows of the list, topics recommended before one, topics that a passage proves.
Loaded in every template."""

from collections.abc import Container, Iterable
from html import escape
from typing import Any, NamedTuple

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from agenda.coverage.extent import Reading
from agenda.coverage.results import MeetingRow
from agenda.joining import separator
from agenda.models import Meeting, Topic

from .agenda import dated, link, state_link
from .lists import n_of_N, state_counts

register = template.Library()


@register.filter
def expected_links(expected: Iterable[tuple[Topic, Any]]) -> SafeString:
    """(topic, its finding or None), each topic linked to its finding, or else to its own page."""
    return SafeString(" · ".join(link(finding or topic, topic) for topic, finding in expected))


@register.filter
def finding_links(findings: Iterable[Any]) -> SafeString:
    """The topics of findings, each linked to its finding."""
    return SafeString(" · ".join(link(finding, finding.topic) for finding in findings))


@register.filter
def expected_rows(expected: Iterable[tuple[Any, ...]]) -> SafeString:
    """A row for each recommended topic: what became of it, and who recommended it."""
    comma = f"{conditional_escape(separator())}\n"
    return SafeString("\n".join(_expected_row(row, comma) for row in expected))


def _expected_row(row: tuple[Any, ...], comma: str) -> str:
    """One of the rows; a page has a hundred of them."""
    topic, recommendations, finding, state = row
    by = comma.join(
        f"{link(asked, asked.code)} {conditional_escape(str(asked.recommender))}" for asked in recommendations
    )
    return (
        f'<tr><th scope="row">{link(topic)}</th><td>{state_link(state, finding, is_recommended=True)}</td>'
        f'<td class="line">{by}</td></tr>'
    )


@register.filter
def topic_tags(cited: Iterable[Any]) -> SafeString:
    """The topics that a passage proves as items of a list, each linked to its finding; of those proved in part it is said."""
    said = gettext("(partial)")
    partly = f" <small>{escape(said)}</small>"
    return SafeString("\n".join(_topic_tag(row.finding, partly if row.is_partial else "") for row in cited))


def _topic_tag(finding: Any, partly: str) -> str:
    url, name = escape(finding.get_absolute_url()), conditional_escape(str(finding.topic))
    return f'<li><a class="tag {finding.outcome}" href="{url}"> {name}{partly} </a></li>'


@register.simple_tag
def meeting_results(rows: Iterable[MeetingRow], same: Container[str]) -> SafeString:
    """A row for each meeting with its result and how much was read, without the columns in which all are the `same`."""
    words = _Words(gettext("no date yet"), escape(gettext("Recommended")), escape(gettext("Read")))
    return SafeString("\n".join(_result(row, same, words) for row in rows))


class _Words(NamedTuple):
    """What every row of the list says, looked up once; the labels are escaped."""

    undated: str
    recommended: str
    read: str


def _result(row: MeetingRow, same: Container[str], words: _Words) -> str:
    """One of the rows; a page has fifty of them."""
    meeting = row.meeting
    cells = [
        f'<td class="day">{dated(meeting.held, words.undated)}</td><th scope="row">{_named(meeting)}</th>'
    ]
    if "forum" not in same:
        cells.append(f"<td>{conditional_escape(str(meeting.dialogue))}</td>")
    if "result" not in same:
        cells.append(f'<td class="n">{conditional_escape(n_of_N(row.tally))}</td>')
    if "recommended" not in same:
        cells.append(f'<td data-label="{words.recommended}"> {state_counts(row.recommended)} </td>')
    if "read" not in same:
        cells.append(f'<td data-label="{words.read}"> {_reading(row.reading)} </td>')
    return f"<tr>{''.join(cells)}</tr>"


def _named(meeting: Meeting) -> str:
    """The meeting's title, linked, and what kind of meeting it was."""
    told = [meeting.get_level_display().lower(), meeting.get_format_display().lower()]
    if meeting.place:
        told.append(meeting.reader.place)
    kind = " · ".join(conditional_escape(words) for words in told)
    status = ""
    if meeting.status != Meeting.Status.HELD:
        status = f"<small><strong>{escape(meeting.get_status_display().lower())}</strong></small> "
    return f' {link(meeting, meeting.reader.title)} <small class="wide"> {kind} </small> {status}'


def _reading(reading: Reading | None) -> str:
    if reading is None:
        return ""
    word, short = escape(gettext(reading.word)), escape(gettext(reading.short))
    return f'<span title="{word}">{short}</span>'
