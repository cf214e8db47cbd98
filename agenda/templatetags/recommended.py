"""What templates show of recommendations: how they stand, who made them; a page has dozens. Loaded in every template."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from agenda.coverage.courses import Standing
from agenda.coverage.states import State
from agenda.models import Actor, Recommendation

from .agenda import plain
from .joined import aside

register = template.Library()

STANDING_COLORS = {
    Standing.SILENT: "not_raised recommended",
    Standing.SILENT_SO_FAR: "not_raised recommended",
    Standing.CANNOT_BE_TOLD: State.NOT_DETERMINABLE,
    Standing.NO_MEETING_SINCE: State.NOT_ASSESSED,
    Standing.NO_FORUM: State.NOT_ASSESSED,
}


@register.filter
def standing(value) -> SafeString:
    """A recommendation's state as symbol + word + color."""
    return _standing(Standing(value), get_language())


@lru_cache(maxsize=256)
def _standing(value: Standing, language: str | None) -> SafeString:
    """The same in the language, which is the one in use."""
    return format_html(
        '<span class="badge {}"><b aria-hidden="true">{}</b> {}</span>',
        STANDING_COLORS.get(value, value.value),
        value.symbol,
        gettext(value.word),
    )


@register.filter
def code_links(recommendations: Iterable[Recommendation]) -> SafeString:
    """Each recommendation by its code, linked to its page; who made it and when is its title."""
    links = (
        f'<a href="{escape(row.get_absolute_url())}" title="{escape(plain(row.recommender))}, {escape(str(row.made))}">'
        f"{escape(row.code)}</a>"
        for row in recommendations
    )
    return SafeString("\n".join(links))


@register.simple_tag
def recommender_items(counted: Iterable[tuple[Actor, int]], query: str = "") -> SafeString:
    """(who recommends, how many): an item of a list each, linked to the recommendations; `query` follows in the address."""
    start, end = f'<li><a href="{escape(reverse("recommendations"))}?recommender=', escape(query)
    items = (
        f'{start}{escape(actor.slug)}{end}">{conditional_escape(actor.reader.name)}{aside(n)}</a></li>'
        for actor, n in counted
    )
    return SafeString("\n".join(items))
