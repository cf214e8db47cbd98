"""What tables of rows need: heads that sort, short rates. Loaded in every template."""

import re
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, pgettext

from agenda.coverage.headline import by_standing
from agenda.coverage.rates import Tally
from agenda.coverage.sentences import rate_sentence, short_rate
from agenda.filters.place import from_the_start
from agenda.joining import separator
from agenda.languages import reading_language
from agenda.models.base import address, address_pattern
from agenda.pictures.dots import MOST, MOST_LINKED, MOST_SMALL, any_dots, dots_of
from agenda.translated import Said, in_language, lines_for_reader

from .agenda import dated, kind_links, link

register = template.Library()


@register.filter
def lines(row, part: str) -> list[Said]:
    """The lines of a list of the row's, in the reader's language."""
    return lines_for_reader(row, part)


@register.simple_tag(takes_context=True)
def sort_head(context, key: str, label: str = "", css: str = "") -> str:
    """The head of a column that the list can be sorted by: a link to the list in its order, or in the reverse of it."""
    filterset = context["filterset"]
    order = filterset.sorting.orders[key]
    now, natural = filterset.order or filterset.sorting.standing, order.sign(key)
    is_chosen = now.removeprefix("-") == key
    query = from_the_start(context["request"].GET)
    query.pop("cite", None)
    query["sort"] = _reverse(now) if is_chosen else natural
    falls = now.startswith("-")
    return format_html(
        '<th scope="col"{}{}><a href="?{}">{}</a>{}</th>',
        format_html(' class="{}"', css) if css else "",
        format_html(' aria-sort="{}"', "descending" if falls else "ascending") if is_chosen else "",
        query.urlencode(),
        label or order.label,
        format_html(' <span aria-hidden="true">{}</span>', "▼" if falls else "▲") if is_chosen else "",
    )


@register.simple_tag(takes_context=True)
def query_with(context, name: str, value: int) -> str:
    """The query of the address with that parameter, whose name is a value here, and without the citation."""
    query = context["request"].GET.copy()
    query[name] = value
    query.pop("cite", None)
    return f"?{query.urlencode()}"


def _reverse(order: str) -> str:
    return order.removeprefix("-") if order.startswith("-") else f"-{order}"


register.filter(by_standing)


@register.filter
def dots(cells, size: str = "") -> str:
    """A strip of dots: of `Dot`s, or of (meeting, state, address) as `Ledger.since` gives them; "small" ones are no links."""
    return any_dots(list(cells), small=size == "small")


@register.filter
def recent_dots(cells) -> str:
    """A strip of the latest of the cells: a link each where there are few, small dots where there are many."""
    cells = list(cells)
    return _latest(cells, MOST, "small" if len(cells) > MOST_LINKED else "")


@register.filter
def strip_dots(strip, size: str = "") -> str:
    """The same of a strip that holds the latest alone; "small" dots are no links however few they are."""
    small = size == "small" or strip.n > MOST_LINKED
    return _of_all(dots_of(strip, small=small), len(strip.latest), strip.n)


@register.filter
def small_dots(cells) -> str:
    """A strip of small dots, the latest of very many."""
    return _latest(list(cells), MOST_SMALL, "small")


def _latest(cells: list, most: int, size: str) -> str:
    return _of_all(dots(cells[-most:], size), min(most, len(cells)), len(cells))


def _of_all(strip: str, n: int, n_all: int) -> str:
    """A strip of n dots, which says so where there are more."""
    if n == n_all:
        return strip
    said = gettext("the last %(n)s of %(all)s") % {"n": n, "all": n_all}
    return format_html("{}<small>{}</small>", strip, said)


@register.simple_tag
def facet_options(name: str, options) -> str:
    """The choices of a filter and how many rows each would give; those that would give none are marked."""
    name = escape(name)
    return SafeString("\n".join(_facet_option(name, option) for option in options))


def _facet_option(name: str, option) -> str:
    """A choice as HTML; a page has a hundred of them. `name` is escaped."""
    value = escape(str(option.value))
    count = "" if option.count is None else f" <small>{option.count}</small>"
    return (
        f'<label{NONE if option.is_folded else ""}><input type="checkbox" id="f-{name}-{value}" name="{name}" '
        f'value="{value}"{CHECKED if option.is_chosen else ""}> <span>{conditional_escape(option.label)}</span>'
        f"{count}</label>"
    )


NONE, CHECKED = ' class="none"', " checked"


@register.filter
def state_counts(counts) -> str:
    """How many are in each state, by its symbol and, for whoever cannot see it, its word; of (state, how many)."""
    items = "\n".join(
        f'<span title="{n} {word}"><b aria-hidden="true">{state.symbol}</b> {n}<span class="sr"> {word}</span></span>'
        for state, n in counts
        for word in [escape(gettext(state.word))]
    )
    return SafeString(f'<span class="standings">{items}</span>') if items else ""


@register.filter
def meeting_link(occasion) -> str:
    """An occasion's title and date, linked to the page of its meeting."""
    return SafeString(_meeting_link(occasion, address_pattern("meeting", 1), reading_language()))


def meeting_links(occasions) -> list[str]:
    """The same of many occasions."""
    pattern, tag = address_pattern("meeting", 1), reading_language()
    return [_meeting_link(occasion, pattern, tag) for occasion in occasions]


def _meeting_link(occasion, pattern: str, tag: str) -> str:
    url, title = escape(pattern % occasion.slug), in_language(occasion, "title", tag).html_in(tag)
    return f'<a href="{url}">{title}, {escape(str(occasion.held))}</a>'


def meeting_items(context, occasions) -> str:
    """Occasions as items of a list, each linked to its meeting; one that several lists of a page name is written once."""
    written = context["request"].__dict__.setdefault("meeting_items", {})
    new = [occasion for occasion in occasions if occasion.pk not in written]
    for occasion, linked in zip(new, meeting_links(new), strict=True):
        written[occasion.pk] = f"<li>{linked}</li>"
    return SafeString("".join(written[occasion.pk] for occasion in occasions))


@register.filter
def held_link(occasion) -> str:
    """The date of an occasion, linked to the page of its meeting."""
    url = address("meeting", occasion.slug)
    return format_html(
        '<a href="{}" title="{}">{}</a>', url, occasion.reader.title.plain, dated(occasion.held)
    )


@register.simple_tag(takes_context=True)
def sides_compared(context, compared) -> str:
    """What the joint text and each side's own readouts do with a topic, an item a statement: "not mentioned: Japan (readout)".

    What several rows of a page share is written once.
    """
    written: dict[Any, str] = context["request"].__dict__.setdefault("sides_compared", {})
    if compared not in written:
        items = "".join(_statement(statement, views, written) for statement, views in compared.by_statement)
        written[compared] = SafeString(f'<ul class="sides">{items}</ul>')
    return written[compared]


def _statement(statement, views, written: dict[Any, str]) -> str:
    """A statement as an item of a list, with the sides that it is made of; `written`: papers that were named before."""
    for view in views:
        if view.documents not in written:
            written[view.documents] = _papers(view.documents)
    names = conditional_escape(separator()).join(
        f"{conditional_escape(view.name)}{written[view.documents]}" for view in views
    )
    words = {"label": escape(gettext(statement.word)), "text": names}
    said = pgettext("a label before a text", "%(label)s: %(text)s") % words
    symbol = f'<b aria-hidden="true">{statement.symbol}</b>'
    return f'<li class="statement {statement.value}"> {symbol} {said} </li>'


def _papers(documents) -> str:
    """The kinds of the papers as an aside, linked; "" without papers."""
    aside = pgettext("an aside after a text, in HTML", " ({aside})")
    return format_html(aside, aside=kind_links(documents)) if documents else ""


@register.filter
def topic_links(findings) -> str:
    """The topics of findings, each linked to its finding; of those excluded or found in part it is said."""
    return SafeString(" · ".join(map(_topic_link, findings)))


def _topic_link(finding) -> str:
    name, partly = finding.topic, ""
    if finding.is_excluded:
        words = {"topic": conditional_escape(str(name))}
        name = SafeString(gettext("%(topic)s (explicitly excluded)") % words)
    elif finding.outcome == "partly_raised":
        said = gettext("(partly)")
        partly = f" {escape(said)}"
    return f"{link(finding, name)}{partly}"


@register.simple_tag
def mentions_elsewhere(row) -> str:
    """Where a topic was taken up, nearest first, and how many meetings are left out."""
    items = [_mention(mention) for mention in row.mentions]
    if row.n_more:
        more = ngettext("and %(n)s more", "and %(n)s more", row.n_more) % {"n": row.n_more}
        items.append(f"<li> <small> {escape(more)} </small> </li>")
    return SafeString(f'<ul class="sides"> {"".join(items)} </ul>')


def _mention(mention) -> str:
    title = escape(mention.occasion.reader.title.plain)
    name = f"{conditional_escape(str(mention.dialogue))}{conditional_escape(separator())}"
    there = f'<a href="{escape(mention.address)}" title="{title}">{name}{dated(mention.occasion.held)}</a>'
    return f"<li> {there} <small>{escape(_days_apart(mention.days))}</small> </li>"


def _days_apart(days: int) -> str:
    """ "12 days later", "3 days before", "the same day"."""
    if days == 0:
        return gettext("the same day")
    n = abs(days)
    if days > 0:
        return ngettext("%(n)s day later", "%(n)s days later", n) % {"n": f"{n:,}"}
    return ngettext("%(n)s day before", "%(n)s days before", n) % {"n": f"{n:,}"}


DAY = re.compile(r"(?<=\d) (?=[A-Za-z]+ \d{4}\b)|(?<=[a-z]) (?=\d{4}\b)")


@register.filter
def unbroken(sentence: str) -> str:
    """The sentence with its dates kept on one line: "27 January 2026" with spaces that do not break."""
    return DAY.sub("\N{NO-BREAK SPACE}", sentence)


@register.filter
def n_of_N(tally: Tally) -> str:
    """The short rate of a tally, with the sentence it is short for as its title."""
    return _n_of_N(tally, get_language())


@lru_cache(maxsize=4096)
def _n_of_N(tally: Tally, language: str | None) -> str:
    """The same; `language` is the one in use. Lists show few different rates many times."""
    rate = short_rate(tally)
    return SafeString(f'<span title="{escape(rate_sentence(tally))}">{escape(rate)}</span>') if rate else ""
