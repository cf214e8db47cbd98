"""What templates put together: sentences, lists and counts, with the signs of the reader's language."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from agenda import joining

register = template.Library()


@register.filter
def as_sentence(text: Any) -> SafeString:
    """The text as a whole sentence; "" stays ""."""
    return SafeString(joining.sentence(conditional_escape(text)) if text else "")


@register.filter
def counts_in_words(counts: Iterable[tuple[Any, int]]) -> SafeString:
    """How many of each kind there are, in a sentence; counts: (kind, n), each kind with its word."""
    strong = pgettext("how many are so, in HTML", "<strong>{n}</strong> {word}")
    parts = [format_html(strong, n=n, word=gettext(kind.word).lower()) for kind, n in counts]
    return SafeString(joining.sentence(joining.listed(parts)) if parts else "")


@register.simple_tag
def sign_after(is_last: bool) -> str:
    """The sign after an item of a list that ends a sentence: a comma, after the last one a stop."""
    if is_last:
        return pgettext("the end of a sentence", ".")
    return pgettext("after an item of a list", ",")


@register.simple_tag
def comma() -> str:
    """The sign between the items of a list, with its blank where the language has one."""
    return joining.separator()


@register.simple_tag
def colon() -> str:
    """The sign after a label, with its blank where the language has one."""
    return pgettext("after a label", ": ")


@register.filter
def aside(text: Any) -> SafeString:
    """The text in parentheses, set off from what stands before it; "" stays ""."""
    return (
        format_html(pgettext("an aside after a text, in HTML", " ({aside})"), aside=text)
        if text not in ("", None)
        else SafeString("")
    )


@register.filter
def in_quotes(text: Any) -> SafeString:
    """The text in the quotation marks of the reader's language."""
    return SafeString(joining.quoted(conditional_escape(text)))
