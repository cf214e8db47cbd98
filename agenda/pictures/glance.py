"""The rows of the table of topics and dialogues at a glance, as HTML made at once: a page has hundreds of cells."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from agenda.coverage.glances import Glance, GlanceCell


def glance_table(shown: Glance) -> SafeString:
    """A row a topic: its name as its head, and a cell for each of the dialogues."""
    cells = _Cells()
    rows = []
    for topic, row in shown.rows:
        url = escape(topic.get_absolute_url())
        head = f'<th scope="row"><a href="{url}">{escape(topic)}</a></th>'
        rows.append(f"<tr>{head}{''.join(cells.of(cell, url) for cell in row)}</tr>\n")
    return mark_safe("".join(rows))  # noqa: S308  names and addresses are escaped, the rest is numbers and our own words


class _Cells:
    """What cells say, in the reader's language, which is asked for once."""

    def __init__(self) -> None:
        self._in_part = escape(gettext("found in papers read in part"))
        self._no_record = escape(gettext("no public record"))

    def of(self, cell: GlanceCell, url: str) -> str:
        """A cell as HTML; `url` is that of its topic, escaped."""
        tally = cell.tally
        if not tally:
            return "<td></td>"
        at = f"{url}#at-{escape(cell.forum)}"
        if not tally.N and not tally.found_in_part:
            inner = f'?<span class="sr"> {self._no_record}</span>'
            return f'<td class="not_determinable"><a href="{at}" title="{self._no_record}">{inner}</a></td>'
        partly = f" <small>◐{tally.partly_raised}</small>" if tally.partly_raised else ""
        counts = [f"{tally.raised}{partly} <small>/{tally.N}</small>"] if tally.N else []
        if tally.found_in_part:
            meaning = f'<span class="sr"> {self._in_part}</span>'
            counts.append(f'<span title="{self._in_part}">+{tally.found_in_part}{meaning}</span>')
        return f'<td class="{cell.css}"><a href="{at}">{" ".join(counts)}</a></td>'
