"""What the page of a meeting repeats: topics recommended before it, those that a passage proves. Loaded in every template."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from agenda.joining import separator
from agenda.models import Topic

from .agenda import link, state_link

register = template.Library()


@register.filter
def expected_links(expected: Iterable[tuple[Topic, Any]]) -> SafeString:
    """(topic, its finding or None), each topic linked to its finding, or else to its own page."""
    return SafeString(" · ".join(link(finding or topic, topic) for topic, finding in expected))


@register.filter
def finding_links(findings: Iterable[Any]) -> SafeString:
    """The topics of findings, each linked to its finding."""
    return SafeString(" · ".join(link(finding, finding.topic) for finding in findings))


@register.filter
def expected_rows(expected: Iterable[tuple[Any, ...]]) -> SafeString:
    """A row for each recommended topic: what became of it, and who recommended it."""
    comma = f"{conditional_escape(separator())}\n"
    return SafeString("\n".join(_expected_row(*row, comma) for row in expected))


def _expected_row(topic: Topic, recommendations, finding, state, comma: str) -> str:
    """One of the rows; a page has a hundred of them."""
    by = comma.join(f"{link(row, row.code)} {conditional_escape(str(row.recommender))}" for row in recommendations)
    return (
        f'<tr><th scope="row">{link(topic)}</th><td>{state_link(state, finding, is_recommended=True)}</td>'
        f'<td class="line">{by}</td></tr>'
    )


@register.filter
def topic_tags(cited: Iterable[Any]) -> SafeString:
    """The topics that a passage proves as items of a list, each linked to its finding; of those proved in part it is said."""
    partly = f' <small>{escape(gettext("(partial)"))}</small>'
    return SafeString("\n".join(_topic_tag(row.finding, partly if row.is_partial else "") for row in cited))


def _topic_tag(finding: Any, partly: str) -> str:
    url, name = escape(finding.get_absolute_url()), conditional_escape(str(finding.topic))
    return f'<li><a class="tag {finding.outcome}" href="{url}"> {name}{partly} </a></li>'
