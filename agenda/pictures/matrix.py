"""The coverage matrix as HTML: rows joined as strings, since a cell costs a template 20 times as much.

40 meetings × 120 topics took 1.4 s as nested loops of a template and 4 ms this way. Everything that comes from the
record is escaped here, once a row or column, never a cell.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
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


def _cells() -> dict[State, tuple[str, str]]:
    """The opening and the inner part of a cell in each state, in the reader's language."""
    return {
        state: (
            f'<td class="c {state.value}"',
            f'<b aria-hidden="true">{state.symbol}</b> <span>{_(state.word) if state.word else ""}</span>',
        )
        for state in State
    }


def _star() -> str:
    title, spoken = _("recommended before this meeting"), _("recommended before")
    return f'<i class="star" title="{title}">★<span class="sr"> {spoken}</span></i>'


Lookup = Callable[[int, int], tuple[State, int | None, bool]]


def finding_addresses() -> Callable[[int], str]:
    """A function that gives a finding's address by its number; `reverse` is asked once, not once a cell."""
    before, after = reverse("finding", args=[0]).rsplit("0", 1)
    return lambda pk: f"{before}{pk}{after}"


def render(caption: str, rows: Sequence[Head], columns: Sequence[Head], lookup: Lookup) -> SafeString:
    """A table of `rows` × `columns`; `lookup(row key, column key)` gives state, finding id, recommended before."""
    heads = "".join(
        f'<th scope="col"><a href="{escape(c.url)}">{escape(c.label)}</a><small>{escape(c.note)}</small></th>'
        for c in columns
    )
    recommended = f"<small>{_('recommended')}</small>"
    draw_cell = _cell_writer(columns)
    body = []
    for row in rows:
        note = recommended if row.is_recommended else ""
        body.append(f'<tr><th scope="row"><a href="{escape(row.url)}">{escape(row.label)}</a>{note}</th>')
        body += [draw_cell(column.key, *lookup(row.key, column.key)) for column in columns]
        body.append("</tr>")
    return mark_safe(  # noqa: S308  every value from the record was escaped above
        f'<table class="matrix"><caption>{escape(caption)}</caption><thead><tr><th scope="col">{_("Topic")}</th>{heads}'
        f"</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


def _cell_writer(columns: Sequence[Head]) -> Callable[[int, State, int | None, bool], str]:
    """A function that writes one cell; what cells share is translated, escaped and reversed here, once."""
    # On a phone the table becomes a list, and each cell says which meeting it is of.
    on = {c.key: f' data-on="{escape(c.label)}">' for c in columns}
    cells, star, address = _cells(), _star(), finding_addresses()

    def write(column: int, state: State, finding_id: int | None, before: bool) -> str:
        opening, inner = cells[state]
        if state is State.NOT_RECOMMENDED:
            return opening + "></td>"
        content = inner + star if before else inner
        if finding_id is not None:
            content = f'<a href="{address(finding_id)}">{content}</a>'
        return f"{opening}{on[column]}{content}</td>"

    return write
