"""What the site's administrator wrote in Markdown. Loaded in every template."""

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

register = template.Library()

TAGS = {"p", "br", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "h3", "h4", "h5", "h6",
        "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
BELOW = 2
"""How far headings are moved down: a page has its own first and second."""

_writer = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@register.filter
def markdown(text: str) -> SafeString:
    """Markdown as HTML of a few harmless elements: markup that was typed shows as text, links lead to web or mail."""
    tokens = _writer.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + BELOW, 6)}"
    html = _writer.renderer.render(tokens, _writer.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http", "mailto"},
                      link_rel="noopener")  # fmt: skip
    return mark_safe(clean)  # noqa: S308  cleaned by nh3
