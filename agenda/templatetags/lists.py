"""What tables of rows need: heads that sort, short rates. Loaded in every template."""

from django import template
from django.utils.html import format_html

from agenda.coverage.headline import by_standing
from agenda.coverage.rates import Tally
from agenda.coverage.sentences import rate_sentence, short_rate

register = template.Library()


@register.simple_tag(takes_context=True)
def sort_head(context, key: str, label: str = "", css: str = "") -> str:
    """The head of a column that the list can be sorted by: a link to the list in its order, or in the reverse of it."""
    filterset = context["filterset"]
    order = filterset.sorting.orders[key]
    now, natural = filterset.order or filterset.sorting.standing, order.sign(key)
    is_chosen = now.removeprefix("-") == key
    query = context["request"].GET.copy()
    for name in ("page", "cite"):
        query.pop(name, None)
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


def _reverse(order: str) -> str:
    return order.removeprefix("-") if order.startswith("-") else f"-{order}"


register.filter(by_standing)


@register.filter
def n_of_N(tally: Tally) -> str:
    """The short rate of a tally, with the sentence it is short for as its title."""
    rate = short_rate(tally)
    return format_html('<span title="{}">{}</span>', rate_sentence(tally), rate) if rate else ""
