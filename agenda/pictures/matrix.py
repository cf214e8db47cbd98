"""The coverage matrix as HTML: rows joined as strings, since a cell costs a template 20 times as much.

40 meetings × 120 topics took 1.4 s as nested loops of a template and 4 ms this way. Everything that comes from the
record is escaped here, once a row or column, never a cell.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.coverage.states import State

from .dots import css_of, dot_markup, dot_words

COLUMNS_A_PAGE = 24
"""Columns of a printed page; the others follow in tables of their own, with the topics repeated."""


@dataclass(frozen=True)
class Head:
    """The head of a row or column: key for the lookup, label, address, a second line, and how it is marked.

    `note` is a column's full title, or a row's rate. `is_unread`: a meeting whose readouts were not read whole.
    """

    key: int
    label: str
    url: str
    note: str = ""
    is_recommended: bool = False
    is_unread: bool = False


FOUND = (State.RAISED, State.PARTLY_RAISED)
Lookup = Callable[[int, int], tuple[State, str | None, bool]]


def render(caption: str, rows: Sequence[Head], columns: Sequence[Head], lookup: Lookup) -> SafeString:
    """A table of `rows` × `columns`; `lookup(row key, column key)` gives state, address of the finding, recommended before.

    On a phone a list takes its place: a line a topic with its dots, which unfolds the cells. On paper the columns
    beyond COLUMNS_A_PAGE stand in further tables.
    """
    tables = [_table(caption, rows, columns, lookup, "matrix")]
    for first in range(COLUMNS_A_PAGE, len(columns), COLUMNS_A_PAGE):
        group = columns[first : first + COLUMNS_A_PAGE]
        tables.append(_table(caption, rows, group, lookup, "matrix on-paper"))
    return mark_safe("".join(tables))  # noqa: S308  every value from the record is escaped in the pieces


def render_lines(rows: Sequence[Head], columns: Sequence[Head], lookup: Lookup) -> SafeString:
    """The same as a list for narrow screens: a line a topic with its dots, oldest meeting first, that unfolds its cells."""
    oldest_first = list(reversed(columns))
    words = _words(columns)
    found = {row.key: any(lookup(row.key, c.key)[0] in FOUND for c in columns) for row in rows}
    html = _lines([row for row in rows if found[row.key]], oldest_first, lookup, words)
    never = [row for row in rows if not found[row.key]]
    if never:
        said = ngettext("%(n)s topic never found", "%(n)s topics never found", len(never)) % {"n": len(never)}
        html += f"<details><summary>{said}</summary>{_lines(never, oldest_first, lookup, words)}</details>"
    return mark_safe(html)  # noqa: S308  escaped in _line


def _words(columns: Sequence[Head]) -> dict[tuple[State, int], str]:
    """What a dot says of each state at each meeting, escaped: translated once, not once a cell."""
    return {(state, c.key): escape(dot_words(c.label, state)) for state in State for c in columns}


def _lines(rows: Sequence[Head], columns: Sequence[Head], lookup: Lookup, words) -> str:
    said = escape(_("recommended before it")), escape(_("All about this topic"))
    return f'<ol class="lines">{"".join(_line(row, columns, lookup, words, *said) for row in rows)}</ol>'


def _table(caption: str, rows: Sequence[Head], columns: Sequence[Head], lookup: Lookup, css: str) -> str:
    heads = "".join(_column_head(column, n) for n, column in enumerate(columns))
    topic, rate = escape(_("Topic")), escape(_("n of N"))
    return (
        f'<table class="{css}"><caption>{escape(caption)}</caption><thead><tr><th scope="col">{topic}</th>'
        f'<th scope="col" class="n">{rate}</th>{heads}</tr></thead>'
        f"<tbody>{''.join(_body(rows, columns, lookup))}</tbody></table>"
    )


def _column_head(column: Head, n: int) -> str:
    css = " ".join(
        word for word, is_so in (("unread", column.is_unread), ("late", n >= COLUMNS_A_PAGE)) if is_so
    )
    attribute = f' class="{css}"' if css else ""
    return (
        f'<th scope="col"{attribute}><a href="{escape(column.url)}" title="{escape(column.note)}">'
        f"<span>{escape(column.label)}</span></a></th>"
    )


def _body(rows: Sequence[Head], columns: Sequence[Head], lookup: Lookup) -> list[str]:
    """The rows as pieces of markup. What cells share is translated and escaped before the first cell."""
    recommended = escape(_("recommended"))
    note = f' <small class="star">{recommended}</small>'
    words = _words(columns)
    before = escape(_("recommended before it"))
    marks = [
        (c.key, f"{' unread' if c.is_unread else ''}{' late' if n >= COLUMNS_A_PAGE else ''}")
        for n, c in enumerate(columns)
    ]
    parts = []
    for row in rows:
        mark = note if row.is_recommended else ""
        parts.append(
            f'<tr><th scope="row"><a href="{escape(row.url)}">{escape(row.label)}</a>{mark}</th>'
            f'<td class="n">{escape(row.note)}</td>'
        )
        for key, more in marks:
            state, url, is_before = lookup(row.key, key)
            css = css_of(state, is_recommended=is_before)
            if state is State.NOT_RECOMMENDED:
                parts.append(f'<td class="c {css}{more}"></td>')
                continue
            title = f"{words[state, key]}, {before}" if is_before else words[state, key]
            parts.append(f'<td class="c {css}{more}">{dot_markup(css, title, url)}</td>')
        parts.append("</tr>")
    return parts


def _line(row: Head, columns: Sequence[Head], lookup: Lookup, words, before: str, all_about: str) -> str:
    """A topic's line: its name, its rate and small dots; unfolded, a link for each meeting with a cell."""
    small, cells = [], []
    for column in columns:
        state, url, is_before = lookup(row.key, column.key)
        css = css_of(state, is_recommended=is_before)
        small.append(f'<i class="dot {css}"></i>')
        if state is not State.NOT_RECOMMENDED:
            said = words[state, column.key]
            star = f" <small>{before}</small>" if is_before else ""
            cells.append(f'<li><a href="{url}">{said}</a>{star}</li>' if url else f"<li>{said}{star}</li>")
    more = f'<li><a href="{escape(row.url)}">{all_about}</a></li>'
    return (
        f"<li><details><summary><span>{escape(row.label)}</span>"
        f'<span class="strip small" aria-hidden="true">{"".join(small)}</span></summary>'
        f"<p>{escape(row.note)}</p><ul>{''.join(reversed(cells))}{more}</ul></details></li>"
    )
