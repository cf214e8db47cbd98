"""Components of the pages: badges, tallies, rates. Loaded in every template."""

from django import template
from django.utils.html import format_html

from agenda.coverage import Standing, State, Tally

register = template.Library()


@register.filter
def badge(state) -> str:
    """A state or outcome as symbol + word + color; the meaning is its title."""
    state = State(state)
    return format_html(
        '<span class="badge {}" title="{}"><b aria-hidden="true">{}</b> {}</span>',
        state.value,
        state.meaning,
        state.symbol,
        state.word,
    )


@register.filter
def standing(value) -> str:
    """A recommendation's state as symbol + word + color."""
    value = Standing(value)
    css = {"missed": "not_raised", "undetermined": "not_determinable"}.get(value, value.value)
    return format_html(
        '<span class="badge {}"><b aria-hidden="true">{}</b> {}</span>', css, value.symbol, value.word
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
    return "undefined" if value is None else f"{value:.3f}"


@register.filter
def waited(course) -> str:
    """How long a recommendation waited or took, in meetings and days."""
    meetings = f"{course.meetings} meeting{'' if course.meetings == 1 else 's'}"
    days = f"{course.days:,} day{'' if course.days == 1 else 's'}"
    return f"{meetings}, {'at least ' if course.at_least else ''}{days}"


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
