"""The coverage matrix as HTML: one table, which agenda.css lays out for wide screens, phones and paper.

40 meetings × 120 topics took 1.4 s as nested loops of a template and take a few milliseconds as joined strings. Everything
that comes from the record is escaped here, once a row or column, never a cell: the markup of a cell is made once for
each state at each meeting, and only the address differs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agenda.coverage.dialogues import Cell
from agenda.coverage.states import State

from .dots import around, css_of

MOST_MEETINGS = 48
"""Columns of a page of the matrix: as many as a sheet of A4 on its side holds."""
MOST_TOPICS = 150
"""Rows of a page of the matrix."""
ROOMY = 24
"""Columns that have their full width on paper; of more each is narrower."""


@dataclass(frozen=True)
class Head:
    """The head of a row or column: key for the lookup, label, address, a second line, and how it is marked.

    `note` is a column's full title, or a row's rate. `is_unread`: a meeting whose readouts were not read whole.
    `is_never`: a topic that was found at none of the meetings, which a phone folds.
    """

    key: int
    label: str
    url: str
    note: str = ""
    is_recommended: bool = False
    is_unread: bool = False
    is_never: bool = False


def render(
    caption: str, rows: Sequence[Head], columns: Sequence[Head], cells: Mapping[tuple[int, int], Cell]
) -> SafeString:
    """A table of `rows` × `columns`; `cells` has those that are not blank, by (row key, column key).

    On a phone each row is a line with the dots of the newest meetings, which unfolds its cells in words (the titles of
    their dots). On paper the columns are narrower where there are more than ROOMY of them.
    """
    topic, rate = escape(_("Topic")), escape(_("n of N"))
    heads = "".join(
        f'<th scope="col"><a href="{escape(column.url)}" title="{escape(column.note)}">'
        f"<span>{escape(column.label)}</span></a></th>"
        for column in columns
    )
    html = (
        f'<table class="matrix meetings{" many" if len(columns) > ROOMY else ""}"><caption>{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">{topic}</th><th scope="col" class="n">{rate}</th>{heads}</tr></thead>'
        f"<tbody>{''.join(_body(rows, columns, cells))}</tbody></table>"
    )
    return mark_safe(html)  # noqa: S308  every value from the record is escaped in the pieces


def _body(rows: Sequence[Head], columns: Sequence[Head], cells: Mapping[tuple[int, int], Cell]) -> list[str]:
    """The rows as pieces of markup."""
    recommended, all_about = escape(_("recommended")), escape(_("All about this topic"))
    mark = f' <small class="star">{recommended}</small>'
    around = _Around(columns)
    keys = [(column.key, f"{_opening(column)}</td>") for column in columns]
    parts = []
    for row in rows:
        parts.append(_row_head(row, mark if row.is_recommended else "", all_about))
        key = row.key
        for column, blank in keys:
            cell = cells.get((key, column))
            if cell is None:
                parts.append(blank)
                continue
            state, url, is_before = cell
            before, after = around[column, state, is_before, url is None]
            parts.append(f"{before}{url}{after}" if url else before)
        parts.append("</tr>")
    return parts


def _row_head(row: Head, mark: str, all_about: str) -> str:
    """A row up to its first cell: its name twice, as a link, and as what unfolds the row on a phone."""
    url, label, css = escape(row.url), escape(row.label), ' class="never"' if row.is_never else ""
    return (
        f'<tr{css}><th scope="row"><details><summary>{label}</summary>'
        f'<a href="{url}">{all_about}</a></details><a href="{url}">{label}</a>{mark}</th>'
        f'<td class="n">{escape(row.note)}</td>'
    )


def _opening(column: Head) -> str:
    return '<td class="unread">' if column.is_unread else "<td>"


class _Around(dict[tuple[int, State, bool, bool], tuple[str, str]]):
    """What stands before and after the address of a cell, by (column, state, recommended before, without address)."""

    def __init__(self, columns: Sequence[Head]):
        super().__init__()
        self._columns = {column.key: column for column in columns}
        self._before, self._language = escape(_("recommended before it")), get_language()

    def __missing__(self, key: tuple[int, State, bool, bool]) -> tuple[str, str]:
        column, state, is_before, is_alone = self._columns[key[0]], *key[1:]
        start, end = around(state, self._language)
        words = escape(f"{start}{column.label}{end}")
        title = f"{words}, {self._before}" if is_before else words
        css = css_of(state, is_recommended=is_before)
        cell = _opening(column)
        self[key] = (
            (
                f'{cell}<span class="dot {css}" role="img" aria-label="{title}" title="{title}"></span></td>',
                "",
            )
            if is_alone
            else (f'{cell}<a class="dot {css}" href="', f'" title="{title}"></a></td>')
        )
        return self[key]
