"""What templates show of recommendations: who made them and where they lead; a page has dozens. Loaded in every template."""

from collections.abc import Iterable
from html import escape

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from agenda.models import Actor, Recommendation
from agenda.models.base import address_pattern

from .agenda import plain
from .joined import aside

register = template.Library()


@register.filter
def code_links(recommendations: Iterable[Recommendation]) -> SafeString:
    """Each recommendation by its code, linked to its page; who made it and when is its title."""
    path = address_pattern("recommendation", 1)
    links = (
        f'<a href="{escape(path % row.code)}" title="{escape(plain(row.recommender))}, {escape(str(row.made))}">'
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
