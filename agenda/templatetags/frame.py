"""What the frame of every page needs: what it says to machines, and what its printed sheets say. Loaded in every template.

Parts that are the same on many pages are made once a process: paths, constant sentences, whole templates of plain values.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template import Context, defaulttags
from django.template.engine import Engine
from django.templatetags import i18n
from django.urls import NoReverseMatch, get_script_prefix
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_noop

from agenda.dates import PartialDate
from agenda.models.base import address

register = template.Library()

PLAIN = (str, int, bool, type(None), date, PartialDate)
"""Kinds of values that a kept part may be made of. What only looks like one, lazy or marked as safe, may not."""


@register.simple_tag
def kept(name: str, **values: Any) -> SafeString:
    """A template of the values alone: it sees nothing else of the page, the reader or the request.

    Made once a process for each language, script name and values; anew each time where one of them is of no plain kind, and
    for whoever works on the templates (DEBUG).
    """
    told = tuple(values.items())
    if settings.DEBUG or any(type(value) not in PLAIN for _, value in told):
        return _part(name, told)
    kinds = tuple(type(value) for _, value in told)
    return _kept_part(name, told, kinds, get_language(), get_script_prefix())


@lru_cache(maxsize=1024)
def _kept_part(name: str, told: tuple[tuple[str, Any], ...], *_where: Any) -> SafeString:
    return _part(name, told)


def _part(name: str, told: tuple[tuple[str, Any], ...]) -> SafeString:
    return Engine.get_default().get_template(name).render(Context(dict(told), use_l10n=False))


class KeptPath(defaulttags.URLNode):
    """`{% url %}` of a page of ours: resolved once for each page, language and script name, as `address` does."""

    def render(self, context: Context) -> str:
        name, keys = self.view_name.resolve(context), [arg.resolve(context) for arg in self.args]
        if ":" in name or not all(KEY.fullmatch(str(key)) for key in keys):
            return super().render(context)
        try:
            return conditional_escape(address(name, *keys))
        except (NoReverseMatch, TypeError):  # its keys are no numbers, or there are many
            return super().render(context)


KEY = re.compile(r"[A-Za-z0-9_-]+")
"""What stands in a path as it is."""


@register.tag
def url(parser: Any, token: Any) -> defaulttags.URLNode:
    """The path of a page, as Django's own tag gives it."""
    node = defaulttags.url(parser, token)
    if node.kwargs or node.asvar or len(node.args) > 3:
        return node
    return KeptPath(node.view_name, node.args, node.kwargs, node.asvar)


class KeptSentence(i18n.TranslateNode):
    """`{% translate %}` of a constant sentence: looked up once for each language."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self._said: dict[tuple[str | None, bool], str] = {}

    def render(self, context: Context) -> str:
        key = get_language(), context.autoescape
        if key not in self._said:
            self._said[key] = super().render(context)
        return self._said[key]


@register.tag("translate")
@register.tag("trans")
def translate(parser: Any, token: Any) -> i18n.TranslateNode:
    """A sentence in the reader's language, as Django's own tag gives it."""
    node = i18n.do_translate(parser, token)
    said = node.filter_expression
    is_constant = isinstance(said.var.literal, str) and not said.filters
    if node.asvar or node.message_context or not is_constant:
        return node
    return KeptSentence(said, node.noop, node.asvar, node.message_context)


MAIN = (
    ("dialogues", gettext_noop("Dialogues")),
    ("meetings", gettext_noop("Meetings")),
    ("topics", gettext_noop("Topics")),
    ("recommendations", gettext_noop("Recommendations")),
    ("documents", gettext_noop("Documents")),
    ("questions", gettext_noop("Questions")),
    ("methodology", gettext_noop("Method")),
)


@register.simple_tag
def main_pages() -> tuple[tuple[str, str], ...]:
    """Name and words of each page that the head leads to."""
    return MAIN


@register.simple_tag(takes_context=True)
def printed_line(context) -> str:
    """What every printed sheet says: the address of the page and the day that its record answers for or last changed.

    Pages without a citation, errors among them, ask the database nothing and say the address alone.
    """
    request, asked = context.get("request"), context.get("asked")
    address = context.get("canonical") or (request.build_absolute_uri(request.path) if request else "")
    if not context.get("citation"):
        return address
    if asked and asked.is_as_of:
        as_of = gettext("as of %(day)s") % {"day": PartialDate(asked.on)}
        return f"{address} · {as_of}"
    if changed_on := context.get("changed_on"):
        record_of = gettext("record of %(day)s") % {"day": PartialDate(changed_on)}
        return f"{address} · {record_of}"
    return address


@register.simple_tag(takes_context=True)
def plain_values(context) -> str:
    """From here on numbers are written as they are, which is how every language of ours writes them, and days by filters.

    Django would else look the formats of the language up for each of them.
    """
    context.use_l10n = False
    return ""


@register.simple_tag
def linked_data(text: str) -> str:
    """JSON-LD in a data block: never run as a script, and unable to end its own element."""
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # noqa: S308
