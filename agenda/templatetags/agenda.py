"""Components of the pages: badges, tallies, rates. Loaded in every template."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, ngettext

from agenda.coverage.courses import Standing
from agenda.coverage.rates import Tally
from agenda.coverage.sentences import days_waited, waited
from agenda.coverage.states import State
from agenda.pictures.svg import svg

register = template.Library()


@register.filter
def badge(state) -> str:
    """A state or outcome as symbol + word + color; the meaning is its title."""
    state = State(state)
    return format_html(
        '<span class="badge {}" title="{}"><b aria-hidden="true">{}</b> {}</span>',
        state.value,
        gettext(state.meaning),
        state.symbol,
        gettext(state.word) if state.word else "",
    )


@register.filter
def standing(value) -> str:
    """A recommendation's state as symbol + word + color."""
    value = Standing(value)
    css = {"missed": "not_raised", "undetermined": "not_determinable"}.get(value, value.value)
    return format_html(
        '<span class="badge {}"><b aria-hidden="true">{}</b> {}</span>',
        css,
        value.symbol,
        gettext(value.word),
    )


@register.filter
def outcome_badge(finding) -> str:
    return badge(State.EXCLUDED if finding.is_excluded else finding.outcome)


@register.filter
def percent(fraction: float | None) -> str:
    """A fraction as a whole percentage; an en dash when there is nothing to divide by."""
    return "–" if fraction is None else f"{100 * fraction:.0f} %"


@register.filter
def figure(value: float | None) -> str:
    """An agreement figure with three decimals, or "undefined"."""
    return gettext("undefined") if value is None else f"{value:.3f}"


register.filter(waited)
register.filter(days_waited)

BAR = (State.RAISED, State.PARTLY_RAISED, State.NOT_RAISED, State.NOT_DETERMINABLE)


@register.inclusion_tag("components/tally.html")
def tally(tally: Tally, *, bar: bool = True, left_out: int = 0):
    """n and N with both rates, a bar of the shares, what stands beside the rate, and self-coded cells left out."""
    widths, left = [], 0.0
    for state in BAR:
        count = getattr(tally, state.value)
        width = 100 * count / tally.total if tally.total else 0
        widths.append({"state": state.value, "x": f"{left:.2f}", "width": f"{width:.2f}"})
        left += width
    return {"tally": tally, "bars": widths if bar and tally.total else [], "left_out": left_out}


@register.filter
def days_apart(days: int) -> str:
    """ "12 days later", "3 days before", "the same day"."""
    if days == 0:
        return gettext("the same day")
    n = abs(days)
    if days > 0:
        return ngettext("%(n)s day later", "%(n)s days later", n) % {"n": f"{n:,}"}
    return ngettext("%(n)s day before", "%(n)s days before", n) % {"n": f"{n:,}"}


@register.filter
def share(tally: Tally) -> str:
    """n/N with the inclusive rate as a bar and a figure; what stands outside the rate is said beside it."""
    outside = gettext("%(n)s without a public record") % {"n": tally.outside} if tally.outside else ""
    rate = tally.inclusive_rate
    if rate is None:
        return format_html("<small>{}</small>", outside)
    return format_html(
        '{}/{} = {}<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="6"/></svg><small>{}</small>',
        tally.n_any,
        tally.N,
        percent(rate),
        f"{100 * rate:.1f}",
        outside,
    )


@register.simple_tag
def linked_data(text: str) -> str:
    """JSON-LD in a data block: never run as a script, and unable to end its own element."""
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # noqa: S308


@register.inclusion_tag("components/picture.html", takes_context=True)
def show_picture(context, picture):
    """A picture with its words, its data as a table, downloads and the code to embed it."""
    shown = {name: context.get(name) for name in ("request", "asked")}
    return shown | {"drawn": picture, "svg": svg(picture)}
