"""The rows of a comparison; a page has a few hundred. Loaded in every template."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from .agenda import link, share

register = template.Library()


@register.simple_tag
def compared_rows(rows: Iterable[Any]) -> SafeString:
    """A row a topic with its rate in each column, as `questions.compare` compares them."""
    said = gettext("not assessed there")
    blank = f'<td>–<span class="sr">{said}</span></td>'
    return mark_safe("\n".join(_row(row, blank) for row in rows))  # noqa: S308  `link` and `share` escape


def _row(row: Any, blank: str) -> str:
    cells = "".join([f"<td>{share(tally)}</td>" if tally else blank for tally in row.tallies])
    return f'<tr><th scope="row">{link(row.topic)}</th>{cells}</tr>'
