"""Terms explained where a page first uses them, by pointer, touch or keyboard, with or without a script."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_noop

register = template.Library()

TERMS = {
    "n": (
        gettext_noop("N"),
        gettext_noop(
            "N counts cells, a topic at a meeting each, where the papers read could have shown that the topic is absent."
        ),
    ),
    "absence": (
        gettext_noop("absence could be shown"),
        gettext_noop(
            "A readout of the meeting was read whole, and so was every joint paper of it on record. "
            "Elsewhere silence proves nothing."
        ),
    ),
    "strict": (
        gettext_noop("Strict rate"),
        gettext_noop(
            "Raised ÷ N. Partly raised does not count; “with partly” counts it too. Below N = 5 there is no percentage."
        ),
    ),
}
"""Key → the term as it stands in a sentence, and what it means."""


@register.simple_tag(takes_context=True)
def term(context, key: str) -> str:
    """The term: at its first use on a page a button that opens its meaning, which is its tooltip too; then plain words.

    The page prints the meanings with `term_notes`.
    """
    word, meaning = (gettext(text) for text in TERMS[key])
    request = context.get("request")
    if request is None or key in _used(request):
        return word
    _used(request).append(key)
    return format_html(
        '<button type="button" class="term" popovertarget="term-{}" title="{}">{}</button>',
        key,
        meaning,
        word,
    )


def _used(request) -> list[str]:
    """The terms explained on this page so far."""
    if not hasattr(request, "terms"):
        request.terms = []
    return request.terms


@register.inclusion_tag("components/term_notes.html", takes_context=True)
def term_notes(context):
    """The meanings of the terms that the page used, each hidden until its button is pressed; printed on paper."""
    request = context.get("request")
    used = _used(request) if request else []
    return {"notes": [(key, *(gettext(text) for text in TERMS[key])) for key in used]}
